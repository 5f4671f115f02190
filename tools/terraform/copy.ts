import type { Attributes, TerraformJson } from "../../modules/core/output-guards";
import type { ManifestStack } from "../../regions/manifest";
import { awsSource, requirementsOf } from "./requirements";

/** A stack's Terraform JSON with what a run without a cloud needs. */
export type Copy = Readonly<Record<string, unknown>>;

/** The name of the data source that stands for a stack's backend while it is validated. */
export const backendProbe = "estate_backend_of_this_stack";

/** The version to run with, by the provider's source. */
export type Versions = ReadonlyMap<string, string>;

/**
 * The copy that is validated: without its backend, and with the versions that are there.
 *
 * Terraform does not look into a backend without connecting to it. A remote state has the same arguments and is checked
 * without a connection, so a remote state with the backend's arguments is added.
 */
export const copyToValidate = (json: TerraformJson, versions: Versions): Copy => {
  const [backend] = Object.entries((json.terraform?.["backend"] ?? {}) as Readonly<Record<string, unknown>>);
  if (backend === undefined) return pinned(json, versions);
  const [kind, config] = backend;
  const states = json.data?.["terraform_remote_state"] ?? {};
  return {
    ...pinned(json, versions),
    data: { ...json.data, terraform_remote_state: { ...states, [backendProbe]: { backend: kind, config } } },
  };
};

/** The copy that is planned: as the validated one, and no provider or remote state of it asks anybody anything. */
export const copyToPlan = (json: TerraformJson, versions: Versions, statePath: (remoteState: string) => string): Copy => {
  const aws = new Set(requirementsOf(json).flatMap(({ local, source }) => (source === awsSource ? [local] : [])));
  const { provider, data, ...rest } = pinned(json, versions) as TerraformJson;
  const states = data?.["terraform_remote_state"];
  return {
    ...rest,
    ...(provider === undefined
      ? {}
      : { provider: mapValues(provider, (blocks, name) => (aws.has(name) ? blocksOf(blocks).map(withoutCloud) : blocks)) }),
    ...(data === undefined ? {} : { data }),
    ...(states === undefined
      ? {}
      : { data: { ...data, terraform_remote_state: mapValues(states, (state, name) => sampled(state, statePath(name))) } }),
  };
};

/** The stack with exact versions of the providers that are there, for those that it pins and those that Terraform would add. */
const pinned = (json: TerraformJson, versions: Versions): Copy => {
  const { backend: _backend, cloud: _cloud, required_providers: declared, ...terraform } = json.terraform ?? {};
  const before = (declared ?? {}) as Readonly<Record<string, Attributes | string>>;
  const providers = requirementsOf(json).map(({ local, source }) => {
    const was = before[local];
    return [local, { ...(typeof was === "object" ? was : {}), source, ...versionOf(versions, source) }] as const;
  });
  const all = { ...before, ...Object.fromEntries(providers) };
  return { ...json, terraform: { ...terraform, ...(Object.keys(all).length === 0 ? {} : { required_providers: all }) } };
};

const versionOf = (versions: Versions, source: string): { readonly version?: string } => {
  const version = versions.get(source);
  return version === undefined ? {} : { version };
};

/** Arguments by which an AWS provider would find credentials, or would want to know whose they are. */
const identityArguments = new Set([
  "allowed_account_ids",
  "assume_role",
  "assume_role_with_web_identity",
  "forbidden_account_ids",
  "profile",
  "shared_config_files",
  "shared_credentials_files",
  "token",
]);

/** The provider block with keys that are none. Whatever asks AWS all the same fails at its first try. */
const withoutCloud = (block: Attributes): Attributes => ({
  ...Object.fromEntries(Object.entries(block).filter(([name]) => !identityArguments.has(name))),
  access_key: "rehearsal",
  secret_key: "rehearsal",
  max_retries: 1,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
  skip_requesting_account_id: true,
});

const sampled = ({ workspace: _workspace, ...state }: Attributes, path: string): Attributes => ({
  ...state,
  backend: "local",
  config: { path },
});

const blocksOf = (blocks: readonly Attributes[] | Attributes): readonly Attributes[] =>
  (Array.isArray(blocks) ? blocks : [blocks]) as readonly Attributes[];

const mapValues = <T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));

/** The state that a stack would have after its first apply, as far as others can see it: its outputs, with their samples. */
export const sampleState = (outputs: ManifestStack["outputs"], terraformVersion: string): Copy => ({
  version: 4,
  terraform_version: terraformVersion,
  serial: 1,
  lineage: "00000000-0000-4000-8000-000000000000",
  outputs: mapValues(outputs, ({ sample }) => ({ value: sample, type: typeof sample === "string" ? "string" : ["list", "string"] })),
  resources: [],
  check_results: null,
});
