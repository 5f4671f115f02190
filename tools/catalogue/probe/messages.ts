import type { Diagnostic } from "../../protocol/provider";
import type { Relation, Rule } from "../facts";

/** How much of a message is kept of which no rule could be read, in characters. */
const longest = 200;

/** A message as one text: a framework's summary is a heading only, an SDK's says it all. */
export const messageText = ({ summary, detail }: Diagnostic): string =>
  (detail.trim() === "" ? summary : `${summary} | ${detail}`).replace(/\s+/g, " ").trim();

/** A message's place as the facts name it: names with dots between them. */
export const messagePath = ({ path = [] }: Diagnostic): string =>
  path.flatMap((step) => ("attribute" in step ? [step.attribute] : [])).join(".");

type Reader = readonly [RegExp, (match: RegExpExecArray) => Rule];

const number = (text: string | undefined): number => Number((text ?? "").replace(/[()]/g, ""));

const range = (match: RegExpExecArray): Rule => ({ min: number(match[1]), max: number(match[2]) });
const length = (match: RegExpExecArray): Rule => ({ minLength: number(match[1]), maxLength: number(match[2]) });

/** What messages of the SDK and of the framework say, and the rules behind them. The first that fits is taken. */
const readers: readonly Reader[] = [
  // Enumerations.
  [/to be one of \[([^\]]*)\]/, ([, list = ""]) => enumOf(list)],
  [/value must be one of: \[([^\]]*)\]/, ([, list = ""]) => enumOf(list)],
  [/value must be "([^"]*)"/, ([, one = ""]) => ({ enum: [one] })],
  [/Expected one of: (.*?)(?:$| Got)/, ([, list = ""]) => ({ enum: list.split(/,\s*/) })],
  [/Valid Values: \[([^\]]*)\]/, ([, list = ""]) => enumOf(list)],
  // Lengths and ranges.
  [/expected length of \S+ to be in the range \((-?\d+) - (-?\d+)\)/, range],
  [/to be in the range \((-?[\d.]+) - (-?[\d.]+)\)/, range],
  [/expected \S+ to be at least \((-?[\d.]+)\)/, ([, min]) => ({ min: number(min) })],
  [/expected \S+ to be at most \((-?[\d.]+)\)/, ([, max]) => ({ max: number(max) })],
  [/string length must be between (\d+) and (\d+)/, length],
  [/string length must be at least (\d+)/, ([, min]) => ({ minLength: number(min) })],
  [/string length must be at most (\d+)/, ([, max]) => ({ maxLength: number(max) })],
  [/UTF-8 character count must be between (\d+) and (\d+)/, length],
  [/UTF-8 character count must be at least (\d+)/, ([, min]) => ({ minLength: number(min) })],
  [/UTF-8 character count must be at most (\d+)/, ([, max]) => ({ maxLength: number(max) })],
  [/value must be between (-?[\d.]+) and (-?[\d.]+)/, range],
  [/value must be at least (-?[\d.]+)/, ([, min]) => ({ min: number(min) })],
  [/value must be at most (-?[\d.]+)/, ([, max]) => ({ max: number(max) })],
  [/expected "?\S+"? to not be an empty string/, () => ({ min: 1 })],
  [/length must be between (\d+)-(\d+) characters/, range],
  [/cannot be shorter than (\d+) characters?/, ([, min]) => ({ min: number(min) })],
  [/requires (\d+) item minimum/, ([, minItems]) => ({ minItems: number(minItems) })],
  [/cannot be less than (\d+) or (?:longer|greater) than (\d+) characters/, range],
  [/cannot be (?:longer|greater) than (\d+) (?:UTF-8 )?characters/, ([, max]) => ({ max: number(max) })],
  [/cannot be less than (\d+) (?:UTF-8 )?characters/, ([, min]) => ({ min: number(min) })],
  [/must not be empty|cannot be empty/, () => ({ min: 1 })],
  [/url to not be empty/, () => ({ min: 1 })],
  // The SDK's own bounds of a port (helper/validation, IsPortNumber and IsPortNumberOrZero).
  [/to be a valid port number or 0/, () => ({ min: 0, max: 65_535 })],
  [/to be a valid port number/, () => ({ min: 1, max: 65_535 })],
  // Formats.
  [/is an invalid ARN|valid ARN|Invalid ARN|invalid prefix$/i, () => ({ format: "arn" })],
  [/invalid JSON|JSON String Value|not (?:a )?valid JSON|parse as JSON/i, () => ({ format: "json" })],
  [/valid CIDR|CIDR block|CIDR notation|invalid CIDR|valid IPv[46] (?:CIDR|network)|IPv[46] CIDR/i, () => ({ format: "cidr" })],
  [/valid IP(?:v[46])? ?(?:address|Address)|valid IPv[46]|valid IP\b|to contain a valid IP/, () => ({ format: "ip" })],
  [/RFC ?3339 duration/, () => ({ format: "duration-iso" })],
  [/Cannot be parsed as duration/, () => ({ format: "duration" })],
  [/valid (?:RFC ?3339|RFC3339)|RFC ?3339/, () => ({ format: "date-time" })],
  [/valid url|to have a host|to have a url|valid URL|Invalid URL/i, () => ({ format: "url" })],
  // Patterns.
  [/Map key expected to match regular expression ("(?:[^"\\]|\\.)*")/, ([, text = ""]) => ({ pattern: unquoted(text) })],
  [/match regular expression ("(?:[^"\\]|\\.)*")/, ([, text = ""]) => ({ pattern: unquoted(text) })],
  [/match regular expression '([^']*)'/, ([, pattern = ""]) => ({ pattern })],
  [/(?:match regex|comply with restrictions|match pattern) \(?("(?:[^"\\]|\\.)*")/, ([, text = ""]) => ({ pattern: unquoted(text) })],
];

