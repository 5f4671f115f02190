import type { Block, Constraints, Relation } from "../../catalogue/facts";
import type { Diagnostic } from "../../protocol/provider";
import { unknown, type ObjectValue, type Path, type Value } from "../../protocol/values";
import { argumentAt, blockAt, isGiven, objectsAt, valuesAt } from "./at-path";
import { readRelation } from "./relation-words";

/** What is wrong with the arguments of a configuration together. */
export const relationProblems = (
  block: Block,
  { relations = [] }: Constraints,
  config: ObjectValue,
  sdk: boolean,
): readonly Diagnostic[] => {
  const problems = relations.map(readRelation).flatMap((relation) => {
    const paths = pathsOf(relation);
    // Where a message was cut off, a path leads nowhere, and the relation is not known.
    if (paths.length < 2 || paths.some((path) => argumentAt(block, path) === undefined)) return [];
    const shared = sharedBlock(paths);
    return placesOf(block, config, shared, paths).flatMap(
      (place) => (!sdk && shared === "" ? frameworkProblems(relation, place) : undefined) ?? problemsOf(relation, place),
    );
  });
  return sdk ? firstOnes(problems) : problems;
};

/** The SDK looks at choices first, then at what is missing beside an argument, and at what it excludes only where those are right. */
const firstOnes = (problems: readonly Diagnostic[]): readonly Diagnostic[] => {
  const places = new Set(problems.filter(({ summary }) => summary !== conflicting).map(({ path }) => JSON.stringify(path)));
  return problems.filter(({ summary, path }) => summary !== conflicting || !places.has(JSON.stringify(path)));
};

const conflicting = "Conflicting configuration arguments";

const pathsOf = ({ path, with: others = [], of = [], when }: Relation): readonly string[] => [
  ...new Set([...(path === undefined ? [] : [path]), ...others, ...of, ...(when === undefined ? [] : [when])]),
];

/** The block in which all the paths lie. */
const sharedBlock = (paths: readonly string[]): string => {
  const [first = [], ...rest] = paths.map((path) => path.split(".").slice(0, -1));
  const length = first.findIndex((name, index) => rest.some((one) => one[index] !== name));
  return first.slice(0, length < 0 ? first.length : length).join(".");
};

/** How one argument stands in one block. */
interface Standing {
  /** Whether the block that would hold it is there. */
  readonly isAsked: boolean;
  readonly value: Value;
  readonly isGiven: boolean;
  readonly path: Path;
}

type StandingOf = (path: string) => Standing;

/** Each block that holds all the arguments, and how they stand in it. */
const placesOf = (block: Block, config: ObjectValue, shared: string, paths: readonly string[]): readonly StandingOf[] => {
  const below = shared === "" ? 0 : shared.length + 1;
  const holders = shared === "" ? [{ object: config, path: [] as Path, isInSet: false }] : objectsAt(block, config, shared);
  const holderBlock = blockAt(block, shared) ?? {};
  return holders.map(({ object, path, isInSet }) => {
    const standings = new Map(
      paths.map((one) => {
        const isBlock = argumentAt(block, one) === "block";
        const found = valuesAt(holderBlock, object, one.slice(below));
        const value = found.map((each) => each.value).find((each) => isGiven(each, isBlock)) ?? null;
        const at = isInSet ? path : [...path, ...(found[0]?.path ?? [])];
        return [one, { isAsked: found.length > 0, value, isGiven: isGiven(value, isBlock), path: at }] as const;
      }),
    );
    return (one) => standings.get(one) ?? { isAsked: false, value: null, isGiven: false, path };
  });
};

const error = (summary: string, detail: string, path: Path): Diagnostic => ({ severity: "error", summary, detail, path });

const quoted = (paths: readonly string[]): string => `\`${paths.map(sdkName).join(",")}\``;

/** As the SDK names an argument of a block: by the block's first element. */
const sdkName = (path: string): string => path.split(".").join(".0.");

const isUnknown = ({ value }: Standing): boolean => value === unknown;

