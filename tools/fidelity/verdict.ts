import { isDeepStrictEqual } from "node:util";
import { EstateError } from "../../modules/core/errors";
import type { Block } from "../catalogue/facts";
import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue, Path, Value } from "../protocol/values";
import { fingerprint } from "../twins/fingerprint";
import type { Case, CaseName } from "./mutations-case";
import { existingState } from "./verdict-existing";
import { CloudAsked, type Asked } from "./verdict-patience";
import { proposedNew } from "./verdict-proposed";

/** What a provider made of a case. */
export interface Answer {
  /** Where it found an error: names with dots, sorted; `""` where it didn't say. Empty where it accepted. */
  readonly refusedAt: readonly string[];
  /** What it said. */
  readonly says: readonly string[];
  /** What would be replaced for, sorted. */
  readonly replaces: readonly string[];
}

/** What two providers made of the same case. */
export interface Comparison {
  readonly case: CaseName;
  readonly real: Answer;
  readonly twin: Answer;
  /** Whether they give the same verdict at the same places, and replace for the same. */
  readonly agrees: boolean;
  /** Whether both accept or both refuse, wherever they find fault, and both replace or both don't. */
  readonly concurs: boolean;
}

/** A case that could not be asked, because the real provider can't plan or doesn't accept what it starts from. */
export interface Unasked {
  readonly case: CaseName;
  readonly because: string;
}

/** Answers to all cases of a run, in their order. */
export interface Verdicts {
  readonly comparisons: readonly Comparison[];
  readonly unasked: readonly Unasked[];
}

/** So many questions are under way at once. */
const atOnce = 32;

/** Puts the same cases to the real provider and to a twin. Both have to be configured alike. */
export const compareVerdicts = async (cases: readonly Case[], real: Asked, twin: Asked): Promise<Verdicts> => {
  const comparisons: Comparison[] = [];
  const unasked: Unasked[] = [];
  const existing = existingResources(real, twin);
  for (let start = 0; start < cases.length; start += atOnce) {
    const answers = await Promise.all(cases.slice(start, start + atOnce).map((one) => comparedUnlessBroken(one, real, twin, existing)));
    for (const answer of answers) {
      if ("because" in answer) unasked.push(answer);
      else comparisons.push(answer);
    }
  }
  return { comparisons, unasked };
};

/** Some questions break the real provider, or it has to ask a cloud. What breaks a twin is a mistake of ours. */
const comparedUnlessBroken: typeof compare = async (one, real, twin, existing) => {
  try {
    return await compare(one, real, twin, existing);
  } catch (error) {
    if (error instanceof EstateError && error.problems.some(({ code }) => code === "ProviderFailed"))
      return { case: nameOf(one), because: "the real provider breaks down" };
    if (error instanceof CloudAsked) return { case: nameOf(one), because: error.message };
    throw error;
  }
};

const compare = async (one: Case, real: Asked, twin: Asked, existing: ExistingResources): Promise<Comparison | Unasked> => {
  const [realAnswer, twinAnswer] = await Promise.all([validated(one, real), validated(one, twin)]);
  if (one.before === undefined) {
    const isRefused = realAnswer.refusedAt.length > 0 || twinAnswer.refusedAt.length > 0;
    return isRefused ? compared(one, realAnswer, twinAnswer) : compared(one, await madeFrom(one, real), await madeFrom(one, twin));
  }
  // Terraform asks for no plan of a configuration that was refused.
  if (realAnswer.refusedAt.length > 0) return { case: nameOf(one), because: "the real provider refuses the changed configuration" };
  const before = await existing(one.type, one.before);
  if (typeof before === "string") return { case: nameOf(one), because: before };
  const block = real.schema.resources[one.type]?.block ?? {};
  const [realPlan, twinPlan] = await Promise.all([
    planned(one, block, real, before.state, before.realPrivate),
    twinAnswer.refusedAt.length > 0 ? twinAnswer : planned(one, block, twin, before.state, before.twinPrivate),
  ]);
  return compared(one, realPlan, twinPlan);
};

const compared = (one: Case, real: Answer, twin: Answer): Comparison => ({
  case: nameOf(one),
  real,
  twin,
  agrees: isDeepStrictEqual(certain(real.refusedAt), certain(twin.refusedAt)) && isDeepStrictEqual(real.replaces, twin.replaces),
  concurs: real.refusedAt.length > 0 === twin.refusedAt.length > 0 && real.replaces.length > 0 === twin.replaces.length > 0,
});

