import type { Block, ResourceFacts } from "../catalogue/facts";
import { below, partsOf } from "./plan-values";

/** What a plan needs to know of a type, by path. */
export interface PlanFacts {
  /** Values that are filled in, by the path of the attribute. */
  readonly defaults: ReadonlyMap<string, unknown>;
  readonly computedBlocks: ReadonlySet<string>;
  /** Blocks that stay as they were where they are taken away. */
  readonly keptBlocks: ReadonlySet<string>;
  /** Paths whose change forces replacement, or did so with some neighbouring values. */
  readonly replace: ReadonlySet<string>;
  /** Of paths that depend: the changes that always forced replacement. Where there are none, any change does. */
  readonly replaceChanges: Readonly<Record<string, readonly (readonly [from: unknown, to: unknown])[]>>;
  /** Missing where it was never asked. */
  readonly updateUnknown: ReadonlySet<string> | undefined;
}

/** What is known of a type beside its facts. */
export interface Supplement {
  /** Paths of blocks that are computed where none is given. */
  readonly computedBlocks?: readonly string[];
  /** Paths of blocks that stay as they were where they are taken away. */
  readonly keptBlocks?: readonly string[];
  /** Paths whose change forces replacement. */
  readonly replace?: readonly string[];
  /** Values that are filled in inside blocks, by the path of the attribute. */
  readonly blockDefaults?: Readonly<Record<string, unknown>>;
}

const known = new WeakMap<ResourceFacts, PlanFacts>();

/** The facts of a type in the form that a plan looks things up in. Kept for each type. */
export const planFacts = (facts: ResourceFacts, supplement: Supplement): PlanFacts => {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const found: PlanFacts = {
    defaults: defaultsOf(facts, supplement),
    computedBlocks: new Set([...(facts.computed_blocks ?? []), ...(supplement.computedBlocks ?? [])]),
    keptBlocks: new Set([...(facts.kept_blocks ?? []), ...(supplement.keptBlocks ?? [])]),
    // Where it depends, replacement is the answer that nobody is surprised by: a rehearsal warns once too often.
    replace: new Set([...(facts.replace ?? []), ...(facts.replace_depends ?? []), ...(supplement.replace ?? [])]),
    replaceChanges: facts.replace_changes ?? {},
    updateUnknown: facts.update_unknown && new Set(facts.update_unknown),
  };
  known.set(facts, found);
  return found;
};

const defaultsOf = ({ block, defaults = {}, block_defaults: inBlocks = {} }: ResourceFacts, { blockDefaults = {} }: Supplement) => {
  const found = new Map<string, unknown>();
  flatten(block, defaults, "", found);
  for (const [path, value] of Object.entries({ ...inBlocks, ...blockDefaults })) {
    const inner = blockAt(block, path.split("."));
    if (inner === undefined) found.set(path, value);
    else flatten(inner, value, path, found);
  }
  return found;
};

/** Notes the values of a tree by the paths of their attributes. Of several blocks of one name, the first stands for all. */
const flatten = (block: Block, tree: unknown, path: string, found: Map<string, unknown>): void => {
  const first: unknown = Array.isArray(tree) ? tree[0] : tree;
  if (typeof first !== "object" || first === null) return;
  const { attributes, block_types: blocks } = partsOf(block);
  for (const [name, value] of Object.entries(first as Readonly<Record<string, unknown>>)) {
    const here = below(path, name);
    const nested = attributes[name]?.nested_type;
    if (Object.hasOwn(attributes, name)) found.set(here, value);
    if (nested !== undefined) flatten({ attributes: nested.attributes }, value, here, found);
    const inner = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
    if (inner !== undefined) flatten(inner.block, value, here, found);
  }
};

const blockAt = (block: Block, [name = "", ...rest]: readonly string[]): Block | undefined => {
  const { attributes, block_types: blocks } = partsOf(block);
  const nested = Object.hasOwn(attributes, name) ? attributes[name]?.nested_type : undefined;
  const inner = Object.hasOwn(blocks, name) ? blocks[name]?.block : nested && { attributes: nested.attributes };
  return inner === undefined || rest.length === 0 ? inner : blockAt(inner, rest);
};
