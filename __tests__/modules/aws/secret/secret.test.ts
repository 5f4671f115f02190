import { TerraformVariable } from "cdktf";
import { AwsSecret, type AwsSecretProps } from "../../../../modules/aws/secret/secret";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { applying } from "../policy-document/policy-evaluator";

const reader = iam("role/test-eu-orders");
const people = iam("role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Platform_*");
const person = iam("role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Platform_0123456789abcdef");
const kmsKeyArn = `arn:aws:kms:eu-central-1:${account}:key/1`;

const props: AwsSecretProps = {
  secretName: "test-eu/orders/runtime",
  description: "what orders has to know",
  dataClass: "sensitive",
  kmsKeyArn,
  readerArns: [reader],
  writerArns: [people],
};
const made = (more: Partial<AwsSecretProps> = {}) => synthesized((stack) => new AwsSecret(stack, "orders", { ...props, ...more }));

describe("secret", () => {
  test("is a place without a value, under its key, that stays", () => {
    expect(countsOf(made())).toEqual({ aws_secretsmanager_secret: 1, aws_secretsmanager_secret_policy: 1 });
    const secret = resourceOf(made(), "aws_secretsmanager_secret", "orders");
    expect(secret).toMatchObject({
      name: "test-eu/orders/runtime",
      description: "what orders has to know",
      kms_key_id: kmsKeyArn,
      recovery_window_in_days: 30,
      tags: { "estate:data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
    expect(secret).not.toHaveProperty("replica");
    expect(resourceOf(made(), "aws_secretsmanager_secret_policy", "orders_policy")).toMatchObject({ block_public_policy: true });
  });

  test("takes another window", () => {
    expect(resourceOf(made({ recoveryWindowDays: 7 }), "aws_secretsmanager_secret", "orders")["recovery_window_in_days"]).toBe(7);
  });

  const policy = () => documentOf(resourceOf(made(), "aws_secretsmanager_secret_policy", "orders_policy")["policy"]);
  const apply = iam("role/terraform-apply");

  test.each<[string, string, string, readonly string[]]>([
    ["its reader reads", reader, "secretsmanager:GetSecretValue", []],
    ["its reader does not write", reader, "secretsmanager:PutSecretValue", ["WritersOnly"]],
    ["a person writes", person, "secretsmanager:PutSecretValue", []],
    ["a person does not read what services have", person, "secretsmanager:GetSecretValue", ["ReadersOnly"]],
    ["whoever applies does not read", apply, "secretsmanager:GetSecretValue", ["ReadersOnly"]],
    ["whoever applies does not write", apply, "secretsmanager:PutSecretValue", ["WritersOnly"]],
    ["whoever applies changes the policy", apply, "secretsmanager:PutResourcePolicy", []],
    ["whoever plans looks at it", iam("role/terraform-plan"), "secretsmanager:DescribeSecret", []],
  ])("%s", (_, principal, action, denials) => {
    const request = { action, resource: "*", principal, context: { "aws:PrincipalArn": principal } };
    expect(applying([policy()], request, "Deny")).toEqual(denials);
  });

  test.each<[string, Partial<AwsSecretProps>, string]>([
    ["a name with a space", { secretName: "test eu" }, "[BadProp] 'secretName'"],
    ["a name that ends like an ARN", { secretName: "test-eu/trade-engine" }, "does not end in a hyphen and six characters"],
    ["a description of two lines", { description: "a\nb" }, "[BadProp] 'description'"],
    ["a class that does not exist", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["no key", { kmsKeyArn: "alias/secrets" }, "[BadProp] 'kmsKeyArn'"],
    ["nobody who reads", { readerArns: [] }, "[BadProp] 'readerArns'"],
    ["everybody who writes", { writerArns: [iam("role/*")] }, "[BadProp] 'writerArns'"],
    ["too short a window", { recoveryWindowDays: 6 }, "[BadProp] 'recoveryWindowDays'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsSecret(stack, "orders", { ...props, ...change }))).toContain(message);
  });

  test("has a tag of a class that is known later", () => {
    const json = synthesized((stack) => {
      const dataClass = new TerraformVariable(stack, "class", { type: "string" }).stringValue as "vault";
      new AwsSecret(stack, "orders", { ...props, dataClass });
    });
    expect(resourceOf(json, "aws_secretsmanager_secret", "orders")).toMatchObject({ tags: { "estate:data-class": "${var.class}" } });
  });
});
