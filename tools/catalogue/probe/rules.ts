import type { Diagnostic } from "../../protocol/provider";
import { DynamicValue, type Value, type ValueType } from "../../protocol/values";
import type { Relation, Rule } from "../facts";
import { plainRule } from "../plain-rule";
import { complete, mapKey, pathText, valueAt, withValue, type Draft, type Field } from "./fields";
import { isAboutOthers, messagePath, messageText, relationIn, ruleIn } from "./messages";
import { endedSummary, type Kind, type Questions } from "./questions";
import { forbidsEmpty, ruleBehind, type Answer } from "./rule-parts";
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
  const { type, wrap } = simple;
  const bad: readonly (number | string)[] = type === "string" ? [badText, "", longText] : type === "number" ? badNumbers : [];
  const { ask, said } = await askerWithCompanions(subject, field, wrap(bad[0] ?? true));
  const least = said.reduce((most, one) => Math.max(most, ruleIn(one).minItems ?? 1), 1);
  const whole = (value: Value): Value => repeated(field.type, wrap(value), least);
  const answerTo = async (value: number | string): Promise<Answer> => answer(field, value, await ask(whole(value)));
  const isRight = async (value: Value): Promise<boolean> => (await ask(value)).every(isAboutOthers);
  const answers = await answersOf(answerTo, bad, type === "string" ? refuters : []);
  const likely = candidates(pathText(field.path), type, plainRule(ruleBehind(answers))).map(whole);
  const valid = await findValid(likely, isRight);
  const right = valid.flatMap((value): readonly Answer[] => simpleValuesIn(value).map((one) => answer(field, one, [])));
  const rule = typed(ruleBehind([...answers, ...right]), type);
  const words = type === "string" ? await wordsRule(rule, answers, (word) => isRight(whole(word))) : {};
  const sizes = await sizeRule(field.type, valid[0] ?? likely[0], ask);
  const keys = await keysRule(field, valid[0], ask);
  return { field, rule: { ...rule, ...words, ...sizes, ...keys }, valid };
};

const answer = ({ path }: Field, value: number | string, said: readonly Diagnostic[]): Answer => ({
  value,
  said: said.filter((one) => isAboutValues(one) && isAbout(one, pathText(path))),
  isTaken: said.every(isAboutOthers),
});

/** Whether a message names an argument, or what it stands in; an SDK confuses the last of four names with those beside it. */
const isAbout = (one: Diagnostic, path: string): boolean => {
  const named = messagePath(one);
  const sure = named.split(".").length === 4 ? named.slice(0, named.lastIndexOf(".")) : named;
  return sure === "" || `${path}.`.startsWith(`${sure}.`) || sure.startsWith(`${path}.`);
};

/** Whether a message is about a value, not about how many there are or about other arguments. */
const isAboutValues = (one: Diagnostic): boolean =>
  !isAboutOthers(one) && !isProvidersOwn(one) && ruleIn(one).minItems === undefined && ruleIn(one).maxItems === undefined;

/** Answers to values that most rules forbid, and where forms were told, to values of many forms. */
const answersOf = async (
  answerTo: (value: number | string) => Promise<Answer>,
  bad: readonly (number | string)[],
  more: readonly string[],
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const value of bad) answers.push(await answerTo(value));
  const told = answers.flatMap(({ said }) => said.map(ruleIn));
  if (!told.some(tellsForm)) return answers;
  for (const value of more) answers.push(await answerTo(value));
  return answers;
};

const tellsForm = ({ pattern, format, other }: Rule): boolean => [pattern, format, other].some((part) => part !== undefined);

const simpleValuesIn = (value: Value): readonly (number | string)[] => {
  if (typeof value === "string" || typeof value === "number") return [value];
  if (Array.isArray(value)) return (value as readonly Value[]).slice(0, 1).flatMap(simpleValuesIn);
  return value instanceof DynamicValue ? simpleValuesIn(value.value) : [];
};

/** What else is right where the rule tells words or forms: their other case, and an empty text. */
const wordsRule = async (rule: Rule, answers: readonly Answer[], isRight: (word: string) => Promise<boolean>): Promise<Rule> => {
  const word = rule.enum?.map(String).find((one) => otherCase(one) !== one && rule.enum?.includes(otherCase(one)) !== true);
  const anyCase = word !== undefined && (await isRight(otherCase(word)));
  const isEmptyWrong = answers.some(({ value, said }) => value === "" && said.length > 0);
  const takesEmpty = answers.some(({ value, isTaken }) => value === "" && isTaken);
  const orEmpty = takesEmpty && isAgainstEmpty(rule);
  // The message told of letters, and means at least one.
  const min = isEmptyWrong && !forbidsEmpty(rule) ? 1 : undefined;
  return { ...(anyCase && { anyCase: true }), ...(orEmpty && { orEmpty: true }), ...(min !== undefined && { min }) };
};

