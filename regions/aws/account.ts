import { AwsAccountDefaults } from "../../modules/aws/account-defaults/account-defaults";
import { AwsCiAccess } from "../../modules/aws/ci-access/ci-access";
import { AwsPermissionBoundary } from "../../modules/aws/permission-boundary/permission-boundary";
import { awsArn } from "../../modules/aws/policy-document/policy-document";
import { AwsServiceRole, type AwsServiceRoleProps } from "../../modules/aws/service-role/service-role";
import { contract, offer } from "../../modules/core/contracts";
import type { EstateStack } from "../../modules/core/stack";
import type { LayerBuilder, Place } from "../place";
import { clusterRoles } from "./cluster-roles";
import { accountContract } from "./contracts";
import { nameWords } from "../names";
import {
  boundaryName,
  eventBusArn,
  eventRuleArn,
  keyAliasName,
  partitionOf,
  roleName,
  stateBucketName,
  stateKey,
  truststoreBucketName,
} from "./names";
import { keyAdministratorPattern } from "./people";
import { has } from "../tables";
import { awsProvider } from "./provider";
import { applyRole, backupOperatorRole, keyAdministratorRole, planRole, serviceRole, servicesWithIdentity } from "../roles";
import { databaseMonitoringRole, eventForwarderRole, flowLogRole, nodeStarter, spotStarter, tableReplicator } from "./roles";

/** What the roles of any account may be given at all, by IAM's prefixes. */
const everywhere = ["backup", "cloudwatch", "config", "ec2", "events", "iam", "kms", "logs", "s3", "sns", "sqs", "tag"] as const;

/** What the roles of a workload account may be given besides. */
const inWorkload = [
  "acm",
  "apigateway",
  "autoscaling",
  "codebuild",
  "dynamodb",
  "ecr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "guardduty",
  "lambda",
  "rds",
  "secretsmanager",
  "ssm",
  "wafv2",
] as const;

/** What services do in a workload account and CI does not: signing in to a database. */
const usedInWorkload = ["rds-db"] as const;

/** Certificates and web ACLs of CloudFront live in us-east-1: residency's exceptions of the same names. */
const regionExceptions = { "us-east-1": ["acm", "wafv2"] } as const;

const administered = (services: readonly string[]): readonly string[] => services.filter((service) => service !== "iam");

/** The first layer of an account that has its state bucket: CI's way in, the boundary, and what no region has. */
const accessOf = (
  stack: EstateStack,
  place: Place,
  services: readonly string[],
): { readonly ci: AwsCiAccess; readonly boundaryArn: string } => {
  awsProvider(stack, place);
  const partition = partitionOf(place);
  const owner = { accountId: place.account, partition };
  const regions = place.sites.map(({ region }) => region.code);
  new AwsAccountDefaults(stack, "defaults", {
    accountId: place.account,
    serviceLinkedRoles: place.purpose === "workload" ? [nodeStarter.principal, spotStarter.principal, tableReplicator.principal] : [],
  });
  const boundary = new AwsPermissionBoundary(stack, "boundary", {
    ...owner,
    policyName: boundaryName(place),
    services: place.purpose === "workload" ? [...services, ...usedInWorkload] : services,
    allowedRegions: regions,
    ...(place.purpose === "workload" ? { exceptions: regionExceptions } : {}),
  });
  const ci = new AwsCiAccess(stack, "ci", {
    ...owner,
    repository: place.organization.repository,
    planEnvironment: `${place.environment.name}-plan`,
    applyEnvironment: `${place.environment.name}-apply`,
    planRoleName: roleName(place, planRole),
    applyRoleName: roleName(place, applyRole),
    managedNamePrefix: `${nameWords(place).join("-")}-`,
    permissionBoundaryArn: boundary.arn,
    services: administered(services),
    stateBucketNames: regions.map((region) => stateBucketName(place, region)),
    stateKeyAliases: [keyAliasName(place, stateKey)],
    publicBucketNames: place.purpose === "workload" ? regions.map((region) => truststoreBucketName(place, region)) : [],
  });
  new AwsServiceRole(stack, keyAdministratorRole, {
    ...owner,
    roleName: roleName(place, keyAdministratorRole),
    description: "administers keys and cannot use them",
    trust: { kind: "people", signIn: "identity-center" },
    callerArnPattern: keyAdministratorPattern(place),
    permissionBoundaryArn: boundary.arn,
  });
  return { ci, boundaryArn: boundary.arn };
};

