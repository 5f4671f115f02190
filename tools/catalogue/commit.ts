import type { ProviderFacts } from "./facts";

/**
 * The committed catalogue with what was asked now in the place of what it said about the same types. Where not all of its
 * types were asked, its date stays: the day since which nothing in it is older.
 */
export const withAsked = (committed: ProviderFacts | undefined, asked: ProviderFacts): ProviderFacts => {
  if (committed === undefined) return asked;
  const isWhole = kinds.every((kind) => Object.keys(committed[kind]).every((type) => Object.hasOwn(asked[kind], type)));
  const date = isWhole ? asked.date : committed.date;
  return {
    ...asked,
    ...(date !== undefined && { date }),
    resources: { ...committed.resources, ...asked.resources },
    data_sources: { ...committed.data_sources, ...asked.data_sources },
    ephemeral_resources: { ...committed.ephemeral_resources, ...asked.ephemeral_resources },
  };
};

const kinds = ["resources", "data_sources", "ephemeral_resources"] as const;

/** The name of a catalogue's file. */
export const catalogueFile = ({ provider, version }: ProviderFacts): string => `${provider.split("/").at(-1) ?? ""}-${version}.json`;
