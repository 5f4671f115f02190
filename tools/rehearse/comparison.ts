import type { Attributes, TerraformJson } from "../../modules/core/output-guards";
import { expandInstances } from "../../modules/core/expand";
import type { Block, ResourceFacts } from "../catalogue/facts";
import type { RehearsedStack } from "./copies";
import { withoutKey } from "./failures";
import { isStateful, protectionOf } from "./protection";

/** A resource that would not outlast a change of the estate, as far as can be told without Terraform. */
export interface Departure {
  readonly stack: string;
  /** Without an instance's key. */
  readonly address: string;
  readonly fate: "replaced" | "destroyed";
  /** Of what is replaced: the paths that are other than before, and force it. */
  readonly paths: readonly string[];
  /** Whether it holds what is lost with it. */
  readonly isStateful: boolean;
}

/** What is known of a resource type; `undefined` where nothing is. */
export type FactsOfType = (type: string) => ResourceFacts | undefined;

/**
 * The resources that two syntheses of the estate would not both have: an address that is no more in its stack, wherever
 * else it may be, for Terraform moves nothing from one state to another; and an argument that is other than before and,
 * by the catalogue, forces replacement.
 *
 * References are compared as they are written. What they stand for is only seen by a rehearsal.
 */
export const departures = (
  before: readonly RehearsedStack[],
  after: readonly RehearsedStack[],
  factsOf: FactsOfType,
): readonly Departure[] => {
  const later = new Map(after.map(({ entry, json }) => [entry.name, expandInstances(json)]));
  const found = before.flatMap(({ entry, json }) => {
    const guarded = new Set(protectionOf(json).protected.map(({ address }) => address));
    const now = later.get(entry.name);
    return resourcesIn(expandInstances(json)).flatMap(({ type, name, body }): readonly Departure[] => {
      const address = withoutKey(`${type}.${name}`);
      const base = { stack: entry.name, address, isStateful: isStateful(type) || guarded.has(address) };
      const other = now?.resource?.[type]?.[name];
      if (other === undefined || instancesGone(body, other)) return [{ ...base, fate: "destroyed", paths: [] }];
      const paths = replacingPaths(factsOf(type), body, other);
      return paths.length === 0 ? [] : [{ ...base, fate: "replaced", paths }];
    });
  });
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
};

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly body: Attributes;
}

const resourcesIn = ({ resource = {} }: TerraformJson): readonly Resource[] =>
  Object.entries(resource).flatMap(([type, byName]) => Object.entries(byName).map(([name, body]) => ({ type, name, body })));

/** Whether a resource of several instances has lost one: a key of `for_each`, or the last ones of `count`. */
const instancesGone = (before: Attributes, after: Attributes): boolean => {
  const keys = ({ for_each: each, count }: Attributes): readonly string[] => {
    if (typeof count === "number") return Array.from({ length: count }, (_, index) => String(index));
    if (Array.isArray(each)) return each.map(String);
    return typeof each === "object" && each !== null ? Object.keys(each) : [typeof each === "string" ? each : ""];
  };
  const left = new Set(keys(after));
  return keys(before).some((key) => !left.has(key));
};

/** The paths that force replacement, or of which that could be neither proved nor disproved, and lead to something else than before. */
const replacingPaths = (facts: ResourceFacts | undefined, before: Attributes, after: Attributes): readonly string[] => {
  const paths = [...(facts?.replace ?? []), ...(facts?.replace_depends ?? []), ...(facts?.replace_unknown ?? [])];
  return [...new Set(paths)].sort().filter((path) => {
    const words = path.split(".");
    // A block forces it by coming and going; what stands in it has paths of its own.
    const isSame = facts !== undefined && isBlock(facts.block, words) ? sameCount : sameText;
    return !isSame(valuesAt(before, words), valuesAt(after, words));
  });
};

const sameText = (a: readonly unknown[], b: readonly unknown[]): boolean => JSON.stringify(a) === JSON.stringify(b);
const sameCount = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length;

/** What stands at a path, through blocks that are there more than once; nothing where it is not given. */
const valuesAt = (at: unknown, words: readonly string[]): readonly unknown[] => {
  if (Array.isArray(at) && words.length > 0) return at.flatMap((one) => valuesAt(one, words));
  const [word, ...rest] = words;
  // Several blocks, or the several values of an attribute.
  if (word === undefined) return Array.isArray(at) ? at : [at];
  const inner = typeof at === "object" && at !== null ? (at as Attributes)[word] : undefined;
  return inner === undefined || inner === null ? [] : valuesAt(inner, rest);
};

const isBlock = ({ block_types: blocks = {} }: Block, [word = "", ...rest]: readonly string[]): boolean => {
  const inner = Object.hasOwn(blocks, word) ? blocks[word] : undefined;
  return inner !== undefined && (rest.length === 0 || isBlock(inner.block, rest));
};
