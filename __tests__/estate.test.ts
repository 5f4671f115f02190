import { existsSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesizeEstate, writeEstate } from "../main";
import { estate } from "../environments";
import { formatProblem } from "../modules/core/errors";
import { phases, type Phase } from "../modules/core/words";
import type { ManifestStack } from "../regions/manifest";
import { samples } from "./support/samples";
import { randomOf, shuffled } from "./support/random";

/** Written by hand from the tables of docs/architecture.md, not computed from them. */
const everySite = ["state", "keys", "network", "data", "cluster", "gateway", "platform"] as const;
const site = (place: string): string[] => [...everySite, "events"].map((layer) => `${place}-${layer}`);
const googleSite = (place: string): string[] => everySite.map((layer) => `${place}-${layer}`);
const backup = (place: string, account: string): string[] => [`${place}-backup-state`, account, `${place}-backup-keys`];
/** The environment's edge, and the project in which its states lie. */
const edgeOf = (environment: string): string[] => [
  `${environment}-global-cloudflare-global-zone`,
  `${environment}-global-cloudflare-global-edge`,
  `${environment}-global-google-europe-west6-state`,
  `${environment}-global-google-global-account`,
];
const euOf = (environment: string, phase: Phase): string[] => [
  ...site(`${environment}-eu-aws-eu-central-1`),
  `${environment}-eu-aws-global-account`,
  ...(phase === "foundation" ? [] : site(`${environment}-eu-aws-eu-west-1`)),
  ...(phase === "enterprise"
    ? [
        ...backup(`${environment}-eu-aws-eu-central-2`, `${environment}-eu-aws-global-backup-account`),
        ...googleSite(`${environment}-eu-google-europe-west4`),
        `${environment}-eu-google-global-account`,
      ]
    : []),
];
const menaOf = (environment: string, phase: Phase): string[] => [
  ...site(`${environment}-mena-aws-me-central-1`),
  `${environment}-mena-aws-global-account`,
  ...(phase === "foundation" ? [] : site(`${environment}-mena-aws-me-south-1`)),
  ...(phase === "enterprise"
    ? [
        ...backup(`${environment}-mena-aws-eu-central-2`, `${environment}-mena-aws-global-backup-account`),
        ...googleSite(`${environment}-mena-google-me-central1`),
        `${environment}-mena-google-global-account`,
      ]
    : []),
];
/** Production alone has backups in the second cloud too. */
const googleBackupsOf = (environment: string, phase: Phase): string[] =>
  environment !== "production" || phase !== "enterprise"
    ? []
    : ["eu", "mena"].flatMap((origin) =>
        backup(`production-${origin}-google-europe-west6`, `production-${origin}-google-global-backup-account`),
      );
const stacksOf = (environment: string, phase: Phase): string[] =>
  [
    ...edgeOf(environment),
    ...euOf(environment, phase),
    ...(environment === "production" ? menaOf(environment, phase) : []),
    ...googleBackupsOf(environment, phase),
  ].sort();

const ownPhases: Readonly<Record<string, Phase>> = {
  dev: "foundation",
  staging: "growth",
  "pre-prod": "enterprise",
  production: "enterprise",
};