/** The role with which events go on to a standby's bus: it may tell those buses events, and nothing else. */
const makeForwarder = (
  stack: EstateStack,
  place: Place,
  owner: Pick<AwsServiceRoleProps, "accountId" | "partition" | "permissionBoundaryArn">,
): void => {
  if (!has(place.phase, "events", "standby-replication")) return;
  const standbys = place.sites.filter(({ description }) => description.role === "hot-standby");
  if (standbys.length === 0) return;
  new AwsServiceRole(stack, eventForwarderRole, {
    ...owner,
    roleName: roleName(place, eventForwarderRole),
    description: "sends events on to the standby's bus",
    trust: { kind: "service", principal: "events.amazonaws.com" },
    callerArnPattern: eventRuleArn(place, "*", "*"),
    permissions: {
      "tell-standbys": { actions: ["events:PutEvents"], resources: standbys.map(({ region }) => eventBusArn(place, region.code)) },
    },
  });
};

/** The workload account: CI, people, and every role that a policy of a later layer names. */
export const accountLayer: LayerBuilder = {
  contract: accountContract,
  build: (stack, place) => {
    const { ci, boundaryArn } = accessOf(stack, place, [...everywhere, ...inWorkload]);
    const owner = { accountId: place.account, partition: partitionOf(place), permissionBoundaryArn: boundaryArn };
    const flowLogGroups = awsArn({ ...owner, service: "logs", region: "*", account: place.account, resource: "log-group:/aws/vpc/*" });
    new AwsServiceRole(stack, flowLogRole, {
      ...owner,
      roleName: roleName(place, flowLogRole),
      description: "writes VPC flow logs",
      trust: { kind: "service", principal: "vpc-flow-logs.amazonaws.com" },
      permissions: {
        "write-flow-logs": {
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: [flowLogGroups, `${flowLogGroups}:log-stream:*`],
        },
        "find-log-groups": { actions: ["logs:DescribeLogGroups"], resources: ["*"] },
      },
    });
    const databaseMetrics = awsArn({ ...owner, service: "logs", region: "*", account: place.account, resource: "log-group:RDSOSMetrics" });
    new AwsServiceRole(stack, databaseMonitoringRole, {
      ...owner,
      roleName: roleName(place, databaseMonitoringRole),
      description: "writes the metrics of databases' operating systems",
      trust: { kind: "service", principal: "monitoring.rds.amazonaws.com" },
      callerArnPattern: awsArn({ ...owner, service: "rds", region: "*", account: place.account, resource: "db:*" }),
      // What AWS's own policy AmazonRDSEnhancedMonitoringRole allows, for this one log group.
      permissions: {
        "make-log-group": { actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], resources: [databaseMetrics] },
        "write-metrics": {
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
          resources: [`${databaseMetrics}:log-stream:*`],
        },
      },
    });
    for (const service of servicesWithIdentity(place.services)) {
      new AwsServiceRole(stack, serviceRole(service), {
        ...owner,
        roleName: roleName(place, serviceRole(service)),
        description: `workload identity: ${service.summary}`,
        trust: { kind: "pod-identity", namespace: service.namespace, serviceAccount: service.identity },
      });
    }
    clusterRoles(stack, place, boundaryArn);
    makeForwarder(stack, place, owner);
    offer(stack, accountContract, { planRoleArn: ci.planRoleArn, applyRoleArn: ci.applyRoleArn, boundaryArn });
  },
};

const backupAccountContract = contract("backup-account", accountContract.fields);

/** The backup account of an origin: CI, and the role with which copies are made. */
export const backupAccountLayer: LayerBuilder = {
  contract: backupAccountContract,
  build: (stack, place) => {
    const { ci, boundaryArn } = accessOf(stack, place, everywhere);
    new AwsServiceRole(stack, backupOperatorRole, {
      accountId: place.account,
      partition: partitionOf(place),
      permissionBoundaryArn: boundaryArn,
      roleName: roleName(place, backupOperatorRole),
      description: "makes and copies backups, and cannot read them",
      trust: { kind: "service", principal: "backup.amazonaws.com" },
    });
    offer(stack, backupAccountContract, { planRoleArn: ci.planRoleArn, applyRoleArn: ci.applyRoleArn, boundaryArn });
  },
};
