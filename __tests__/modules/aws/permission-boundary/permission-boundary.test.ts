import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsPermissionBoundary, type AwsPermissionBoundaryProps } from "../../../../modules/aws/permission-boundary/permission-boundary";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";

const props: AwsPermissionBoundaryProps = {
  policyName: "test-eu-boundary",
  accountId: account,
  services: ["ec2", "iam", "kms", "route53", "s3"],
  allowedRegions: ["eu-west-1", "eu-central-1"],
  exceptions: { "us-east-1": ["wafv2", "acm"] },
};
const boundary = iam("policy/test-eu-boundary");

const policyOf = (more: Partial<AwsPermissionBoundaryProps> = {}): PolicyDocument =>
  documentOf(
    resourceOf(
      synthesized((stack) => new AwsPermissionBoundary(stack, "boundary", { ...props, ...more })),
      "aws_iam_policy",
      "boundary",
    )["policy"],
  );

describe("permission boundary", () => {
  test("is one policy, by its name", () => {
    const json = synthesized((stack) => {
      const { arn, policyName } = new AwsPermissionBoundary(stack, "boundary", props);
      new TerraformOutput(stack, "name", { value: policyName });
      new TerraformOutput(stack, "arn", { value: arn });
    });
    expect(countsOf(json)).toEqual({ aws_iam_policy: 1 });
    expect(resourceOf(json, "aws_iam_policy", "boundary")["name"]).toBe("test-eu-boundary");
    expect(json.output?.["arn"]?.["value"]).toBe("${aws_iam_policy.boundary.arn}");
    expect(json.output?.["name"]?.["value"]).toBe("${aws_iam_policy.boundary.name}");
  });

  test("allows services in regions, and denies escalation and other regions, statement by statement", () => {
    const regions = ["eu-central-1", "eu-west-1"];
    const outside = (...more: string[]) => ({ StringNotEquals: { "aws:RequestedRegion": [...regions, ...more] } });
    expect(policyOf().Statement).toEqual([
      {
        Sid: "AccountWide",
        Effect: "Allow",
        Action: [
          "iam:*",
          "route53:*",
          "s3:GetAccountPublicAccessBlock",
          "s3:ListAllMyBuckets",
          "s3:PutAccountPublicAccessBlock",
          "sts:GetCallerIdentity",
        ],
        Resource: "*",
      },
      {
        Sid: "Regional",
        Effect: "Allow",
        Action: ["ec2:*", "kms:*", "s3:*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": regions } },
      },
      {
        Sid: "ExceptionUsEast1",
        Effect: "Allow",
        Action: ["acm:*", "wafv2:*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
      },
      {
        Sid: "NoRoleWithoutBoundary",
        Effect: "Deny",
        Action: [
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
        ],
        Resource: "*",
        Condition: { StringNotEquals: { "iam:PermissionsBoundary": boundary } },
      },
      {
        Sid: "NoBoundaryTakenOff",
        Effect: "Deny",
        Action: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary"],
        Resource: "*",
      },
      {
        Sid: "NoOtherBoundary",
        Effect: "Deny",
        Action: ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
        Resource: boundary,
      },
      {
        Sid: "NoLastingIdentity",
        Effect: "Deny",
        Action: expect.arrayContaining(["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"]) as unknown,
        Resource: "*",
      },
      {
        Sid: "NoOtherTrust",
        Effect: "Deny",
        Action: expect.arrayContaining(["iam:CreateOpenIDConnectProvider", "iam:CreateSAMLProvider"]) as unknown,
        Resource: "*",
      },
      {
        Sid: "NoDeparture",
        Effect: "Deny",
        Action: expect.arrayContaining(["organizations:LeaveOrganization", "account:CloseAccount"]) as unknown,
        Resource: "*",
      },
      {
        Sid: "NoOtherRegion",
        Effect: "Deny",
        NotAction: expect.arrayContaining(["iam:*", "sts:*", "cloudfront:*", "acm:*", "wafv2:*", "s3:ListAllMyBuckets"]) as unknown,
        Resource: "*",
        Condition: outside(),
      },
      { Sid: "NoOtherRegionAcm", Effect: "Deny", Action: "acm:*", Resource: "*", Condition: outside("us-east-1") },
      { Sid: "NoOtherRegionWafv2", Effect: "Deny", Action: "wafv2:*", Resource: "*", Condition: outside("us-east-1") },
    ]);
  });

  const role = iam("role/test-eu-orders");
  const here = { "aws:RequestedRegion": "eu-central-1" };
  const there = { "aws:RequestedRegion": "us-east-1" };

  test.each<[string, string, string, Record<string, string>, "allowed" | "denied" | "not allowed"]>([
    ["a listed service in an allowed region", "ec2:RunInstances", "*", here, "allowed"],
    ["a listed service elsewhere", "ec2:RunInstances", "*", there, "denied"],
    ["a service that is not listed", "sagemaker:CreateModel", "*", here, "not allowed"],
    ["a certificate for the edge", "acm:RequestCertificate", "*", there, "allowed"],
    ["a certificate in a third region", "acm:RequestCertificate", "*", { "aws:RequestedRegion": "ap-south-1" }, "denied"],
    ["a global service", "route53:ChangeResourceRecordSets", "*", there, "allowed"],
    ["a global service that is not listed", "organizations:ListAccounts", "*", there, "not allowed"],
    ["listing buckets from anywhere", "s3:ListAllMyBuckets", "*", there, "allowed"],
    ["a role under the boundary", "iam:CreateRole", role, { ...there, "iam:PermissionsBoundary": boundary }, "allowed"],
    ["a role without a boundary", "iam:CreateRole", role, there, "denied"],
    ["a role under another boundary", "iam:CreateRole", role, { "iam:PermissionsBoundary": iam("policy/wide") }, "denied"],
    ["power for a role without a boundary", "iam:AttachRolePolicy", role, there, "denied"],
    ["another boundary for a role", "iam:PutRolePermissionsBoundary", role, { "iam:PermissionsBoundary": iam("policy/wide") }, "denied"],
    ["a boundary taken off", "iam:DeleteRolePermissionsBoundary", role, { "iam:PermissionsBoundary": boundary }, "denied"],
    ["the boundary loosened", "iam:CreatePolicyVersion", boundary, there, "denied"],
    ["another policy changed", "iam:CreatePolicyVersion", iam("policy/test-eu-orders"), there, "allowed"],
    ["a user", "iam:CreateUser", iam("user/ada"), there, "denied"],
    ["an access key", "iam:CreateAccessKey", iam("user/ada"), there, "denied"],
    ["another identity provider", "iam:CreateOpenIDConnectProvider", iam("oidc-provider/example.com"), there, "denied"],
    ["leaving the organization", "organizations:LeaveOrganization", "*", there, "denied"],
    ["asking who one is", "sts:GetCallerIdentity", "*", there, "allowed"],
  ])("%s", (_, action, resource, context, expected) => {
    expect(decide([policyOf()], { action, resource, context })).toBe(expected);
  });

  test("without regional services and exceptions their statements are left out", () => {
    const sids = synthesized((stack) => {
      new AwsPermissionBoundary(stack, "boundary", { ...props, services: ["iam"], exceptions: {} });
    });
    const policy = documentOf(resourceOf(sids, "aws_iam_policy", "boundary")["policy"]);
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual([
      "AccountWide",
      "NoRoleWithoutBoundary",
      "NoBoundaryTakenOff",
      "NoOtherBoundary",
      "NoLastingIdentity",
      "NoOtherTrust",
      "NoDeparture",
      "NoOtherRegion",
    ]);
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      new AwsPermissionBoundary(stack, "boundary", {
        ...props,
        policyName: text("name"),
        accountId: text("account"),
        partition: text("partition"),
        allowedRegions: new TerraformVariable(stack, "regions", { type: "list(string)" }).listValue,
      });
    });
    const policy = resourceOf(json, "aws_iam_policy", "boundary")["policy"];
    expect(policy).toContain('"iam:PermissionsBoundary":"arn:${var.partition}:iam::${var.account}:policy/${var.name}"');
    expect(policy).toContain('"Condition":{"StringEquals":{"aws:RequestedRegion":${jsonencode(var.regions)}}}');
    expect(policy).toContain('"aws:RequestedRegion":${jsonencode(concat(["us-east-1"], var.regions))}');
  });

  test.each<[string, Partial<AwsPermissionBoundaryProps>, string]>([
    ["a name with a space", { policyName: "a b" }, "[BadProp] 'policyName'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a partition of others", { partition: "gcp" }, "[BadProp] 'partition'"],
    ["no services", { services: [] }, "[BadProp] 'services'"],
    ["a service with its action", { services: ["ec2:*"] }, "[BadProp] 'services'"],
    ["no regions", { allowedRegions: [] }, "[BadProp] 'allowedRegions'"],
    ["a region that is none", { allowedRegions: ["europe"] }, "[BadProp] 'allowedRegions'"],
    ["an exception for no region", { exceptions: { edge: ["acm"] } }, "[BadProp] 'exceptions' must have regions' codes"],
    ["an exception for no service", { exceptions: { "us-east-1": [] } }, "[BadProp] 'exceptions'"],
    [
      "so many services that the policy is too long",
      { services: Array.from({ length: 120 }, (_, one) => `service-with-a-long-name-of-its-own-${String(one)}`) },
      "[QuotaExceeded]",
    ],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsPermissionBoundary(stack, "boundary", { ...props, ...change }))).toContain(message);
  });

  test("a token among the services is refused", () => {
    expect(
      problemsOf((stack) => {
        const service = new TerraformVariable(stack, "service", { type: "string" }).stringValue;
        new AwsPermissionBoundary(stack, "boundary", { ...props, services: [service] });
      }),
    ).toContain("[ShapeIsToken] 'services'");
  });
});
