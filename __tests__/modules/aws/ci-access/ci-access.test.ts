import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsCiAccess, type AwsCiAccessProps } from "../../../../modules/aws/ci-access/ci-access";
import { AwsPermissionBoundary } from "../../../../modules/aws/permission-boundary/permission-boundary";
import type { TerraformJson } from "../../../../modules/core/output-guards";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";

/** What the layers of a whole estate administer. */
const services = (
  "access-analyzer account acm apigateway application-autoscaling aps autoscaling backup backup-storage budgets ce cloudfront " +
  "cloudhsm cloudtrail cloudwatch codebuild config dms dynamodb ec2 ecr eks elasticache elasticloadbalancing events fis grafana " +
  "guardduty inspector2 kafka kms lambda logs macie2 network-firewall pipes ram rds resiliencehub route53 route53resolver s3 " +
  "scheduler secretsmanager securityhub signer sns sqs ssm synthetics wafv2 xray"
).split(" ");

const boundary = iam("policy/meetbarter-test-eu-boundary");
const props: AwsCiAccessProps = {
  repository: "meetbarter/infrastructure",
  planEnvironment: "test-plan",
  applyEnvironment: "test-apply",
  accountId: account,
  planRoleName: "meetbarter-test-eu-terraform-plan",
  applyRoleName: "meetbarter-test-eu-terraform-apply",
  managedNamePrefix: "meetbarter-test-eu-",
  permissionBoundaryArn: boundary,
  services,
  stateBucketNames: ["meetbarter-test-eu-eu-central-1-state", "meetbarter-test-eu-eu-west-1-state"],
  stateKeyAliases: ["meetbarter-test-eu/state"],
};

