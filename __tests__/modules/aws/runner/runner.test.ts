import { AwsRunnerCredential, type AwsRunnerCredentialProps } from "../../../../modules/aws/runner/credential";
import { AwsRunner, type AwsRunnerProps } from "../../../../modules/aws/runner/runner";
import { account, countsOf, iam, problemsOf, argumentsOf, synthesized } from "../policy-document/aws-fixture";

const credentialArn = `arn:aws:secretsmanager:eu-central-1:${account}:secret:test-eu/runner-credential-AbCdEf`;
const logsKeyArn = `arn:aws:kms:eu-central-1:${account}:alias/logs`;
const props: AwsRunnerProps = {
  projectName: "test-eu-runner",
  repository: "example/infrastructure",
  roleArn: iam("role/runner"),
  vpcId: "vpc-0aaa1111bbbb22223",
  subnetIds: ["subnet-0aaa1111bbbb22220"],
  securityGroupIds: ["sg-0aaa1111bbbb22225"],
  credentialArn,
  logsKeyArn,
};
const json = synthesized((stack) => new AwsRunner(stack, "runner", props));
const problems = (changes: Partial<AwsRunnerProps>): string =>
  problemsOf((stack) => new AwsRunner(stack, "runner", { ...props, ...changes }));

const secret: AwsRunnerCredentialProps = { secretName: "test-eu/runner-credential", kmsKeyArn: logsKeyArn };

describe("runner", () => {
  test("is a project, its log and its webhook", () => {
    expect(countsOf(json)).toEqual({ aws_cloudwatch_log_group: 1, aws_codebuild_project: 1, aws_codebuild_webhook: 1 });
  });

  test("stands in the network without privileges, and takes GitHub's credential from its secret", () => {
    expect(argumentsOf(json, "aws_codebuild_project", "runner_project")).toEqual({
      name: "test-eu-runner",
      description: "runs jobs of GitHub Actions inside the network",
      service_role: iam("role/runner"),
      project_visibility: "PRIVATE",
      badge_enabled: false,
      build_timeout: 60,
      queued_timeout: 60,
      concurrent_build_limit: 4,
      artifacts: { type: "NO_ARTIFACTS" },
      environment: {
        type: "LINUX_CONTAINER",
        compute_type: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        image_pull_credentials_type: "CODEBUILD",
        privileged_mode: false,
      },
      source: {
        type: "GITHUB",
        location: "https://github.com/example/infrastructure.git",
        git_clone_depth: 1,
        auth: { type: "SECRETS_MANAGER", resource: credentialArn },
      },
      vpc_config: { vpc_id: props.vpcId, subnets: props.subnetIds, security_group_ids: props.securityGroupIds },
      logs_config: {
        cloudwatch_logs: { group_name: "${aws_cloudwatch_log_group.runner_log.name}", status: "ENABLED" },
        s3_logs: { status: "DISABLED" },
      },
    });
    expect(argumentsOf(json, "aws_cloudwatch_log_group", "runner_log")).toEqual({
      name: "/aws/codebuild/test-eu-runner",
      kms_key_id: logsKeyArn,
      retention_in_days: 90,
    });
  });

  test("only a queued job starts it", () => {
    expect(argumentsOf(json, "aws_codebuild_webhook", "runner_webhook")).toEqual({
      project_name: "${aws_codebuild_project.runner_project.name}",
      build_type: "BUILD",
      filter_group: [{ filter: [{ type: "EVENT", pattern: "WORKFLOW_JOB_QUEUED" }] }],
    });
  });

  test.each([
    ["projectName", { projectName: "-x" }],
    ["repository", { repository: "https://github.com/example/infrastructure" }],
    ["roleArn", { roleArn: "runner" }],
    ["vpcId", { vpcId: "main" }],
    ["subnetIds", { subnetIds: [] }],
    ["securityGroupIds", { securityGroupIds: ["mesh"] }],
    ["credentialArn", { credentialArn: "ghp_0123" }],
    ["logsKeyArn", { logsKeyArn: "logs" }],
    ["logRetentionDays", { logRetentionDays: 2 }],
    ["image", { image: "" }],
    ["computeType", { computeType: "HUGE" as "BUILD_GENERAL1_SMALL" }],
    ["timeoutMinutes", { timeoutMinutes: 4 }],
    ["concurrentJobs", { concurrentJobs: 0 }],
  ] as const)("a wrong '%s' is refused: %j", (name, changes) => {
    expect(problems(changes)).toMatch(new RegExp(`\\[BadProp\\] '${name}' must`));
  });
});

describe("credential of a runner", () => {
  test("is a secret without a value, encrypted and kept", () => {
    const made = synthesized((stack) => new AwsRunnerCredential(stack, "credential", secret));
    expect(countsOf(made)).toEqual({ aws_secretsmanager_secret: 1 });
    expect(argumentsOf(made, "aws_secretsmanager_secret", "credential")).toEqual({
      name: "test-eu/runner-credential",
      description: "credential with which CodeBuild registers runners at GitHub",
      kms_key_id: logsKeyArn,
      recovery_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  test.each([
    ["secretName", { secretName: "a b" }],
    ["kmsKeyArn", { kmsKeyArn: "secrets" }],
    ["recoveryDays", { recoveryDays: 0 }],
  ] as const)("a wrong '%s' is refused: %j", (name, changes) => {
    expect(problemsOf((stack) => new AwsRunnerCredential(stack, "credential", { ...secret, ...changes }))).toMatch(
      new RegExp(`\\[BadProp\\] '${name}' must`),
    );
  });
});
