import { isIP } from "node:net";
import type { Diagnostic } from "../../protocol/provider";
import { goPattern } from "../../twins/rules/go-pattern";
import { messageCheck } from "../../twins/rules/message-checks";
import type { Rule } from "../facts";
import { messageText, ruleIn } from "./messages";

/** What a provider said of one value of an argument. */
export interface Answer {
  readonly value: number | string;
  readonly said: readonly Diagnostic[];
  /** Whether it found nothing wrong with it. */
  readonly isTaken: boolean;
}

/**
 * The rule behind the answers to several values. Messages that always come together are those of alternatives, one of
 * which has to hold; messages of which one came without the other are about rules that each have to hold.
 */
export const ruleBehind = (answers: readonly Answer[]): Rule => {
  const taken = answers.filter(({ isTaken }) => isTaken).map(({ value }) => value);
  const groups = groupsOf(atomsOf(answers));
  const single = groups.flatMap(([first, ...more]) =>
    first === undefined || more.length > 0 ? [] : [withoutRefuted(first, taken)].filter(isSaying),
  );
  const choices = groups.filter((group) => group.length > 1 && !taken.some((value) => group.every((one) => isBroken(one, value))));
  return joined(single, choices);
};

/** A rule that a message tells, and the answers in which it came. */
interface Atom {
  readonly rule: Rule;
  readonly places: readonly number[];
}

const atomsOf = (answers: readonly Answer[]): readonly Atom[] => {
  const atoms = new Map<string, Atom>();
  for (const [index, { value, said }] of answers.entries()) {
    for (const message of said) {
      const rule = ruleIn(message);
      const key = rule.other === undefined ? JSON.stringify(rule) : wordsOf(message, value);
      const before = atoms.get(key) ?? { rule, places: [] };
      atoms.set(key, { ...before, places: [...new Set([...before.places, index])] });
    }
  }
  return [...atoms.values()];
};

/** Of a text longer than this, messages repeat the same letter, which is taken out of them anyway. */
const longestShown = 200;

