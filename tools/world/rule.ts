import type { WorldObject } from "./world";

/** Public documentation that says what a rule says, and the day on which it was read, `YYYY-MM-DD`. */
export interface Source {
  readonly url: string;
  readonly read: string;
}

/** Something that would have to be there, and is not. */
export interface Missing {
  /** What it would be: `VPC`, `IAM role`. */
  readonly noun: string;
  /** What it was named by. */
  readonly value: string;
}

/** What a rule has against something. */
export interface Refusal {
  /** The cloud's own error code. */
  readonly code: string;
  /** The argument at fault, names with dots between them; nothing where it is the whole object. */
  readonly path?: string;
  /** The value at fault. */
  readonly value?: string;
  /** What has to differ before the same is refused again at an update, where it is more than the value. */
  readonly basis?: string;
  /** What is wrong, in one sentence that does not name the two resources. */
  readonly says: string;
  /** The resource that it clashes with, or what is missing; nothing where the object is wrong by itself. */
  readonly other?: WorldObject | Missing;
  /** Set where the cloud, or its provider, does it all the same. */
  readonly severity?: "warning";
}

/** How a value is made comparable before it is looked up: `tools/world/forms.ts`. */
export type Form = "plain" | "lower" | "google" | "bucket" | "resource" | "member" | "host" | "name";

/** What rules may look at: what stands, and what once stood. */
export interface WorldView {
  /** Whether things may stand that nobody made here. */
  readonly outside: "empty" | "open";
  /** What stands, in the order in which it was made. */
  all(type: string): readonly WorldObject[];
  /** What stands with this value at a path, both in the same form. */
  by(type: string, path: string, value: string, form?: Form): readonly WorldObject[];
  /** What was removed with this value at a path. */
  goneBy(type: string, path: string, value: string, form?: Form): readonly WorldObject[];
  /** All that was removed of a type. */
  allGone(type: string): readonly WorldObject[];
}

/** What a rule is asked. */
export interface Question {
  /** What would be made, what something would become, or what would be removed. */
  readonly object: WorldObject;
  /** What it is before an update. It still stands in the view: whoever looks for others has to leave it out. */
  readonly before?: WorldObject;
  readonly view: WorldView;
}

/** One thing that a cloud refuses and no schema can say. */
export interface WorldRule {
  /** Stands in brackets in each message. */
  readonly name: string;
  readonly source: Source;
  /** The types of which it is asked. */
  readonly types: readonly string[] | ((type: string) => boolean);
  /** Asked before something is made or updated. What already was refused before an update is not refused again. */
  readonly onPut?: (question: Question) => readonly Refusal[];
  /** Asked before something is removed. */
  readonly onRemove?: (question: Question) => readonly Refusal[];
}

/** The day on which the sources of the rules were read. */
const readOn = "2026-11-23";

/** A page of documentation. */
export const page = (url: string): Source => ({ url, read: readOn });

/** Where AWS describes the operations of a service. */
const apiReferences = {
  AccessAnalyzer: "access-analyzer/latest/APIReference",
  ApiGatewayV2: "apigatewayv2/latest/api-reference",
  AutoScaling: "autoscaling/ec2/APIReference",
  Backup: "aws-backup/latest/devguide",
  CloudFront: "cloudfront/latest/APIReference",
  CloudTrail: "awscloudtrail/latest/APIReference",
  CloudWatch: "AmazonCloudWatch/latest/APIReference",
  CloudWatchLogs: "AmazonCloudWatchLogs/latest/APIReference",
  CodeBuild: "codebuild/latest/APIReference",
  Config: "config/latest/APIReference",
  DynamoDB: "amazondynamodb/latest/APIReference",
  EC2: "AWSEC2/latest/APIReference",
  ECR: "AmazonECR/latest/APIReference",
  ECS: "AmazonECS/latest/APIReference",
  EFS: "efs/latest/ug",
  EKS: "eks/latest/APIReference",
  ELB: "elasticloadbalancing/latest/APIReference",
  ElastiCache: "AmazonElastiCache/latest/APIReference",
  EventBridge: "eventbridge/latest/APIReference",
  Firehose: "firehose/latest/APIReference",
  GuardDuty: "guardduty/latest/APIReference",
  IAM: "IAM/latest/APIReference",
  KMS: "kms/latest/APIReference",
  Kinesis: "kinesis/latest/APIReference",
  Lambda: "lambda/latest/api",
  MSK: "msk/1.0/apireference",
  Macie: "macie/latest/APIReference",
  NetworkFirewall: "network-firewall/latest/APIReference",
  Organizations: "organizations/latest/APIReference",
  RDS: "AmazonRDS/latest/APIReference",
  Redshift: "redshift/latest/APIReference",
  Route53: "Route53/latest/APIReference",
  S3: "AmazonS3/latest/API",
  SNS: "sns/latest/api",
  SQS: "AWSSimpleQueueService/latest/APIReference",
  SSM: "systems-manager/latest/APIReference",
  SSO: "singlesignon/latest/APIReference",
  Scheduler: "scheduler/latest/APIReference",
  SecretsManager: "secretsmanager/latest/apireference",
  SecurityHub: "securityhub/1.0/APIReference",
  StepFunctions: "step-functions/latest/apireference",
  Synthetics: "AmazonSynthetics/latest/APIReference",
  WAF: "waf/latest/APIReference",
} as const;

/** A service whose operations AWS describes. */
export type AwsService = keyof typeof apiReferences;

/** AWS's description of an operation, with its errors: `RDS CreateDBInstance`. */
export const api = (operation: `${AwsService} ${string}`): Source => {
  const [service, name] = operation.split(" ") as [AwsService, string];
  return page(`https://docs.aws.amazon.com/${apiReferences[service]}/API_${name}.html`);
};

/** EC2 lists its errors for all operations together. */
export const ec2Errors: Source = page("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html");
