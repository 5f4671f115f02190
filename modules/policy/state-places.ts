import type { Attributes } from "../core/output-guards";
import type { PolicyKnowledge, ResolvedStack } from "./model";
import type { ResidencyLedger, Spot } from "./residency-ledger";
import { isRecord, literal, visitTexts } from "./view";

/** Judges where a stack's state lies, and the states that it reads. A local file is for trying things out, and is not judged. */
export const statePlaces = ({ identity, json }: ResolvedStack, knowledge: PolicyKnowledge, ledger: ResidencyLedger): void => {
  const backends = isRecord(json.terraform?.["backend"]) ? json.terraform["backend"] : {};
  for (const [kind, config] of Object.entries(backends)) {
    if (isRecord(config)) statePlace(identity.name, `terraform.backend.${kind}`, "", kind, config, knowledge, ledger);
  }
  for (const [name, { backend, config }] of Object.entries(json.data?.["terraform_remote_state"] ?? {})) {
    const address = `data.terraform_remote_state.${name}`;
    if (isRecord(config)) statePlace(identity.name, address, "config.", String(backend), config, knowledge, ledger);
  }
};

const statePlace = (
  stack: string,
  address: string,
  prefix: string,
  kind: string,
  config: Attributes,
  knowledge: PolicyKnowledge,
  ledger: ResidencyLedger,
): void => {
  if (kind === "local") return;
  const cloud = kind === "gcs" ? "google" : "aws";
  const spot = (argument: string): Spot => ({ address, path: `${prefix}${argument}`, cloud });
  if (kind !== "s3" && kind !== "gcs") {
    ledger.breach({
      place: `${stack} ${address}`,
      rule: "state must lie in a bucket, for the place of another backend is not known",
      value: kind,
      fix: "use s3 or gcs",
    });
    return;
  }
  if (kind === "s3") ledger.region(spot("region"), "state", config["region"]);
  const bucket = literal(config["bucket"]);
  const region = bucket === undefined ? undefined : knowledge.regionOfStateBucket(bucket);
  // The region was judged already where it is the same.
  if (region === undefined) {
    ledger.breach({
      place: `${stack} ${address}.${prefix}bucket`,
      rule: "state must lie in a bucket that the estate makes",
      value: config["bucket"],
      fix: "use the state bucket of the site",
    });
  } else if (region !== config["region"]) ledger.region(spot("bucket"), "state", region);
  visitTexts(config, "", (text, path) => {
    if (path !== "region" && path !== "bucket") ledger.mentions(spot(path), text);
  });
};
