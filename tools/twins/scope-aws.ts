import type { Diagnostic } from "../protocol/provider";
import { unknown, type ObjectValue } from "../protocol/values";
import { partitionOf, regionOf } from "./computed/aws-regions";
import type { PlanContext } from "./plan-context";
import { attribute, blockIn, mapIn, textIn, textsIn, type Configuration } from "./scope-values";

/** AWS's own account for examples: where a configuration names none, a twin stands in this one. */
export const documentationAccount = "123456789012";

/** The configuration of the AWS provider. Messages are those of 5.100.0. */
export const readAws = (config: ObjectValue): Configuration => {
  const region = textIn(config, "region");
  const { account, diagnostics: accountProblems } = accountOf(config);
  const scope = {
    provider: "aws",
    account,
    partition: partitionOf(region ?? ""),
    ...(region === undefined ? {} : { region }),
  };
  const context: PlanContext = {
    provider: "aws",
    account,
    ...(region === undefined ? {} : { region }),
    ...tagsOf(config),
  };
  return { scope, context, diagnostics: [...regionProblems(config, region), ...accountProblems] };
};

const regionProblems = (config: ObjectValue, region: string | undefined): readonly Diagnostic[] => {
  if (config["region"] === unknown) return [];
  if (region !== undefined && (regionOf(region) !== undefined || config["skip_region_validation"] === true)) return [];
  return [{ severity: "error", summary: `invalid AWS Region: ${region ?? ""}`, detail: "" }];
};

/** The account that the configuration allows, else the one whose role it assumes. */
const accountOf = (config: ObjectValue): { readonly account: string; readonly diagnostics: readonly Diagnostic[] } => {
  const allowed = textsIn(config["allowed_account_ids"]);
  const assumed = assumedAccount(config);
  if (assumed !== undefined && allowed.length > 0 && !allowed.includes(assumed))
    return { account: assumed, diagnostics: [notAllowed(assumed)] };
  const [first, ...others] = [...allowed].sort();
  const account = assumed ?? first ?? documentationAccount;
  const isForbidden = textsIn(config["forbidden_account_ids"]).includes(account);
  // Which of several allowed accounts it is, the configuration doesn't say: the first of them serves as well as any.
  return { account, diagnostics: isForbidden && others.length === 0 ? [notAllowed(account)] : [] };
};

const notAllowed = (account: string): Diagnostic => ({
  severity: "error",
  summary: `AWS account ID not allowed: ${account}`,
  detail: "",
  path: attribute("allowed_account_ids"),
});

/** The last role of a chain is the one that acts. */
const assumedAccount = (config: ObjectValue): string | undefined => {
  const chain = config["assume_role"];
  const last = Array.isArray(chain) ? blockIn((chain as readonly ObjectValue[]).at(-1)) : {};
  for (const role of [last, blockIn(config["assume_role_with_web_identity"])]) {
    const account = /^arn:[a-z-]+:iam::(\d{12}):role\//.exec(textIn(role, "role_arn") ?? "")?.[1];
    if (account !== undefined) return account;
  }
  return undefined;
};

const tagsOf = (config: ObjectValue): Pick<PlanContext, "defaultTags" | "ignoreTags"> => {
  const defaultTags = mapIn(blockIn(config["default_tags"])["tags"]);
  const ignored = blockIn(config["ignore_tags"]);
  const ignoreTags = { keys: [...textsIn(ignored["keys"])].sort(), keyPrefixes: [...textsIn(ignored["key_prefixes"])].sort() };
  return {
    ...(defaultTags === undefined ? {} : { defaultTags }),
    ...(ignoreTags.keys.length + ignoreTags.keyPrefixes.length === 0 ? {} : { ignoreTags }),
  };
};
