import type { Block, Relation, ResourceFacts, Rule } from "../../../../tools/catalogue/facts";
import type { Diagnostic, Provider } from "../../../../tools/protocol/provider";
import { unknown, type ObjectValue, type Path, type Value } from "../../../../tools/protocol/values";

type Lookup = ReadonlyMap<string, Value>;

/** A provider that does what facts say, with the messages of the SDK: what is asked of it has to be the facts again. */
export const fakeProvider = (resources: Readonly<Record<string, ResourceFacts>>): Provider => {
  const of = (type: string): ResourceFacts => resources[type] ?? { version: 0, block: {} };
  const notAsked = (): never => {
    throw new Error("no probe asks this");
  };
  return {
    schema: { config: {}, resources, data_sources: resources, ephemeral_resources: {} },
    validateProviderConfig: () => Promise.resolve([]),
    configure: () => Promise.resolve([]),
    validateResource: (type, config) => Promise.resolve(validate(of(type), config)),
    validateDataSource: (type, config) => Promise.resolve(validate(of(type), config)),
    validateEphemeral: notAsked,
    upgradeState: notAsked,
    plan: ({ type, prior, proposed, config }) =>
      Promise.resolve({ ...plan(of(type), prior, proposed ?? {}, config ?? {}), private: new Uint8Array(), diagnostics: [] }),
    apply: notAsked,
    read: notAsked,
    importState: notAsked,
    readDataSource: notAsked,
    openEphemeral: notAsked,
    closeEphemeral: notAsked,
  };
};

const error = (summary: string, detail = "", path: readonly string[] = []): Diagnostic => ({
  severity: "error",
  summary,
  detail,
  path: path.map((attribute) => ({ attribute })),
});

/** What is set, by path; blocks too. */
const leaves = (block: Block, value: ObjectValue, above: readonly string[] = []): Lookup => {
  const found = new Map<string, Value>();
  for (const name of Object.keys(block.attributes ?? {})) {
    const one = value[name] ?? null;
    if (one !== null) found.set([...above, name].join("."), one);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const elements = value[name] ?? [];
    if (elements === unknown) continue;
    for (const element of elements as readonly ObjectValue[]) {
      found.set([...above, name].join("."), true);
      leaves(nested.block, element, [...above, name]).forEach((one, path) => found.set(path, one));
    }
  }
  return found;
};

const validate = ({ block, rules = {}, relations = [] }: ResourceFacts, config: ObjectValue): readonly Diagnostic[] => {
  const set = leaves(block, config);
  return [
    ...missing(block, config, []),
    ...[...set].flatMap(([path, value]) => broken(path, rules[path] ?? {}, value)),
    ...relations.flatMap((relation) => unrelated(relation, set)),
  ];
};

const missing = (block: Block, value: ObjectValue, above: readonly string[]): readonly Diagnostic[] => [
  ...Object.entries(block.attributes ?? {}).flatMap(([name, one]) =>
    one.required === true && (value[name] ?? null) === null
      ? [error("Missing required argument", `The argument "${[...above, name].join(".")}" is required, but no definition was found.`)]
      : [],
  ),
  ...Object.entries(block.block_types ?? {}).flatMap(([name, nested]) =>
    ((value[name] ?? []) as readonly ObjectValue[]).flatMap((element) => missing(nested.block, element, [...above, name, "0"])),
  ),
];

const broken = (path: string, rule: Rule, value: Value): readonly Diagnostic[] => {
  const at = path.split(".");
  if (value === null || value === unknown || typeof value === "boolean" || typeof value === "object") return [];
  const size = typeof value === "string" ? value.length : Number(value);
  const range = `(${String(rule.min)} - ${String(rule.max)})`;
  const isOut = rule.min !== undefined && rule.max !== undefined && (size < rule.min || size > rule.max);
  const what = typeof value === "string" ? `expected length of ${path}` : `expected ${path}`;
  return [
    ...(rule.enum !== undefined && !rule.enum.includes(value as string)
      ? [error(`expected ${path} to be one of ${words(rule.enum)}, got ${String(value)}`, "", at)]
      : []),
    ...(isOut ? [error(`${what} to be in the range ${range}, got ${String(value)}`, "", at)] : []),
    ...(rule.format === "arn" && !String(value).startsWith("arn:")
      ? [error(`"${path}" (${String(value)}) is an invalid ARN: arn: invalid prefix`, "", at)]
      : []),
    ...(rule.pattern !== undefined && !new RegExp(rule.pattern).test(String(value))
      ? [error(`expected value of ${path} to match regular expression ${JSON.stringify(rule.pattern)}, got ${String(value)}`, "", at)]
      : []),
    ...(rule.other !== undefined && String(value).includes("~") ? [error(rule.other, "", at)] : []),
  ];
};

