import type { Block, Constraints, Rule } from "../../catalogue/facts";
import type { Diagnostic } from "../../protocol/provider";
import { LargeNumber, unknown, type ObjectValue, type Path, type Value, type ValueType } from "../../protocol/values";
import { elementsOf, recordOf } from "../plan-values";
import { argumentAt, blockAt, displayed, elementsIn, valuesAt, type Found } from "./at-path";
import { noMatch, notOneOf, outOfRange, plain, wrongCount, wrongLength, type Bounds, type Complaint, type Place } from "./complaint";
import { isToldTwice, ruleFor, type AppliedRule } from "./exceptions";
import { formatCheck, wrongFormat, type FormatContext } from "./formats";
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
    const applied = ruleFor(type, path, told, sdk);
    const argument = argumentAt(block, path);
    const isSecret = typeof argument === "object" && argument.sensitive === true;
    const about: About = { ...applied, sdk, siblings: siblingsOf(block, path), isSecret };
    const name = path.split(".").at(-1) ?? "";
    return valuesAt(block, config, path).flatMap((found) => {
      const wrong = [
        countProblem(found, about),
        ...keyProblems(found, about),
        ...elementsIn(found).map((one) => oneProblem(one, about)),
      ].filter((complaint) => complaint !== undefined);
      const isTwice = found.isInSet && isToldTwice(type, path);
      const paths: readonly Path[] = isTwice ? [found.path, [{ attribute: name }]] : [found.path];
      return wrong.flatMap((complaint) => paths.map((at): Diagnostic => ({ severity: "error", ...complaint, path: at })));
    });
  });

/** The names of the arguments in the block, or in the object, of a path. */
const siblingsOf = (block: Block, path: string): readonly string[] => {
  const around = path.split(".").slice(0, -1).join(".");
  const inside = around === "" ? block : blockAt(block, around);
  if (inside !== undefined) return Object.keys(inside.attributes ?? {});
  const attribute = argumentAt(block, around);
  return typeof attribute === "object" ? objectNames(attribute.type ?? "dynamic") : [];
};

/** The names of the parts of an object, or of the objects in a collection. */
const objectNames = (type: ValueType): readonly string[] => {
  if (typeof type === "string" || type[0] === "tuple") return [];
  return type[0] === "object" ? Object.keys(type[1]) : objectNames(type[1]);
};

/** A rule, and what its messages depend on. */
interface About extends AppliedRule, Pick<FormatContext, "sdk" | "siblings"> {
  readonly isSecret: boolean;
}

const placeOf = (found: Found, { sdk, isSecret, isOwnType }: About): Place => ({
  key: found.name,
  display: displayed(found.path),
  shown: isSecret ? "(sensitive value)" : shownOf(found.value),
  sdk,
  isOwnType,
});

const shownOf = (value: Value): string => (typeof value === "string" ? value : (digitsOf(value) ?? String(value === true)));

const digitsOf = (value: Value): string | undefined => {
  if (value instanceof LargeNumber) return value.digits;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
};

const countProblem = (found: Found, about: About): Complaint | undefined => {
  const { value, type } = found;
  const bounds = boundsOf(about.rule.minItems, about.rule.maxItems);
  if (!hasBounds(bounds) || value === null || value === unknown || typeof type === "string") return undefined;
  const kind = type[0] === "map" || type[0] === "set" ? type[0] : "list";
  const count = kind === "map" ? Object.keys(recordOf(value) ?? {}).length : elementsOf(value).length;
  return isOutside(bounds, count) ? wrongCount(placeOf(found, about), bounds, kind, count) : undefined;
};

/** What is wrong with the keys of a map. */
const keyProblems = (found: Found, about: About): readonly (Complaint | undefined)[] => {
  const { type, value } = found;
  const { keys } = about.rule;
  if (keys === undefined || typeof type === "string" || type[0] !== "map") return [];
  return Object.keys(recordOf(value) ?? {}).map((key) =>
    partProblem(key, { ...placeOf(found, about), shown: key }, { ...about, rule: keys }),
  );
};

const oneProblem = (found: Found, about: About): Complaint | undefined => {
  const { value } = found;
  if (value === null || value === unknown) return undefined;
  const content = typeof value === "string" ? value : { digits: digitsOf(value) };
  return partProblem(content, placeOf(found, about), about);
};

/** A text, or a number by its digits; neither has none. */
type Content = string | { readonly digits: string | undefined };

