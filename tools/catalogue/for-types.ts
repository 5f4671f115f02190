import { failOn, type Problem } from "../../modules/core/errors";
import { bindingFacts, boundProviders, boundVersion, type BoundProvider, type TypeNames } from "./bindings";
import type { ProviderFacts } from "./facts";
import { loadCatalogue } from "./load";
import { mergeFacts } from "./merge";

/** Types that are used somewhere. */
export interface UsedTypes extends TypeNames {
  readonly ephemeral_resources?: readonly string[];
}

/** How {@link factsFor} takes what it doesn't know. */
export interface ForTypesOptions {
  /** `refuse`, which is the default, or `leave`: Terraform meets another provider there. */
  readonly unknown?: "refuse" | "leave";
  /** Who uses a type, for the message: a stack or a file. */
  readonly usedBy?: (type: string) => string;
}

const kinds = ["resources", "data_sources", "ephemeral_resources"] as const;

/**
 * The facts of every provider that is known, with those of the types that are used: from the further catalogues, else from
 * the committed one, and from the installed bindings what these don't know.
 *
 * @throws EstateError UnknownType where a type is known to none of them, one problem for each.
 */
export const factsFor = (
  types: UsedTypes,
  further: readonly ProviderFacts[] = [],
  { unknown = "refuse", usedBy }: ForTypesOptions = {},
): readonly ProviderFacts[] => {
  const known = byProvider([...further, ...loadCatalogue()]).map((sources) => ofProvider(sources, types));
  if (unknown === "refuse") failOn(unknownTypes(types, known, usedBy));
  return known;
};

/** The catalogues of each provider, the first one first. */
const byProvider = (catalogues: readonly ProviderFacts[]): readonly (readonly [ProviderFacts, ...ProviderFacts[]])[] => {
  const found = new Map<string, readonly [ProviderFacts, ...ProviderFacts[]]>();
  for (const one of catalogues) {
    const before = found.get(one.provider);
    found.set(one.provider, before === undefined ? [one] : [...before, one]);
  }
  return [...found.values()];
};

const ofProvider = ([first, ...others]: readonly [ProviderFacts, ...ProviderFacts[]], types: UsedTypes): ProviderFacts => {
  const told = others.reduce((facts, other) => withTypesOf(facts, only(other, types)), only(first, types));
  const bound = (Object.keys(boundProviders) as BoundProvider[]).find((name) => boundProviders[name] === first.provider);
  if (bound === undefined) return told;
  const asked = typesToAsk(told, types, bound);
  return asked === undefined ? told : mergeFacts(told, bindingFacts(bound, asked));
};

const only = (facts: ProviderFacts, types: UsedTypes): ProviderFacts => {
  const pick = <T>(all: Readonly<Record<string, T>>, names: readonly string[] = []): Readonly<Record<string, T>> =>
    Object.fromEntries(names.flatMap((name) => (Object.hasOwn(all, name) ? [[name, all[name] as T]] : [])));
  return {
    ...facts,
    resources: pick(facts.resources, types.resources),
    data_sources: pick(facts.data_sources, types.data_sources),
    ephemeral_resources: pick(facts.ephemeral_resources, types.ephemeral_resources),
  };
};

/** Types of a later catalogue beside those of an earlier one. Two answers about one type are not mixed. */
const withTypesOf = (facts: ProviderFacts, other: ProviderFacts): ProviderFacts => ({
  ...facts,
  resources: { ...other.resources, ...facts.resources },
  data_sources: { ...other.data_sources, ...facts.data_sources },
  ephemeral_resources: { ...other.ephemeral_resources, ...facts.ephemeral_resources },
});

/** What the bindings may add to: all types where they are of another version, else those that nobody knows. */
const typesToAsk = (told: ProviderFacts, types: UsedTypes, bound: BoundProvider): TypeNames | undefined => {
  const isOlder = told.version !== boundVersion(bound);
  const ofBound = (names: readonly string[] = [], all: object): readonly string[] =>
    names.filter((name) => name.startsWith(`${bound}_`) && (isOlder || !Object.hasOwn(all, name)));
  const resources = ofBound(types.resources, told.resources);
  const dataSources = ofBound(types.data_sources, told.data_sources);
  return isOlder || resources.length + dataSources.length > 0 ? { resources, data_sources: dataSources } : undefined;
};

/** Of the provider that is part of Terraform itself. */
const ofTerraform = "terraform_";

const unknownTypes = (types: UsedTypes, known: readonly ProviderFacts[], usedBy: ForTypesOptions["usedBy"]): readonly Problem[] =>
  kinds.flatMap((kind) =>
    (types[kind] ?? [])
      .filter((type) => !type.startsWith(ofTerraform) && !known.some((facts) => Object.hasOwn(facts[kind], type)))
      .map((type) => ({
        code: "UnknownType",
        place: usedBy?.(type) ?? "catalogue",
        rule: `a type of ${kind.replace("_", " ")} must be known to a catalogue or to the installed bindings`,
        value: type,
        fix: "name a catalogue that holds it with --catalogue FILE, or correct the name",
      })),
  );
