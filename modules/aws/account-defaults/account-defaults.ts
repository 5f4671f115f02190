import { AccountAlternateContact } from "@cdktf/provider-aws/lib/account-alternate-contact";
import { IamAccountAlias } from "@cdktf/provider-aws/lib/iam-account-alias";
import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { IamSecurityTokenServicePreferences } from "@cdktf/provider-aws/lib/iam-security-token-service-preferences";
import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import { Construct } from "constructs";
import { accountId, listOf, oneOf, servicePrincipal, text, wholeNumber } from "../../core/checks";
import { checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";

/** What AWS writes to whom. */
export const contactKinds = ["billing", "operations", "security"] as const;
/** A kind of contact. */
export type ContactKind = (typeof contactKinds)[number];

/** Whom AWS reaches. A shared mailbox and the office's number, not a person's: both stand in the state. */
export interface AccountContact {
  /** 1 to 64 characters. */
  readonly name: string;
  /** 1 to 50 characters. */
  readonly title: string;
  readonly emailAddress: string;
  /** With its country's code, for example `+49 30 1234567`. */
  readonly phoneNumber: string;
}

/** Props of {@link AwsAccountDefaults}. */
export interface AwsAccountDefaultsProps {
  /** Twelve digits: the account that the defaults are for. */
  readonly accountId: Value<string>;
  /** The account's name in sign-in addresses, 3 to 63 lower-case letters, digits and hyphens, unique among all accounts. Renaming replaces it. @default - none */
  readonly accountAlias?: Value<string>;
  /** Contacts beside the account's owner, by what they are for. @default - none */
  readonly contacts?: Shape<Readonly<Partial<Record<ContactKind, AccountContact>>>>;
  /**
   * Services whose own roles the account has to have before a policy names them, by principal
   * (`autoscaling.amazonaws.com`), at most 10. AWS makes such a role at a service's first use: in an account where that
   * has happened, import it. @default - none
   */
  readonly serviceLinkedRoles?: Shape<readonly string[]>;
  /** Least length of a password, 14 to 128 characters. @default 20 */
  readonly minimumPasswordLength?: Value<number>;
  /** Age at which a password has to be changed, 1 to 1,095 days. @default 90 */
  readonly maximumPasswordAgeDays?: Value<number>;
  /** How many earlier passwords can't be taken again, 1 to 24. @default 24 */
  readonly rememberedPasswords?: Value<number>;
}

const contact: Check<AccountContact> = ({ name, title, emailAddress, phoneNumber }) =>
  text(/^[^\r\n]+$/, "a contact's name", 1, 64)(name) ??
  text(/^[^\r\n]+$/, "a contact's title", 1, 50)(title) ??
  text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address", 6, 254)(emailAddress) ??
  text(/^[\s0-9()+-]+$/, "a phone number", 1, 25)(phoneNumber);

const contacts: Check<Readonly<Partial<Record<ContactKind, AccountContact>>>> = (record) =>
  Object.entries(record)
    .map(([kind, one]) => oneOf<string>(contactKinds)(kind) ?? contact(one))
    .find((breach) => breach !== undefined);

/** What each prop has to be. */
export const rules: PropRules<AwsAccountDefaultsProps> = {
  accountId: value(accountId),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html, read 2026-11.
  accountAlias: value(text(/^[a-z0-9](?:-?[a-z0-9])+$/, "lower-case letters, digits and single hyphens between them", 3, 63)),
  // https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html, read 2026-11.
  contacts: shape(contacts),
  serviceLinkedRoles: shape(listOf(servicePrincipal, 0, 10)),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html, read 2026-11; 14 is CIS's least.
  minimumPasswordLength: value(wholeNumber(14, 128, "characters")),
  maximumPasswordAgeDays: value(wholeNumber(1, 1095, "days")),
  rememberedPasswords: value(wholeNumber(1, 24, "passwords")),
};

/**
 * The defaults of an account that belong to no region: no bucket of it can be public, passwords of IAM users are strict
 * (there should be none: CI has tokens, people sign in through the identity center), and the tokens of the global STS
 * endpoint are valid in every region, those included that an account has to opt into. A password past its age has to be
 * changed at the next sign-in; nobody is locked out.
 *
 * What a region has of its own (encryption of volumes, snapshots, instance metadata) stands in the region's baseline.
 */
export class AwsAccountDefaults extends Construct {
  /** The account's name in sign-in addresses, if it has one. */
  readonly accountAlias: string | undefined;

  constructor(scope: Construct, id: string, props: AwsAccountDefaultsProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { minimumPasswordLength = 20, maximumPasswordAgeDays = 90, rememberedPasswords = 24, contacts: people = {} } = props;
    new S3AccountPublicAccessBlock(this, "public-access", {
      accountId: props.accountId,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new IamAccountPasswordPolicy(this, "passwords", {
      allowUsersToChangePassword: true,
      hardExpiry: false,
      maxPasswordAge: maximumPasswordAgeDays,
      minimumPasswordLength,
      passwordReusePrevention: rememberedPasswords,
      requireLowercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      requireUppercaseCharacters: true,
    });
    new IamSecurityTokenServicePreferences(this, "tokens", { globalEndpointTokenVersion: "v2Token" });
    for (const kind of contactKinds) {
      const one = people[kind];
      if (one === undefined) continue;
      new AccountAlternateContact(this, `contact-${kind}`, {
        alternateContactType: kind.toUpperCase(),
        name: one.name,
        title: one.title,
        emailAddress: one.emailAddress,
        phoneNumber: one.phoneNumber,
      });
    }
    for (const principal of props.serviceLinkedRoles ?? []) {
      new IamServiceLinkedRole(this, `role-of-${principal.replace(".amazonaws.com", "").replaceAll(".", "-")}`, {
        awsServiceName: principal,
      });
    }
    if (props.accountAlias !== undefined) new IamAccountAlias(this, "alias", { accountAlias: props.accountAlias });
    this.accountAlias = props.accountAlias;
  }
}
