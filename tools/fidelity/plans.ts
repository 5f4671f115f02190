import type { Block } from "../catalogue/facts";
import type { PlanAnswer, Provider } from "../protocol/provider";
import { typeOfBlock } from "../protocol/types";
import { DynamicValue, LargeNumber, unknown, type ObjectValue, type Path, type Value, type ValueType } from "../protocol/values";
import { filled, oneArgumentChanged } from "./plan-changes";
import type { PlanCase, PlanGroup } from "./plan-cases";
import { proposedNew } from "./verdict-proposed";

/** A place in which two providers plan differently. */
export interface PlanDifference {
  readonly address: string;
  readonly type: string;
  /** `create`, or `change of <argument>`. */
  readonly asked: string;
  /** Names with dots between them, `[]` for elements; `replacement` and `error` are places too. */
  readonly path: string;
  readonly real: string;
  readonly twin: string;
}

/** How many plans were compared, and where they differ. */
export interface PlanComparison {
  readonly plans: number;
  readonly differences: readonly PlanDifference[];
}

type Planner = Pick<Provider, "plan" | "configure">;
type Judge = Planner & Pick<Provider, "validateResource">;

/** Two providers and the schema that both have. */
export interface PlanPair {
  readonly real: Judge;
  readonly twin: Planner;
  readonly resources: Provider["schema"]["resources"];
}

/** Plans that are under way at once: a real provider answers them side by side. */
const atOnce = 16;

/** Asks both for the plan of each resource as a create. */
export const compareCreates = (pair: PlanPair, groups: readonly PlanGroup[]): Promise<PlanComparison> =>
  compareGroups(groups, pair, async (one) => {
    const block = blockOf(pair, one);
    const request = {
      type: one.type,
      prior: null,
      proposed: proposedNew(block, null, one.config),
      config: one.config,
      private: new Uint8Array(),
    };
    const [real, twin] = await Promise.all([pair.real.plan(request), pair.twin.plan(request)]);
    return [differences(block, one, "create", real, twin)];
  });

/**
 * Asks both for the plan of each resource as if it stood, with one argument changed; each argument in its turn. What the
 * real provider refuses when it validates is left out: Terraform never asks for its plan.
 */
export const compareUpdates = (pair: PlanPair, groups: readonly PlanGroup[]): Promise<PlanComparison> =>
  compareGroups(groups, pair, async (one) => {
    const block = blockOf(pair, one);
    const create = {
      type: one.type,
      prior: null,
      proposed: proposedNew(block, null, one.config),
      config: one.config,
      private: new Uint8Array(),
    };
    const { planned } = await pair.real.plan(create);
    if (planned === null) return [];
    const known = filled(block, one.config, one.address);
    const prior = filled(block, planned, one.address);
    const asked = oneArgumentChanged(block, known).map(async ({ name, config }) => {
      if ((await pair.real.validateResource(one.type, config)).some(({ severity }) => severity === "error")) return [];
      const request = { type: one.type, prior, proposed: proposedNew(block, prior, config), config, private: new Uint8Array() };
      const [real, twin] = await Promise.all([pair.real.plan(request), pair.twin.plan(request)]);
      return [differences(block, one, `change of ${name}`, real, twin)];
    });
    return (await Promise.all(asked)).flat();
  });

const blockOf = ({ resources }: PlanPair, { type }: PlanCase): Block => {
  const facts = resources[type];
  if (facts === undefined) throw new Error(`nothing is known of ${type}`);
  return facts.block;
};

const compareGroups = async (
  groups: readonly PlanGroup[],
  { real, twin }: PlanPair,
  ask: (one: PlanCase) => Promise<readonly (readonly PlanDifference[])[]>,
): Promise<PlanComparison> => {
  let plans = 0;
  const found: PlanDifference[] = [];
  for (const { provider, cases } of groups) {
    await Promise.all([real.configure(provider), twin.configure(provider)]);
    for (let first = 0; first < cases.length; first += atOnce) {
      const answers = (await Promise.all(cases.slice(first, first + atOnce).map(ask))).flat();
      plans += answers.length;
      found.push(...answers.flat());
    }
  }
  return { plans, differences: found };
};

