import type { Block, Constraints, Rule } from "../../catalogue/facts";
import type { Diagnostic } from "../../protocol/provider";
import { LargeNumber, unknown, type ObjectValue, type Value } from "../../protocol/values";
import { elementsOf, recordOf } from "../plan-values";
import { argumentAt, displayed, elementsIn, valuesAt, type Found } from "./at-path";
import {
  noMatch,
  notOneOf,
  outOfRange,
  plain,
  wrongCount,
  wrongForm,
  wrongLength,
  type Bounds,
  type Complaint,
  type Place,
} from "./complaint";
import { ruleFor } from "./exceptions";
import { formatCheck } from "./formats";
import { goPattern } from "./go-pattern";
import { messageCheck } from "./message-checks";

/** What is asked about the values of a configuration. */
export interface ValueQuestion {
  readonly block: Block;
  readonly constraints: Constraints;
  readonly config: ObjectValue;
  /** Whether the type is made with Terraform's SDK of old. */
  readonly sdk: boolean;
  /** The type's name, for what a provider does with one type only. */
  readonly type: string | undefined;
}

/** What is wrong with the values of a configuration, one by one. What is not known yet is never wrong. */
export const valueProblems = ({ block, constraints: { rules = {} }, config, sdk, type }: ValueQuestion): readonly Diagnostic[] =>
  Object.entries(rules).flatMap(([path, told]) => {
    const rule = ruleFor(type, path, told);
    const argument = argumentAt(block, path);
    const isSecret = typeof argument === "object" && argument.sensitive === true;
    return valuesAt(block, config, path).flatMap((found) => {
      const wrong = [
        countProblem(rule, found, placeOf(found, sdk, isSecret)),
        ...elementsIn(found).map((one) => oneProblem(rule, one, sdk, isSecret)),
      ];
      return wrong.flatMap((complaint) =>
        complaint === undefined ? [] : [{ severity: "error" as const, ...complaint, path: found.path }],
      );
    });
  });

const placeOf = (found: Found, sdk: boolean, isSecret: boolean): Place => ({
  key: found.name,
  display: displayed(found.path),
  shown: isSecret ? "(sensitive value)" : shownOf(found.value),
  sdk,
});

const shownOf = (value: Value): string => (typeof value === "string" ? value : (digitsOf(value) ?? String(value === true)));

const digitsOf = (value: Value): string | undefined => {
  if (value instanceof LargeNumber) return value.digits;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
};

const countProblem = ({ minItems, maxItems }: Rule, { value, type }: Found, place: Place): Complaint | undefined => {
  if ((minItems === undefined && maxItems === undefined) || value === null || value === unknown || typeof type === "string")
    return undefined;
  const kind = type[0] === "map" || type[0] === "set" ? type[0] : "list";
  const count = kind === "map" ? Object.keys(recordOf(value) ?? {}).length : elementsOf(value).length;
  const bounds = boundsOf(minItems, maxItems);
  return isOutside(bounds, count) ? wrongCount(place, bounds, kind, count) : undefined;
};

const oneProblem = (rule: Rule, found: Found, sdk: boolean, isSecret: boolean): Complaint | undefined => {
  const { value } = found;
  if (value === null || value === unknown) return undefined;
  const place = placeOf(found, sdk, isSecret);
  if (typeof value === "string") return textProblem(rule, value, place);
  const digits = digitsOf(value);
  return digits === undefined ? undefined : numberProblem(rule, digits, place);
};

const numberProblem = (rule: Rule, digits: string, place: Place): Complaint | undefined => {
  const bounds = boundsOf(rule.min, rule.max);
  if (isOutside(bounds, Number(digits))) return outOfRange(place, bounds);
  // A number's enumeration without a number in it was read from another argument's message.
  const isOfNumbers = rule.enum?.some((one) => /^-?\d/.test(String(one))) === true;
  return (isOfNumbers ? enumProblem(rule, digits, place) : undefined) ?? messageProblem(rule, digits, place);
};

const textProblem = (rule: Rule, text: string, place: Place): Complaint | undefined => {
  const bounds = boundsOf(rule.min ?? rule.minLength, rule.max ?? rule.maxLength);
  // Go counts the bytes of a text.
  const length = Buffer.byteLength(text);
  const wrongEnum = enumProblem(rule, text, place);
  if (wrongEnum !== undefined) return wrongEnum;
  if (isOutside(bounds, length)) return wrongLength(place, bounds, length);
  return patternProblem(rule, text, place) ?? formatProblem(rule, text, place) ?? messageProblem(rule, text, place);
};

/** Numbers of an enumeration were read from messages, as text. */
const enumProblem = ({ enum: allowed }: Rule, value: string, place: Place): Complaint | undefined =>
  allowed === undefined || allowed.some((one) => String(one) === value) ? undefined : notOneOf(place, allowed.map(String));

const patternProblem = ({ pattern }: Rule, text: string, place: Place): Complaint | undefined =>
  pattern === undefined || goPattern(pattern)?.test(text) !== false ? undefined : noMatch(place, pattern);

const formatProblem = ({ format }: Rule, text: string, place: Place): Complaint | undefined => {
  if (format === undefined) return undefined;
  const name =
    place.key
      .split(".")
      .filter((part) => !/^\d+$/.test(part))
      .at(-1) ?? "";
  const problem = formatCheck(format, { name, sdk: place.sdk })?.(text);
  return problem === undefined ? undefined : wrongForm(place, problem);
};

/** The provider's own words, with the value in the place of the one that it was asked with. */
const messageProblem = ({ other }: Rule, value: string, place: Place): Complaint | undefined => {
  if (other === undefined || messageCheck(other)?.(value) !== false) return undefined;
  const [summary = "", ...detail] = other.replace(/~ a|-999999(\.0+)?/g, () => place.shown).split(" | ");
  return { ...plain(summary), detail: detail.join(" | ") };
};

const boundsOf = (min: number | undefined, max: number | undefined): Bounds => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

const isOutside = ({ min, max }: Bounds, value: number): boolean =>
  (min !== undefined && value < min) || (max !== undefined && value > max);
