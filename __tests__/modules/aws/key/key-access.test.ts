import { account, iam } from "../policy-document/aws-fixture";
import { applying, decide } from "../policy-document/policy-evaluator";
import { administrator, encrypter, full, logGroups, policyOf, small, user } from "./key-fixture";

describe("who may do what with a key", () => {
  const via = { "kms:CallerAccount": account, "kms:ViaService": "rds.eu-central-1.amazonaws.com" };
  const forResource = { "kms:GrantIsForAWSResource": "true" };

  test.each<[string, string, string, Record<string, string>, "allowed" | "not allowed"]>([
    ["an administrator changes the policy", administrator, "kms:PutKeyPolicy", {}, "allowed"],
    ["an administrator deletes the key", administrator, "kms:ScheduleKeyDeletion", {}, "allowed"],
    ["an administrator decrypts", administrator, "kms:Decrypt", {}, "not allowed"],
    ["an administrator encrypts", administrator, "kms:Encrypt", {}, "not allowed"],
    ["an administrator takes a data key", administrator, "kms:GenerateDataKey", {}, "not allowed"],
    ["an administrator gives himself a grant", administrator, "kms:CreateGrant", {}, "not allowed"],
    ["an administrator makes an encrypted database", administrator, "kms:CreateGrant", { ...via, ...forResource }, "allowed"],
    ["a user decrypts", user, "kms:Decrypt", {}, "allowed"],
    ["a user changes the policy", user, "kms:PutKeyPolicy", {}, "not allowed"],
    ["a user deletes the key", user, "kms:ScheduleKeyDeletion", {}, "not allowed"],
    ["a user gives a service a grant", user, "kms:CreateGrant", forResource, "allowed"],
    ["a user gives a friend a grant", user, "kms:CreateGrant", { "kms:GrantIsForAWSResource": "false" }, "not allowed"],
    ["a user comes through a service that is not for him", user, "kms:CreateGrant", via, "not allowed"],
    ["an encrypter encrypts", encrypter, "kms:Encrypt", {}, "allowed"],
    ["an encrypter re-encrypts", encrypter, "kms:ReEncryptTo", {}, "allowed"],
    ["an encrypter decrypts", encrypter, "kms:Decrypt", {}, "not allowed"],
    ["a stranger with every IAM permission decrypts", iam("role/admin"), "kms:Decrypt", {}, "not allowed"],
    ["a stranger with every IAM permission decrypts through a database", iam("role/admin"), "kms:Decrypt", via, "not allowed"],
    ["a stranger with every IAM permission reads what the key is", iam("role/admin"), "kms:DescribeKey", {}, "allowed"],
    ["the root user puts a new policy", iam("root"), "kms:PutKeyPolicy", {}, "allowed"],
    ["the root user decrypts", iam("root"), "kms:Decrypt", {}, "not allowed"],
    ["the root user deletes the key", iam("root"), "kms:ScheduleKeyDeletion", {}, "not allowed"],
    ["logs of this account encrypt", "logs.eu-central-1.amazonaws.com", "kms:GenerateDataKey", {}, "allowed"],
  ])("%s", (_, principal, action, context, expected) => {
    const log = principal.startsWith("logs") ? { "kms:EncryptionContext:aws:logs:arn": logGroups.replace("*", "a") } : {};
    expect(
      decide([policyOf(full)], { action, resource: "key", principal, context: { "aws:PrincipalArn": principal, ...log, ...context } }),
    ).toBe(expected);
  });

  test("logs of another account do not use the key", () => {
    const context = { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:444455556666:log-group:/orders/a" };
    const request = { action: "kms:Decrypt", resource: "key", principal: "logs.eu-central-1.amazonaws.com", context };
    expect(decide([policyOf(full)], request)).toBe("not allowed");
  });

  test("a service that may only look the key up does not use it", () => {
    const conditions = { StringEquals: { "aws:SourceAccount": account } };
    const policy = policyOf({ ...small, services: { bus: { principal: "events.amazonaws.com", conditions, may: "describe" } } });
    const may = (action: string, source = account) =>
      decide([policy], { action, resource: "key", principal: "events.amazonaws.com", context: { "aws:SourceAccount": source } });
    expect(["kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey"].map((action) => may(action))).toEqual([
      "allowed",
      "not allowed",
      "not allowed",
    ]);
    expect(may("kms:DescribeKey", "444455556666")).toBe("not allowed");
  });

  test("no statement lets IAM policies of the account grant use or administration", () => {
    const open = policyOf(full).Statement.filter(({ Condition }) => Condition === undefined);
    const delegating = open.filter(({ Principal }) => JSON.stringify(Principal).includes(":root"));
    expect(delegating.map(({ Sid }) => Sid)).toEqual(["AccountReadsMetadata"]);
  });

  test("roles that do not exist yet are named by conditions", () => {
    const pattern = iam("role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Platform_*");
    const policy = policyOf({ ...small, naming: "conditions", administratorArns: [pattern], userArns: [user] });
    expect(JSON.stringify(policy.Statement.map(({ Principal }) => Principal))).not.toContain("role/");
    const by = (principal: string, action: string) =>
      applying([policy], { action, resource: "key", principal, context: { "aws:PrincipalArn": principal } }, "Allow");
    const person = pattern.replace("*", "eu-central-1").replace("*", "0123456789abcdef");
    expect(by(person, "kms:PutKeyPolicy")).toEqual(["Administrators"]);
    expect(by(person, "kms:Decrypt")).toEqual([]);
    expect(by(user, "kms:Decrypt")).toEqual(["Users"]);
    expect(by(iam("role/other"), "kms:Decrypt")).toEqual([]);
  });
});