/** Given, and not as something that may turn out to be nothing. */
const isSurelyGiven = (standing: Standing): boolean => standing.isGiven && !isUnknown(standing);

const problemsOf = (relation: Relation, at: StandingOf): readonly Diagnostic[] => {
  const { kind, path = "", with: others = [], of = [], when = "", in: values = [] } = relation;
  const own = at(path);
  switch (kind) {
    case "conflicts":
      if (!isSurelyGiven(own)) return [];
      return others
        .filter((one) => isSurelyGiven(at(one)))
        .map((one) => error(conflicting, `"${sdkName(path)}": conflicts with ${sdkName(one)}`, own.path));
    case "exactly_one":
    case "at_most_one":
      return choiceProblems(of, kind === "exactly_one", at);
    case "at_least_one":
      return of.some((one) => at(one).isGiven) ? [] : of.filter((one) => at(one).isAsked).map((one) => incomplete(one, "one", of, at));
    case "together":
      return togetherProblems(path === "" ? of : [path], of, at);
    case "requires":
      if (!own.isGiven) return [];
      return others
        .filter((one) => !at(one).isGiven)
        .map((one) => error("Invalid Attribute Combination", `Attribute "${one}" must be specified when "${path}" is specified`, own.path));
    case "only_if":
      if (!own.isGiven || isUnknown(at(when)) || values.includes(at(when).value)) return [];
      return [
        error(
          "Invalid Attribute Combination",
          `Attribute "${path}" can only be specified when "${when}" is one of ${JSON.stringify(values)}`,
          own.path,
        ),
      ];
    case "other":
      return [];
  }
};

/** The framework asks the whole resource: it tells the first that is given, or no place. */
const frameworkProblems = ({ kind, of = [] }: Relation, at: StandingOf): readonly Diagnostic[] | undefined => {
  if (kind !== "exactly_one" && kind !== "at_most_one" && kind !== "at_least_one") return undefined;
  if (of.some((one) => isUnknown(at(one)))) return [];
  const [first, second] = of.filter((one) => at(one).isGiven);
  const names = `[${of.join(",")}]`;
  const words = { exactly_one: "Exactly one of these", at_most_one: "No more than one of these", at_least_one: "At least one of these" };
  const detail = `${words[kind]} attributes ${kind === "at_most_one" ? "can" : "must"} be configured: ${names}`;
  if (first === undefined) return kind === "at_most_one" ? [] : [error("Missing Attribute Configuration", detail, [])];
  return second === undefined || kind === "at_least_one" ? [] : [error("Invalid Attribute Combination", detail, at(first).path)];
};

/** The SDK asks each of the arguments, so that each is told; in a block that isn't there, it asks none. */
const choiceProblems = (of: readonly string[], isNeeded: boolean, at: StandingOf): readonly Diagnostic[] => {
  const asked = of.filter((one) => at(one).isAsked);
  const given = of.filter((one) => isSurelyGiven(at(one)));
  if (given.length > 1) {
    return asked.map((one) => {
      const detail = `"${sdkName(one)}": only one of ${quoted(of)} can be specified, but ${quoted(given)} were specified.`;
      return error("Invalid combination of arguments", detail, at(one).path);
    });
  }
  if (!isNeeded || given.length === 1 || of.some((one) => isUnknown(at(one)))) return [];
  return asked.map((one) =>
    error("Invalid combination of arguments", `"${sdkName(one)}": one of ${quoted(of)} must be specified`, at(one).path),
  );
};

const togetherProblems = (asking: readonly string[], of: readonly string[], at: StandingOf): readonly Diagnostic[] =>
  of.every((one) => at(one).isGiven) ? [] : asking.filter((one) => at(one).isGiven).map((one) => incomplete(one, "all", of, at));

const incomplete = (one: string, which: "one" | "all", of: readonly string[], at: StandingOf): Diagnostic =>
  error("Missing required argument", `"${sdkName(one)}": ${which} of ${quoted(of)} must be specified`, at(one).path);
