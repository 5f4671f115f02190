import type { Problem } from "../core/errors";
import type { Attributes } from "../core/output-guards";
import type { StackBackend, StackIdentity } from "../core/stack";
import type { ResolvedStack } from "./model";
import { isRecord, literal } from "./view";

/**
 * Whether a stack reads only states of its own site: same environment, origin, cloud and region, and the bucket (or
 * folder) in which its own state lies. A vault or backup account has its own bucket, so its states are its own too. What
 * another site offers is derived from names, so that a stack can be planned while that site is lost.
 */
export const remoteStatesAcrossSites = ({ identity, backend, json }: ResolvedStack): readonly Problem[] =>
  Object.entries(json.data?.["terraform_remote_state"] ?? {}).flatMap(([name, block]): Problem[] => {
    const config = isRecord(block["config"]) ? block["config"] : {};
    const { argument, ofSite } = readFrom(identity, backend, String(block["backend"]), config);
    if (ofSite) return [];
    return [
      {
        code: "RemoteStateAcrossSites",
        place: `${identity.name} data.terraform_remote_state.${name}.config.${argument}`,
        rule: `a stack must read only states of its own site and account (${siteWords(identity).join("-")})`,
        value: config[argument],
        fix: "derive the name that it needs",
      },
    ];
  });

const siteWords = ({ environment, origin, cloud, region }: StackIdentity): readonly string[] => [environment, origin, cloud, region];

/** The layers of a vault account say so in their names: workload and vault share a site and nothing else. */
const sameAccount = ({ purpose }: StackIdentity, layer: string): boolean => layer.startsWith("vault-") === (purpose === "vault");

/** The argument that says what is read, and whether that belongs to the reader's site. */
interface Reading {
  readonly argument: string;
  readonly ofSite: boolean;
}

const readFrom = (identity: StackIdentity, own: StackBackend, kind: string, config: Attributes): Reading => {
  switch (kind) {
    case "s3":
      return inBucket(identity, own.kind === "s3" ? own.bucket : undefined, config, "key");
    case "gcs":
      return inBucket(identity, own.kind === "gcs" ? own.bucket : undefined, config, "prefix");
    case "local": {
      const [folder, file] = splitPath(literal(config["path"]) ?? "");
      const start = `${siteWords(identity).join("-")}-`;
      const sameFolder = own.kind === "local" && splitPath(own.path)[0] === folder;
      return { argument: "path", ofSite: sameFolder && file.startsWith(start) && sameAccount(identity, file.slice(start.length)) };
    }
    default:
      return { argument: "backend", ofSite: false };
  }
};

const inBucket = (identity: StackIdentity, own: string | undefined, config: Attributes, argument: string): Reading => {
  if (own === undefined || config["bucket"] !== own) return { argument: "bucket", ofSite: false };
  const words = (literal(config[argument]) ?? "").split("/");
  const [layer = ""] = words.slice(4);
  const ofSite = words.length === 5 && siteWords(identity).every((word, index) => word === words[index]) && sameAccount(identity, layer);
  return { argument, ofSite };
};

const splitPath = (path: string): readonly [string, string] => [
  path.slice(0, path.lastIndexOf("/") + 1),
  path.slice(path.lastIndexOf("/") + 1),
];
