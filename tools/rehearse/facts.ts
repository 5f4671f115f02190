import type { ProviderFacts } from "../catalogue/facts";
import { factsFor } from "../catalogue/for-types";
import type { RehearsedStack } from "./copies";

const kinds = { resources: "resource", data_sources: "data", ephemeral_resources: "ephemeral" } as const;

/**
 * What is known of the types that these stacks use.
 *
 * @throws EstateError UnknownType, with the stack that uses it, where neither the catalogue nor the bindings know one
 */
export const factsOfStacks = (stacks: readonly RehearsedStack[]): readonly ProviderFacts[] => {
  const users = new Map<string, string>();
  const typesOf = (kind: keyof typeof kinds): readonly string[] => {
    const types = stacks.flatMap(({ entry, json }) =>
      Object.keys((json[kinds[kind]] ?? {}) as Readonly<Record<string, unknown>>).map((type) => {
        if (!users.has(type)) users.set(type, entry.name);
        return type;
      }),
    );
    return [...new Set(types)].sort();
  };
  const types = {
    resources: typesOf("resources"),
    data_sources: typesOf("data_sources"),
    ephemeral_resources: typesOf("ephemeral_resources"),
  };
  return factsFor(types, [], { usedBy: (type) => users.get(type) ?? "" });
};
