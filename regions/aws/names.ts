import { awsArn } from "../../modules/aws/policy-document/policy-document";
import { physicalName, physicalPath } from "../../modules/core/names";
import type { DataClass } from "../../modules/core/words";
import { nameWords, type NamePlace } from "../names";
import type { Place } from "../place";

/** The state bucket of a region. Bucket names are unique in the whole partition, so the region is part of it. */
export const stateBucketName = (place: NamePlace, region: string): string => physicalName("s3Bucket", ...nameWords(place), region, "state");

/** The alias, without `alias/`, of a key. Aliases are unique in account and region. */
export const keyAliasName = (place: NamePlace, key: string): string => physicalPath("kmsAlias", nameWords(place).join("-"), key);

/** The name of a role. Roles are unique in the account, whatever the region. */
export const roleName = (place: NamePlace, role: string): string => physicalName("iamRole", ...nameWords(place), role);

/** The name of the permission boundary. */
export const boundaryName = (place: NamePlace): string => physicalName("iamPolicy", ...nameWords(place), "boundary");

/** What decides an ARN. */
export type ArnPlace = NamePlace & Pick<Place, "account" | "site">;

/** The partition of a place's region. */
export const partitionOf = (place: Pick<Place, "site">): string => place.site.region.partition ?? "aws";

/** The ARN of a role, derived from its name: roles stand in the `account` layer before any policy names them. */
export const roleArn = (place: ArnPlace, role: string): string =>
  awsArn({ partition: partitionOf(place), service: "iam", account: place.account, resource: `role/${roleName(place, role)}` });

/** The ARN of a key's alias in a region. */
export const keyAliasArn = (place: ArnPlace, key: string, region: string): string =>
  awsArn({ partition: partitionOf(place), service: "kms", region, account: place.account, resource: `alias/${keyAliasName(place, key)}` });

/** The database of a data class. Instances are unique in account and region: a replica is called like its source. */
export const databaseName = (place: NamePlace, dataClass: DataClass): string => physicalName("rdsInstance", ...nameWords(place), dataClass);

/** The ARN of the database of a data class in a region. */
export const databaseArn = (place: ArnPlace, dataClass: DataClass, region: string): string =>
  awsArn({
    partition: partitionOf(place),
    service: "rds",
    region,
    account: place.account,
    resource: `db:${databaseName(place, dataClass)}`,
  });

/** The table of a service's store. A replica has its table's name. */
export const tableName = (place: NamePlace, identity: string, store: string): string =>
  physicalName("dynamodbTable", ...nameWords(place), identity, store);

/** The ARN of the table of a service's store in a region. */
export const tableArn = (place: ArnPlace, identity: string, store: string, region: string): string =>
  awsArn({
    partition: partitionOf(place),
    service: "dynamodb",
    region,
    account: place.account,
    resource: `table/${tableName(place, identity, store)}`,
  });

/** The bucket of a service's store in a region. */
export const objectBucketName = (place: NamePlace, region: string, identity: string, store: string): string =>
  physicalName("s3Bucket", ...nameWords(place), region, identity, store);

/** A secret: `<organization>-<environment>-<origin>/<owner>/<what for>`. */
export const secretName = (place: NamePlace, owner: string, purpose: string): string =>
  physicalPath("secret", nameWords(place).join("-"), owner, purpose);

/** A policy of a role by which a layer of one region lets it use what it made: roles are the same in each region. */
export const rolePolicyName = (layer: string, region: string): string => physicalName("rolePolicy", layer, region);

/** Name of the key of the state buckets. */
export const stateKey = "state";

/** The name of the cluster. Clusters are unique in account and region, and a site has one. */
export const clusterName = (place: NamePlace): string => physicalName("eksCluster", ...nameWords(place));

/** The name of the queue on which the cluster hears that a node will be taken away; it stands from growth on. */
export const interruptionQueueName = (place: NamePlace): string => physicalName("sqsQueue", ...nameWords(place), "interruptions");

