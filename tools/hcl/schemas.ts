import type { BlockSchema, Schemas } from "../../modules/core/hcl/forms";
import type { ProviderFacts } from "../catalogue/facts";
import { factsFor, type UsedTypes } from "../catalogue/for-types";

/**
 * The schemas that the writer of HCL asks for: from the further catalogues, else from the committed one, and from the
 * installed bindings what these don't know. Each type is looked up once, when it is first asked for.
 *
 * A provider's configuration is found by the last word of its source, which is its usual name: `aws` for
 * `registry.terraform.io/hashicorp/aws`.
 */
export const schemasOf = (further: readonly ProviderFacts[] = []): Schemas => {
  const ask = (types: UsedTypes): readonly ProviderFacts[] => factsFor(types, further, { unknown: "leave" });
  return {
    resource: once((type) => ask({ resources: [type] }).find(({ resources }) => Object.hasOwn(resources, type))?.resources[type]?.block),
    data: once((type) => ask({ data_sources: [type] }).find((facts) => Object.hasOwn(facts.data_sources, type))?.data_sources[type]?.block),
    ephemeral: once((type) => {
      const found = ask({ ephemeral_resources: [type] }).find((facts) => Object.hasOwn(facts.ephemeral_resources, type));
      return found?.ephemeral_resources[type]?.block;
    }),
    provider: once((name) => ask({}).find(({ provider }) => provider.endsWith(`/${name}`))?.config),
  };
};

const once = (find: (name: string) => BlockSchema | undefined): ((name: string) => BlockSchema | undefined) => {
  const found = new Map<string, BlockSchema | undefined>();
  return (name) => {
    if (!found.has(name)) found.set(name, find(name));
    return found.get(name);
  };
};
