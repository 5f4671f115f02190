import { regexCondition } from "./bounds";
import { text } from "./checks";
import { bounded, holdsToken, type Check } from "./props";

/** The id of a project: https://cloud.google.com/resource-manager/docs/creating-managing-projects, read 2026-11. */
export const projectId: Check<string> = text(/^[a-z][a-z0-9-]*[a-z0-9]$/, "a project's id", 6, 30);

/** The number that Google gives a project, which stands in the addresses of its service agents. */
export const projectNumber: Check<string> = text(/^[1-9]\d+$/, "a project's number", 6, 19);

/** Where the material of a Cloud KMS key is: in software, or in a hardware security module of Google's. */
export const protectionLevels = ["SOFTWARE", "HSM"] as const;
/** Where a key's material is. */
export type ProtectionLevel = (typeof protectionLevels)[number];

/** The code of a region; a location such as `eu` has no one place. */
export const region: Check<string> = text(/^[a-z]+-[a-z]+\d+$/, "a region's code", 8, 30);

/** The id of a service account, before the `@` of its address. */
export const serviceAccountId: Check<string> = text(
  /^[a-z][a-z0-9-]*[a-z0-9]$/,
  "a service account's id of lower-case letters, digits and hyphens",
  6,
  30,
);

const serviceAccountAddress = /^[a-z0-9][a-z0-9.-]*@[a-z0-9.-]+\.gserviceaccount\.com$/;

/** The address of a service account that somebody made, with its `@`: none of Google's own, which nobody becomes. */
export const serviceAccountEmail: Check<string> = text(
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]{1,63}\.iam\.gserviceaccount\.com$/,
  "a service account's address",
  8,
  254,
);

const memberForm = new RegExp(
  `^(serviceAccount:(${serviceAccountAddress.source.slice(1, -1)}|[a-z][a-z0-9-]+\\.svc\\.id\\.goog\\[[a-z0-9-]+/[a-z0-9.-]+\\])` +
    "|group:[^\\s@]+@[^\\s@]+\\.[^\\s@]+|principal(Set)?://iam\\.googleapis\\.com/\\S+)$",
);
const memberMust = "name a service account (serviceAccount:…), a group (group:…) or a federated subject (principal://…)";
const memberFix = "give one of these; people belong into groups";

/**
 * Who a role may be given to: one service account, group or federated subject. Never everybody, never a domain, and no
 * single person, for people come and go.
 */
export const member: Check<string> = bounded((value) => (memberForm.test(value) ? undefined : { must: memberMust, fix: memberFix }), {
  must: memberMust,
  condition: (value) => regexCondition(memberForm, value),
  domain: { kind: "text", pattern: memberForm, min: 1, max: 1024 },
});

/** How IAM names a service account. */
export const memberOf = (email: string): string => `serviceAccount:${email}`;

/** Id of the provider that stands for GitHub's jobs, in whatever pool it is. */
export const jobsProviderId = "github";

/** Google's own identities that act for a project's services, by a word, and the service that each belongs to. */
export const serviceAgents = {
  "artifact-registry": { domain: "gcp-sa-artifactregistry", service: "artifactregistry.googleapis.com" },
  "cloud-sql": { domain: "gcp-sa-cloud-sql", service: "sqladmin.googleapis.com" },
  compute: { domain: "compute-system", service: "compute.googleapis.com" },
  container: { domain: "container-engine-robot", service: "container.googleapis.com" },
  firestore: { domain: "gcp-sa-firestore", service: "firestore.googleapis.com" },
  logging: { domain: "gcp-sa-logging", service: "logging.googleapis.com" },
  pubsub: { domain: "gcp-sa-pubsub", service: "pubsub.googleapis.com" },
  "secret-manager": { domain: "gcp-sa-secretmanager", service: "secretmanager.googleapis.com" },
  storage: { domain: "gs-project-accounts", service: "storage.googleapis.com" },
} as const;

/** A service with an identity of its own in each project. */
export type ServiceAgent = keyof typeof serviceAgents;

/**
 * The member by which a service of a project uses a key: https://cloud.google.com/iam/docs/service-agents, read 2026-11.
 * It exists once the service's identity was made in the project; a grant before is refused. Logging says itself which one
 * it uses (`kmsServiceAccountId` of `GetSettings` in the reference of its API, read 2026-11-23), in old projects maybe one of
 * another domain: docs/bootstrap.md has the command that shows it.
 */
export const serviceAgentMember = (agent: ServiceAgent, number: string): string =>
  memberOf(`service-${number}@${serviceAgents[agent].domain}.iam.gserviceaccount.com`);

/** The members of a list that are literals. */
export const knownMembers = (members: readonly string[] | undefined): readonly string[] =>
  (members ?? []).filter((one) => !holdsToken(one));