/**
 * The name of the project that runs CI's jobs inside the network of a region. Jobs ask for it by name, and GitHub tells
 * every project with that name in any region: so the region is part of it.
 */
export const runnerName = (place: NamePlace, region: string): string =>
  physicalName("codebuildProject", ...nameWords(place), region, "runner");

/** The runners of all regions of an account. */
export const runnerNamePattern = (place: NamePlace): string => [...nameWords(place), "*", "runner"].join("-");

/** The name of the secret with the runner's credential. */
export const runnerCredentialName = (place: NamePlace): string => physicalPath("secret", nameWords(place).join("-"), "runner-credential");

/** The host of the registry of an account and region: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html, read 2026-11-23. */
export const registryHost = ({ account, site }: Pick<Place, "account" | "site">): string =>
  `${account}.dkr.ecr.${site.region.code}.amazonaws.com`;
/** The bus of a site. Buses are unique in account and region, and the name is the same in each region of the account. */
export const eventBusName = (place: NamePlace): string => physicalName("eventBus", ...nameWords(place), "events");

/** The ARN of the bus of a region of the account: what forwards events to it derives it. */
export const eventBusArn = (place: ArnPlace, region: string): string =>
  awsArn({
    partition: partitionOf(place),
    service: "events",
    region,
    account: place.account,
    resource: `event-bus/${eventBusName(place)}`,
  });

/** A queue of a site. */
export const queueName = (place: NamePlace, ...words: readonly string[]): string => physicalName("sqsQueue", ...nameWords(place), ...words);

/** The ARN of a queue of the place's own region. */
export const queueArn = (place: ArnPlace, ...words: readonly string[]): string =>
  awsArn({
    partition: partitionOf(place),
    service: "sqs",
    region: place.site.region.code,
    account: place.account,
    resource: queueName(place, ...words),
  });

/** A topic of a site. */
export const topicName = (place: NamePlace, ...words: readonly string[]): string => physicalName("snsTopic", ...nameWords(place), ...words);

/** The ARN of a topic of the place's own region. */
export const topicArn = (place: ArnPlace, ...words: readonly string[]): string =>
  awsArn({
    partition: partitionOf(place),
    service: "sns",
    region: place.site.region.code,
    account: place.account,
    resource: topicName(place, ...words),
  });

/** A rule of the site's bus. Its ARN is derived from its own name and its bus's. */
export const eventRuleName = (...words: readonly string[]): string => physicalName("eventRule", ...words);

/** The ARN of a rule of the bus of the place's own region; `*` for all of them. */
export const eventRuleArn = (place: ArnPlace, rule: string, region = place.site.region.code): string =>
  awsArn({
    partition: partitionOf(place),
    service: "events",
    region,
    account: place.account,
    resource: `rule/${eventBusName(place)}/${rule}`,
  });

/** What the site's bus keeps of its events. */
export const eventArchiveName = (place: NamePlace): string => physicalName("eventArchive", ...nameWords(place), "events");

/** A load balancer or target group of a site. */
export const loadBalancerName = (place: NamePlace, ...words: readonly string[]): string =>
  physicalName("loadBalancer", ...nameWords(place), ...words);

/** The bucket with the certificate authority that the gateway of a region trusts. It holds public data only. */
export const truststoreBucketName = (place: NamePlace, region: string): string =>
  physicalName("s3Bucket", ...nameWords(place), region, "gateway-trust");

/** The bucket with the access logs of the load balancer of a region. */
export const gatewayLogBucketName = (place: NamePlace, region: string): string =>
  physicalName("s3Bucket", ...nameWords(place), region, "gateway-logs");

/** The name of the target group of the gateway, in which the cluster's ingress gateway puts its pods. */
export const gatewayTargetGroupName = (place: NamePlace): string => loadBalancerName(place, "ingress");
