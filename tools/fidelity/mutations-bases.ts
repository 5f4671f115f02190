import type { ResourceFacts } from "../catalogue/facts";
import type { ObjectValue, Value } from "../protocol/values";
import { fingerprint } from "../twins/fingerprint";
import { plausibleArguments, plausibleBlock, plausibleValue } from "./mutations-plausible";
import { dotted, isGiven, levelAt, slotAt, valueAt, withValue, type Slot } from "./mutations-slots";

/** Where the real provider finds an error in a configuration, as names with dots; nothing where it accepts it. */
export type Refusal = (config: ObjectValue) => Promise<readonly string[]>;

/** For each argument and block that can be reached, a right configuration that gives it, by path. */
export type Bases = ReadonlyMap<string, ObjectValue>;

/** How often a configuration that was refused is put right before it is given up. */
const mostRepairs = 4;

/** Texts of different forms, which are tried where neither rule nor name tells the form of an argument. */
const otherForms = [
  "arn:aws:iam::111122223333:role/name",
  "111122223333",
  "alias/name",
  "10m",
  "64",
  "true",
  "2030-01-01",
  "10.0.0.0/16",
  "2001:db8::/56",
  "{}",
  "FULL_CONTROL",
] as const;

/**
 * Finds a right configuration around each argument: one of the estate that gives it, or one to which it is added and
 * that is put right where the real provider finds fault. Only in a right configuration does one mistake tell anything.
 */
export const findBases = async (
  facts: ResourceFacts,
  slots: readonly Slot[],
  hosts: readonly ObjectValue[],
  refusal: Refusal,
): Promise<Bases> => {
  const bases = new Map<string, ObjectValue>();
  const asked = new Map<string, Promise<readonly string[]>>();
  const refusalOnce: Refusal = (config) => {
    const key = fingerprint(config);
    const found = asked.get(key) ?? refusal(config);
    asked.set(key, found);
    return found;
  };
  const least = plausibleArguments(facts.block, facts.rules ?? {});
  for (const slot of slots) {
    const above = bases.get(dotted(slot.path.slice(0, -1)));
    const base = await findBase(facts, slots, slot, [...(above === undefined ? [] : [above]), ...hosts, least], refusalOnce);
    if (base !== undefined) bases.set(dotted(slot.path), base);
  }
  return bases;
};

const findBase = async (
  facts: ResourceFacts,
  slots: readonly Slot[],
  slot: Slot,
  hosts: readonly ObjectValue[],
  refusal: Refusal,
): Promise<ObjectValue | undefined> => {
  for (const host of hosts.filter((one) => isGiven(one, slot.path))) if ((await refusal(host)).length === 0) return host;
  for (const host of hosts) {
    const accompanied = withCompanions(facts, slots, slot, host);
    for (const value of valuesToTry(facts, slot)) {
      const base = await putRight(facts, slots, slot, withValue(facts, accompanied, slot.path, value), refusal);
      if (base !== undefined) return base;
    }
  }
  return undefined;
};

/** The configuration with what an argument is known to need beside it. */
const withCompanions = (facts: ResourceFacts, slots: readonly Slot[], { path }: Slot, config: ObjectValue): ObjectValue => {
  const named = dotted(path);
  const needed = (facts.relations ?? []).flatMap((relation) => {
    if (relation.kind === "requires" && relation.path === named) return relation.with ?? [];
    return relation.kind === "together" && relation.of?.includes(named) === true ? relation.of : [];
  });
  return [...new Set(needed)]
    .flatMap((one) => slotAt(slots, one) ?? [])
    .filter((slot) => dotted(slot.path) !== named && !isGiven(config, slot.path))
    .reduce((one, slot) => withValue(facts, one, slot.path, someValue(facts, slot, 0)), config);
};

const valuesToTry = (facts: ResourceFacts, slot: Slot): readonly Value[] => {
  const likely = someValue(facts, slot, 0);
  if (slot.type === "string") return [likely, ...otherForms];
  if (slot.type === "number") return [likely, 1, 28, 64];
  if (slot.type === "bool") return [true, false];
  return isTexts(slot.type) ? [likely, ...otherForms.map((text) => [text])] : [likely];
};

const isTexts = (type: Slot["type"]): boolean => Array.isArray(type) && (type[0] === "list" || type[0] === "set") && type[1] === "string";

/** What excludes the argument is taken away, what it needs is added, as the provider names it. */
const putRight = async (
  facts: ResourceFacts,
  slots: readonly Slot[],
  slot: Slot,
  config: ObjectValue,
  refusal: Refusal,
): Promise<ObjectValue | undefined> => {
  let current = config;
  for (let repairs = 0; repairs <= mostRepairs; repairs++) {
    const errors = await refusal(current);
    if (errors.length === 0) return isGiven(current, slot.path) ? current : undefined;
    const repaired = repair(facts, slots, slot, current, errors);
    if (repaired === undefined) return undefined;
    current = repaired;
  }
  return undefined;
};

/** Arguments that fault was found with are taken away; where there is none, the first that is missed is added. */
const repair = (
  facts: ResourceFacts,
  slots: readonly Slot[],
  kept: Slot,
  config: ObjectValue,
  errors: readonly string[],
): ObjectValue | undefined => {
  const named = errors
    .filter((path) => !`${dotted(kept.path)}.`.startsWith(`${path}.`))
    .flatMap((path) => slotAt(slots, path) ?? [])
    .filter(({ path }) => path.length === 1 || valueAt(config, path) !== undefined);
  const faulty = named.filter(({ path, required }) => !required && isGiven(config, path));
  if (faulty.length > 0) return faulty.reduce((one, { path, nothing }) => withValue(facts, one, path, nothing), config);
  const missed = named.find(({ path }) => !isGiven(config, path));
  return missed === undefined ? undefined : withValue(facts, config, missed.path, someValue(facts, missed, 0));
};

/** A value that an argument may well have, or a block that holds what it must. `variant` tells one from another. */
export const someValue = ({ block, rules = {} }: ResourceFacts, { path, type }: Slot, variant: number): Value => {
  if (type !== undefined) return plausibleValue(type, dotted(path), rules, variant);
  const level = levelAt(block, path);
  if (level === undefined) return null;
  const body = plausibleBlock(level.block, rules, dotted(path));
  if (level.mode === "single" || level.mode === "group") return body;
  return level.mode === "map" ? { first: body } : [body];
};
