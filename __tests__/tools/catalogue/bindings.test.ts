import { bindingFacts, boundProviders, boundVersion, type BoundProvider } from "../../../tools/catalogue/bindings";
import { bindingDifferences } from "../../../tools/catalogue/difference";
import type { Block } from "../../../tools/catalogue/facts";
import { loadCatalogue } from "../../../tools/catalogue/load";

const resource = (provider: BoundProvider, type: string): Block | undefined =>
  bindingFacts(provider, { resources: [type] }).resources[type]?.block;

test("versions are those of the providers, not of the packages", () => {
  expect({ aws: boundVersion("aws"), helm: boundVersion("helm") }).toEqual({ aws: "6.25.0", helm: "3.1.1" });
});

test.each<readonly [BoundProvider, string, string, unknown]>([
  ["aws", "aws_kms_key", "region", { type: "string", optional: true, computed: true }],
  ["aws", "aws_kms_key", "arn", { type: "string", computed: true }],
  ["aws", "aws_kms_key", "deletion_window_in_days", { type: "number", optional: true }],
  ["aws", "aws_kms_key", "tags", { type: ["map", "string"], optional: true }],
  ["aws", "aws_eks_cluster", "name", { type: "string", required: true }],
  ["aws", "aws_eks_cluster", "enabled_cluster_log_types", { type: ["set", "string"], optional: true }],
  ["aws", "aws_eks_cluster", "certificate_authority", { type: ["list", ["object", { data: "string" }]], computed: true }],
  ["aws", "aws_api_gateway_method", "request_parameters", { type: ["map", "bool"], optional: true }],
  ["google", "google_storage_bucket", "effective_labels", { type: ["map", "string"], computed: true }],
  [
    "helm",
    "helm_release",
    "postrender",
    {
      nested_type: {
        nesting_mode: "single",
        attributes: { args: { type: ["list", "string"], optional: true }, binary_path: { type: "string", required: true } },
      },
      optional: true,
    },
  ],
])("%s: %s has %s", (provider, type, name, attribute) => {
  expect(resource(provider, type)?.attributes?.[name]).toEqual(attribute);
});

test.each<readonly [BoundProvider, string, string, unknown]>([
  ["aws", "aws_eks_cluster", "vpc_config", { nesting_mode: "list", min_items: 1, max_items: 1 }],
  ["aws", "aws_eks_cluster", "timeouts", { nesting_mode: "single" }],
  ["aws", "aws_network_acl", "timeouts", undefined],
  ["aws", "aws_s3_bucket_lifecycle_configuration", "rule", { nesting_mode: "list" }],
  ["aws", "aws_launch_template", "block_device_mappings", { nesting_mode: "list" }],
  ["kubernetes", "kubernetes_deployment_v1", "spec", { nesting_mode: "list", min_items: 1, max_items: 1 }],
])("%s: %s has the block %s", (provider, type, name, form) => {
  const { block: _, ...found } = resource(provider, type)?.block_types?.[name] ?? {};
  expect(found).toEqual(form ?? {});
});

test("classes in files of their own are read too", () => {
  const spec = resource("kubernetes", "kubernetes_cron_job_v1")?.block_types?.["spec"]?.block;
  expect(spec?.attributes?.["schedule"]).toEqual({ type: "string", required: true });
  expect(spec?.block_types?.["job_template"]?.block.block_types?.["spec"]?.block.attributes).toHaveProperty("completions");
});

test("a provider's configuration has no alias, and its blocks", () => {
  const { config } = bindingFacts("aws", {});
  expect(config.attributes).not.toHaveProperty("alias");
  expect(config.attributes?.["allowed_account_ids"]).toEqual({ type: ["set", "string"], optional: true });
  expect(config.block_types?.["default_tags"]?.block.attributes).toEqual({ tags: { type: ["map", "string"], optional: true } });
});

test("types that have no bindings are left out", () => {
  const facts = bindingFacts("aws", { resources: ["aws_nothing"], data_sources: ["aws_ami", "aws_nothing"] });
  expect([facts.resources, Object.keys(facts.data_sources)]).toEqual([{}, ["aws_ami"]]);
});

/** A few types of each provider whose bindings have the catalogue's version; the verb lists the differences of all. */
const alike: readonly (readonly [BoundProvider, readonly string[], readonly string[]])[] = [
  ["google", ["google_kms_crypto_key", "google_container_cluster", "google_sql_database_instance"], ["google_project"]],
  ["kubernetes", ["kubernetes_deployment_v1", "kubernetes_network_policy_v1"], ["kubernetes_namespace_v1"]],
  ["helm", ["helm_release"], ["helm_template"]],
];

test.each(alike)("%s: bindings and catalogue of one version say the same", (provider, resources, dataSources) => {
  const catalogue = loadCatalogue().find((one) => one.provider === boundProviders[provider]);
  const pick = <T>(all: Readonly<Record<string, T>> = {}, names: readonly string[]): Record<string, T> =>
    Object.fromEntries(names.map((name) => [name, all[name] as T]));
  if (catalogue === undefined) throw new Error("no catalogue");
  const part = { ...catalogue, resources: pick(catalogue.resources, resources), data_sources: pick(catalogue.data_sources, dataSources) };
  expect(bindingDifferences(part, bindingFacts(provider, { resources, data_sources: dataSources }))).toEqual([]);
});