/** What is wrong by a rule, by those that have to hold too, and by those of which one is enough. */
const partProblem = (content: Content, place: Place, about: About): Complaint | undefined => {
  const { rule } = about;
  if (content === "" && rule.orEmpty === true) return undefined;
  const own = typeof content === "string" ? textProblem(content, place, about) : numberProblemOf(content.digits, place, about);
  const by = (part: Rule): Complaint | undefined => partProblem(content, place, { ...about, rule: part });
  const choices = (rule.anyOf ?? []).map(by);
  const choice = choices.length === 0 || choices.includes(undefined) ? undefined : firstOf(choices);
  return own ?? choice ?? firstOf((rule.also ?? []).map(by));
};

const numberProblemOf = (digits: string | undefined, place: Place, about: About): Complaint | undefined =>
  digits === undefined ? undefined : numberProblem(digits, place, about);

const numberProblem = (digits: string, place: Place, about: About): Complaint | undefined => {
  const { rule } = about;
  // A number's enumeration without a number in it was read from another argument's message.
  const isOfNumbers = rule.enum?.some((one) => /^-?\d/.test(String(one))) === true;
  const bounds = boundsOf(rule.min, rule.max);
  const others = [
    ...(hasBounds(bounds) ? [isOutside(bounds, Number(digits)) ? outOfRange(place, bounds) : undefined] : []),
    ...messageProblem(rule, digits, place),
  ];
  return isOfNumbers ? eitherProblem(digits, place, about, { others, isNumber: true }) : firstOf(others);
};

const textProblem = (text: string, place: Place, about: About): Complaint | undefined => {
  const { rule } = about;
  const bounds = boundsOf(rule.min ?? rule.minLength, rule.max ?? rule.maxLength);
  // Go counts the bytes of a text.
  const length = Buffer.byteLength(text);
  const forms = [...patternProblem(rule, text, place), ...formatProblem(text, place, about), ...messageProblem(rule, text, place)];
  const others = [
    ...(hasBounds(bounds) ? [isOutside(bounds, length) ? wrongLength(place, bounds, length) : undefined] : []),
    // Of several forms, one is enough: an address or a name, an account or an ARN.
    ...(forms.length === 0 ? [] : [forms.includes(undefined) ? undefined : firstOf(forms)]),
  ];
  return rule.enum === undefined ? firstOf(others) : eitherProblem(text, place, about, { others, isNumber: false });
};

/** What is wrong by one check; nothing where it is right. Of no checks there is none. */
type Judgements = readonly (Complaint | undefined)[];

const firstOf = (judgements: Judgements): Complaint | undefined => judgements.find((one) => one !== undefined);

/** A value may be of an enumeration, or else be right by all other checks that there are. */
const eitherProblem = (
  value: string,
  place: Place,
  { rule: { enum: allowed = [], anyCase }, alsoAllowed }: About,
  { others, isNumber }: { readonly others: Judgements; readonly isNumber: boolean },
): Complaint | undefined => {
  // Numbers of an enumeration were read from messages, as text.
  const words = allowed.map(String);
  if (words.includes(value) || alsoAllowed.includes(value)) return undefined;
  if (anyCase === true && words.some((word) => word.toLowerCase() === value.toLowerCase())) return undefined;
  const isRightElse = others.length > 0 && firstOf(others) === undefined;
  return isRightElse ? undefined : notOneOf(place, words, isNumber);
};

const patternProblem = ({ pattern }: Rule, text: string, place: Place): Judgements => {
  const compiled = pattern === undefined ? undefined : goPattern(pattern);
  if (pattern === undefined || compiled === undefined) return [];
  return [compiled.test(text) ? undefined : noMatch(place, pattern)];
};

const formatProblem = (text: string, place: Place, about: About): Judgements => {
  const { format } = about.rule;
  const parts = place.key.split(".").filter((part) => !/^\d+$/.test(part));
  const check = format === undefined ? undefined : formatCheck(format, { ...about, name: parts.at(-1) ?? "" });
  if (format === undefined || check === undefined) return [];
  const problem = check(text);
  return [problem === undefined ? undefined : wrongFormat(format, problem, place)];
};

/** The provider's own words, with the value in the place of the one that it was asked with. */
const messageProblem = ({ other }: Rule, value: string, place: Place): Judgements => {
  const check = other === undefined ? undefined : messageCheck(other);
  if (other === undefined || check === undefined) return [];
  const [summary = "", ...detail] = other.replace(/~ a|-999999(\.0+)?/g, () => place.shown).split(" | ");
  return [check(value) ? undefined : { ...plain(summary), detail: detail.join(" | ") }];
};

const hasBounds = ({ min, max }: Bounds): boolean => min !== undefined || max !== undefined;

const boundsOf = (min: number | undefined, max: number | undefined): Bounds => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

const isOutside = ({ min, max }: Bounds, value: number): boolean =>
  (min !== undefined && value < min) || (max !== undefined && value > max);
