import type { ObjectValue } from "../../../../tools/protocol/values";
import { textOf } from "../../../../tools/twins/computed/made";
import { applied } from "../sample-plan";

const project = "example-project";

interface Case {
  readonly type: string;
  readonly given: ObjectValue;
  readonly after: ObjectValue;
}

const cases: readonly Case[] = [
  {
    type: "google_compute_network",
    given: { name: "n" },
    after: {
      id: `projects/${project}/global/networks/n`,
      self_link: `https://www.googleapis.com/compute/v1/projects/${project}/global/networks/n`,
    },
  },
  {
    type: "google_compute_subnetwork",
    given: { name: "s", region: "europe-west4", ip_cidr_range: "10.1.0.0/20" },
    after: { id: `projects/${project}/regions/europe-west4/subnetworks/s`, gateway_address: "10.1.0.1" },
  },
  {
    type: "google_compute_router_nat",
    given: { name: "n", router: "r", region: "europe-west4" },
    after: { id: `${project}/europe-west4/r/n` },
  },
  {
    type: "google_storage_bucket",
    given: { name: "b" },
    after: { id: "b", url: "gs://b", self_link: "https://www.googleapis.com/storage/v1/b/b" },
  },
  {
    type: "google_service_account",
    given: { account_id: "reader" },
    after: {
      email: `reader@${project}.iam.gserviceaccount.com`,
      id: `projects/${project}/serviceAccounts/reader@${project}.iam.gserviceaccount.com`,
      member: `serviceAccount:reader@${project}.iam.gserviceaccount.com`,
    },
  },
  {
    type: "google_kms_crypto_key",
    given: { name: "k", key_ring: "projects/p/locations/l/keyRings/r" },
    after: { id: "projects/p/locations/l/keyRings/r/cryptoKeys/k" },
  },
  {
    type: "google_sql_database_instance",
    given: { name: "db", region: "europe-west4" },
    after: { id: "db", connection_name: `${project}:europe-west4:db` },
  },
  { type: "google_sql_user", given: { name: "u", instance: "db", host: "" }, after: { id: "u//db" } },
  { type: "google_project_service", given: { service: "kms.googleapis.com" }, after: { id: `${project}/kms.googleapis.com` } },
  { type: "google_project", given: { project_id: "p" }, after: { id: "projects/p" } },
  {
    type: "google_container_cluster",
    given: { name: "c", location: "europe-west4" },
    after: {
      id: `projects/${project}/locations/europe-west4/clusters/c`,
      node_locations: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
    },
  },
  {
    type: "google_storage_bucket_iam_member",
    given: { bucket: "b", role: "roles/storage.objectViewer", member: "user:a@x.example" },
    after: { id: "b/b/roles/storage.objectViewer/user:a@x.example" },
  },
  {
    type: "google_project_iam_member",
    given: { project: "p", role: "roles/viewer", member: "user:a@x.example" },
    after: { id: "p/roles/viewer/user:a@x.example" },
  },
  {
    type: "google_pubsub_topic_iam_member",
    given: { topic: "t", role: "roles/viewer", member: "user:a@x.example" },
    after: { id: `projects/${project}/topics/t/roles/viewer/user:a@x.example` },
  },
  {
    type: "google_secret_manager_secret_version",
    given: { secret: "projects/p/secrets/s" },
    after: { id: "projects/p/secrets/s/versions/1" },
  },
  {
    type: "google_dns_record_set",
    given: { managed_zone: "z", name: "a.example.", type: "A" },
    after: { id: `projects/${project}/managedZones/z/rrsets/a.example./A` },
  },
  { type: "google_pubsub_topic", given: { name: "t", labels: { a: "b" } }, after: { effective_labels: { a: "b" } } },
];

test.each(cases)("$type $given", ({ type, given, after }) => {
  expect(applied({ type, given })).toMatchObject(after);
});

test("a project has one number, wherever it is named", () => {
  const project = applied({ type: "google_project", given: { project_id: "example-project" } });
  const bucket = applied({ type: "google_storage_bucket", given: { name: "b" } });
  const secret = applied({ type: "google_secret_manager_secret", given: { secret_id: "s" } });
  expect([bucket["project_number"], secret["name"]]).toEqual([
    Number(textOf(project["number"])),
    `projects/${textOf(project["number"])}/secrets/s`,
  ]);
});

test("what a resource says of its project counts more than the provider's configuration", () => {
  expect(applied({ type: "google_compute_network", given: { name: "n", project: "other" } })["id"]).toBe(
    "projects/other/global/networks/n",
  );
});
