import { TerraformVariable } from "cdktf";
import { AwsAccountDefaults, type AwsAccountDefaultsProps } from "../../../../modules/aws/account-defaults/account-defaults";
import { account, countsOf, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";

const security = { name: "Security", title: "Security team", emailAddress: "security@example.com", phoneNumber: "+49 30 1234567" };
const made = (props: Partial<AwsAccountDefaultsProps> = {}) =>
  synthesized((stack) => new AwsAccountDefaults(stack, "defaults", { accountId: account, ...props }));

describe("account defaults", () => {
  test("are closed buckets, strict passwords and tokens for every region", () => {
    const json = made();
    expect(countsOf(json)).toEqual({
      aws_iam_account_password_policy: 1,
      aws_iam_security_token_service_preferences: 1,
      aws_s3_account_public_access_block: 1,
    });
    expect(resourceOf(json, "aws_s3_account_public_access_block", "defaults_public-access")).toMatchObject({
      account_id: account,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resourceOf(json, "aws_iam_account_password_policy", "defaults_passwords")).toMatchObject({
      allow_users_to_change_password: true,
      hard_expiry: false,
      max_password_age: 90,
      minimum_password_length: 20,
      password_reuse_prevention: 24,
      require_lowercase_characters: true,
      require_numbers: true,
      require_symbols: true,
      require_uppercase_characters: true,
    });
    expect(resourceOf(json, "aws_iam_security_token_service_preferences", "defaults_tokens")).toMatchObject({
      global_endpoint_token_version: "v2Token",
    });
  });

  test("services' own roles are made where a policy will name them", () => {
    const json = made({ serviceLinkedRoles: ["autoscaling.amazonaws.com"] });
    expect(resourceOf(json, "aws_iam_service_linked_role", "defaults_role-of-autoscaling")).toMatchObject({
      aws_service_name: "autoscaling.amazonaws.com",
    });
    expect(
      resourceOf(
        made({ serviceLinkedRoles: ["replication.dynamodb.amazonaws.com"] }),
        "aws_iam_service_linked_role",
        "defaults_role-of-replication-dynamodb",
      ),
    ).toMatchObject({ aws_service_name: "replication.dynamodb.amazonaws.com" });
    expect(() => made({ serviceLinkedRoles: ["autoscaling"] })).toThrow(/\[BadProp\] 'serviceLinkedRoles'/);
  });

  test("a name and contacts are made where they are given", () => {
    const json = made({
      accountAlias: "meetbarter-test",
      contacts: { security, billing: { ...security, name: "Billing" } },
      minimumPasswordLength: 32,
      maximumPasswordAgeDays: 30,
      rememberedPasswords: 5,
    });
    expect(countsOf(json)).toEqual({
      aws_account_alternate_contact: 2,
      aws_iam_account_alias: 1,
      aws_iam_account_password_policy: 1,
      aws_iam_security_token_service_preferences: 1,
      aws_s3_account_public_access_block: 1,
    });
    expect(resourceOf(json, "aws_iam_account_alias", "defaults_alias")).toMatchObject({ account_alias: "meetbarter-test" });
    expect(resourceOf(json, "aws_account_alternate_contact", "defaults_contact-security")).toMatchObject({
      alternate_contact_type: "SECURITY",
      name: "Security",
      title: "Security team",
      email_address: "security@example.com",
      phone_number: "+49 30 1234567",
    });
    expect(resourceOf(json, "aws_iam_account_password_policy", "defaults_passwords")).toMatchObject({
      max_password_age: 30,
      minimum_password_length: 32,
      password_reuse_prevention: 5,
    });
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const number = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
      const defaults = new AwsAccountDefaults(stack, "defaults", {
        accountId: text("account"),
        accountAlias: text("alias"),
        minimumPasswordLength: number("length"),
        maximumPasswordAgeDays: number("age"),
        rememberedPasswords: number("remembered"),
      });
      expect(defaults.accountAlias).toBeDefined();
    });
    expect(resourceOf(json, "aws_s3_account_public_access_block", "defaults_public-access")["account_id"]).toBe("${var.account}");
    expect(resourceOf(json, "aws_iam_account_alias", "defaults_alias")["account_alias"]).toBe("${var.alias}");
    expect(resourceOf(json, "aws_iam_account_password_policy", "defaults_passwords")).toMatchObject({
      max_password_age: "${var.age}",
      minimum_password_length: "${var.length}",
      password_reuse_prevention: "${var.remembered}",
    });
  });

  test.each<[string, Partial<AwsAccountDefaultsProps>, string]>([
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a name with two hyphens", { accountAlias: "meet--barter" }, "[BadProp] 'accountAlias'"],
    ["a name that is too short", { accountAlias: "ab" }, "[BadProp] 'accountAlias'"],
    ["a contact for nothing", { contacts: { press: security } as AwsAccountDefaultsProps["contacts"] & object }, "[BadProp] 'contacts'"],
    ["a contact without an address", { contacts: { security: { ...security, emailAddress: "none" } } }, "[BadProp] 'contacts'"],
    ["a contact without a number", { contacts: { security: { ...security, phoneNumber: "call us" } } }, "[BadProp] 'contacts'"],
    ["a short password", { minimumPasswordLength: 13 }, "[BadProp] 'minimumPasswordLength'"],
    ["a password for ever", { maximumPasswordAgeDays: 0 }, "[BadProp] 'maximumPasswordAgeDays'"],
    ["too long a memory", { rememberedPasswords: 25 }, "[BadProp] 'rememberedPasswords'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsAccountDefaults(stack, "defaults", { accountId: account, ...change }))).toContain(message);
  });

  test("a token among the contacts is refused, for they decide what is made", () => {
    expect(
      problemsOf((stack) => {
        const emailAddress = new TerraformVariable(stack, "address", { type: "string" }).stringValue;
        new AwsAccountDefaults(stack, "defaults", { accountId: account, contacts: { security: { ...security, emailAddress } } });
      }),
    ).toContain("[ShapeIsToken] 'contacts'");
  });
});
