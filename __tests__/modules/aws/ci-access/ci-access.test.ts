import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsCiAccess, type AwsCiAccessProps } from "../../../../modules/aws/ci-access/ci-access";
import { countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import type { PolicyDocument } from "../policy-document/policy-evaluator";
import { boundary, made, props } from "./ci-fixture";

const trustOf = (name: string): PolicyDocument =>
  documentOf(resourceOf(made, "aws_iam_role", name)["assume_role_policy"], {
    "aws_iam_openid_connect_provider.ci_provider.arn": iam("oidc-provider/token.actions.githubusercontent.com"),
  });

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

  test("the policies of a whole estate leave room in IAM's limits", () => {
    const lengths = Object.values(made.resource?.["aws_iam_policy"] ?? {}).map(({ policy }) => String(policy).length);
    expect(Math.max(...lengths)).toBeLessThan(6_144 - 500);
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
        publicBucketNames: list("public_buckets"),
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
    ["a public bucket that is everything", { publicBucketNames: ["*"] }, "[BadProp] 'publicBucketNames'"],
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