/** The least that a layer has to hold to be that layer. */
const leastTypes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  aws: {
    state: [
      "aws_kms_alias",
      "aws_kms_key",
      "aws_s3_bucket",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_versioning",
    ],
    account: ["aws_iam_openid_connect_provider", "aws_iam_policy", "aws_iam_role", "aws_s3_account_public_access_block"],
    data: [
      "aws_cloudwatch_log_group",
      "aws_db_instance",
      "aws_db_parameter_group",
      "aws_db_subnet_group",
      "aws_iam_role_policy",
      "aws_s3_bucket",
      "aws_s3_bucket_policy",
      "aws_secretsmanager_secret",
      "aws_secretsmanager_secret_policy",
    ],
    events: [
      "aws_cloudwatch_event_bus",
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_iam_role_policy",
      "aws_sns_topic",
      "aws_sns_topic_subscription",
      "aws_sqs_queue",
      "aws_sqs_queue_redrive_allow_policy",
    ],
    gateway: [
      "aws_acm_certificate",
      "aws_acm_certificate_validation",
      "aws_apigatewayv2_domain_name",
      "aws_apigatewayv2_integration",
      "aws_apigatewayv2_vpc_link",
      "aws_lb",
      "aws_lb_listener",
      "aws_lb_target_group",
      "cloudflare_dns_record",
    ],
    cluster: [
      "aws_cloudwatch_log_group",
      "aws_codebuild_project",
      "aws_codebuild_webhook",
      "aws_ecr_lifecycle_policy",
      "aws_ecr_registry_scanning_configuration",
      "aws_ecr_repository",
      "aws_eks_access_entry",
      "aws_eks_access_policy_association",
      "aws_eks_addon",
      "aws_eks_cluster",
      "aws_eks_node_group",
      "aws_eks_pod_identity_association",
      "aws_launch_template",
    ],
    platform: ["helm_release"],
    keys: ["aws_kms_alias", "aws_kms_key"],
    network: [
      "aws_flow_log",
      "aws_network_acl",
      "aws_network_acl_rule",
      "aws_nat_gateway",
      "aws_route_table",
      "aws_security_group",
      "aws_subnet",
      "aws_vpc",
      "aws_vpc_endpoint",
      "aws_vpc_security_group_ingress_rule",
    ],
  },
  google: {
    state: [
      "google_kms_crypto_key",
      "google_kms_crypto_key_iam_binding",
      "google_kms_key_ring",
      "google_storage_bucket",
      "google_storage_bucket_iam_policy",
    ],
    account: [
      "google_iam_workload_identity_pool",
      "google_iam_workload_identity_pool_provider",
      "google_org_policy_policy",
      "google_project_iam_audit_config",
      "google_project_service",
      "google_service_account",
      "google_service_account_iam_binding",
    ],
    network: [
      "google_compute_network",
      "google_compute_network_firewall_policy_rule",
      "google_compute_route",
      "google_compute_router_nat",
      "google_compute_subnetwork",
      "google_dns_managed_zone",
      "google_logging_project_bucket_config",
      "google_service_networking_connection",
    ],
    data: ["google_firestore_database", "google_secret_manager_regional_secret", "google_sql_database_instance", "google_storage_bucket"],
    cluster: ["google_artifact_registry_repository", "google_container_cluster", "google_container_node_pool"],
    gateway: [
      "cloudflare_dns_record",
      "google_certificate_manager_certificate",
      "google_compute_backend_service",
      "google_compute_network_endpoint_group",
      "google_compute_security_policy",
      "google_network_security_server_tls_policy",
    ],
    platform: ["helm_release"],
    keys: ["google_kms_crypto_key", "google_kms_crypto_key_iam_binding", "google_kms_key_ring"],
  },
  cloudflare: {
    zone: [
      "cloudflare_dns_record",
      "cloudflare_universal_ssl_setting",
      "cloudflare_zone",
      "cloudflare_zone_dnssec",
      "cloudflare_zone_setting",
    ],
    edge: [
      "cloudflare_authenticated_origin_pulls_settings",
      "cloudflare_list",
      "cloudflare_load_balancer",
      "cloudflare_load_balancer_monitor",
      "cloudflare_load_balancer_pool",
      "cloudflare_ruleset",
      "cloudflare_tiered_cache",
    ],
  },
};

const names = (stacks: readonly ManifestStack[]): string[] => stacks.map(({ name }) => name).sort();
const whole = synthesizeEstate();
const { shuffles } = samples;

