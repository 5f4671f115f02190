import { estate } from "../../../environments";
import { expandInstances } from "../../../modules/core/expand";
import type { TerraformJson } from "../../../modules/core/output-guards";
import { synthesizeStack } from "../../../modules/core/synthesize";
import type { Phase, Size } from "../../../modules/core/words";
import type { SiteKey } from "../../../regions/description";
import { regionFacts } from "../../../regions/facts";
import { estateFlows } from "../../../regions/flows";
import type { LayerBuilder, Place } from "../../../regions/place";
import { identityOf, stackOf } from "../../support/stack";

const environment = estate.environments.find(({ name }) => name === "production") as Place["environment"];

/** Production's place at the second cloud's site of a jurisdiction, looked at in any phase and size. */
export const googlePlace = (origin: "eu" | "mena", key: SiteKey, phase: Phase, size: Size): Place => {
  const jurisdiction = environment.jurisdictions[origin];
  const region = regionFacts[key];
  const description = jurisdiction?.sites[key];
  if (region === undefined || description === undefined) throw new Error(`no site ${key}`);
  const site = { key, region, description };
  return {
    organization: estate.organization,
    environment,
    phase,
    size,
    origin,
    purpose: "workload",
    account: jurisdiction?.accounts.google.workload ?? "",
    projectNumber: jurisdiction?.projectNumbers.workload ?? "",
    site,
    sites: [site],
    services: estate.services,
    flows: estateFlows(estate),
    identity: identityOf("test"),
    source: (layer) => ({ stack: layer, backend: { kind: "local", path: `../../../local-state/${layer}.tfstate` } }),
  };
};

/** The Terraform JSON of a layer at a place; every instance stands for itself. */
export const builtAt = (layer: LayerBuilder, place: Place): TerraformJson => {
  const stack = stackOf("test");
  layer.build(stack, place);
  return expandInstances(synthesizeStack(stack));
};

/** The addresses of a stack's resources, sorted. */
export const addressesOf = (json: TerraformJson): readonly string[] =>
  Object.entries(json.resource ?? {})
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .sort();
