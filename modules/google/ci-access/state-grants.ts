/** A role on the project, narrowed by a condition to the objects of one bucket. */
export interface StateGrant {
  /** Stands in the address. */
  readonly word: string;
  readonly role: string;
  readonly title: string;
  readonly expression: string;
}

/** The name by which a condition knows a bucket: https://cloud.google.com/iam/docs/conditions-resource-attributes, read 2026-11. */
const bucketName = (bucket: string): string => `projects/_/buckets/${bucket}`;

const objectsOf = (bucket: string): string => `resource.name.startsWith("${bucketName(bucket)}/objects/")`;

/** The bucket itself, so that its objects can be listed, and its objects. */
const bucketAndObjects = (bucket: string): string => `resource.name == "${bucketName(bucket)}" || ${objectsOf(bucket)}`;

/**
 * What a plan job may do with the states of a bucket: read them, and put and give back locks. The GCS backend writes an
 * empty state where there is none, even for a plan (hashicorp/terraform, internal/backend/remote-state/gcs, read
 * 2026-11), so it may also put a state that does not exist yet. It can't change one: replacing an object needs the
 * right to delete it, which it has for locks alone (https://cloud.google.com/storage/docs/access-control/iam-json,
 * read 2026-11).
 */
export const planStateGrants = (bucket: string): readonly StateGrant[] => [
  { word: "reads", role: "roles/storage.objectViewer", title: "reads states", expression: bucketAndObjects(bucket) },
  {
    word: "begins",
    role: "roles/storage.objectCreator",
    title: "begins states",
    expression: `${objectsOf(bucket)} && resource.name.endsWith(".tfstate")`,
  },
  {
    word: "locks",
    role: "roles/storage.objectUser",
    title: "locks states",
    expression: `${objectsOf(bucket)} && resource.name.endsWith(".tflock")`,
  },
];

/** What an apply job may do with the states of a bucket: read, lock and write them. */
export const applyStateGrants = (bucket: string): readonly StateGrant[] => [
  { word: "writes", role: "roles/storage.objectUser", title: "writes states", expression: bucketAndObjects(bucket) },
];

/** Holds for everything but the state buckets themselves: who sets buckets up does not set those up. */
export const sparingStateBuckets = (buckets: readonly string[]): string =>
  buckets.map((bucket) => `resource.name != "${bucketName(bucket)}"`).join(" && ");

/** Holds for everything but the rings of the state keys and what is in them. */
export const sparingStateKeys = (keyRings: readonly string[]): string =>
  keyRings
    .map((ring) => `!resource.name.endsWith("/keyRings/${ring}") && resource.name.extract("/keyRings/{ring}/") != "${ring}"`)
    .join(" && ");
