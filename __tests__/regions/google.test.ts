import { estate } from "../../environments";
import { synthesizeEstate } from "../../main";
import type { TerraformJson } from "../../modules/core/output-guards";
import type { DataClass } from "../../modules/core/words";
import { regionFacts } from "../../regions/facts";
import { protectionLevelOf } from "../../regions/google/key-levels";
import { keyId, serviceAccountEmail, serviceAccountId, stateBucketName } from "../../regions/google/names";
import { serviceRole, servicesWithIdentity } from "../../regions/roles";
import type { Place } from "../../regions/place";
import { made } from "../support/google";

const { texts } = synthesizeEstate({ environments: ["production"], globs: ["*-google-*"] });
const jsonOf = (name: string): TerraformJson => JSON.parse(texts.get(`production-${name}`) ?? "{}") as TerraformJson;
const all = (json: TerraformJson, type: string): readonly Readonly<Record<string, unknown>>[] => Object.values(json.resource?.[type] ?? {});

const production = estate.environments.find(({ name }) => name === "production");
if (production === undefined) throw new Error("no production");
const place = {
  organization: estate.organization,
  environment: production,
  origin: "eu",
  purpose: "workload",
  account: "meetbarter-prod-eu",
} as const;

const keys = jsonOf("eu-google-europe-west4-keys");
const agent = (domain: string): string => `serviceAccount:service-888866669999@${domain}.iam.gserviceaccount.com`;

describe("keys of a site on Google", () => {
  test("each has one service as its user, and the site's key administrator", () => {
    const users = Object.fromEntries(
      all(keys, "google_kms_crypto_key").map(({ name }) => [
        String(name),
        made(keys, "google_kms_crypto_key_iam_binding", `${String(name)}_users`)["members"],
      ]),
    );
    expect(users).toEqual({
      "logs-internal": [agent("gcp-sa-logging")],
      "secrets-sensitive": [agent("gcp-sa-secretmanager")],
      "cluster-sensitive": [agent("container-engine-robot")],
      "volumes-sensitive": [agent("compute-system")],
      "registry-internal": [agent("gcp-sa-artifactregistry")],
      "database-internal": [agent("gcp-sa-cloud-sql")],
      "database-sensitive": [agent("gcp-sa-cloud-sql")],
      "table-internal": [agent("gcp-sa-firestore")],
      "table-sensitive": [agent("gcp-sa-firestore")],
      "objects-sensitive": [agent("gs-project-accounts")],
    });
    const administrators = all(keys, "google_kms_crypto_key_iam_binding").filter(({ role }) => role === "roles/cloudkms.admin");
    expect(administrators).toHaveLength(10);
    expect(new Set(administrators.flatMap(({ members }) => members))).toEqual(
      new Set(["serviceAccount:key-administrator@meetbarter-prod-eu.iam.gserviceaccount.com"]),
    );
  });

  test("the id of each is derived from names alone", () => {
    const [ring] = all(keys, "google_kms_key_ring");
    const standing = all(keys, "google_kms_crypto_key").map(
      ({ name }) =>
        `projects/meetbarter-prod-eu/locations/${String(ring?.["location"])}/keyRings/${String(ring?.["name"])}/cryptoKeys/${String(name)}`,
    );
    const derived = all(keys, "google_kms_crypto_key").map(({ name }) => keyId(place, String(name), "europe-west4"));
    expect(standing).toEqual(derived);
    expect(derived).toContain(
      "projects/meetbarter-prod-eu/locations/europe-west4/keyRings/meetbarter-production-eu/cryptoKeys/database-sensitive",
    );
  });

  test.each<[string, DataClass, string]>([
    ["google-europe-west4", "sensitive", "HSM"],
    ["google-europe-west4", "vault", "HSM"],
    ["google-europe-west4", "internal", "SOFTWARE"],
    // It is not known whether there are security modules in Dammam.
    ["google-me-central2", "sensitive", "SOFTWARE"],
  ])("in %s what is %s is protected by %s", (region, dataClass, level) => {
    const site = { region: regionFacts[region] } as unknown as Place["site"];
    expect(protectionLevelOf({ site }, dataClass)).toBe(level);
  });

  test("a backup's key lies in the neutral region, is administered by the origin, and decrypts for Cloud Storage alone", () => {
    const backup = jsonOf("eu-google-europe-west6-backup-keys");
    expect(made(backup, "google_kms_key_ring", "ring")).toMatchObject({ location: "europe-west6", project: "meetbarter-prod-eu-backup" });
    const binding = (word: string) => made(backup, "google_kms_crypto_key_iam_binding", `backup-sensitive_${word}`);
    expect(binding("administrators")["members"]).toEqual(["serviceAccount:key-administrator@meetbarter-prod-eu.iam.gserviceaccount.com"]);
    expect(binding("users")["members"]).toEqual(["serviceAccount:service-999911119999@gs-project-accounts.iam.gserviceaccount.com"]);
    expect(binding("encrypters")).toMatchObject({
      role: "roles/cloudkms.cryptoKeyEncrypter",
      members: ["serviceAccount:backup-operator@meetbarter-prod-eu-backup.iam.gserviceaccount.com"],
    });
  });
});

