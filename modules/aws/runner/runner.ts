import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { CodebuildWebhook } from "@cdktf/provider-aws/lib/codebuild-webhook";
import { Construct } from "constructs";
import { arn, listOf, oneOf, oneOfNumbers, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { logRetentionDays } from "../../core/units";
import { knownList } from "../policy-document/policy-document";

const computeTypes = ["BUILD_GENERAL1_SMALL", "BUILD_GENERAL1_MEDIUM", "BUILD_GENERAL1_LARGE"] as const;

/** What an {@link AwsRunner} is made with. */
export interface AwsRunnerProps {
  /**
   * Name of the project, 2 to 255 letters, digits, hyphens and underscores. Jobs ask for it with `runs-on:
   * codebuild-<name>-${{ github.run_id }}-${{ github.run_attempt }}`. Renaming replaces the project and its webhook.
   */
  readonly projectName: Value<string>;
  /** `owner/name` on GitHub: the only repository whose jobs run here. A change is made in place. */
  readonly repository: Value<string>;
  /** ARN of the role of the machine itself, which may join the network and write its log; made in the account layer. Jobs take CI's roles by their own token. */
  readonly roleArn: Value<string>;
  /** Id of the VPC, of its subnets and of the groups that say what jobs reach. Each changed in place. */
  readonly vpcId: Value<string>;
  /** Ids of subnets with a way to the internet, for GitHub is there, 1 to 16. */
  readonly subnetIds: Value<readonly string[]>;
  /** Ids of the security groups, 1 to 5. */
  readonly securityGroupIds: Value<readonly string[]>;
  /** ARN of the secret with GitHub's credential, in the form that CodeBuild reads; see {@link AwsRunnerCredential}. */
  readonly credentialArn: Value<string>;
  /** ARN of the key that encrypts the log. A change is made in place. */
  readonly logsKeyArn: Value<string>;
  /** Days that the log is kept, one of those that CloudWatch Logs offers. @default 90 */
  readonly logRetentionDays?: Value<number>;
  /** Image that jobs run in. @default "aws/codebuild/amazonlinux-x86_64-standard:5.0" */
  readonly image?: Value<string>;
  /** Size of the machine. Costs by the minute of a job, and nothing between them. @default "BUILD_GENERAL1_SMALL" */
  readonly computeType?: Shape<(typeof computeTypes)[number]>;
  /** How long a job may take, 5 to 480 minutes. @default 60 */
  readonly timeoutMinutes?: Value<number>;
  /** How many jobs run at once, 1 to 20. @default 4 */
  readonly concurrentJobs?: Value<number>;
}

/** One row a prop. */
export const awsRunnerRules: PropRules<AwsRunnerProps> = {
  projectName: value(text(nameRules.codebuildProject.pattern, "a project's name", 2, nameRules.codebuildProject.max)),
  repository: value(text(/^[\w.-]+\/[\w.-]+$/, "'owner/name'", 3, 140)),
  roleArn: value(arn("iam")),
  vpcId: value(text(/^vpc-[0-9a-f]{8,17}$/, "a VPC's id", 12, 21)),
  // AWS CodeBuild API Reference, VpcConfig; read 2026-11.
  subnetIds: value(knownList(listOf(text(/^subnet-[0-9a-f]{8,17}$/, "a subnet's id", 15, 24), 1, 16))),
  securityGroupIds: value(knownList(listOf(text(/^sg-[0-9a-f]{8,17}$/, "a security group's id", 11, 20), 1, 5))),
  credentialArn: value(arn("secretsmanager")),
  logsKeyArn: value(arn("kms")),
  logRetentionDays: value(oneOfNumbers(logRetentionDays, "days")),
  image: value(text(/^[\w./:@-]+$/, "the name of an image", 3, 512)),
  computeType: shape(oneOf(computeTypes)),
  timeoutMinutes: value(wholeNumber(5, 480, "minutes")),
  concurrentJobs: value(wholeNumber(1, 20, "jobs")),
};

/**
 * The way of CI into a private network: a machine that CodeBuild starts inside it for one job of GitHub Actions, and
 * throws away afterwards. Nothing runs between jobs and nothing listens. The machine's own role can do next to nothing:
 * a job takes CI's roles with its own token, as it would anywhere else.
 *
 * GitHub is asked for a webhook when this is made, so the credential has to be in its secret by then.
 */
export class AwsRunner extends Construct {
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: AwsRunnerProps) {
    super(scope, id);
    checkProps(this, props, awsRunnerRules);
    const { projectName, timeoutMinutes = 60, concurrentJobs = 4, computeType = "BUILD_GENERAL1_SMALL" } = props;
    const { image = "aws/codebuild/amazonlinux-x86_64-standard:5.0" } = props;
    const log = new CloudwatchLogGroup(this, "log", {
      name: `/aws/codebuild/${projectName}`,
      kmsKeyId: props.logsKeyArn,
      retentionInDays: props.logRetentionDays ?? 90,
    });
    const project = new CodebuildProject(this, "project", {
      name: projectName,
      description: "runs jobs of GitHub Actions inside the network",
      serviceRole: props.roleArn,
      projectVisibility: "PRIVATE",
      badgeEnabled: false,
      buildTimeout: timeoutMinutes,
      queuedTimeout: 60,
      concurrentBuildLimit: concurrentJobs,
      artifacts: { type: "NO_ARTIFACTS" },
      environment: { type: "LINUX_CONTAINER", computeType, image, imagePullCredentialsType: "CODEBUILD", privilegedMode: false },
      source: {
        type: "GITHUB",
        location: `https://github.com/${props.repository}.git`,
        gitCloneDepth: 1,
        auth: { type: "SECRETS_MANAGER", resource: props.credentialArn },
      },
      vpcConfig: { vpcId: props.vpcId, subnets: [...props.subnetIds], securityGroupIds: [...props.securityGroupIds] },
      logsConfig: { cloudwatchLogs: { groupName: log.name, status: "ENABLED" }, s3Logs: { status: "DISABLED" } },
    });
    // Only queued jobs start it: AWS CodeBuild User Guide, Self-hosted GitHub Actions runners; read 2026-11.
    new CodebuildWebhook(this, "webhook", {
      projectName: project.name,
      buildType: "BUILD",
      filterGroup: [{ filter: [{ type: "EVENT", pattern: "WORKFLOW_JOB_QUEUED" }] }],
    });
    this.projectName = project.name;
  }
}
