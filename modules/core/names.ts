import { createHash } from "node:crypto";
import { EstateError } from "./errors";

/** Within what a physical name has to be unique. */
export type NameScope = "partition" | "account" | "account-region" | "parent";

interface NameRule {
  /** Characters allowed at the most. */
  readonly max: number;
  /** The form of the whole name. */
  readonly pattern: RegExp;
  readonly scope: NameScope;
  /** What stands for every hyphen where the service allows none. */
  readonly hyphen?: "_";
  /** Where the limit is written, and when it was read. */
  readonly source: string;
}

const read = "read 2026-11";

/** Each kind of physical name with its service's limit. The one place where these limits stand. */
export const nameRules = {
  s3Bucket: {
    max: 63,
    pattern: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    scope: "partition",
    source: `Amazon S3 User Guide, bucket naming rules; ${read}`,
  },
  gcsBucket: {
    max: 63,
    pattern: /^(?!goog)(?!.*google)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    scope: "partition",
    source: `Cloud Storage documentation, bucket names; ${read}`,
  },
  iamRole: { max: 64, pattern: /^[\w+=,.@-]+$/, scope: "account", source: `IAM User Guide, IAM and STS quotas; ${read}` },
  iamPolicy: { max: 128, pattern: /^[\w+=,.@-]+$/, scope: "account", source: `IAM User Guide, IAM and STS quotas; ${read}` },
  rolePolicy: { max: 128, pattern: /^[\w+=,.@-]+$/, scope: "parent", source: `IAM API Reference, PutRolePolicy; ${read}` },
  kmsAlias: { max: 250, pattern: /^[a-zA-Z0-9/_-]+$/, scope: "account-region", source: `AWS KMS API Reference, CreateAlias; ${read}` },
  rdsInstance: {
    max: 63,
    pattern: /^[a-z](?:-?[a-z0-9])*$/,
    scope: "account-region",
    source: `Amazon RDS API Reference, CreateDBInstance; ${read}`,
  },
  rdsSubnetGroup: {
    max: 255,
    pattern: /^[a-z0-9][a-z0-9._ -]*$/,
    scope: "account-region",
    source: `Amazon RDS API Reference, CreateDBSubnetGroup; ${read}`,
  },
  rdsParameterGroup: {
    max: 255,
    pattern: /^[a-z](?:-?[a-z0-9])*$/,
    scope: "account-region",
    source: `Amazon RDS API Reference, CreateDBParameterGroup; ${read}`,
  },
  rdsSnapshot: {
    max: 255,
    pattern: /^[a-z](?:-?[a-z0-9])*$/,
    scope: "account-region",
    source: `Amazon RDS API Reference, CreateDBSnapshot; ${read}`,
  },
  dynamodbTable: {
    max: 255,
    pattern: /^[a-zA-Z0-9_.-]{3,}$/,
    scope: "account-region",
    source: `Amazon DynamoDB API Reference, CreateTable; ${read}`,
  },
  secret: {
    max: 512,
    pattern: /^[\w/+=.@-]+$/,
    scope: "account-region",
    source: `AWS Secrets Manager API Reference, CreateSecret; ${read}`,
  },
  logGroup: { max: 512, pattern: /^[\w./#-]+$/, scope: "account-region", source: `CloudWatch Logs API Reference, CreateLogGroup; ${read}` },
  sqsQueue: { max: 80, pattern: /^[\w-]+$/, scope: "account-region", source: `Amazon SQS API Reference, CreateQueue; ${read}` },
  snsTopic: { max: 256, pattern: /^[\w-]+$/, scope: "account-region", source: `Amazon SNS API Reference, CreateTopic; ${read}` },
  eventBus: {
    max: 256,
    pattern: /^[\w.-]+$/,
    scope: "account-region",
    source: `Amazon EventBridge API Reference, CreateEventBus; ${read}`,
  },
  eventRule: { max: 64, pattern: /^[\w.-]+$/, scope: "parent", source: `Amazon EventBridge API Reference, PutRule; ${read}` },
  eventArchive: {
    max: 48,
    pattern: /^[\w.-]+$/,
    scope: "account-region",
    source: `Amazon EventBridge API Reference, CreateArchive; ${read}`,
  },
  loadBalancer: {
    max: 32,
    pattern: /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
    scope: "account-region",
    source: `Elastic Load Balancing API Reference, CreateLoadBalancer and CreateTargetGroup; ${read}`,
  },
  securityGroup: {
    max: 255,
    pattern: /^[\w .:/()#,@[\]+=&;{}!$*-]+$/,
    scope: "parent",
    source: `Amazon EC2 API Reference, CreateSecurityGroup; ${read}`,
  },
  eksCluster: {
    max: 100,
    pattern: /^[0-9A-Za-z][\w-]*$/,
    scope: "account-region",
    source: `Amazon EKS API Reference, CreateCluster; ${read}`,
  },
  launchTemplate: {
    max: 128,
    pattern: /^[\w()./-]{3,}$/,
    scope: "account-region",
    source: `Amazon EC2 API Reference, CreateLaunchTemplate; ${read}`,
  },
  ecrRepository: {
    max: 256,
    pattern: /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
    scope: "account-region",
    source: `Amazon ECR API Reference, CreateRepository; ${read}`,
  },
  codebuildProject: {
    max: 255,
    pattern: /^[A-Za-z0-9][\w-]+$/,
    scope: "account-region",
    source: `AWS CodeBuild API Reference, CreateProject; ${read}`,
  },
  edgePool: {
    max: 128,
    pattern: /^[\w-]+$/,
    scope: "account",
    source: `Cloudflare API reference, load balancer pools (no length is published; this one is ours); ${read}`,
  },
  edgeList: {
    max: 50,
    pattern: /^[a-z0-9_]+$/,
    scope: "account",
    hyphen: "_",
    source: `Cloudflare WAF documentation, custom lists; ${read}`,
  },
  nameTag: { max: 256, pattern: /^.+$/, scope: "parent", source: `AWS General Reference, tag naming limits; ${read}` },
  kmsKeyRing: {
    max: 63,
    pattern: /^[a-zA-Z0-9_-]+$/,
    scope: "account-region",
    source: `Cloud KMS API, projects.locations.keyRings.create; ${read}`,
  },
  cryptoKey: { max: 63, pattern: /^[a-zA-Z0-9_-]+$/, scope: "parent", source: `Cloud KMS API, keyRings.cryptoKeys.create; ${read}` },
  serviceAccount: {
    max: 30,
    pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    scope: "account",
    source: `IAM API, projects.serviceAccounts.create; ${read}`,
  },
  identityPool: {
    max: 32,
    pattern: /^(?!gcp-)[a-z0-9-]{4,32}$/,
    scope: "account",
    source: `IAM API, projects.locations.workloadIdentityPools.create; ${read}`,
  },
  gkeCluster: {
    max: 40,
    pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    scope: "account-region",
    source: `Kubernetes Engine API, projects.locations.clusters; ${read}`,
  },
  computeResource: {
    max: 63,
    pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    scope: "account-region",
    source: `Compute Engine, naming resources (RFC 1035); ${read}`,
  },
  cloudSqlInstance: {
    max: 60,
    pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    scope: "account",
    // With the project's id, of 30 characters at most, and a colon it has 98 at most.
    source: `Cloud SQL, instance settings; ${read}`,
  },
  firestoreDatabase: {
    max: 63,
    pattern: /^[a-z][a-z0-9-]{2,61}[a-z0-9]$/,
    scope: "account",
    source: `Firestore API, projects.databases.create; ${read}`,
  },
  regionalSecret: {
    max: 255,
    pattern: /^[\w-]+$/,
    scope: "account-region",
    source: `Secret Manager API, projects.locations.secrets.create; ${read}`,
  },
  logBucket: { max: 100, pattern: /^[\w.-]+$/, scope: "account-region", source: `Cloud Logging, quotas and limits; ${read}` },
} as const satisfies Readonly<Record<string, NameRule>>;

/** A kind of physical name. */
export type NameKind = keyof typeof nameRules;

const hashLength = 8;

/**
 * The physical name of something: `words` joined by `-`, in lower case. A name that would be longer than its service
 * allows is cut, and ends in a hash of the whole, so that it stays deterministic and two long names stay apart.
 *
 * @throws EstateError BadName when the words hold characters that the service refuses.
 */
export const physicalName = (kind: NameKind, ...words: readonly string[]): string => joinName(kind, "-", words);

/** Like {@link physicalName}, with `/` between the words: for log groups and key aliases. */
export const physicalPath = (kind: NameKind, ...words: readonly string[]): string => joinName(kind, "/", words);

const joinName = (kind: NameKind, separator: string, words: readonly string[]): string => {
  const rule: NameRule = nameRules[kind];
  const whole = words.join(separator).toLowerCase();
  const fitting =
    whole.length <= rule.max ? whole : `${whole.slice(0, rule.max - hashLength - 1).replace(/[-/]+$/, "")}-${shortHash(whole)}`;
  const name = fitting.replaceAll("-", rule.hyphen ?? "-");
  if (!rule.pattern.test(name) || words.some((word) => word.length === 0)) {
    throw new EstateError([
      {
        code: "BadName",
        place: `name of ${kind}`,
        rule: `a name must have the form ${String(rule.pattern)} (${rule.source})`,
        value: name,
        fix: "use letters, digits and hyphens in the words of the description",
      },
    ]);
  }
  return name;
};

/** The first eight hexadecimal digits of the SHA-256 of `text`. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, hashLength);
