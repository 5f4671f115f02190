import type { ValueType } from "../protocol/values";
import { shortenAttribute } from "./attribute-text";
import type { Attribute, Block, Constraints, ProviderFacts, ResourceFacts } from "./facts";

/** What is known of a type, one text for each thing known, by what it is about. */
export type Lines = ReadonlyMap<string, string>;

/** How an attribute is told; in short where it has a short form. */
type Tell = (attribute: Attribute) => string;

/** Arguments and nested blocks at every depth. */
export const blockLines = (block: Block, tell: Tell = tellAll, tellBlock: TellBlock = tellItems): Lines => {
  const lines = new Map<string, string>();
  const walk = ({ attributes = {}, block_types: blocks = {} }: Block, above: string): void => {
    for (const [name, attribute] of Object.entries(attributes)) {
      lines.set(`${above}${name}`, tell(withoutObjects(attribute)));
      if (attribute.nested_type !== undefined) walk({ attributes: attribute.nested_type.attributes }, `${above}${name}.`);
      walk({ attributes: objectAttributes(attribute.type) }, `${above}${name}.`);
    }
    for (const [name, nested] of Object.entries(blocks)) {
      lines.set(`${above}${name}`, `block ${nested.nesting_mode}${tellBlock(nested.min_items ?? 0, nested.max_items ?? 0)}`);
      walk(nested.block, `${above}${name}.`);
    }
  };
  walk(block, "");
  return lines;
};

/** What an object, or each of several, is made of: each of its attributes gets a line too. */
const objectAttributes = (type: ValueType | undefined): Readonly<Record<string, Attribute>> => {
  if (type === undefined || typeof type === "string" || type[0] === "tuple") return {};
  if (type[0] !== "object") return objectAttributes(type[1]);
  return Object.fromEntries(Object.entries(type[1]).map(([name, one]) => [name, { type: one }]));
};

const withoutObjects = ({ type, ...others }: Attribute): Attribute => (type === undefined ? others : { ...others, type: bare(type) });

const bare = (type: ValueType): ValueType => {
  if (typeof type === "string" || type[0] === "tuple") return type;
  return type[0] === "object" ? ["object", {}] : [type[0], bare(type[1])];
};

type TellBlock = (least: number, most: number) => string;

const tellItems: TellBlock = (least, most) => `${least > 0 ? ` min ${String(least)}` : ""}${most > 0 ? ` max ${String(most)}` : ""}`;

const tellAll: Tell = (attribute) => {
  const { nested_type: nested, ...others } = attribute;
  const short = shortenAttribute(nested === undefined ? attribute : others);
  if (typeof short === "string") return short;
  const flags = Object.keys(others).filter((flag) => flag !== "type");
  const kind = nested === undefined ? JSON.stringify(sortedType(attribute.type)) : `attributes ${nested.nesting_mode}`;
  return [kind, ...flags.sort()].join(" ");
};

/** A type with the attributes of objects in the order of their names. */
export const sortedType = (type: unknown): unknown => {
  if (Array.isArray(type)) return type.map(sortedType);
  if (typeof type !== "object" || type === null) return type;
  return Object.fromEntries(
    Object.entries(type)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sortedType(one)]),
  );
};

const constraintLines = ({ rules = {}, relations = [] }: Constraints): readonly (readonly [string, string])[] => [
  ...Object.entries(rules).map(([path, rule]) => [`rule of ${path}`, JSON.stringify(sortedType(rule))] as const),
  ...relations.map((relation) => [`relation ${JSON.stringify(sortedType(relation))}`, "holds"] as const),
];

const resourceLines = (facts: ResourceFacts): readonly (readonly [string, string])[] => {
  const paths = (all: readonly string[] | undefined, word: string) => (all ?? []).map((path) => [`replacement by ${path}`, word] as const);
  const values = (all: Readonly<Record<string, unknown>> | undefined, word: string) =>
    Object.entries(all ?? {}).map(([path, value]) => [`${word} of ${path}`, JSON.stringify(sortedType(value))] as const);
  return [
    ...paths(facts.replace, "always"),
    ...paths(facts.replace_depends, "depends"),
    ...paths(facts.replace_unknown, "not proved"),
    ...values(facts.replace_changes, "replacing changes"),
    ...values(facts.defaults, "default"),
    ...values(facts.block_defaults, "default in a block"),
    ...(facts.defaults_unknown === undefined ? [] : [["defaults", `not proved: ${facts.defaults_unknown}`] as const]),
  ];
};

type AnyFacts = Constraints & { readonly version: number; readonly block: Block };

const linesOf = (facts: AnyFacts): Lines =>
  new Map([["schema version", String(facts.version)], ...blockLines(facts.block), ...constraintLines(facts), ...resourceLines(facts)]);

/**
 * What two sets of lines don't have alike, in the order of what it is about. What is made of something that only one side
 * has is not listed again.
 */
export const differentLines = (one: Lines, other: Lines, names: readonly [string, string]): readonly string[] => {
  const missing = new Set<string>();
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((about) => {
    const [a, b] = [one.get(about), other.get(about)];
    if (a === b) return [];
    if (a !== undefined && b !== undefined) return [`${about}: ${names[0]} ${a}, ${names[1]} ${b}`];
    missing.add(about);
    if (isBelow(about, missing)) return [];
    return [a === undefined ? `${about}: only ${names[1]}: ${b ?? ""}` : `${about}: only ${names[0]}: ${a}`];
  });
};

const isBelow = (path: string, all: ReadonlySet<string>): boolean =>
  path.split(".").some((_, index, steps) => index > 0 && all.has(steps.slice(0, index).join(".")));

const kinds = ["resources", "data_sources", "ephemeral_resources"] as const;

/** What a catalogue and a provider that was asked again don't say alike, about the types that were asked. */
export const compareFacts = (committed: ProviderFacts, asked: ProviderFacts): readonly string[] => {
  const names = ["committed", "asked"] as const;
  const config = differentLines(blockLines(committed.config), blockLines(asked.config), names).map((line) => `provider: ${line}`);
  const types = kinds.flatMap((kind) =>
    Object.entries(asked[kind] as Readonly<Record<string, AnyFacts>>).flatMap(([type, facts]) => {
      const before = (committed[kind] as Readonly<Record<string, AnyFacts>>)[type];
      const place = kind === "resources" ? type : `${kind.replace("_", " ").replace(/s$/, "")} ${type}`;
      if (before === undefined) return [`${place}: not committed`];
      return differentLines(linesOf(before), linesOf(facts), names).map((line) => `${place}: ${line}`);
    }),
  );
  return [...config, ...types];
};
