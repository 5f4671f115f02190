import { isIP } from "node:net";
import type { Diagnostic } from "../../protocol/provider";
import { DynamicValue, type Value, type ValueType } from "../../protocol/values";
import type { Relation, Rule } from "../facts";
import { complete, mapKey, pathText, valueAt, withValue, type Draft, type Field } from "./fields";
import { isAboutOthers, messagePath, messageRule, messageText, relationIn, ruleIn } from "./messages";
import { endedSummary, type Kind, type Questions } from "./questions";
import { badNumbers, badText, candidates, longText } from "./samples";

/** One type of a provider. */
export interface Subject {
  readonly questions: Questions;
  readonly kind: Kind;
  readonly type: string;
  readonly fields: readonly Field[];
  /** Told of what is said about configurations of a single argument: how it depends on others is among it. */
  readonly heard: (diagnostics: readonly Diagnostic[]) => void;
}

/** What was learnt about one argument. */
export interface Learned {
  readonly field: Field;
  readonly rule: Rule;
  /** Up to three values that are right. */
  readonly valid: readonly Value[];
}

/** The type of the texts, numbers or booleans in a value, and how a value is made of one of them. */
const simpleIn = (type: ValueType): { readonly type: ValueType; readonly wrap: (value: Value) => Value } | undefined => {
  if (type === "dynamic") return { type: "string", wrap: (value) => new DynamicValue("string", value) };
  if (typeof type === "string") return { type, wrap: (value) => value };
  if (type[0] === "object" || type[0] === "tuple") return undefined;
  const inner = simpleIn(type[1]);
  if (inner === undefined) return undefined;
  return { type: inner.type, wrap: (value) => (type[0] === "map" ? { [mapKey]: inner.wrap(value) } : [inner.wrap(value)]) };
};

/** Asks for the rule of an argument with values that break it, and for values that don't. */
export const learnField = async (subject: Subject, field: Field): Promise<Learned> => {
  const simple = simpleIn(field.type);
  if (simple === undefined) return { field, rule: {}, valid: [] };
  const { wrap } = simple;
  const bare = withValue({}, field.path.slice(0, -1), {});
  const bad: readonly Value[] = simple.type === "string" ? [badText, "", longText] : simple.type === "number" ? badNumbers : [];
  const first = await asker(subject, field, bare);
  const said = await first(wrap(bad[0] ?? true));
  subject.heard(said);
  const told = said.flatMap(relationsOf);
  const companions = told.filter(({ kind, path }) => (kind === "together" || kind === "requires") && path === pathText(field.path));
  const context = companions.reduce((draft, relation) => withCompanions(subject.fields, draft, relation), bare);
  const ask = companions.length === 0 ? first : await asker(subject, field, context);
  const rules: Rule[] = [];
  let ambiguous = false;
  for (const value of bad) {
    const about = (await ask(wrap(value))).filter((one) => !isAboutOthers(one) && !isProvidersOwn(one));
    ambiguous ||= about.length > 1 || about.some((one) => ruleIn(one).format !== undefined);
    rules.push(...rulesBrokenBy(about));
  }
  const merged = rules.reduce<Rule>((all, one) => ({ ...one, ...all }), {});
  const enough = (value: Value): Value => repeated(field.type, wrap(value), merged.minItems ?? 1);
  const isRight = async (value: Value): Promise<boolean> => (await ask(value)).every(isAboutOthers);
  const rule = ambiguous ? await withoutRefuted(merged, simple.type === "number", (value) => isRight(enough(value))) : merged;
  const valid = await findValid(candidates(pathText(field.path), simple.type, rule).map(enough), isRight);
  const sizes = await sizeRule(field.type, valid[0], ask);
  return { field, rule: { ...typed(rule, simple.type), ...sizes }, valid };
};

/** A list or set of one element with as many of them as there have to be. */
const repeated = (type: ValueType, value: Value, least: number): Value => {
  if (!Array.isArray(value) || typeof type === "string" || least < 2) return value;
  const one = (value as readonly Value[])[0] ?? null;
  return Array.from({ length: least }, (_, index) => (type[0] === "set" ? variant(one, index) : one));
};

/** The rules that one value breaks. Where two bound the same thing differently, one of them has to hold: neither is told. */
const rulesBrokenBy = (about: readonly Diagnostic[]): readonly Rule[] => {
  const rules = about.map(ruleIn);
  const isRival = (rule: Rule): boolean =>
    rules.some((other) => Object.entries(rule).some(([part, value]) => part !== "other" && isOtherwise(other[part as keyof Rule], value)));
  return rules.map((rule, index) => {
    const message = about[index];
    return message !== undefined && isRival(rule) ? messageRule(message) : rule;
  });
};

const isOtherwise = (one: unknown, other: unknown): boolean => one !== undefined && JSON.stringify(one) !== JSON.stringify(other);

/** The provider could not even read the value, or ended: its own fault. */
const isProvidersOwn = (diagnostic: Diagnostic): boolean => diagnostic.summary === endedSummary || ownFault.test(messageText(diagnostic));

const ownFault = /is (always|either) an error in (the provider|terraform-plugin-framework)/;

const relationsOf = (diagnostic: Diagnostic): readonly Relation[] => {
  const relation = relationIn(diagnostic);
  return relation === undefined ? [] : [relation];
};

type Ask = (value: Value) => Promise<readonly Diagnostic[]>;

