import { AwsPermissionBoundary } from "../../../../modules/aws/permission-boundary/permission-boundary";
import { account, documentOf, iam, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";
import { boundary, made, props, services } from "./ci-fixture";

const policyNamed = (name: string): PolicyDocument => documentOf(resourceOf(made, "aws_iam_policy", name)["policy"]);
const inlineOf = (name: string): PolicyDocument => documentOf(resourceOf(made, "aws_iam_role_policy", name)["policy"]);
const boundaryDocument = documentOf(
  resourceOf(
    synthesized(
      (stack) =>
        new AwsPermissionBoundary(stack, "boundary", {
          policyName: "meetbarter-test-eu-boundary",
          accountId: account,
          services: [...services, "iam"],
          allowedRegions: ["eu-central-1", "eu-west-1"],
        }),
    ),
    "aws_iam_policy",
    "boundary",
  )["policy"],
);

const policies: Readonly<Record<"plan" | "apply", readonly PolicyDocument[]>> = {
  plan: [...["ci_describe", "ci_get", "ci_data-guard"].map(policyNamed), inlineOf("ci_plan-state")],
  apply: [...["ci_administer", "ci_identity", "ci_data-guard"].map(policyNamed), inlineOf("ci_apply-state")],
};

type Answer = "yes" | "no" | "never";

/** `yes`: allowed. `no`: nothing allows it. `never`: denied, so that nothing that is attached later allows it either. */
const answer = (
  role: "plan" | "apply",
  action: string,
  resource: string,
  context: Readonly<Record<string, string | string[]>> = {},
): Answer => {
  const request = { action, resource, context: { "aws:RequestedRegion": "eu-central-1", ...context } };
  const answers = [decide(policies[role], request), decide([boundaryDocument], request)];
  if (answers.includes("denied")) return "never";
  return answers.every((one) => one === "allowed") ? "yes" : "no";
};

const state = "arn:aws:s3:::meetbarter-test-eu-eu-central-1-state/production/network/terraform.tfstate";
const lock = `${state}.tflock`;
const authority = "arn:aws:s3:::meetbarter-test-eu-eu-central-1-gateway-trust/client-certificate-authority.pem";
const photo = "arn:aws:s3:::meetbarter-test-eu-photos/ada.jpg";
const key = `arn:aws:kms:eu-central-1:${account}:key/6f1c1b1e-0000-4000-8000-000000000001`;
const throughS3 = { "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
const ofStates = { "kms:ResourceAliases": ["alias/meetbarter-test-eu/state"] };
const ofData = { "kms:ResourceAliases": ["alias/meetbarter-test-eu/objects-sensitive"] };
const bounded = { "iam:PermissionsBoundary": boundary };
const role = iam("role/meetbarter-test-eu-orders");

describe("what CI may do", () => {
  // Neither CI role reads or writes data.
  test.each<[string, string]>([
    ["s3:GetObject", photo],
    ["s3:GetObjectVersion", photo],
    ["s3:GetObjectAttributes", photo],
    ["s3:PutObject", photo],
    ["s3:DeleteObject", photo],
    ["s3:DeleteObjectVersion", state],
    ["s3:GetDataAccess", "*"],
    ["dynamodb:GetItem", "*"],
    ["dynamodb:BatchGetItem", "*"],
    ["dynamodb:PutItem", "*"],
    ["dynamodb:Query", "*"],
    ["dynamodb:Scan", "*"],
    ["dynamodb:PartiQLSelect", "*"],
    ["dynamodb:GetRecords", "*"],
    ["dynamodb:ExportTableToPointInTime", "*"],
    ["secretsmanager:GetSecretValue", "*"],
    ["secretsmanager:BatchGetSecretValue", "*"],
    ["ssm:GetParameter", "*"],
    ["ssm:GetParameters", "*"],
    ["ssm:GetParametersByPath", "*"],
    ["ssm:GetParameterHistory", "*"],
    ["ssm:GetCommandInvocation", "*"],
    ["ssm:StartSession", "*"],
    ["ssm:SendCommand", "*"],
    ["logs:GetLogEvents", "*"],
    ["logs:FilterLogEvents", "*"],
    ["logs:StartQuery", "*"],
    ["logs:GetQueryResults", "*"],
    ["logs:StartLiveTail", "*"],
    ["logs:Unmask", "*"],
    ["sqs:ReceiveMessage", "*"],
    ["kinesis:GetRecords", "*"],
    ["kinesis:GetShardIterator", "*"],
    ["kinesis:SubscribeToShard", "*"],
    ["rds-data:ExecuteStatement", "*"],
    ["rds-db:connect", "*"],
    ["rds:DownloadDBLogFilePortion", "*"],
    ["rds:StartExportTask", "*"],
    ["ebs:GetSnapshotBlock", "*"],
    ["ec2:GetPasswordData", "*"],
    ["ec2:GetConsoleOutput", "*"],
    ["lambda:InvokeFunction", "*"],
    ["cloudtrail:LookupEvents", "*"],
    ["xray:BatchGetTraces", "*"],
    ["xray:GetTraceSummaries", "*"],
    ["wafv2:GetSampledRequests", "*"],
    ["kafka-cluster:ReadData", "*"],
    ["es:ESHttpGet", "*"],
    ["elasticache:Connect", "*"],
    ["execute-api:Invoke", "*"],
    ["acm:ExportCertificate", "*"],
    ["apigateway:GET", "arn:aws:apigateway:eu-central-1::/apikeys/abc"],
    ["apigateway:GET", "arn:aws:apigateway:eu-central-1::/usageplans/abc/keys"],
    ["macie2:GetSensitiveDataOccurrences", "*"],
    ["cognito-idp:ListUsersInGroup", "*"],
    ["logs:ListAnomalies", "*"],
    ["sns:ListPhoneNumbersOptedOut", "*"],
    ["states:GetExecutionHistory", "*"],
    ["pi:GetResourceMetrics", "*"],
    ["redshift:GetClusterCredentials", "*"],
    ["sts:AssumeRole", role],
    ["sts:GetSessionToken", "*"],
    ["sts:GetFederationToken", "*"],
  ])("neither role may %s on %s", (action, resource) => {
    expect([answer("plan", action, resource), answer("apply", action, resource)]).toEqual(["never", "never"]);
  });

  test.each<[string, string, Record<string, string | string[]>, Answer, Answer]>([
    // States.
    ["s3:ListBucket", "arn:aws:s3:::meetbarter-test-eu-eu-west-1-state", {}, "yes", "yes"],
    ["s3:GetObject", state, {}, "yes", "yes"],
    ["s3:GetObject", lock, {}, "yes", "yes"],
    ["s3:PutObject", state, {}, "no", "yes"],
    ["s3:PutObject", lock, {}, "yes", "yes"],
    ["s3:DeleteObject", lock, {}, "yes", "yes"],
    ["s3:DeleteObject", state, {}, "never", "never"],
    // What is public, and part of how a service is set up.
    ["s3:GetObject", authority, {}, "yes", "yes"],
    ["s3:GetObjectVersion", authority, {}, "yes", "yes"],
    ["s3:PutObject", authority, {}, "no", "yes"],
    ["s3:DeleteObjectVersion", authority, {}, "no", "yes"],
    // Keys.
    ["kms:Decrypt", key, { ...throughS3, ...ofStates }, "yes", "yes"],
    ["kms:GenerateDataKey", key, { ...throughS3, ...ofStates }, "yes", "yes"],
    ["kms:Decrypt", key, { ...throughS3, ...ofData }, "never", "never"],
    ["kms:Decrypt", key, throughS3, "never", "never"],
    ["kms:Decrypt", key, ofStates, "never", "never"],
    ["kms:Decrypt", key, ofData, "never", "never"],
    ["kms:Encrypt", key, {}, "never", "never"],
    ["kms:ReEncryptFrom", key, {}, "never", "never"],
    ["kms:Sign", key, {}, "never", "never"],
    ["kms:GenerateDataKey", key, { ...ofData, "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" }, "never", "yes"],
    ["kms:CreateGrant", key, { "kms:GrantIsForAWSResource": "true" }, "no", "yes"],
    ["kms:CreateGrant", key, { "kms:GrantIsForAWSResource": "false" }, "no", "never"],
    ["kms:CreateGrant", key, {}, "no", "never"],
    ["kms:CreateKey", "*", {}, "no", "yes"],
    ["kms:PutKeyPolicy", key, {}, "no", "yes"],
    ["kms:UpdateAlias", `arn:aws:kms:eu-central-1:${account}:alias/meetbarter-test-eu/state`, {}, "no", "never"],
    ["kms:UpdateAlias", `arn:aws:kms:eu-central-1:${account}:alias/meetbarter-test-eu/logs`, {}, "no", "yes"],
    // How things are set up.
    ["ec2:DescribeVpcs", "*", {}, "yes", "yes"],
    ["s3:GetBucketPolicy", "arn:aws:s3:::meetbarter-test-eu-photos", {}, "yes", "yes"],
    ["s3:ListBucket", "arn:aws:s3:::meetbarter-test-eu-photos", {}, "yes", "yes"],
    ["dynamodb:DescribeTable", "*", {}, "yes", "yes"],
    // DynamoDB fills a replica in the name of whoever makes it; a plan makes none.
    ["dynamodb:Scan", "*", { "aws:CalledViaLast": "dynamodb.amazonaws.com" }, "no", "yes"],
    ["dynamodb:PutItem", "*", { "aws:CalledViaLast": "dynamodb.amazonaws.com" }, "no", "yes"],
    ["dynamodb:Scan", "*", { "aws:CalledViaLast": "athena.amazonaws.com" }, "never", "never"],
    ["dynamodb:GetRecords", "*", { "aws:CalledViaLast": "dynamodb.amazonaws.com" }, "never", "never"],
    ["secretsmanager:DescribeSecret", "*", {}, "yes", "yes"],
    ["ssm:DescribeParameters", "*", {}, "yes", "yes"],
    ["logs:DescribeLogGroups", "*", {}, "yes", "yes"],
    ["sqs:GetQueueAttributes", "*", {}, "yes", "yes"],
    ["kms:GetKeyPolicy", key, {}, "yes", "yes"],
    ["lambda:GetFunction", "*", {}, "yes", "yes"],
    ["ecr:BatchGetImage", "*", {}, "yes", "yes"],
    ["apigateway:GET", "arn:aws:apigateway:eu-central-1::/apis/abc", {}, "yes", "yes"],
    ["budgets:ViewBudget", "*", {}, "yes", "yes"],
    ["iam:GetRole", role, {}, "yes", "yes"],
    ["iam:ListRolePolicies", iam(`role/${props.applyRoleName}`), {}, "yes", "yes"],
    ["sagemaker:ListModels", "*", {}, "no", "no"],
    ["ec2:DescribeVpcs", "*", { "aws:RequestedRegion": "us-east-1" }, "never", "never"],
    // Changing it.
    ["ec2:CreateVpc", "*", {}, "no", "yes"],
    ["rds:CreateDBInstance", "*", {}, "no", "yes"],
    ["s3:PutBucketPolicy", "arn:aws:s3:::meetbarter-test-eu-photos", {}, "no", "yes"],
    ["dynamodb:CreateTable", "*", {}, "no", "yes"],
    ["secretsmanager:PutSecretValue", "*", {}, "no", "yes"],
    ["ec2:ModifySnapshotAttribute", "*", {}, "no", "never"],
    ["rds:ModifyDBSnapshotAttribute", "*", {}, "no", "never"],
    ["ec2:CreateVpc", "*", { "aws:RequestedRegion": "us-east-1" }, "never", "never"],
    // Roles and policies of the estate.
    ["iam:CreateRole", role, bounded, "no", "yes"],
    ["iam:CreateRole", role, {}, "never", "never"],
    ["iam:CreateRole", role, { "iam:PermissionsBoundary": iam("policy/wide") }, "never", "never"],
    ["iam:CreateRole", iam("role/other"), bounded, "no", "no"],
    ["iam:AttachRolePolicy", role, bounded, "no", "yes"],
    ["iam:AttachRolePolicy", role, {}, "never", "never"],
    ["iam:PutRolePolicy", role, bounded, "no", "yes"],
    ["iam:PutRolePolicy", role, {}, "never", "never"],
    ["iam:DeleteRolePermissionsBoundary", role, bounded, "never", "never"],
    ["iam:PassRole", role, {}, "no", "yes"],
    ["iam:PassRole", iam("role/OrganizationAccountAccessRole"), {}, "no", "no"],
    ["iam:UpdateAssumeRolePolicy", role, {}, "no", "yes"],
    ["iam:UpdateAssumeRolePolicy", iam("role/OrganizationAccountAccessRole"), {}, "no", "no"],
    ["iam:CreatePolicy", iam("policy/meetbarter-test-eu-orders"), {}, "no", "yes"],
    ["iam:CreatePolicy", iam("policy/other"), {}, "no", "no"],
    ["iam:CreateServiceLinkedRole", iam("role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS"), {}, "no", "yes"],
    ["iam:UpdateAccountPasswordPolicy", "*", {}, "no", "yes"],
    ["iam:DeleteAccountPasswordPolicy", "*", {}, "no", "no"],
    // CI's own.
    ["iam:CreatePolicyVersion", boundary, {}, "never", "never"],
    ["iam:DeletePolicy", boundary, {}, "never", "never"],
    ["iam:CreatePolicyVersion", iam(`policy/${props.applyRoleName}-identity`), {}, "no", "never"],
    ["iam:DeletePolicyVersion", iam(`policy/${props.planRoleName}-data-guard`), {}, "no", "never"],
    ["iam:PutRolePolicy", iam(`role/${props.planRoleName}`), bounded, "no", "never"],
    ["iam:AttachRolePolicy", iam(`role/${props.applyRoleName}`), bounded, "no", "never"],
    ["iam:UpdateAssumeRolePolicy", iam(`role/${props.applyRoleName}`), {}, "no", "never"],
    ["iam:PassRole", iam(`role/${props.applyRoleName}`), {}, "no", "never"],
    ["iam:DeleteOpenIDConnectProvider", iam("oidc-provider/token.actions.githubusercontent.com"), {}, "never", "never"],
    ["iam:CreateOpenIDConnectProvider", iam("oidc-provider/example.com"), {}, "never", "never"],
    ["iam:TagOpenIDConnectProvider", iam("oidc-provider/token.actions.githubusercontent.com"), {}, "no", "never"],
    ["iam:CreateUser", iam("user/meetbarter-test-eu-ada"), {}, "never", "never"],
    ["iam:CreateAccessKey", iam("user/ada"), {}, "never", "never"],
    ["iam:CreateLoginProfile", iam("user/ada"), {}, "never", "never"],
    ["organizations:LeaveOrganization", "*", {}, "never", "never"],
    ["account:CloseAccount", "*", {}, "never", "never"],
  ])("%s on %s with %p: plan %s, apply %s", (action, resource, context, plan, apply) => {
    expect([answer("plan", action, resource, context), answer("apply", action, resource, context)]).toEqual([plan, apply]);
  });

  test("whatever is attached to them besides, the guard closes data to both roles", () => {
    const everything: PolicyDocument = {
      Version: "2012-10-17",
      Statement: [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }],
    };
    for (const own of [policies.plan, policies.apply]) {
      expect(decide([...own, everything], { action: "s3:GetObject", resource: photo })).toBe("denied");
      expect(decide([...own, everything], { action: "dynamodb:Scan", resource: "*" })).toBe("denied");
    }
  });
});
