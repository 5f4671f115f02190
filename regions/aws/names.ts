import { awsArn } from "../../modules/aws/policy-document/policy-document";
import { physicalName, physicalPath } from "../../modules/core/names";
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

/** Name of the key of the state buckets. */
export const stateKey = "state";

/** The name of the cluster. Clusters are unique in account and region, and a site has one. */
export const clusterName = (place: NamePlace): string => physicalName("eksCluster", ...nameWords(place));

/** The name of the queue on which the cluster hears that a node will be taken away; it stands from growth on. */
export const interruptionQueueName = (place: NamePlace): string => physicalName("sqsQueue", ...nameWords(place), "interruptions");

/** The name of the project that runs CI's jobs inside the network, which jobs ask for by name. */
export const runnerName = (place: NamePlace): string => physicalName("codebuildProject", ...nameWords(place), "runner");

/** The name of the secret with the runner's credential. */
export const runnerCredentialName = (place: NamePlace): string => physicalPath("secret", nameWords(place).join("-"), "runner-credential");

/** The host of the registry of an account and region: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html, read 2026-11-23. */
export const registryHost = ({ account, site }: Pick<Place, "account" | "site">): string =>
  `${account}.dkr.ecr.${site.region.code}.amazonaws.com`;