describe("accounts of a project on Google", () => {
  const accountsOf = (name: string): readonly unknown[] =>
    all(jsonOf(name), "google_service_account")
      .map(({ account_id: id }) => id)
      .sort();
  const ci = ["terraform-apply", "terraform-plan"];

  test("a workload has CI's, the keys' administrator, the nodes', the secrets operator's and one for each service that runs as pods", () => {
    const services = servicesWithIdentity(estate.services).map((service) => serviceAccountId(serviceRole(service)));
    expect(services).toHaveLength(9);
    expect(accountsOf("eu-google-global-account")).toEqual(
      [...ci, "cluster-nodes", "external-secrets", "key-administrator", ...services].sort(),
    );
    expect(accountsOf("eu-google-global-backup-account")).toEqual(["backup-operator", ...ci]);
    expect(accountsOf("global-google-global-account")).toEqual(ci);
  });

  test("CI's apply account may run nodes as theirs and say which pods become a service or the secrets operator, and becomes no other", () => {
    const json = jsonOf("eu-google-global-account");
    const granted = all(json, "google_service_account_iam_binding").filter(({ members }) =>
      JSON.stringify(members).includes("google_service_account.ci_apply.member"),
    );
    expect(
      granted.map(({ service_account_id: id, role }) => `${String(role)} ${String(id)}`).filter((one) => !one.includes("service-")),
    ).toEqual([
      "roles/iam.serviceAccountUser ${google_service_account.cluster-nodes.name}",
      "roles/iam.serviceAccountAdmin ${google_service_account.external-secrets.name}",
    ]);
    expect(granted).toHaveLength(11);
  });

  test("nothing is made outside the project's own regions", () => {
    const locations = (name: string) => made(jsonOf(name), "google_org_policy_policy", "project_policy-gcp-resourceLocations")["spec"];
    const only = (region: string) => ({ inherit_from_parent: false, rules: [{ values: { allowed_values: [`in:${region}-locations`] } }] });
    expect(locations("eu-google-global-account")).toEqual(only("europe-west4"));
    expect(locations("mena-google-global-account")).toEqual(only("me-central1"));
    expect(locations("eu-google-global-backup-account")).toEqual(only("europe-west6"));
    expect(locations("global-google-global-account")).toEqual(only("europe-west6"));
  });

  test("names of accounts and buckets are derived", () => {
    expect(serviceAccountEmail(place, "cluster-nodes")).toBe("cluster-nodes@meetbarter-prod-eu.iam.gserviceaccount.com");
    expect(stateBucketName(place, "europe-west4")).toBe("meetbarter-production-eu-europe-west4-state");
    expect(stateBucketName({ ...place, purpose: "backup" }, "europe-west6")).toBe("meetbarter-production-eu-backup-europe-west6-state");
    expect(made(jsonOf("eu-google-europe-west4-state"), "google_storage_bucket", "state")["name"]).toBe(
      stateBucketName(place, "europe-west4"),
    );
  });
});

test("the provider's labels keep their hyphens", () => {
  const [provider] = (jsonOf("eu-google-global-account") as unknown as { provider: { google: readonly { default_labels: object }[] } })
    .provider.google;
  expect(provider?.default_labels).toMatchObject({ "cost-center": "operations", "estate-layer": "account", "estate-origin": "eu" });
});
