import { jobsProviderId, memberOf } from "../../modules/core/google";
import { physicalName } from "../../modules/core/names";
import { nameWords, type NamePlace } from "../names";
import type { DataClass } from "../../modules/core/words";
import type { Place } from "../place";
import { jobsPool } from "./roles";

/** The state bucket of a region. Bucket names are unique in all of Google Cloud, so the region is part of it. */
export const stateBucketName = (place: NamePlace, region: string): string =>
  physicalName("gcsBucket", ...nameWords(place), region, "state");

/** The key ring of a site. Rings are unique in project and region, for ever. */
export const keyRingName = (place: NamePlace): string => physicalName("kmsKeyRing", ...nameWords(place));

/** The key ring of a site's states: it stands before all others. */
export const stateKeyRingName = (place: NamePlace): string => physicalName("kmsKeyRing", ...nameWords(place), "state");

/** Name of the key of the state buckets. */
export const stateKey = "state";

/** The name of a key in the site's ring. */
export const keyName = (key: string): string => physicalName("cryptoKey", key);

/** What decides the full name of something in a project. */
export type ProjectPlace = NamePlace & Pick<Place, "account">;

/** The id of a site's key, derived from its name: `keys` makes it before anything is encrypted. */
export const keyId = (place: ProjectPlace, key: string, region: string): string =>
  `projects/${place.account}/locations/${region}/keyRings/${keyRingName(place)}/cryptoKeys/${keyName(key)}`;

/** The id of a service account: its role alone, for a project has one environment, origin and purpose, and ids are short. */
export const serviceAccountId = (role: string): string => physicalName("serviceAccount", role);

/** The address of a service account, derived from its id: accounts stand in the `account` layer before any grant names them. */
export const serviceAccountEmail = (place: Pick<Place, "account">, role: string): string =>
  `${serviceAccountId(role)}@${place.account}.iam.gserviceaccount.com`;

/** How IAM names a service account. */
export const serviceAccountMember = (place: Pick<Place, "account">, role: string): string => memberOf(serviceAccountEmail(place, role));

/** The database of a data class. Instances are unique in the project, whatever the region. */
export const databaseName = (place: NamePlace, region: string, dataClass: DataClass): string =>
  physicalName("cloudSqlInstance", ...nameWords(place), region, dataClass);

/** The document store of a service's store. Databases are unique in the project, whatever the region. */
export const documentStoreName = (place: NamePlace, region: string, identity: string, store: string): string =>
  physicalName("firestoreDatabase", ...nameWords(place), region, identity, store);

/** The bucket of a service's store in a region. Bucket names are unique in all of Google Cloud. */
export const objectBucketName = (place: NamePlace, region: string, identity: string, store: string): string =>
  physicalName("gcsBucket", ...nameWords(place), region, identity, store);

/**
 * The secret with the token of Cloudflare's that a plan signs in with, in the project and region of the states of the
 * environment's edge. People make it, so that its value meets no state.
 */
export const planTokenId = (place: ProjectPlace, region: string): string =>
  `projects/${place.account}/locations/${region}/secrets/${secretName(place, "cloudflare", "plan-token")}`;

/** A secret of a region: `<organization>-<environment>-<origin>-<owner>-<what for>`. */
export const secretName = (place: NamePlace, owner: string, purpose: string): string =>
  physicalName("regionalSecret", ...nameWords(place), owner, purpose);

/** Full name of the provider to which GitHub's jobs give their tokens, derived: each project has one. */
export const jobsProviderName = (projectNumber: string): string =>
  `projects/${projectNumber}/locations/global/workloadIdentityPools/${jobsPool}/providers/${jobsProviderId}`;

/** The name of a site's cluster. Clusters are unique in project and region. */
export const clusterName = (place: NamePlace): string => physicalName("gkeCluster", ...nameWords(place));

/** The one repository of a site's images and charts. Repositories are unique in project and region. */
export const imageRepository = "images";

/** Where a site's images and charts lie, derived: what a cluster may start is known before its registry stands. */
export const registryUrl = (place: Pick<Place, "account">, region: string): string =>
  `${region}-docker.pkg.dev/${place.account}/${imageRepository}`;

/** The name of a gateway's parts. Those of a global load balancer are unique in the project, so the region is part of it. */
export const gatewayName = (place: NamePlace, region: string): string => physicalName("computeResource", ...nameWords(place), region);

/**
 * The name of the endpoint groups of a site's ingress gateway, one in each availability zone. The gateway makes them, and
 * the Service of the cluster names them, so that GKE puts its pods in.
 */
export const ingressGroupName = (place: NamePlace): string => physicalName("computeResource", ...nameWords(place), "ingress");