const words = (list: readonly (string | number)[]): string =>
  `[${list.map((one) => (typeof one === "string" ? JSON.stringify(one) : String(one))).join(" ")}]`;

const unrelated = ({ kind, path = "", with: others = [], of = [] }: Relation, set: Lookup): readonly Diagnostic[] => {
  const given = of.filter((one) => set.has(one));
  const list = `\`${of.join(",")}\``;
  switch (kind) {
    case "conflicts": {
      const [first] = others.filter((one) => set.has(one));
      return set.has(path) && first !== undefined
        ? [error("Conflicting configuration arguments", `"${path}": conflicts with ${first}`)]
        : [];
    }
    case "exactly_one":
      if (given.length === 1) return [];
      if (given.length === 0) return [error("Invalid combination of arguments", `"${of[0] ?? ""}": one of ${list} must be specified`)];
      return [
        error(
          "Invalid combination of arguments",
          `"${of[0] ?? ""}": only one of ${list} can be specified, but \`${given.join(",")}\` were specified.`,
        ),
      ];
    case "at_least_one":
      return given.length > 0 ? [] : [error("Missing required argument", `"${of[0] ?? ""}": one of ${list} must be specified`)];
    case "together":
      return !set.has(path) || given.length === of.length
        ? []
        : [error("Missing required argument", `"${path}": all of ${list} must be specified`)];
    default:
      return [];
  }
};

const plan = (
  facts: ResourceFacts,
  prior: ObjectValue | null,
  proposed: ObjectValue,
  config: ObjectValue,
): { readonly planned: ObjectValue; readonly requiresReplace: readonly Path[] } => {
  const planned = { ...filled(facts, facts.block, proposed, config, []), ...keptBlocks(facts, prior, proposed) };
  if (prior === null) return { planned, requiresReplace: [] };
  const [before, after] = [leaves(facts.block, prior), leaves(facts.block, planned)];
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => textOf(before.get(path)) !== textOf(after.get(path)));
  const given = [leaves(facts.block, prior), leaves(facts.block, config)] as const;
  return {
    planned,
    requiresReplace: changed.filter((path) => isReplacing(facts, path, given[0].get(path), given[1].get(path))).map(pathOf),
  };
};

/** Blocks that stay where they are taken away, at the top. */
const keptBlocks = ({ kept_blocks: kept = [] }: ResourceFacts, prior: ObjectValue | null, proposed: ObjectValue): ObjectValue =>
  Object.fromEntries(kept.filter((name) => prior !== null && isEmpty(proposed[name])).map((name) => [name, prior?.[name] ?? []]));

const isEmpty = (value: Value | undefined): boolean => ((value ?? []) as readonly Value[]).length === 0;

const isReplacing = (
  { replace = [], replace_changes: changes = {} }: ResourceFacts,
  path: string,
  from: Value = null,
  to: Value = null,
): boolean =>
  replace.includes(path) ||
  (changes[path] ?? []).some(([a, b]) => textOf(a as Value) === textOf(from) && textOf(b as Value) === textOf(to));

/** Every step into a block is into its first element. */
const pathOf = (path: string): Path =>
  path.split(".").flatMap((attribute, index, all) => (index < all.length - 1 ? [{ attribute }, { element: 0 }] : [{ attribute }]));

const textOf = (value: Value | undefined): string => (value === unknown ? "(unknown)" : JSON.stringify(value ?? null));

const filled = (facts: ResourceFacts, block: Block, proposed: ObjectValue, config: ObjectValue, above: readonly string[]): ObjectValue => {
  const made: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const path = [...above, name].join(".");
    const otherwise = (above.length === 0 ? facts.defaults?.[name] : facts.block_defaults?.[path]) as Value | undefined;
    const value = proposed[name] ?? null;
    made[name] = value ?? otherwise ?? (attribute.computed === true ? unknown : null);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const given = (config[name] ?? []) as readonly ObjectValue[];
    if (given.length === 0 && (facts.computed_blocks ?? []).includes([...above, name].join("."))) {
      made[name] = isEmpty(proposed[name]) ? unknown : (proposed[name] ?? null);
      continue;
    }
    made[name] = ((proposed[name] ?? []) as readonly ObjectValue[]).map((one, index) =>
      filled(facts, nested.block, one, given[index] ?? {}, [...above, name]),
    );
  }
  return made;
};
