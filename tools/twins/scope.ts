import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue } from "../protocol/values";
import { readAws } from "./scope-aws";
import { readGoogle } from "./scope-google";
import { attribute, blockIn, textIn, type Configuration } from "./scope-values";

export type { Configuration } from "./scope-values";

/**
 * Reads a provider's configuration. What is not known yet, as it may be while planning, counts as not configured, and is
 * no mistake.
 *
 * @param source the provider with its host: `registry.terraform.io/hashicorp/aws`
 */
export const readConfiguration = (source: string, config: ObjectValue): Configuration => {
  const provider = source.slice(source.lastIndexOf("/") + 1);
  switch (provider) {
    case "aws":
      return readAws(config);
    case "google":
    case "google-beta":
      return readGoogle(provider, config);
    case "cloudflare":
      return readCloudflare(config);
    case "kubernetes":
      return readCluster(provider, config);
    case "helm":
      return readCluster(provider, blockIn(config["kubernetes"]));
    default:
      return { scope: { provider }, context: { provider }, diagnostics: [] };
  }
};

/** The forms of Cloudflare's credentials, as its provider 5.14.0 has them. They are secrets: no message repeats them. */
const cloudflareForms: readonly (readonly [string, RegExp, string])[] = [
  ["api_key", /[0-9a-f]{37}/, "API key must be 37 characters long and only contain characters 0-9 and a-f (all lowercased)"],
  [
    "api_token",
    /[A-Za-z0-9-_]{40}/,
    "API tokens must be 40 characters long and only contain characters a-z, A-Z, 0-9, hyphens and underscores",
  ],
];

const readCloudflare = (config: ObjectValue): Configuration => ({
  scope: { provider: "cloudflare" },
  context: { provider: "cloudflare" },
  diagnostics: cloudflareForms.flatMap(([name, form, rule]): readonly Diagnostic[] => {
    const text = textIn(config, name);
    if (text === undefined || form.test(text)) return [];
    return [{ severity: "error", summary: "Invalid Attribute Value Match", detail: `Attribute ${name} ${rule}`, path: attribute(name) }];
  }),
});

/** A cluster is told by its host, else by the context that a file of the user's knows it by. */
const readCluster = (provider: string, config: ObjectValue): Configuration => {
  const cluster = textIn(config, "host") ?? textIn(config, "config_context") ?? textIn(config, "config_context_cluster");
  return { scope: { provider, ...(cluster === undefined ? {} : { cluster }) }, context: { provider }, diagnostics: [] };
};
