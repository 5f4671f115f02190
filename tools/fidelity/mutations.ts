import type { ResourceFacts } from "../catalogue/facts";
import { plainRule } from "../catalogue/plain-rule";
import type { ObjectValue } from "../protocol/values";
import { fingerprint } from "../twins/fingerprint";
import { findBases, type Refusal } from "./mutations-bases";
import type { Case, MutationRequest } from "./mutations-case";
import { changesOf } from "./mutations-changes";
import { combinationsOf } from "./mutations-combinations";
import { dotted, isGiven, slotsOf, valueAt, withValue, type Slot } from "./mutations-slots";
import { attemptsAt } from "./mutations-values";
import type { Seed } from "./seeds";

/** The cases of one type. */
export interface Mutations {
  readonly cases: readonly Case[];
  /** Arguments and blocks for which no right configuration was found, so that nothing could be tried at them. */
  readonly notReached: readonly string[];
}

/** At most so many differently shaped resources of a type are mutated. */
const mostHosts = 4;

/** All cases of one type, from right configurations of it. The same for the same seeds and the same real provider. */
export const mutationsOf = async (type: string, told: ResourceFacts, seeds: readonly Seed[], refusal: Refusal): Promise<Mutations> => {
  const rules = Object.entries(told.rules ?? {}).map(([path, rule]) => [path, plainRule(rule)] as const);
  const facts = { ...told, rules: Object.fromEntries(rules) };
  const slots = slotsOf(facts);
  const bases = await findBases(facts, slots, differentShapes(slots, seeds), refusal);
  const request = { type, facts, slots, bases };
  return {
    cases: distinct([...combinationsOf(request), ...valueCases(request), ...requiredCases(request), ...changesOf(request)]),
    notReached: slots.map(({ path }) => dotted(path)).filter((path) => !bases.has(path)),
  };
};

const differentShapes = (slots: readonly Slot[], seeds: readonly Seed[]): readonly ObjectValue[] => {
  const byShape = new Map<string, ObjectValue>();
  for (const { config } of seeds) {
    const shape = slots.filter(({ path }) => isGiven(config, path)).map(({ path }) => dotted(path));
    const key = shape.join(" ");
    if (!byShape.has(key)) byShape.set(key, config);
  }
  return [...byShape]
    .sort(([a], [b]) => moreFirst(a, b))
    .slice(0, mostHosts)
    .map(([, config]) => config);
};

/** Shapes that give more arguments come first, then in the order of the alphabet. */
const moreFirst = (a: string, b: string): number => {
  const [less, more] = [a.split(" ").length, b.split(" ").length];
  if (less !== more) return more - less;
  return a < b ? -1 : 1;
};

const valueCases = ({ type, facts, slots, bases }: MutationRequest): readonly Case[] =>
  slots.flatMap((slot) => {
    const base = bases.get(dotted(slot.path));
    if (base === undefined) return [];
    return attemptsAt(slot, valueAt(base, slot.path) ?? null).map((attempt) => ({
      class: attempt.class,
      type,
      path: dotted(slot.path),
      kind: attempt.kind,
      known: slot.rule !== undefined,
      config: withValue(facts, base, slot.path, attempt.value),
    }));
  });

const requiredCases = ({ type, facts, slots, bases }: MutationRequest): readonly Case[] =>
  slots.flatMap((slot) => {
    const base = bases.get(dotted(slot.path));
    if (!slot.required || base === undefined) return [];
    const config = withValue(facts, base, slot.path, slot.nothing);
    return [{ class: "required", type, path: dotted(slot.path), kind: "left out", known: true, config }];
  });

const distinct = (cases: readonly Case[]): readonly Case[] => {
  const names = new Set<string>();
  const questions = new Set<string>();
  return cases.filter((one) => {
    const name = [one.class, one.path, one.kind].join("\n");
    const question = [one.before === undefined ? "" : fingerprint(one.before), fingerprint(one.config)].join("\n");
    if (names.has(name) || questions.has(question)) return false;
    names.add(name);
    questions.add(question);
    return true;
  });
};
