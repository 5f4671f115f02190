import type { Relation } from "../catalogue/facts";
import type { ObjectValue } from "../protocol/values";
import type { Case, MutationRequest } from "./mutations-case";
import { dotted, isGiven, valueAt, withValue, type Slot } from "./mutations-slots";

/** Pairs of arguments side by side grow with the square: beyond this, those of which nothing is known are sampled. */
const mostPairs = 300;

/** Arguments given together, alone, or not at all: what excludes what, and of what one must be given. */
export const combinationsOf = (request: MutationRequest): readonly Case[] => {
  const reached = request.slots.filter(({ path }) => request.bases.has(dotted(path)));
  return [
    ...(request.facts.relations ?? []).flatMap((relation) => relationCases(request, reached, relation)),
    ...reached.filter(({ required }) => !required).map((slot) => leftOut(request, slot)),
    ...familiesOf(reached).flatMap((family) => pairsOf(request, family)),
  ];
};

const familiesOf = (slots: readonly Slot[]): readonly (readonly Slot[])[] => {
  const families = new Map<string, Slot[]>();
  for (const slot of slots) {
    const above = dotted(slot.path.slice(0, -1));
    families.set(above, [...(families.get(above) ?? []), slot]);
  }
  return [...families.values()];
};

/** The paths that a relation speaks of. */
const pathsOf = ({ path, with: others = [], of = [], when }: Relation): readonly string[] => [
  ...new Set([path, ...others, ...of, when].filter((one) => one !== undefined).map((one) => one.replace(/\[\d+\]/g, ""))),
];

const areRelated = (relations: readonly Relation[], paths: readonly string[]): boolean =>
  relations.some((relation) => {
    const named = pathsOf(relation);
    return paths.every((path) => named.includes(path));
  });

const caseOf = ({ type, facts }: MutationRequest, slots: readonly Slot[], kind: string, config: ObjectValue): Case => {
  const paths = slots.map(({ path }) => dotted(path));
  return { class: "exclusion", type, path: paths.join(" + "), kind, known: areRelated(facts.relations ?? [], paths), config };
};

const baseOf = ({ bases }: MutationRequest, { path }: Slot): ObjectValue => bases.get(dotted(path)) ?? {};

const leftOut = (request: MutationRequest, slot: Slot): Case =>
  caseOf(request, [slot], "left out", without(request, baseOf(request, slot), slot));

const without = ({ facts }: MutationRequest, config: ObjectValue, { path, nothing }: Slot): ObjectValue =>
  isGiven(config, path) ? withValue(facts, config, path, nothing) : config;

/** The configuration with an argument as it stands in its own right configuration. */
const given = (request: MutationRequest, config: ObjectValue, slot: Slot): ObjectValue =>
  isGiven(config, slot.path)
    ? config
    : withValue(request.facts, config, slot.path, valueAt(baseOf(request, slot), slot.path) ?? slot.nothing);

const pairsOf = (request: MutationRequest, family: readonly Slot[]): readonly Case[] => {
  const pairs = family.flatMap((a, index) => family.slice(index + 1).map((b) => [a, b] as const));
  const step = Math.ceil(pairs.length / mostPairs);
  const relations = request.facts.relations ?? [];
  return pairs
    .filter(
      (pair, index) =>
        index % step === 0 ||
        areRelated(
          relations,
          pair.map(({ path }) => dotted(path)),
        ),
    )
    .map(([a, b]) => caseOf(request, [a, b], "together", given(request, baseOf(request, a), b)));
};

const relationCases = (request: MutationRequest, reached: readonly Slot[], relation: Relation): readonly Case[] => {
  const named = pathsOf(relation);
  const slots = reached.filter(({ path }) => named.includes(dotted(path)));
  const [first] = slots;
  if (first === undefined || slots.length < 2) return [];
  const none = slots.reduce((config, slot) => without(request, config, slot), baseOf(request, first));
  const all = (some: readonly Slot[]): ObjectValue => some.reduce((config, slot) => given(request, config, slot), none);
  return [
    caseOf(request, slots, "none", none),
    caseOf(request, slots, "all", all(slots)),
    ...slots.map((slot) => caseOf(request, slots, `${dotted(slot.path)} alone`, all([slot]))),
    ...slots.map((slot) => caseOf(request, slots, `all but ${dotted(slot.path)}`, all(slots.filter((one) => one !== slot)))),
  ];
};