describe("the estate", () => {
  test("has exactly the stacks that the phase and role tables give", () => {
    const expected = Object.entries(ownPhases).flatMap(([environment, phase]) => stacksOf(environment, phase));
    expect(names(whole.stacks)).toEqual(expected.sort());
    expect(whole.stacks).toHaveLength(13 + 21 + 32 + 66);
  });

  test.each(phases)("has them for every environment in phase %s", (phase) => {
    const expected = Object.keys(ownPhases).flatMap((environment) => stacksOf(environment, phase));
    expect(names(synthesizeEstate({ phase }).stacks)).toEqual(expected.sort());
  });

  test("has at least the types that make each layer", () => {
    for (const stack of whole.stacks) {
      const types = Object.keys(stack.resources);
      expect({
        stack: stack.name,
        missing: (leastTypes[stack.cloud]?.[stack.layer.replace("backup-", "")] ?? ["?"]).filter((type) => !types.includes(type)),
      }).toEqual({
        stack: stack.name,
        missing: [],
      });
    }
  });

  test("is applied in an order in which every stack comes after what it depends on", () => {
    const seen = new Set<string>();
    for (const { name, dependsOn, reads } of whole.stacks) {
      expect(dependsOn.filter((one) => !seen.has(one))).toEqual([]);
      expect(Object.values(reads).filter((one) => !seen.has(one))).toEqual([]);
      seen.add(name);
    }
  });

  test("keeps each state in the bucket of its own site, locked, and names no path of a machine", () => {
    for (const { name, cloud, backend, account, region } of whole.stacks) {
      const place = region === "global" ? {} : { region };
      const json = JSON.parse(whole.texts.get(name) ?? "") as { terraform: { backend: { s3?: unknown; gcs?: unknown } } };
      if (cloud === "aws") {
        expect(backend).toMatchObject({ kind: "s3", accountId: account, ...place });
        expect(json.terraform.backend.s3).toMatchObject({ use_lockfile: true, encrypt: true });
      } else {
        // The GCS backend always locks, and the bucket encrypts.
        expect(backend).toMatchObject({ kind: "gcs", ...place });
        expect(json.terraform.backend.gcs).toMatchObject({
          prefix: expect.stringMatching(new RegExp(`^[a-z-]+/(?:eu|mena|global)/${cloud}/${region}/`)) as unknown,
        });
      }
      expect(whole.texts.get(name)).not.toContain(process.cwd());
      expect(whole.texts.get(name)).not.toMatch(/e\+29\d|TfToken|TFTOKEN/);
    }
  });

  test("with the local backend keeps states beside the output folder, on relative paths", () => {
    for (const stack of synthesizeEstate({ backend: "local" }).stacks) {
      expect(stack.backend).toEqual({ kind: "local", path: `../../../local-state/${stack.name}.tfstate` });
    }
  });

  test(`gives the same bytes whatever the order of keys and lists (${String(shuffles)} shuffles)`, () => {
    for (let seed = 1; seed <= shuffles; seed += 1) {
      const description = shuffled(randomOf(seed), estate, ["environments", "calls", "flows"]);
      const again = synthesizeEstate({ description });
      expect([...again.texts].filter(([name, text]) => whole.texts.get(name) !== text).map(([name]) => name)).toEqual([]);
      expect(again.stacks).toEqual(whole.stacks);
      expect(again.verdict).toEqual(whole.verdict);
    }
  }, 1_800_000);

  test("gives the same folder twice, and tidies up after a change of phase without touching a state", () => {
    const folder = mkdtempSync(join(tmpdir(), "estate-"));
    const first = writeEstate(folder, whole);
    expect(first.written).toHaveLength(whole.stacks.length + 2);
    expect(writeEstate(folder, whole)).toMatchObject({ written: [], unchanged: whole.stacks.length + 2, removed: [] });
    const foundation = writeEstate(folder, synthesizeEstate({ phase: "foundation" }));
    expect(foundation.removed).toHaveLength(whole.stacks.length - (13 + 13 + 13 + 22));
    expect(readdirSync(join(folder, "stacks"))).toHaveLength(61);
    const manifest = JSON.parse(readFileSync(join(folder, "estate.json"), "utf8")) as { stacks: { path: string }[] };
    expect(manifest.stacks.filter(({ path }) => !existsSync(join(folder, path, "cdk.tf.json")))).toEqual([]);
  });

  test("a selection leaves the others as they are", () => {
    const folder = mkdtempSync(join(tmpdir(), "estate-"));
    writeEstate(folder, whole);
    const only = synthesizeEstate({ environments: ["staging"], globs: ["*-network"], phase: "foundation" });
    expect(names(only.stacks)).toEqual(["staging-eu-aws-eu-central-1-network"]);
    const written = writeEstate(folder, only);
    expect(written.removed).toEqual(["stacks/staging-eu-aws-eu-west-1-network"]);
    expect(readdirSync(join(folder, "stacks"))).toHaveLength(whole.stacks.length - 1);
  });

  test.each([
    [{ environments: ["prodution"] }, "UnknownEnvironment", "did you mean 'production'?"],
    [{ globs: ["*-netwrk"] }, "UnknownStack", ""],
  ])("a selection of nothing is an error: %p", (selection, code, fix) => {
    expect(() => synthesizeEstate(selection)).toThrow(new RegExp(`\\[${code}\\].*${fix.replace("?", "\\?")}`));
  });

  test("uses residency exceptions only from the list", () => {
    expect([...new Set(whole.verdict.exceptions.map(({ exception }) => exception))].sort()).toEqual([
      "cloudflare-edge",
      "google-binary-authorization",
      "google-certificates",
      "google-client-certificates",
      "google-dns",
      "google-iam",
      "google-monitoring",
      "google-network",
      "google-resource-manager",
      "iam",
    ]);
    expect(whole.verdict.problems.map(formatProblem)).toEqual([]);
  });
});
