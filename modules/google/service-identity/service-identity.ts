import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamBinding } from "@cdktf/provider-google/lib/service-account-iam-binding";
import { Construct } from "constructs";
import { listOf, text } from "../../core/checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { member, projectId, serviceAccountId } from "../../core/google";

/** Props of {@link GoogleServiceIdentity}. */
export interface GoogleServiceIdentityProps {
  /** Id of the account, 6 to 30 lower-case letters, digits and hyphens. Renaming replaces it, and what it was granted is lost. */
  readonly serviceAccountId: Value<string>;
  /** Id of the project that it belongs to. */
  readonly projectId: Value<string>;
  /** What it is for, one line of 1 to 100 characters. */
  readonly description: Value<string>;
  /** Members that may let machines run as this account, at most 10. A list that is known later must not be empty. @default - none */
  readonly attacherMembers?: Value<readonly string[]>;
  /**
   * Members that may administer the account, and so say which pods become it, at most 10. Whoever administers an
   * account can become it. A list that is known later must not be empty. @default - none beside the project's own
   */
  readonly administratorMembers?: Value<readonly string[]>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleServiceIdentityProps> = {
  serviceAccountId: value(serviceAccountId),
  projectId: value(projectId),
  description: value(text(/^[^\r\n]+$/, "one line", 1, 100)),
  attacherMembers: value(listOf(member, 0, 10)),
  administratorMembers: value(listOf(member, 0, 10)),
};

/**
 * A service account that policies of keys, buckets and other resources name. Google refuses a grant to an account which
 * doesn't exist yet, so it is made first, without any right; the layers that know what it needs grant that later. It
 * has no key. Pods become it by {@link GoogleWorkloadIdentity}, which needs a cluster that stands.
 */
export class GoogleServiceIdentity extends Construct {
  /** Address of the account. */
  readonly email: string;
  /** Name of the account, `projects/<project>/serviceAccounts/<address>`. */
  readonly name: string;
  /** How IAM names it: `serviceAccount:<address>`. */
  readonly member: string;

  constructor(scope: Construct, id: string, props: GoogleServiceIdentityProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const account = new ServiceAccount(this, "Resource", {
      accountId: props.serviceAccountId,
      project: props.projectId,
      displayName: props.description,
    });
    const bind = (word: string, role: string, members: readonly string[] = []): void => {
      if (members.length === 0) return;
      new ServiceAccountIamBinding(this, word, { serviceAccountId: account.name, role, members: [...members] });
    };
    bind("attachers", "roles/iam.serviceAccountUser", props.attacherMembers);
    bind("administrators", "roles/iam.serviceAccountAdmin", props.administratorMembers);
    this.email = account.email;
    this.name = account.name;
    this.member = account.member;
  }
}
