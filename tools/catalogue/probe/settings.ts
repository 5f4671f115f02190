import type { ProviderSchema } from "../../protocol/provider";
import type { ObjectValue } from "../../protocol/values";
import { complete, fieldsOf, type Draft } from "./fields";

/**
 * How a provider is configured to be asked: enough to plan with, by its source. Nothing of it opens a door, and no cloud is
 * reached. What depends on it shows among the defaults: region, project, zone.
 */
const settings: Readonly<Record<string, Draft>> = {
  "registry.terraform.io/hashicorp/aws": {
    region: "eu-central-1",
    access_key: "none",
    secret_key: "none",
    // What asks the cloud all the same hears at once that there is none: with 0 it tries nine times.
    max_retries: 1,
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    skip_requesting_account_id: true,
  },
  "registry.terraform.io/hashicorp/google": {
    project: "example-project",
    region: "europe-west4",
    zone: "europe-west4-a",
    access_token: "none",
  },
  "registry.terraform.io/cloudflare/cloudflare": { api_token: "none".repeat(10) },
  "registry.terraform.io/hashicorp/kubernetes": { host: "https://127.0.0.1:1" },
  "registry.terraform.io/hashicorp/helm": { kubernetes: { host: "https://127.0.0.1:1" } },
};

/** The configuration that a provider is asked with. */
export const settingsFor = (source: string, schema: ProviderSchema): ObjectValue => {
  const fields = fieldsOf(schema.config);
  const known = Object.entries(settings[source] ?? {}).filter(([name]) => fields.some((field) => field.name === name));
  return complete(fields, Object.fromEntries(known));
};