/** A message without the value that it is about. */
const wordsOf = (message: Diagnostic, value: number | string): string => {
  const shown = String(value).replace(/\s+/g, " ").trim();
  // What Go says of a text that it can't read differs from one to the next; so do what was got, and where a long one is cut off.
  const text = messageText(message)
    .replace(/(time: |parsing time|strconv\.|invalid character|unexpected end).*/, "")
    .replace(/,? (?:but )?got:?( .*)?$/, "")
    .replace(/(.)\1{40,}/g, "");
  if (shown.length > longestShown) return text.replace(/[\s"'`():]+/g, " ").trim();
  const quoted = new RegExp(`["'\`(]${escaped(shown)}["'\`)]|[:,] *"?${escaped(shown)}"?$`, "gi");
  const without = text.replace(quoted, "");
  const isLong = shown.length >= 3;
  return (isLong ? without.replace(new RegExp(escaped(shown), "gi"), "") : without).replace(/[\s"'`():]+/g, " ").trim();
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

const groupsOf = (atoms: readonly Atom[]): readonly (readonly Rule[])[] => {
  const groups = new Map<string, Rule[]>();
  for (const { rule, places } of atoms) {
    const key = places.join(" ");
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()];
};

const isSaying = (rule: Rule): boolean => Object.keys(rule).length > 0;

const sizes = ["min", "max", "minLength", "maxLength"] as const;

const hasForm = ({ enum: words, pattern, format, other, anyOf }: Rule): boolean =>
  [words, pattern, format, other, anyOf].some((one) => one !== undefined);

/** One rule of what each has to hold, and of choices. */
const joined = (single: readonly Rule[], choices: readonly (readonly Rule[])[]): Rule => {
  const closed = single.find((one) => one.enum !== undefined);
  // What is one of a few values needs no bounds.
  if (closed !== undefined) return closed;
  const [first = {}, ...more] = single.filter(hasForm);
  const bounds = single.filter((one) => !hasForm(one)).reduce<Rule>(tightest, {});
  const [choice, ...others] = first.anyOf === undefined ? choices : [undefined, ...choices];
  const also = [...more, ...others.flatMap((anyOf): readonly Rule[] => (anyOf === undefined ? [] : [{ anyOf }]))];
  return {
    ...bounds,
    ...first,
    ...(choice !== undefined && { anyOf: choice }),
    ...(also.length > 0 && { also }),
  };
};

const tightest = (one: Rule, other: Rule): Rule => {
  const both: Partial<Record<(typeof sizes)[number], number>> = {};
  for (const part of sizes) {
    const bounds = [one[part], other[part]].filter((bound) => bound !== undefined);
    if (bounds.length > 0) both[part] = part.startsWith("min") ? Math.max(...bounds) : Math.min(...bounds);
  }
  return both;
};

/** The rule without the parts that a value breaks which the provider takes all the same. */
const withoutRefuted = (rule: Rule, taken: readonly (number | string)[]): Rule => {
  const against = taken.filter((value) => isBroken(rule, value));
  // A name, or else the ARN of what has it: the message tells the name alone.
  if (against.length > 0 && rule.format !== "arn" && against.every((value) => hasFormat("arn", String(value))))
    return { anyOf: [rule, { format: "arn" }] };
  const refuted = new Set(against.flatMap((value) => brokenParts(rule, value)));
  return Object.fromEntries(Object.entries(rule).filter(([part]) => !refuted.has(part as keyof Rule)));
};

/** Whether an empty text is wrong by what can be read of a rule. */
export const forbidsEmpty = ({ enum: words, format, pattern, other, min = 0, minLength = 0, anyOf, also = [] }: Rule): boolean =>
  words !== undefined ||
  format !== undefined ||
  min > 0 ||
  minLength > 0 ||
  (pattern !== undefined && goPattern(pattern)?.test("") === false) ||
  (other !== undefined && messageCheck(other)?.("") === false) ||
  anyOf?.every(forbidsEmpty) === true ||
  also.some(forbidsEmpty);

const isBroken = (rule: Rule, value: number | string): boolean => brokenParts(rule, value).length > 0;

const brokenParts = (rule: Rule, value: number | string): readonly (keyof Rule)[] => {
  const size = typeof value === "number" ? value : value.length;
  const least = rule.min ?? rule.minLength ?? -Infinity;
  const most = rule.max ?? rule.maxLength ?? Infinity;
  // An empty text stands for none in many places: that it is taken says nothing of others.
  if (value === "") return [];
  return [
    ...(rule.enum !== undefined && !isAmong(rule.enum, value) ? (["enum"] as const) : []),
    ...(rule.format !== undefined && !hasFormat(rule.format, String(value)) ? (["format"] as const) : []),
    ...(typeof value === "string" && rule.pattern !== undefined && goPattern(rule.pattern)?.test(value) === false
      ? (["pattern"] as const)
      : []),
    ...(rule.other !== undefined && messageCheck(rule.other)?.(String(value)) === false ? (["other"] as const) : []),
    ...(size < least ? (["min", "minLength"] as const) : []),
    ...(size > most ? (["max", "maxLength"] as const) : []),
  ];
};

/** Whether a value is of a closed list, in small letters or capitals. */
const isAmong = (list: readonly (number | string)[], value: number | string): boolean =>
  list.some((one) => String(one).toLowerCase() === String(value).toLowerCase());

const hasFormat = (format: string, value: string): boolean => {
  switch (format) {
    case "arn":
      return value.startsWith("arn:");
    case "json":
      return isJson(value);
    case "cidr":
      return value.includes("/") && isIP(value.split("/")[0] ?? "") !== 0;
    case "ip":
      return isIP(value) !== 0;
    case "date-time":
      return /^\d{4}-\d\d-\d\d/.test(value);
    case "url":
      return /^https?:/.test(value);
    default:
      return true;
  }
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