/** Asks what is wrong with a configuration for the value of one argument: what is not wrong without it. */
const asker = async ({ questions, kind, type, fields, heard }: Subject, field: Field, context: Draft): Promise<Ask> => {
  const bare = await questions.validate(kind, type, complete(fields, context));
  const without = counted(bare);
  heard(bare);
  return async (value) => {
    const left = new Map(without);
    const now = await questions.validate(kind, type, complete(fields, withValue(context, field.path, value)));
    return now.filter((one) => {
      const key = keyOf(one);
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count <= 0;
    });
  };
};

const keyOf = (diagnostic: Diagnostic): string => `${messagePath(diagnostic)} ${messageText(diagnostic)}`;

const counted = (diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const one of diagnostics) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
};

/** A draft with what an argument needs beside it. */
export const withCompanions = (fields: readonly Field[], draft: Draft, { of = [], with: others = [] }: Relation): Draft =>
  [...of, ...others].reduce((made, text) => {
    const path = text.split(".");
    const field = fieldAt(fields, path);
    const simple = field === undefined ? undefined : simpleIn(field.type);
    if (field === undefined || valueAt(made, path) !== undefined) return made;
    if (field.nested !== undefined) return withValue(made, path, {});
    const value = simple === undefined ? undefined : candidates(text, simple.type)[0];
    return simple === undefined || value === undefined ? made : withValue(made, path, simple.wrap(value));
  }, draft);

/** The field at a path. */
export const fieldAt = (fields: readonly Field[], [name, ...below]: readonly string[]): Field | undefined => {
  const field = fields.find((one) => one.name === name);
  return below.length === 0 ? field : fieldAt(field?.nested?.fields ?? [], below);
};

/** Values that break formats, each right for many arguments whose message names but one of several allowed forms. */
const refuters: readonly string[] = [
  ...[
    "example",
    "a",
    "1",
    "12345678-1234-1234-1234-123456789012",
    "alias/example",
    "123456789012",
    "10.0.0.1",
    "10.0.0.0/16",
    "eu-central-1",
  ],
  ...[
    "arn:aws:iam::123456789012:role/example",
    "{}",
    "2030-01-01T00:00:00Z",
    "https://a.example/a",
    "a.example",
    "true",
    "1h",
    "GET /a",
    "$Default",
  ],
];

/** The rule without the parts that a value breaks and the provider takes all the same: one of several may have to hold. */
const withoutRefuted = async (rule: Rule, isNumber: boolean, isRight: (value: Value) => Promise<boolean>): Promise<Rule> => {
  const told = [...(rule.enum ?? []).slice(0, 1), ...(isNumber ? [rule.min ?? 0, rule.max ?? 0] : [])];
  const values: readonly (number | string)[] = isNumber ? told.map(Number) : [...told.map(String), ...refuters];
  let kept = rule;
  for (const value of values) {
    const broken = brokenParts(kept, value);
    if (broken.length > 0 && (await isRight(value)))
      kept = Object.fromEntries(Object.entries(kept).filter(([part]) => !broken.includes(part as keyof Rule)));
  }
  return kept;
};

const brokenParts = (rule: Rule, value: number | string): readonly (keyof Rule)[] => {
  const size = typeof value === "number" ? value : value.length;
  const least = rule.min ?? rule.minLength ?? -Infinity;
  const most = rule.max ?? rule.maxLength ?? Infinity;
  return [
    ...(rule.enum !== undefined && !rule.enum.map(String).includes(String(value)) ? (["enum"] as const) : []),
    ...(rule.format !== undefined && !hasFormat(rule.format, String(value)) ? (["format"] as const) : []),
    ...(size < least ? (["min", "minLength"] as const) : []),
    ...(size > most ? (["max", "maxLength"] as const) : []),
  ];
};

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

const wantedValues = 3;

const findValid = async (values: readonly Value[], isRight: (value: Value) => Promise<boolean>): Promise<readonly Value[]> => {
  const found: Value[] = [];
  for (const value of values) {
    if (await isRight(value)) found.push(value);
    if (found.length === wantedValues) break;
  }
  return found;
};

const manyItems = 300;

/** Bounds of the number of elements, asked with none and with very many. */
const sizeRule = async (type: ValueType, valid: Value | undefined, ask: Ask): Promise<Rule> => {
  const one = Array.isArray(valid) ? (valid as readonly Value[])[0] : undefined;
  if (typeof type === "string" || type[0] === "map" || one === undefined) return {};
  const many = repeated(type, [one], manyItems);
  const texts = [...(await ask([])), ...(await ask(many))].map(messageText).join("\n");
  const least = /at least (\d+) elements?|requires (\d+) item/.exec(texts);
  const most = /at most (\d+) elements?|supports (\d+) items? maximum|between \d+ and (\d+) elements/.exec(texts);
  const bound = (match: RegExpExecArray | null): number | undefined =>
    match === null ? undefined : Number(match[1] ?? match[2] ?? match[3]);
  const minItems = bound(least);
  const maxItems = bound(most);
  return { ...(minItems !== undefined && { minItems }), ...(maxItems !== undefined && maxItems < manyItems && { maxItems }) };
};

const variant = (value: Value, index: number): Value =>
  typeof value === "number" ? value + index : typeof value === "string" ? `${value}${String(index)}` : value;

/** Values of a closed list as the argument's type has them: messages show numbers as texts. */
const typed = (rule: Rule, type: ValueType): Rule =>
  rule.enum === undefined || type !== "number" ? rule : { ...rule, enum: rule.enum.map(Number) };
