import { page } from "../rule";
import { claimedNames, type Claim } from "./claimed";
import type { Kept, NameRow } from "./name-row";

const google = (code: string, url: string, more: Partial<Claim> = {}): Claim => ({
  code,
  source: page(`https://cloud.google.com/${url}`),
  ...more,
});

/** Compute Engine: 409, `alreadyExists`. */
const compute = google("alreadyExists", "compute/docs/naming-resources");
const logging = google("ALREADY_EXISTS", "logging/docs/reference/v2/rest/v2/projects.sinks/create");

const kept = (code: string, url: string, says: string): Kept => ({ code, source: page(`https://cloud.google.com/${url}`), says });

const keptForAWeek = kept(
  "instanceAlreadyExists",
  "sql/docs/postgres/delete-instance",
  "an instance of this name was deleted: its name is free again after a week",
);
const keptForEver = (what: string): Kept =>
  kept("ALREADY_EXISTS", "kms/docs/faq", `a ${what} can't be deleted, so the name of one that was let go is taken for ever`);
const keptForAMonth = (what: string, url: string): Kept =>
  kept("ALREADY_EXISTS", url, `a ${what} of this name was deleted: its name is free again after at least 30 days`);

const keyRing = google("ALREADY_EXISTS", "kms/docs/create-key-ring", { kept: keptForEver("key ring") });
const identityPools = "iam/docs/manage-workload-identity-pools-providers";

/** What Google says of a second claim, by kind of the estate's table of names. */
const googleClaims: Readonly<Record<string, Claim>> = {
  "Google project": google("alreadyExists", "resource-manager/docs/creating-managing-projects", {
    kept: kept("alreadyExists", "resource-manager/docs/creating-managing-projects", "the id of a project can't be used again"),
  }),
  "Cloud Storage bucket": google("conflict", "storage/docs/buckets"),
  "global backend service": compute,
  "firewall rule": compute,
  "global address": compute,
  "global forwarding rule": compute,
  "global health check": compute,
  "VPC network": compute,
  "global network firewall policy": compute,
  "security policy": compute,
  "global URL map": compute,
  "DNS managed zone": google("alreadyExists", "dns/docs/zones"),
  "Firestore database": google("ALREADY_EXISTS", "firestore/docs/manage-databases", {
    kept: {
      ...kept("FAILED_PRECONDITION", "firestore/docs/manage-databases", "the name of a deleted database is free after five minutes"),
      severity: "warning",
    },
  }),
  "workload identity pool": google("ALREADY_EXISTS", identityPools, { kept: keptForAMonth("workload identity pool", identityPools) }),
  "log metric": logging,
  "log sink": logging,
  "custom role": google("ALREADY_EXISTS", "iam/docs/creating-custom-roles", {
    kept: keptForAMonth("custom role", "iam/docs/creating-custom-roles"),
  }),
  "Pub/Sub subscription": google("ALREADY_EXISTS", "pubsub/docs/reference/error-codes"),
  "Pub/Sub topic": google("ALREADY_EXISTS", "pubsub/docs/reference/error-codes"),
  secret: google("ALREADY_EXISTS", "secret-manager/docs/creating-and-accessing-secrets"),
  "service account": google("ALREADY_EXISTS", "iam/docs/service-accounts-create"),
  "Cloud SQL instance": google("instanceAlreadyExists", "sql/docs/postgres/create-instance", { kept: keptForAWeek }),
  "Artifact Registry repository": google("ALREADY_EXISTS", "artifact-registry/docs/repositories/create-repos"),
  address: compute,
  router: compute,
  subnetwork: compute,
  "GKE cluster": google("ALREADY_EXISTS", "kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters/create"),
  "GKE backup plan": google("ALREADY_EXISTS", "kubernetes-engine/docs/add-on/backup-for-gke/how-to/backup-plan"),
  "key ring": keyRing,
  "log bucket": google("ALREADY_EXISTS", "logging/docs/buckets"),
};

const cloudflareClaims: Readonly<Record<string, Claim>> = {
  "Cloudflare load balancer": {
    code: "1002",
    source: page("https://developers.cloudflare.com/load-balancing/troubleshooting/common-error-codes/"),
  },
  "Cloudflare zone": { code: "1061", source: page("https://developers.cloudflare.com/dns/zone-setups/troubleshooting/cannot-add-domain/") },
};

const row = (type: string, argument: string, kind: string, claim: Claim, more: Partial<NameRow> = {}): NameRow => ({
  type,
  argument,
  kind,
  reach: "account",
  ...claim,
  ...more,
});

const cloudflare = (code: string, url: string): Claim => ({ code, source: page(`https://developers.cloudflare.com/${url}`) });

const moreNames: readonly NameRow[] = [
  row("google_kms_crypto_key", "name", "Cloud KMS key", google("ALREADY_EXISTS", "kms/docs/create-key", { kept: keptForEver("key") }), {
    reach: "everywhere",
    within: ["key_ring"],
  }),
  row("google_container_node_pool", "name", "node pool", google("ALREADY_EXISTS", "kubernetes-engine/docs/how-to/node-pools"), {
    within: ["cluster"],
  }),
  row("google_compute_router_nat", "name", "NAT", compute, { reach: "own-region", within: ["router"] }),
  row("google_compute_instance", "name", "VM instance", compute, { within: ["zone"] }),
  row("google_compute_route", "name", "route", compute),
  row("google_compute_target_https_proxy", "name", "target HTTPS proxy", compute),
  row("google_compute_region_network_endpoint_group", "name", "endpoint group", compute, { reach: "own-region" }),
  row(
    "google_iam_workload_identity_pool_provider",
    "workload_identity_pool_provider_id",
    "workload identity provider",
    google("ALREADY_EXISTS", identityPools, { kept: keptForAMonth("workload identity provider", identityPools) }),
    {
      within: ["workload_identity_pool_id"],
    },
  ),
  row("google_dns_record_set", "name", "DNS record", google("alreadyExists", "dns/docs/records"), {
    within: ["managed_zone", "type"],
    form: "lower",
  }),
  row(
    "cloudflare_dns_record",
    "name",
    "DNS record",
    cloudflare("81058", "dns/manage-dns-records/troubleshooting/records-with-same-name/"),
    {
      reach: "everywhere",
      within: ["zone_id", "type", "content"],
      form: "lower",
    },
  ),
  row("cloudflare_ruleset", "phase", "phase entry point", cloudflare("20217", "ruleset-engine/about/phases/"), {
    reach: "everywhere",
    within: ["zone_id", "account_id"],
    unless: ({ values }) => values["kind"] !== "zone" && values["kind"] !== "root",
  }),
  row("cloudflare_r2_bucket", "name", "R2 bucket", cloudflare("10004", "r2/api/error-codes/")),
  row(
    "cloudflare_zero_trust_tunnel_cloudflared",
    "name",
    "tunnel",
    cloudflare("1013", "cloudflare-one/networks/connectors/cloudflare-tunnel/"),
  ),
  row(
    "helm_release",
    "name",
    "Helm release",
    { code: "cannot re-use a name that is still in use", source: page("https://helm.sh/docs/helm/helm_install/") },
    { within: ["namespace"] },
  ),
];

/** Names of Google, Cloudflare and Helm resources. Those of Kubernetes follow one rule for all types. */
export const cloudNames: readonly NameRow[] = [
  ...claimedNames("google", googleClaims),
  ...claimedNames("cloudflare", cloudflareClaims),
  ...moreNames,
];
