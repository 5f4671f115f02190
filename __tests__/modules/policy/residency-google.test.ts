import { googleSite, judge, named, namedIn, resourceStack, stackOf } from "./stacks";

const lawful = "europe-west4";
const keyIn = (location: string): string => `projects/meetbarter-production-eu/locations/${location}/keyRings/data/cryptoKeys/data`;

/** A resource of an EU project, the place of the problem, and the resource with a location in it. */
type Case = readonly [what: string, address: string, path: string, attributes: (location: string) => Record<string, unknown>];

const cases: readonly Case[] = [
  ["a bucket", "google_storage_bucket.records", "location", (location) => ({ name: "records", location })],
  ["a key ring", "google_kms_key_ring.data", "location", (location) => ({ name: "data", location })],
  [
    "a database",
    "google_sql_database_instance.ledger",
    "region",
    (region) => ({ name: "ledger", region, settings: { backup_configuration: { location: lawful } } }),
  ],
  [
    "a database's backups",
    "google_sql_database_instance.ledger",
    "settings.backup_configuration.location",
    (location) => ({ name: "ledger", region: lawful, settings: [{ backup_configuration: [{ enabled: true, location }] }] }),
  ],
  ["a subnetwork", "google_compute_subnetwork.mesh", "region", (region) => ({ name: "mesh", region })],
  ["a disk", "google_compute_disk.scratch", "zone", (region) => ({ name: "scratch", zone: /\d$/.test(region) ? `${region}-a` : region })],
  [
    "a secret",
    "google_secret_manager_secret.token",
    "replication.user_managed.replicas.location",
    (location) => ({ secret_id: "token", replication: { user_managed: { replicas: [{ location }] } } }),
  ],
  [
    "a topic",
    "google_pubsub_topic.trade",
    "message_storage_policy.allowed_persistence_regions",
    (region) => ({ name: "trade", message_storage_policy: { allowed_persistence_regions: [region] } }),
  ],
  ["a document store", "google_firestore_database.events", "location_id", (location_id) => ({ name: "events", location_id })],
  ["a snapshot", "google_compute_snapshot.disk", "storage_locations", (region) => ({ name: "disk", storage_locations: [region] })],
  [
    "a key by its name",
    "google_storage_bucket.records",
    "encryption.default_kms_key_name",
    (location) => ({
      name: "records",
      location: lawful,
      encryption: { default_kms_key_name: keyIn(location) },
    }),
  ],
  [
    "a log sink",
    "google_logging_project_sink.audit",
    "destination",
    (location) => ({ name: "audit", destination: `logging.googleapis.com/projects/p/locations/${location}/buckets/audit` }),
  ],
  [
    "an image",
    "google_cloud_run_v2_service.task",
    "template.containers.image",
    (location) => ({ location: lawful, template: { containers: [{ image: `${location}-docker.pkg.dev/p/images/task` }] } }),
  ],
];

