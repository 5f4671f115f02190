import { contract, offer } from "../../modules/core/contracts";
import type { EstateStack } from "../../modules/core/stack";
import { global } from "../../modules/core/words";
import { GoogleCiAccess, type GoogleCiAccessProps } from "../../modules/google/ci-access/ci-access";
import { GoogleImagePolicy } from "../../modules/google/image-policy/image-policy";
import { GoogleProject } from "../../modules/google/project/project";
import { GoogleServiceIdentity, type GoogleServiceIdentityProps } from "../../modules/google/service-identity/service-identity";
import type { LayerBuilder, Place } from "../place";
import { accountContract } from "./contracts";
import { registryUrl, serviceAccountId, stateBucketName, stateKeyRingName } from "./names";
import { googleProvider } from "./provider";
import {
  applyRole,
  backupOperatorRole,
  keyAdministratorRole,
  planRole,
  secretsOperatorRole,
  serviceRole,
  servicesWithIdentity,
} from "../roles";
import { jobsPool, nodesRole } from "./roles";

/** What a project is set up for. */
interface ProjectKind {
  /** Services that CI administers. */
  readonly services: GoogleCiAccessProps["services"];
  /** Services that do their work unasked, once they are on: the scanner of images costs by the image. */
  readonly unasked: readonly string[];
  /** Services in which nothing may be made but under a key of the project. */
  readonly cmekServices: readonly string[];
  /** Roles on the project that later layers give to the identities of pods and nodes. */
  readonly grantableRoles: readonly string[];
}

/** Services that any project needs, whatever is in it. */
const underneath = ["cloudresourcemanager", "iam", "iamcredentials", "orgpolicy", "serviceusage", "sts"] as const;

/** A project that holds states or backups: keys, buckets and logs. */
const storage: ProjectKind = {
  services: ["cloudkms", "logging", "monitoring", "storage"],
  unasked: [],
  cmekServices: ["storage"],
  grantableRoles: [],
};

/** A workload's project. Firestore takes keys of ours on request only, so it is not among those that need one. */
const workload: ProjectKind = {
  services: [
    ...storage.services,
    "artifactregistry",
    "binaryauthorization",
    "certificatemanager",
    "compute",
    "container",
    "dns",
    "firestore",
    "gkebackup",
    "networksecurity",
    "pubsub",
    "secretmanager",
    "servicenetworking",
    "sqladmin",
  ],
  unasked: ["containerscanning"],
  cmekServices: ["artifactregistry", "secretmanager", "sqladmin", "storage"],
  grantableRoles: [
    "roles/artifactregistry.reader",
    "roles/cloudsql.client",
    "roles/cloudsql.instanceUser",
    "roles/container.defaultNodeServiceAccount",
    "roles/datastore.user",
    "roles/logging.logWriter",
    "roles/monitoring.metricWriter",
  ],
};

/** The first layer of a project that has its state bucket: what holds in all of it, and CI's way in. */
const accessOf = (stack: EstateStack, place: Place, { services, unasked, cmekServices, grantableRoles }: ProjectKind) => {
  googleProvider(stack, place);
  const regions = place.sites.map(({ region }) => region.code);
  const project = new GoogleProject(stack, "project", {
    projectId: place.account,
    services: [...underneath, ...services, ...unasked],
    allowedRegions: regions,
    cmekServices,
  });
  const ci = new GoogleCiAccess(stack, "ci", {
    repository: place.organization.repository,
    planEnvironment: `${place.environment.name}-plan`,
    applyEnvironment: `${place.environment.name}-apply`,
    projectId: place.account,
    poolId: jobsPool,
    planAccountId: serviceAccountId(planRole),
    applyAccountId: serviceAccountId(applyRole),
    services,
    stateBucketNames: regions.map((region) => stateBucketName(place, region)),
    stateKeyRingNames: [stateKeyRingName(place)],
    grantableRoles,
    after: Object.values(project.services),
  });
  return { ci, project };
};

/** A service account of the project, by its role. */
const identity = (
  stack: EstateStack,
  place: Place,
  role: string,
  description: string,
  members: Pick<GoogleServiceIdentityProps, "administratorMembers" | "attacherMembers"> = {},
): GoogleServiceIdentity =>
  new GoogleServiceIdentity(stack, role, { serviceAccountId: serviceAccountId(role), projectId: place.account, description, ...members });

const offered = (ci: GoogleCiAccess) => ({ planEmail: ci.planEmail, applyEmail: ci.applyEmail, providerName: ci.providerName });

/**
 * The workload project: CI, the keys' administrator, and every account that a policy of a later layer names. The project
 * in which the edge's states lie has CI alone.
 */
export const accountLayer: LayerBuilder = {
  contract: accountContract,
  build: (stack, place) => {
    const { ci, project } = accessOf(stack, place, place.origin === global ? storage : workload);
    offer(stack, accountContract, offered(ci));
    if (place.origin === global) return;
    identity(stack, place, keyAdministratorRole, "administers keys and cannot use them");
    identity(stack, place, nodesRole, "runs the cluster's nodes", { attacherMembers: [ci.applyMember] });
    // A project has one policy, whatever its clusters: so it stands here, and their registries' places are derived.
    new GoogleImagePolicy(stack, "image-policy", {
      projectId: place.account,
      registries: place.sites.map(({ region }) => registryUrl(place, region.code)),
      after: Object.values(project.services),
    });
    // The pool in which pods have identities comes with the cluster, whose layer says which pods become which account.
    const ofPods = { administratorMembers: [ci.applyMember] };
    for (const service of servicesWithIdentity(place.services)) {
      identity(stack, place, serviceRole(service), `workload identity: ${service.identity}`, ofPods);
    }
    identity(stack, place, secretsOperatorRole, "reads the services' secrets for the cluster", ofPods);
  },
};

const backupAccountContract = contract("backup-account", accountContract.fields);

/** The backup project of an origin: CI, and the account with which copies are made. */
export const backupAccountLayer: LayerBuilder = {
  contract: backupAccountContract,
  build: (stack, place) => {
    const { ci } = accessOf(stack, place, storage);
    identity(stack, place, backupOperatorRole, "makes and copies backups, and cannot read them");
    offer(stack, backupAccountContract, offered(ci));
  },
};