const otherCase = (word: string): string => (word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase());

/** Whether an empty text is wrong by a rule, unless something else is said. */
const isAgainstEmpty = ({ enum: words, pattern, format, other, min, minLength, anyOf, also }: Rule): boolean =>
  [pattern, format, other, anyOf, also].some((part) => part !== undefined) || words?.includes("") === false || (min ?? minLength ?? 0) > 0;

/** Asks for an argument beside what it needs, and what is said of it without. */
const askerWithCompanions = async (
  subject: Subject,
  field: Field,
  value: Value,
): Promise<{ readonly ask: Ask; readonly said: readonly Diagnostic[] }> => {
  const bare = withValue({}, field.path.slice(0, -1), {});
  const first = await asker(subject, field, bare);
  const said = await first(value);
  subject.heard(said);
  const companions = said
    .flatMap(relationsOf)
    .filter(({ kind, path }) => (kind === "together" || kind === "requires") && path === pathText(field.path));
  const context = companions.reduce((draft, relation) => withCompanions(subject.fields, draft, relation), bare);
  return { ask: companions.length === 0 ? first : await asker(subject, field, context), said };
};

/** A list or set of one element with as many of them as there have to be. */
const repeated = (type: ValueType, value: Value, least: number): Value => {
  if (!Array.isArray(value) || typeof type === "string" || least < 2) return value;
  const one = (value as readonly Value[])[0] ?? null;
  return Array.from({ length: least }, (_, index) => (type[0] === "set" ? variant(one, index) : one));
};

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

/** Texts of many forms: rules that were told together are told apart by those that break one of them only. */
const refuters: readonly string[] = [
  ...["example", "a", "1", "12345678-1234-1234-1234-123456789012", "alias/example", "123456789012", "10.0.0.1", "10.0.0.0/16"],
  ...["eu-central-1", "arn:aws:iam::123456789012:role/example", "{}", "2030-01-01T00:00:00Z", "https://a.example/a", "a.example"],
  ...["true", "1h", "GET /a", "$Default", "Example", "EXAMPLE_1", "a_b", "a--b", "a-", "-a", "P1D", "*", "aws-example", "0.0.0.0/0"],
];

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
const sizeRule = async (type: ValueType, sample: Value | undefined, ask: Ask): Promise<Rule> => {
  if (typeof type === "string" || type[0] === "object" || type[0] === "tuple" || sample === undefined || sample === null) return {};
  const isMap = type[0] === "map";
  const one = isMap ? (sample as Readonly<Record<string, Value>>)[mapKey] : (sample as readonly Value[])[0];
  if (one === undefined) return {};
  const many = isMap
    ? Object.fromEntries(Array.from({ length: manyItems }, (_, index): readonly [string, Value] => [`${mapKey}${String(index)}`, one]))
    : repeated(type, [one], manyItems);
  const texts = [...(await ask(isMap ? {} : [])), ...(await ask(many))].map(messageText).join("\n");
  const least = /at least (\d+) elements?|requires (\d+) item/.exec(texts);
  const most = /at most (\d+) elements?|supports (\d+) items? maximum|between \d+ and (\d+) elements/.exec(texts);
  const bound = (match: RegExpExecArray | null): number | undefined =>
    match === null ? undefined : Number(match[1] ?? match[2] ?? match[3]);
  const minItems = bound(least);
  const maxItems = bound(most);
  return { ...(minItems !== undefined && { minItems }), ...(maxItems !== undefined && maxItems < manyItems && { maxItems }) };
};

/** The rule of a map's keys, asked beside a value that is right. */
const keysRule = async (field: Field, sample: Value | undefined, ask: Ask): Promise<Rule> => {
  const { type } = field;
  if (typeof type === "string" || type[0] !== "map" || sample === undefined) return {};
  const value = (sample as Readonly<Record<string, Value>>)[mapKey] ?? null;
  const answers: Answer[] = [];
  for (const key of [badText, "", longText, "example", "aws:a", "a.b"]) answers.push(answer(field, key, await ask({ [key]: value })));
  const keys = ruleBehind(answers);
  return Object.keys(keys).length === 0 ? {} : { keys };
};

const variant = (value: Value, index: number): Value =>
  typeof value === "number" ? value + index : typeof value === "string" ? `${value}${String(index)}` : value;

/** Values of a closed list as the argument's type has them: messages show numbers as texts. */
const typed = (rule: Rule, type: ValueType): Rule => {
  if (type !== "number") return rule;
  const { enum: words, anyOf, also, ...others } = rule;
  return {
    ...others,
    ...(words !== undefined && { enum: words.map(Number) }),
    ...(anyOf !== undefined && { anyOf: anyOf.map((one) => typed(one, type)) }),
    ...(also !== undefined && { also: also.map((one) => typed(one, type)) }),
  };
};