describe("residency of Google resources: the lawful variant passes, the nearly identical one is caught by name", () => {
  test.each(cases)("%s", (_, address, path, attributes) => {
    expect(namedIn(resourceStack(address, attributes(lawful), googleSite))).toEqual([]);
    for (const location of ["me-central1", "us-central1"]) {
      expect(namedIn(resourceStack(address, attributes(location), googleSite))).toEqual([`[ResidencyBreach] ${address}.${path}`]);
    }
  });

  test.each(["EU", "eu", "EUR4", "US", "global", "ASIA"])("the multi-region %s is no place of an origin", (location) => {
    expect(namedIn(resourceStack("google_storage_bucket.records", { name: "records", location }, googleSite))).toEqual([
      "[ResidencyBreach] google_storage_bucket.records.location",
    ]);
  });

  test.each(["europe-west4", "EUROPE-WEST4", "https://www.googleapis.com/compute/v1/projects/p/regions/europe-west4"])(
    "%s is one region, however it is written",
    (location) => {
      expect(namedIn(resourceStack("google_storage_bucket.records", { name: "records", location }, googleSite))).toEqual([]);
    },
  );

  test("a bucket of two regions is judged by both", () => {
    const bucket = (data_locations: readonly string[]) =>
      resourceStack(
        "google_storage_bucket.records",
        { name: "records", location: "EU", custom_placement_config: [{ data_locations }] },
        googleSite,
      );
    expect(namedIn(bucket(["EUROPE-WEST4", "europe-west4"]))).toEqual([]);
    expect(namedIn(bucket(["EUROPE-WEST4", "EUROPE-WEST6"]))).toEqual([
      "[ResidencyBreach] google_storage_bucket.records.custom_placement_config.data_locations",
    ]);
  });

  test.each([
    ["google_secret_manager_secret.token", { secret_id: "token", replication: { auto: {} } }, "replication.user_managed.replicas.location"],
    ["google_pubsub_topic.trade", { name: "trade" }, "message_storage_policy.allowed_persistence_regions"],
    [
      "google_sql_database_instance.ledger",
      { region: lawful, settings: { backup_configuration: {} } },
      "settings.backup_configuration.location",
    ],
    ["google_compute_snapshot.disk", { name: "disk" }, "storage_locations"],
    ["google_compute_image.node", { name: "node" }, "storage_locations"],
    [
      "google_compute_resource_policy.daily",
      { region: lawful, snapshot_schedule_policy: [{}] },
      "snapshot_schedule_policy.snapshot_properties.storage_locations",
    ],
  ])("%s without its location would lie where Google likes", (address, attributes, path) => {
    expect(namedIn(resourceStack(address, attributes, googleSite))).toEqual([`[ResidencyBreach] ${address}.${path}`]);
  });

  test.each([
    ["google_sql_database_instance.replica", { name: "replica", region: lawful, settings: { tier: "x" } }],
    ["google_compute_resource_policy.hours", { name: "hours", region: lawful, instance_schedule_policy: {} }],
  ])("%s has nothing that would", (address, attributes) => {
    expect(namedIn(resourceStack(address, attributes, googleSite))).toEqual([]);
  });

  test("a provider's region and zone count, and what has no location lies where its provider does", () => {
    const stack = (region: string, zone: string) =>
      stackOf({ provider: { google: [{ region, zone }] }, resource: { google_sql_user: { app: { name: "app" } } } }, googleSite);
    expect(namedIn(stack(lawful, "europe-west4-b"))).toEqual([]);
    expect(namedIn(stack("me-central1", "europe-west4-b"))).toEqual(["[ResidencyBreach] google_sql_user.app.provider"]);
    expect(namedIn(stack(lawful, "me-central1-a"))).toEqual(["[ResidencyBreach] provider.google.zone"]);
  });

  test("a log sink may go to a bucket of the same jurisdiction only", () => {
    const sink = resourceStack(
      "google_logging_project_sink.audit",
      { name: "audit", destination: "storage.googleapis.com/audit" },
      googleSite,
    );
    const maker = (location: string, origin: "eu" | "mena") =>
      resourceStack(
        "google_storage_bucket.audit",
        { name: "audit", location },
        { ...googleSite, origin, region: location, layer: "baseline" },
      );
    const line = [`[ResidencyBreach] ${sink.identity.name} google_logging_project_sink.audit.destination`];
    expect(named(sink, maker(lawful, "eu"))).toEqual([]);
    expect(named(sink, maker("me-central1", "mena"))).toEqual(line);
    expect(named(sink)).toEqual(line);
    const halves = { name: "audit", location: "EU", custom_placement_config: [{ data_locations: ["EUROPE-WEST4", "EUROPE-WEST4"] }] };
    expect(named(sink, resourceStack("google_storage_bucket.audit", halves, { ...googleSite, layer: "baseline" }))).toEqual([]);
  });

  test("all locations at once are a wildcard, which says nothing", () => {
    expect(
      namedIn(resourceStack("google_project_iam_member.x", { condition: { expression: "projects/p/locations/-/clusters/c" } }, googleSite)),
    ).toEqual([]);
  });

  test("what has no location at all uses an exception, and is named", () => {
    const stack = stackOf(
      {
        resource: {
          google_service_account: { a: { account_id: "a" }, b: { account_id: "b" } },
          google_gke_hub_membership: { c: { location: "global" } },
          google_compute_network: { d: { name: "d" } },
          google_project_iam_member: {
            e: { member: "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/*" },
          },
        },
      },
      googleSite,
    );
    const { problems, exceptions } = judge(stack);
    expect(problems).toEqual([]);
    expect(exceptions.map(({ exception, address, uses }) => [exception, address, uses])).toEqual([
      ["google-fleet", "google_gke_hub_membership.c", 1],
      ["google-iam", "google_project_iam_member.e", 2],
      ["google-iam", "google_service_account.a", 2],
      ["google-network", "google_compute_network.d", 1],
    ]);
  });

  test("what has no location and no exception is a breach, and so is an excepted type in a wrong region", () => {
    expect(namedIn(resourceStack("google_compute_ssl_certificate.own", { name: "own" }, googleSite))).toEqual([
      "[ResidencyBreach] google_compute_ssl_certificate.own",
    ]);
    expect(namedIn(resourceStack("google_gke_hub_membership.c", { location: lawful }, googleSite))).toEqual([]);
    expect(namedIn(resourceStack("google_gke_hub_membership.c", { location: "us-central1" }, googleSite))).toEqual([
      "[ResidencyBreach] google_gke_hub_membership.c.location",
    ]);
  });
});
