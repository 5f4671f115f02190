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