const differences = (
  block: Block,
  { address, type }: PlanCase,
  asked: string,
  real: PlanAnswer,
  twin: PlanAnswer,
): readonly PlanDifference[] => {
  const at = (path: string, ours: string, theirs: string): PlanDifference => ({ address, type, asked, path, real: theirs, twin: ours });
  const [realErrors, twinErrors] = [errorsOf(real), errorsOf(twin)];
  if (realErrors !== "" || twinErrors !== "") return realErrors !== "" && twinErrors !== "" ? [] : [at("error", twinErrors, realErrors)];
  const replaced = [replacedPaths(real), replacedPaths(twin)] as const;
  const isCreate = asked === "create";
  return [
    ...(isCreate || replaced[0] === replaced[1] ? [] : [at("replacement", replaced[1], replaced[0])]),
    ...differentPlaces(typeOfBlock(block), real.planned, twin.planned, "").map(([path, theirs, ours]) =>
      at(path, show(ours), show(theirs)),
    ),
  ];
};

const errorsOf = ({ diagnostics }: PlanAnswer): string =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ summary }) => summary)
    .join("; ");

/** The SDK of old names the id beside any other path, and a few resources name nothing at all: Terraform heeds neither. */
const replacedPaths = ({ requiresReplace }: PlanAnswer): string =>
  [...new Set(requiresReplace.map(pathText))]
    .filter((path) => path !== "id" && path !== "")
    .sort()
    .join(" ");

const pathText = (path: Path): string =>
  path
    .map((step) => ("attribute" in step ? `.${step.attribute}` : `[${String(step.element)}]`))
    .join("")
    .replace(/^\./, "");

type Place = readonly [path: string, real: Value, twin: Value];

/** The innermost places in which two values of a type differ. */
const differentPlaces = (type: ValueType, real: Value, twin: Value, path: string): readonly Place[] => {
  if (typeof type === "string" || !isWhole(real) || !isWhole(twin)) return isEqual(real, twin) ? [] : [[path, real, twin]];
  switch (type[0]) {
    case "object":
      return Object.entries(type[1]).flatMap(([name, one]) =>
        differentPlaces(one, part(real, name), part(twin, name), path === "" ? name : `${path}.${name}`),
      );
    case "map":
      return [...new Set([...Object.keys(real), ...Object.keys(twin)])].flatMap((name) =>
        differentPlaces(type[1], part(real, name), part(twin, name), `${path}.${name}`),
      );
    case "set":
      return differentElements(type[1], sorted(real), sorted(twin), path, [real, twin]);
    case "list":
      return differentElements(type[1], real as readonly Value[], twin as readonly Value[], path, [real, twin]);
    case "tuple":
      return isEqual(real, twin) ? [] : [[path, real, twin]];
  }
};

const differentElements = (
  type: ValueType,
  real: readonly Value[],
  twin: readonly Value[],
  path: string,
  whole: readonly [Value, Value],
): readonly Place[] =>
  real.length === twin.length
    ? real.flatMap((one, index) => differentPlaces(type, one, twin[index] ?? null, `${path}[]`))
    : [[path, ...whole]];

const isWhole = (value: Value): value is Exclude<Value, null | boolean | number | bigint | string | symbol> =>
  typeof value === "object" && value !== null && !(value instanceof LargeNumber) && !(value instanceof DynamicValue);

const part = (value: Value, name: string): Value => (value as ObjectValue)[name] ?? null;

const sorted = (value: Value): readonly Value[] => [...(value as readonly Value[])].sort((a, b) => (show(a) < show(b) ? -1 : 1));

const isEqual = (a: Value, b: Value): boolean => show(a) === show(b);

const show = (value: Value): string =>
  JSON.stringify(value, (_key, one: unknown): unknown => {
    if (one === unknown) return "(known after apply)";
    return typeof one === "bigint" ? String(one) : one instanceof LargeNumber ? one.digits : one;
  });