/** A text in quotes, as Go prints it. */
const unquoted = (text: string): string => {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
};

/** Values of `["a" "b"]`, `[1 2]` or `["a", "b"]`, as texts. */
const enumOf = (list: string): Rule => {
  const quoted = [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, one = ""]) => one);
  const values = quoted.length > 0 ? quoted : list.split(/[\s,]+/).filter((one) => one !== "");
  return { enum: values };
};

/** The rule that a message about a bad value tells, or the message itself. */
export const ruleIn = (diagnostic: Diagnostic): Rule => {
  const text = messageText(diagnostic);
  for (const [form, read] of readers) {
    const match = form.exec(text);
    if (match !== null) return read(match);
  }
  return messageRule(diagnostic);
};

/** The message alone. */
export const messageRule = (diagnostic: Diagnostic): Rule => ({ other: copied(messageText(diagnostic).slice(0, longest)) });

/** A part of a text that does not keep all of it in memory: some messages repeat a very long value. */
const copied = (text: string): string => Buffer.from(text).toString();

/** Whether a message is about arguments that depend on each other, or about one that is missing: not about a value. */
export const isAboutOthers = ({ summary }: Diagnostic): boolean => aboutOthers.test(summary);

const aboutOthers =
  /^(Conflicting configuration arguments|Invalid combination of arguments|Invalid Attribute Combination|Missing required argument|Missing Attribute Configuration|Missing Configuration for Required Attribute)/;

/** Names in `a,b`, `[a,b]` or `[a, b]`, sorted, without indexes. */
const names = (list = ""): readonly string[] =>
  [
    ...new Set(
      withoutIndexes(list)
        .split(/[,\s]+/)
        .map(withoutParents)
        .filter((one) => one !== ""),
    ),
  ].sort();

/** A path as the facts name it: `a.0.b`, `a[0].b` and `a[Value({…})].b` are `a.b`. */
const withoutIndexes = (path: string): string =>
  path
    .replace(/\[[^\]]*\]?/g, "")
    .replace(/\.\d+(?=[.,\s]|$)/g, "")
    .replace(/["'`]/g, "")
    .trim();

/** A framework names a neighbour from where it stands: `a.b.<.c` is `a.c`. */
const withoutParents = (path: string): string => {
  const steps: string[] = [];
  for (const step of path.split(".")) {
    if (step === "<") steps.pop();
    else steps.push(step);
  }
  return steps.join(".");
};

/** How arguments depend on each other, as a message tells it; `undefined` where it tells nothing of that kind. */
export const relationIn = (diagnostic: Diagnostic): Relation | undefined => {
  const path = messagePath(diagnostic);
  const text = messageText(diagnostic);
  const conflict = /"([^"]*)": conflicts with (\S+)$/.exec(text);
  if (conflict !== null) return { kind: "conflicts", path: withoutIndexes(conflict[1] ?? ""), with: names(conflict[2]) };
  const together = /"([^"]*)": all of `([^`]*)` must be specified/.exec(text);
  if (together !== null) return { kind: "together", path: withoutIndexes(together[1] ?? ""), of: names(together[2]) };
  const missing = /one of `([^`]*)` must be specified/.exec(text);
  if (missing !== null) return { kind: text.includes("Invalid combination") ? "exactly_one" : "at_least_one", of: names(missing[1]) };
  const many = /only one of `([^`]*)` can be specified, but/.exec(text);
  if (many !== null) return { kind: "at_most_one", of: names(many[1]) };
  return ofFramework(text, path);
};

const ofFramework = (text: string, path: string): Relation | undefined => {
  if (!/Invalid Attribute Combination|Missing Attribute Configuration/.test(text)) return undefined;
  const listed = listKinds.find(([words]) => text.includes(words));
  if (listed !== undefined) {
    const of = names(/ (?:of|configured|configured together):? ?\[(.*)\]/.exec(text)?.[1]);
    return listed[1] === "together" ? { kind: "together", path, of } : { kind: listed[1], of };
  }
  const pair = /Attribute "([^"]*)" (cannot|must) be specified when "([^"]*)" is specified/.exec(text);
  if (pair === null) return { kind: "other", path, says: text };
  return { kind: pair[2] === "must" ? "requires" : "conflicts", path: withoutIndexes(pair[3] ?? ""), with: names(pair[1]) };
};

/** What the framework's validators say, and what it means. */
const listKinds = [
  ["No attribute specified when one (and only one) of", "exactly_one"],
  ["attributes specified when one (and only one) of", "at_most_one"],
  ["Exactly one of these attributes must be configured", "exactly_one"],
  ["At least one of these attributes must be configured", "at_least_one"],
  ["At least one attribute out of", "at_least_one"],
  ["These attributes cannot be configured together", "at_most_one"],
  ["These attributes must be configured together", "together"],
] as const;
