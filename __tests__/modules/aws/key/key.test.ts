import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsKey, type AwsKeyProps } from "../../../../modules/aws/key/key";
import { account, countsOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import type { PolicyDocument } from "../policy-document/policy-evaluator";
import { administrator, encrypter, full, keyOf, logGroups, policyOf, small, user } from "./key-fixture";

const sidsOf = (policy: PolicyDocument): readonly string[] => policy.Statement.map(({ Sid }) => Sid);

describe("key", () => {
  test("is a rotating key of one region with its alias, kept from being destroyed", () => {
    const json = synthesized((stack) => {
      const key = new AwsKey(stack, "data", small);
      for (const name of ["arn", "keyId", "aliasName", "aliasArn"] as const) new TerraformOutput(stack, name, { value: key[name] });
    });
    expect(countsOf(json)).toEqual({ aws_kms_key: 1, aws_kms_alias: 1 });
    expect(resourceOf(json, "aws_kms_key", "data")).toMatchObject({
      description: "Orders of the test environment",
      bypass_policy_lockout_safety_check: false,
      deletion_window_in_days: 30,
      enable_key_rotation: true,
      rotation_period_in_days: 365,
      multi_region: false,
      tags: { "estate:data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
    expect(resourceOf(json, "aws_kms_alias", "data_alias")).toMatchObject({
      name: "alias/test-eu/data",
      target_key_id: "${aws_kms_key.data.key_id}",
    });
    expect(Object.fromEntries(Object.entries(json.output ?? {}).map(([name, { value }]) => [name, value]))).toEqual({
      arn: "${aws_kms_key.data.arn}",
      keyId: "${aws_kms_key.data.key_id}",
      aliasName: "${aws_kms_alias.data_alias.name}",
      aliasArn: "${aws_kms_alias.data_alias.arn}",
    });
  });

  test("numbers of days are passed on", () => {
    expect(keyOf(full)).toMatchObject({ deletion_window_in_days: 7, rotation_period_in_days: 180 });
  });

  test("the policy of a key without users has three statements, statement by statement", () => {
    expect(policyOf(small)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "RootUserBreaksGlass",
          Effect: "Allow",
          Principal: { AWS: iam("root") },
          Action: ["kms:CancelKeyDeletion", "kms:DescribeKey", "kms:EnableKey", "kms:GetKeyPolicy", "kms:PutKeyPolicy"],
          Resource: "*",
          Condition: { ArnEquals: { "aws:PrincipalArn": iam("root") } },
        },
        {
          Sid: "AccountReadsMetadata",
          Effect: "Allow",
          Principal: { AWS: iam("root") },
          Action: [
            "kms:DescribeKey",
            "kms:GetKeyPolicy",
            "kms:GetKeyRotationStatus",
            "kms:ListGrants",
            "kms:ListKeyPolicies",
            "kms:ListKeyRotations",
            "kms:ListResourceTags",
          ],
          Resource: "*",
        },
        {
          Sid: "Administrators",
          Effect: "Allow",
          Principal: { AWS: administrator },
          Action: expect.arrayContaining(["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:EnableKeyRotation"]) as unknown,
          Resource: "*",
        },
      ],
    });
  });

  test("each further kind of principal adds its statements", () => {
    const policy = policyOf(full);
    expect(sidsOf(policy)).toEqual([
      "RootUserBreaksGlass",
      "AccountReadsMetadata",
      "Administrators",
      "Users",
      "UsersGrantToServices",
      "Encrypters",
      "ThroughServices",
      "GrantsThroughServices",
      "ServiceFlowLogs",
    ]);
    const statement = (sid: string) => policy.Statement.find(({ Sid }) => Sid === sid);
    const use = [
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ];
    expect(statement("Users")).toMatchObject({ Principal: { AWS: user }, Action: use });
    expect(statement("UsersGrantToServices")).toMatchObject({
      Principal: { AWS: user },
      Action: "kms:CreateGrant",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
    expect(statement("Encrypters")).toMatchObject({ Principal: { AWS: encrypter }, Action: use.slice(1) });
    const via = {
      ArnLike: { "aws:PrincipalArn": administrator },
      StringEquals: {
        "kms:CallerAccount": account,
        "kms:ViaService": ["dynamodb.eu-central-1.amazonaws.com", "rds.eu-central-1.amazonaws.com"],
      },
    };
    expect(statement("ThroughServices")).toMatchObject({ Principal: { AWS: iam("root") }, Action: use, Condition: via });
    expect(statement("GrantsThroughServices")).toMatchObject({
      Principal: { AWS: iam("root") },
      Action: "kms:CreateGrant",
      Condition: { ...via, Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
    expect(statement("ServiceFlowLogs")).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Action: use,
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroups } },
    });
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const list = (name: string) => new TerraformVariable(stack, name, { type: "list(string)" }).listValue;
      const number = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
      new AwsKey(stack, "data", {
        aliasName: text("alias"),
        description: text("description"),
        dataClass: "internal",
        accountId: text("account"),
        partition: text("partition"),
        administratorArns: list("administrators"),
        userArns: [text("user")],
        services: {
          logs: {
            principal: `logs.${text("region")}.amazonaws.com`,
            conditions: { StringEquals: { "aws:SourceAccount": text("source") } },
          },
        },
        viaServices: list("services"),
        deletionWindowDays: number("window"),
        rotationPeriodDays: number("rotation"),
      });
    });
    const key = resourceOf(json, "aws_kms_key", "data");
    expect(key).toMatchObject({
      description: "${var.description}",
      deletion_window_in_days: "${var.window}",
      rotation_period_in_days: "${var.rotation}",
    });
    expect(key["policy"]).toContain('"Principal":{"AWS":${jsonencode(var.administrators)}},"Resource":"*","Sid":"Administrators"');
    expect(key["policy"]).toContain('"Principal":{"AWS":"arn:${var.partition}:iam::${var.account}:root"}');
    expect(key["policy"]).toContain('"Principal":{"AWS":"${var.user}"}');
    expect(key["policy"]).toContain('"Service":"logs.${var.region}.amazonaws.com"');
    expect(key["policy"]).toContain('"kms:ViaService":${jsonencode(var.services)}');
    expect(resourceOf(json, "aws_kms_alias", "data_alias")["name"]).toBe("alias/${var.alias}");
  });

  const service = { principal: "logs.eu-central-1.amazonaws.com", conditions: { StringEquals: { "aws:SourceAccount": account } } };

  test.each<[string, Partial<AwsKeyProps>, string]>([
    ["an alias with its prefix's reserved name", { aliasName: "aws/s3" }, "[BadProp] 'aliasName'"],
    ["an empty description", { description: "" }, "[BadProp] 'description'"],
    ["a data class that nobody knows", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["a short account", { accountId: "1234" }, "[BadProp] 'accountId'"],
    ["a partition of others", { partition: "gcp" }, "[BadProp] 'partition'"],
    ["another way of naming", { naming: "names" as "principals" }, "[BadProp] 'naming'"],
    ["nobody who administers", { administratorArns: [] }, "[BadProp] 'administratorArns'"],
    ["an administrator twice", { administratorArns: [administrator, administrator] }, "[BadProp] 'administratorArns'"],
    ["an administrator who is the account", { administratorArns: [iam("root")] }, "[BadProp] 'administratorArns'"],
    ["a user who is no role", { userArns: [iam("user/ada")] }, "[BadProp] 'userArns'"],
    ["an encrypter who is no role", { encrypterArns: ["backup"] }, "[BadProp] 'encrypterArns'"],
    ["a service without a condition", { services: { logs: { ...service, conditions: {} } } }, "[BadProp] 'services' must narrow"],
    ["a service that is none", { services: { logs: { ...service, principal: "logs" } } }, "[BadProp] 'services' must name"],
    ["a service with an odd word", { services: { Logs: service } }, "[BadProp] 'services' must have keys in kebab-case"],
    [
      "too many services",
      { services: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`s${String(index)}`, service])) },
      "[BadProp] 'services' must have at most 20",
    ],
    ["a way that is no service", { viaServices: ["s3"] }, "[BadProp] 'viaServices'"],
    ["a way for nobody", { viaPrincipalArns: ["*"] }, "[BadProp] 'viaPrincipalArns'"],
    ["too short a window", { deletionWindowDays: 6 }, "[BadProp] 'deletionWindowDays'"],
    ["too long a rotation", { rotationPeriodDays: 2561 }, "[BadProp] 'rotationPeriodDays'"],
    ["one who administers and uses", { userArns: [administrator] }, "[BadProp] 'userArns' and 'administratorArns' must not meet"],
    [
      "one who administers and encrypts",
      { encrypterArns: [administrator] },
      "[BadProp] 'encrypterArns' and 'administratorArns' must not meet",
    ],
    [
      "a pattern that covers a user",
      { naming: "conditions", administratorArns: [iam("role/terraform-*")], userArns: [iam("role/terraform-plan")] },
      "[BadProp] 'userArns' and 'administratorArns' must not meet",
    ],
    ["a pattern as a principal", { administratorArns: [iam("role/admin-*")] }, "[BadProp] a principal must be a whole ARN"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsKey(stack, "data", { ...small, ...change }))).toContain(message);
  });

  test("a token for what names the policy's principals is refused", () => {
    expect(
      problemsOf((stack) => {
        const naming = new TerraformVariable(stack, "naming", { type: "string" }).stringValue as "principals";
        new AwsKey(stack, "data", { ...small, naming });
      }),
    ).toContain("[ShapeIsToken] 'naming'");
  });

  test("a data class that is known later stands in the tag", () => {
    const json = synthesized((stack) => {
      const dataClass = new TerraformVariable(stack, "class", { type: "string" }).stringValue as "vault";
      new AwsKey(stack, "data", { ...small, dataClass });
    });
    expect(resourceOf(json, "aws_kms_key", "data")).toMatchObject({ tags: { "estate:data-class": "${var.class}" } });
  });

  test("a policy that is too long is refused", () => {
    const userArns = Array.from({ length: 50 }, (_, index) => iam(`role/${"x".repeat(700)}${String(index)}`));
    expect(problemsOf((stack) => new AwsKey(stack, "data", { ...small, userArns }))).toContain("[QuotaExceeded]");
  });
});