const made: TerraformJson = synthesized((stack) => new AwsCiAccess(stack, "ci", props));
const policyNamed = (name: string): PolicyDocument => documentOf(resourceOf(made, "aws_iam_policy", name)["policy"]);
const inlineOf = (name: string): PolicyDocument => documentOf(resourceOf(made, "aws_iam_role_policy", name)["policy"]);
const trustOf = (name: string): PolicyDocument =>
  documentOf(resourceOf(made, "aws_iam_role", name)["assume_role_policy"], {
    "aws_iam_openid_connect_provider.ci_provider.arn": iam("oidc-provider/token.actions.githubusercontent.com"),
  });

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
const photo = "arn:aws:s3:::meetbarter-test-eu-photos/ada.jpg";
const key = `arn:aws:kms:eu-central-1:${account}:key/6f1c1b1e-0000-4000-8000-000000000001`;
const throughS3 = { "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
const ofStates = { "kms:ResourceAliases": ["alias/meetbarter-test-eu/state"] };
const ofData = { "kms:ResourceAliases": ["alias/meetbarter-test-eu/objects-sensitive"] };
const bounded = { "iam:PermissionsBoundary": boundary };
const role = iam("role/meetbarter-test-eu-orders");

describe("ci access", () => {
  test("is a provider, two roles, and their policies, attached and nothing else", () => {
    expect(countsOf(made)).toEqual({
      aws_iam_openid_connect_provider: 1,
      aws_iam_policy: 5,
      aws_iam_role: 2,
      aws_iam_role_policies_exclusive: 2,
      aws_iam_role_policy: 2,
      aws_iam_role_policy_attachment: 6,
      aws_iam_role_policy_attachments_exclusive: 2,
    });
    expect(resourceOf(made, "aws_iam_openid_connect_provider", "ci_provider")).toEqual(
      expect.objectContaining({ url: "https://token.actions.githubusercontent.com", client_id_list: ["sts.amazonaws.com"] }),
    );
    expect(resourceOf(made, "aws_iam_openid_connect_provider", "ci_provider")).not.toHaveProperty("thumbprint_list");
    expect(resourceOf(made, "aws_iam_role_policy_attachments_exclusive", "ci_plan-attachments")).toMatchObject({
      role_name: "${aws_iam_role.ci_plan.name}",
      policy_arns: ["${aws_iam_policy.ci_data-guard.arn}", "${aws_iam_policy.ci_describe.arn}", "${aws_iam_policy.ci_get.arn}"],
    });
    expect(resourceOf(made, "aws_iam_role_policy_attachments_exclusive", "ci_apply-attachments")).toMatchObject({
      role_name: "${aws_iam_role.ci_apply.name}",
      policy_arns: ["${aws_iam_policy.ci_administer.arn}", "${aws_iam_policy.ci_data-guard.arn}", "${aws_iam_policy.ci_identity.arn}"],
    });
    for (const word of ["plan", "apply"]) {
      expect(resourceOf(made, "aws_iam_role_policies_exclusive", `ci_${word}-inline`)).toMatchObject({
        policy_names: [`\${aws_iam_role_policy.ci_${word}-state.name}`],
      });
    }
  });

  test("what it shows are its roles and provider", () => {
    const json = synthesized((stack) => {
      const ci = new AwsCiAccess(stack, "ci", props);
      for (const name of ["planRoleArn", "planRoleName", "applyRoleArn", "applyRoleName", "providerArn"] as const)
        new TerraformOutput(stack, name, { value: ci[name] });
    });
    expect(Object.fromEntries(Object.entries(json.output ?? {}).map(([name, { value }]) => [name, value]))).toEqual({
      planRoleArn: "${aws_iam_role.ci_plan.arn}",
      planRoleName: "${aws_iam_role.ci_plan.name}",
      applyRoleName: "${aws_iam_role.ci_apply.name}",
      applyRoleArn: "${aws_iam_role.ci_apply.arn}",
      providerArn: "${aws_iam_openid_connect_provider.ci_provider.arn}",
    });
  });

  test.each([
    ["plan", "repo:meetbarter/infrastructure:environment:test-plan"],
    ["apply", "repo:meetbarter/infrastructure:environment:test-apply"],
  ])("the %s role takes the tokens of one environment, for an hour, under the boundary", (word, sub) => {
    expect(resourceOf(made, "aws_iam_role", `ci_${word}`)).toMatchObject({
      name: `meetbarter-test-eu-terraform-${word}`,
      max_session_duration: 3600,
      permissions_boundary: boundary,
    });
    expect(trustOf(`ci_${word}`)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "JobsOfOneEnvironment",
          Effect: "Allow",
          Principal: { Federated: iam("oidc-provider/token.actions.githubusercontent.com") },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": sub,
            },
          },
        },
      ],
    });
  });

  test("a subject that cannot be reused is taken as it is", () => {
    const json = synthesized((stack) => new AwsCiAccess(stack, "ci", { ...props, repository: "meetbarter@123456/infrastructure@456789" }));
    expect(resourceOf(json, "aws_iam_role", "ci_plan")["assume_role_policy"]).toContain(
      '"repo:meetbarter@123456/infrastructure@456789:environment:test-plan"',
    );
  });

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

  test("the policies of a whole estate leave room in IAM's limits", () => {
    const lengths = Object.values(made.resource?.["aws_iam_policy"] ?? {}).map(({ policy }) => String(policy).length);
    expect(Math.max(...lengths)).toBeLessThan(6_144 - 500);
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

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const list = (name: string) => new TerraformVariable(stack, name, { type: "list(string)" }).listValue;
      new AwsCiAccess(stack, "ci", {
        repository: text("repository"),
        planEnvironment: text("plan_environment"),
        applyEnvironment: text("apply_environment"),
        accountId: text("account"),
        partition: text("partition"),
        planRoleName: text("plan"),
        applyRoleName: text("apply"),
        managedNamePrefix: text("prefix"),
        permissionBoundaryArn: text("boundary"),
        services: ["ec2", "s3"],
        stateBucketNames: list("buckets"),
        stateKeyAliases: list("aliases"),
      });
    });
    expect(resourceOf(json, "aws_iam_role", "ci_plan")["assume_role_policy"]).toContain(
      '"repo:${var.repository}:environment:${var.plan_environment}"',
    );
    const inline = resourceOf(json, "aws_iam_role_policy", "ci_plan-state")["policy"];
    expect(inline).toContain('"Resource":${jsonencode(formatlist("arn:%s:s3:::%s/*.tflock", var.partition, var.buckets))}');
    expect(inline).toContain('"kms:ResourceAliases":${jsonencode(formatlist("alias/%s", var.aliases))}');
    expect(resourceOf(json, "aws_iam_role_policy", "ci_apply-state")["policy"]).toContain(
      '${jsonencode(formatlist("arn:%s:kms:*:%s:%s", var.partition, var.account, formatlist("alias/%s", var.aliases)))}',
    );
    expect(resourceOf(json, "aws_iam_policy", "ci_identity")["policy"]).toContain('"iam:PermissionsBoundary":"${var.boundary}"');
  });

  test.each<[string, Partial<AwsCiAccessProps>, string]>([
    ["a repository without an owner", { repository: "infrastructure" }, "[BadProp] 'repository'"],
    ["a repository with a wildcard", { repository: "meetbarter/*" }, "[BadProp] 'repository'"],
    ["a plan environment with a wildcard", { planEnvironment: "test-*" }, "[BadProp] 'planEnvironment'"],
    ["an apply environment with a colon", { applyEnvironment: "a:b" }, "[BadProp] 'applyEnvironment'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a partition of others", { partition: "gcp" }, "[BadProp] 'partition'"],
    ["a role's name with a path", { planRoleName: "ci/plan" }, "[BadProp] 'planRoleName'"],
    ["a role's name that is too long", { applyRoleName: "x".repeat(65) }, "[BadProp] 'applyRoleName'"],
    ["a prefix that holds everything", { managedNamePrefix: "*" }, "[BadProp] 'managedNamePrefix'"],
    ["a boundary of another service", { permissionBoundaryArn: "arn:aws:s3:::boundary" }, "[BadProp] 'permissionBoundaryArn'"],
    ["no services", { services: [] }, "[BadProp] 'services'"],
    ["iam among the services", { services: ["ec2", "iam"] }, "[BadProp] 'services' must leave out iam and sts"],
    ["all services", { services: ["*"] }, "[BadProp] 'services'"],
    ["no state buckets", { stateBucketNames: [] }, "[BadProp] 'stateBucketNames'"],
    ["an alias with its prefix", { stateKeyAliases: ["alias/state"] }, "[BadProp] 'stateKeyAliases'"],
    ["one environment for both", { applyEnvironment: "test-plan" }, "[BadProp] 'planEnvironment' and 'applyEnvironment' must differ"],
    ["one role for both", { applyRoleName: props.planRoleName }, "[BadProp] 'planRoleName' and 'applyRoleName' must differ"],
    [
      "more services than a policy holds",
      { services: Array.from({ length: 120 }, (_, one) => `service-of-some-length-${String(one)}`) },
      "[QuotaExceeded]",
    ],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsCiAccess(stack, "ci", { ...props, ...change }))).toContain(message);
  });
});
