import type { Attributes, TerraformJson } from "../../modules/core/output-guards";
import { requirementsOf, shortSource } from "../terraform/requirements";

/** What stands where a credential would: no cloud takes it. */
export const noCredential = "rehearsal";

/** Cloudflare's tokens have forty characters of a closed set, which its provider checks. */
const noCloudflareToken = noCredential.padEnd(40, "-");

/** How a provider's block loses its credentials. */
interface Credentials {
  /** Arguments by which it would find credentials. */
  readonly removed: readonly string[];
  /** Credentials that are none, in their place. */
  readonly given: Attributes;
}

const googleCredentials: Credentials = {
  removed: ["credentials", "external_credentials", "impersonate_service_account", "impersonate_service_account_delegates"],
  given: { access_token: noCredential },
};

const kubernetesCredentials: Credentials = {
  removed: ["client_certificate", "client_key", "config_path", "config_paths", "config_context", "exec", "password", "username"],
  given: { token: noCredential },
};

/** By source. The region, account, project, tags and endpoints of a block are not credentials, and stay. */
const credentialsOf: Readonly<Record<string, Credentials>> = {
  // A role to assume stays: it tells the account, and nobody can assume it with these keys.
  "hashicorp/aws": {
    removed: ["assume_role_with_web_identity", "profile", "shared_config_files", "shared_credentials_files", "token"],
    given: { access_key: noCredential, secret_key: noCredential },
  },
  "hashicorp/google": googleCredentials,
  "hashicorp/google-beta": googleCredentials,
  "cloudflare/cloudflare": {
    removed: ["api_key", "api_user_service_key", "email"],
    given: { api_token: noCloudflareToken },
  },
  "hashicorp/kubernetes": kubernetesCredentials,
};

/**
 * The provider blocks of a stack with credentials that are none, so that a plan or a state that leaves the rehearsal
 * can change nothing. What tells where a provider works stays: a twin reads its account and region there.
 */
export const withoutCredentials = (json: TerraformJson): Readonly<Record<string, unknown>> => {
  const sources = new Map(requirementsOf(json).map(({ local, source }) => [local, shortSource(source)]));
  return Object.fromEntries(
    Object.entries(json.provider ?? {}).map(([local, blocks]) => [
      local,
      (Array.isArray(blocks) ? blocks : [blocks]).map((block: Attributes) => stripped(sources.get(local) ?? local, block)),
    ]),
  );
};

const stripped = (source: string, block: Attributes): Attributes => {
  // Helm keeps the cluster and its credentials one level below.
  if (source === "hashicorp/helm") {
    const cluster = block["kubernetes"];
    if (typeof cluster !== "object" || cluster === null) return block;
    const inside = Array.isArray(cluster)
      ? cluster.map((one: Attributes) => replaced(kubernetesCredentials, one))
      : replaced(kubernetesCredentials, cluster as Attributes);
    return { ...without(block, ["registries", "registry"]), kubernetes: inside };
  }
  const credentials = credentialsOf[source];
  return credentials === undefined ? block : replaced(credentials, block);
};

const replaced = ({ removed, given }: Credentials, block: Attributes): Attributes => ({ ...without(block, removed), ...given });

const without = (block: Attributes, names: readonly string[]): Attributes =>
  Object.fromEntries(Object.entries(block).filter(([name]) => !names.includes(name)));