/** In a path of four names, the real provider's last one is chance: siblings share its memory, and the last one written stays. */
const chanceAt = 4;

/** What of paths is the same each time. */
export const certain = (paths: readonly string[]): readonly string[] =>
  sorted(paths.map((path) => (path.split(".").length === chanceAt ? path.slice(0, path.lastIndexOf(".")) : path)));

/** Without its configurations: of very many cases, they would fill the memory. */
const nameOf = ({ class: name, type, path, kind, known }: Case): CaseName => ({ class: name, type, path, kind, known });

const validated = async ({ type, config }: Case, provider: Asked): Promise<Answer> => ({
  ...refusal(await provider.validateResource(type, config)),
  replaces: [],
});

/** What is accepted may still be refused by the plan of a create. */
const madeFrom = async ({ type, config }: Case, provider: Asked): Promise<Answer> => {
  const proposed = proposedNew(provider.schema.resources[type]?.block ?? {}, null, config);
  const { diagnostics } = await provider.plan({ type, prior: null, proposed, config, private: new Uint8Array() });
  return { ...refusal(diagnostics), replaces: [] };
};

const planned = async (one: Case, block: Block, provider: Asked, prior: ObjectValue, privateData: Uint8Array): Promise<Answer> => {
  const proposed = proposedNew(block, prior, one.config);
  const answer = await provider.plan({ type: one.type, prior, proposed, config: one.config, private: privateData });
  const { refusedAt, says } = refusal(answer.diagnostics);
  if (refusedAt.length > 0) return { refusedAt, says, replaces: [] };
  const effective = answer.requiresReplace.filter((path) => !isSame(at(prior, path), at(answer.planned, path)));
  return { refusedAt, says, replaces: sorted(effective.map(namesOf)) };
};

const refusal = (diagnostics: readonly Diagnostic[]): Pick<Answer, "refusedAt" | "says"> => {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return {
    refusedAt: sorted(errors.map(({ path = [] }) => namesOf(path))),
    says: sorted(errors.map(({ summary, detail }) => (detail === "" ? summary : `${summary} | ${detail}`))),
  };
};

const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** A path as facts name it, without indexes. */
export const namesOf = (path: Path): string => path.flatMap((step) => ("attribute" in step ? [step.attribute] : [])).join(".");

/** Terraform replaces nothing for a path at which nothing changes. */
const isSame = (a: Value, b: Value): boolean => fingerprint(a) === fingerprint(b);

const at = (value: Value, [step, ...rest]: Path): Value => {
  if (step === undefined || value === null || typeof value !== "object") return value;
  const key = "attribute" in step ? step.attribute : step.element;
  return at((value as Readonly<Record<string | number, Value>>)[key] ?? null, rest);
};

// --- What stands already -------------------------------------------------------------------------------------------

interface Existing {
  readonly state: ObjectValue;
  readonly realPrivate: Uint8Array;
  readonly twinPrivate: Uint8Array;
}

/** What stands after a configuration was applied, or why that can't be had. */
type ExistingResources = (type: string, config: ObjectValue) => Promise<Existing | string>;

/** Each configuration is planned once. Both providers are told the same state: what the real one planned, and values for what it left open. */
const existingResources = (real: Asked, twin: Asked): ExistingResources => {
  const known = new Map<string, Promise<Existing | string>>();
  return (type, config) => {
    const key = `${type} ${fingerprint(config)}`;
    const found = known.get(key) ?? makeExisting(real, twin, type, config);
    known.set(key, found);
    return found;
  };
};

const makeExisting = async (real: Asked, twin: Asked, type: string, config: ObjectValue): Promise<Existing | string> => {
  const block = real.schema.resources[type]?.block ?? {};
  const refused = refusal(await real.validateResource(type, config));
  if (refused.refusedAt.length > 0) return "the real provider refuses what the case starts from";
  const request = { type, prior: null, proposed: proposedNew(block, null, config), config, private: new Uint8Array() };
  const [answer, twinAnswer] = await Promise.all([real.plan(request), twin.plan(request)]);
  if (answer.planned === null || refusal(answer.diagnostics).refusedAt.length > 0)
    return "the real provider can't plan what the case starts from";
  const state = existingState(type, block, answer.planned);
  const again = { type, prior: state, proposed: proposedNew(block, state, config), config, private: answer.private };
  const unchanged = await real.plan(again);
  if (refusal(unchanged.diagnostics).refusedAt.length > 0) return "the real provider doesn't take the state that was made up";
  return { state, realPrivate: answer.private, twinPrivate: twinAnswer.private };
};
