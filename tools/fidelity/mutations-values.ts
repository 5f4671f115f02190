import type { Rule } from "../catalogue/facts";
import type { Value, ValueType } from "../protocol/values";
import type { Slot } from "./mutations-slots";
import { dotted } from "./mutations-slots";
import { plausibleValue } from "./mutations-plausible";

/** A value to try at an argument. */
export interface Attempt {
  readonly class: "enumeration" | "range" | "format";
  /** What is tried, in few words: with type, class and path, it names the case. */
  readonly kind: string;
  readonly value: Value;
}

/** Values at, inside and outside of what an argument may be, as far as that is known, and values that few arguments take. */
export const attemptsAt = (slot: Slot, given: Value): readonly Attempt[] => {
  const { type, rule = {} } = slot;
  if (type === undefined) return [];
  if (type === "string") return textAttempts(rule, typeof given === "string" ? given : String(sampleOf(slot, type, 0)), dotted(slot.path));
  if (type === "number") return numberAttempts(rule);
  if (Array.isArray(type) && (type[0] === "list" || type[0] === "set")) return listAttempts(slot, type[1] as ValueType, given);
  if (Array.isArray(type) && type[0] === "map" && type[1] === "string") return mapAttempts(rule);
  return [];
};

const sampleOf = ({ path, rule }: Slot, type: "string" | "number", variant: number): string | number => {
  const value = plausibleValue(type, dotted(path), rule === undefined ? {} : { [dotted(path)]: rule }, variant);
  return typeof value === "number" || typeof value === "string" ? value : "name";
};

const attempt =
  (group: Attempt["class"]) =>
  (kind: string, value: Value): Attempt => ({ class: group, kind, value });

const enumeration = attempt("enumeration");
const range = attempt("range");
const format = attempt("format");

// --- Texts ---------------------------------------------------------------------------------------------------------

const textAttempts = (rule: Rule, sample: string, path: string): readonly Attempt[] => [
  ...wordAttempts(rule, sample),
  ...lengthAttempts(rule, sample),
  ...formAttempts(rule, path),
];

/** An enumeration longer than this is sampled: the more values, the less each one tells. */
const mostWords = 25;

const wordAttempts = ({ enum: allowed }: Rule, sample: string): readonly Attempt[] => {
  const words = (allowed ?? []).map(String).slice(0, mostWords);
  const first = words.find((word) => /[a-z]/i.test(word)) ?? sample;
  return [
    enumeration("a word of its own", "not-one-of-these"),
    enumeration("capitals of its own", "NOT_ONE_OF_THESE"),
    enumeration("empty", ""),
    ...(/[a-z]/i.test(first) && /^[\w-]+$/.test(first)
      ? [
          enumeration("capitals for small letters", otherCase(first)),
          enumeration("a letter more", `${first}s`),
          enumeration("a space before", ` ${first}`),
        ]
      : []),
    ...words.map((word) => enumeration(`allowed: ${word}`, word)),
  ];
};

const otherCase = (word: string): string => (word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase());

const lengthAttempts = (rule: Rule, sample: string): readonly Attempt[] => {
  const least = rule.minLength ?? rule.min;
  const most = rule.maxLength ?? rule.max;
  const stretch = (length: number): string => sample.padEnd(length, "a").slice(0, length);
  return [
    range("one character", stretch(1)),
    range("300 characters", stretch(300)),
    range("3,000 characters", stretch(3000)),
    ...(least === undefined || least < 2
      ? []
      : [range("one character too few", stretch(least - 1)), range("as few as allowed", stretch(least))]),
    ...(most === undefined || most > 40_000
      ? []
      : [range("as many characters as allowed", stretch(most)), range("one character too many", stretch(most + 1))]),
  ];
};

/** Texts that most forms refuse, and for each form those next to its border. */
const oddTexts: Readonly<Record<string, string>> = {
  "not a name": "~ a",
  "a space": " ",
  "no JSON": "{not json",
  "no network": "999.1.1.1/99",
  "no ARN": "arn:bad",
  "no date": "2026-13-45",
  umlauts: "Zürich",
};

const borderTexts: Readonly<Record<string, readonly string[]>> = {
  arn: [
    ...["arn:aws:iam::111122223333:role/name", "arn:aws-cn:s3:::bucket", "arn:aws:iam", "arn:aws:iam::1:role/name", "ARN:aws:s3:::bucket"],
    ...[
      "arn::s3:::bucket",
      "arn:aws:s3:::",
      "arn:aws:s3:no-region::bucket",
      "a:aws:s3:::bucket",
      "arn:aws:s3:eu-central-1:11112222333x:bucket",
    ],
  ],
  json: ["{", "[]", '"text"', "{}", "null", "true", ' {"a":1}', '{"a":1,}', '{"a":1} {"b":2}', "{'a':1}"],
  cidr: [
    "10.0.0.0/8",
    "10.0.0.1/8",
    "10.0.0.0/33",
    "10.0.0.0",
    "2001:db8::/32",
    "0.0.0.0/0",
    "010.0.0.0/8",
    "10.0.0.0/",
    "10.0.0/8",
    "::/0",
  ],
  ip: ["10.0.0.1", "10.0.0.300", "::1", "10.0.0.1/32", "10.0.0", "010.0.0.1"],
  "date-time": ["2026-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01", "2026-01-01T00:00:00+01:00", "2026-01-01 00:00:00Z"],
  url: ["https://meetbarter.example/", "http://meetbarter.example", "meetbarter.example", "ftp://meetbarter.example", "https://"],
};

const formAttempts = (rule: Rule, path: string): readonly Attempt[] => {
  const told = rule.format ?? (path.endsWith("arn") ? "arn" : path.endsWith("policy") ? "json" : path.includes("cidr") ? "cidr" : "");
  return [
    ...Object.entries(oddTexts).map(([kind, value]) => format(kind, value)),
    ...(borderTexts[told] ?? []).map((text) => format(text, text)),
  ];
};

// --- Numbers -------------------------------------------------------------------------------------------------------

const numberAttempts = ({ min, max, enum: allowed }: Rule): readonly Attempt[] => [
  ...[-1, 0, 1, 65_536, 2 ** 31].map((value) => range(String(value), value)),
  ...(min === undefined ? [] : [range("one less than allowed", min - 1), range("the least allowed", min)]),
  ...(max === undefined ? [] : [range("the most allowed", max), range("one more than allowed", max + 1)]),
  ...numbersIn(allowed).map((value) => enumeration(`allowed: ${String(value)}`, value)),
  ...(allowed === undefined ? [] : [enumeration("a number of its own", 987_654)]),
];

const numbersIn = (allowed: Rule["enum"] = []): readonly number[] =>
  allowed
    .map(Number)
    .filter((value) => !Number.isNaN(value))
    .slice(0, mostWords);

// --- Collections ---------------------------------------------------------------------------------------------------

const listAttempts = (slot: Slot, element: ValueType, given: Value): readonly Attempt[] => {
  if (element !== "string" && element !== "number") return [];
  const one = Array.isArray(given) ? ((given as readonly Value[])[0] ?? null) : null;
  const many = (count: number): Value =>
    Array.from({ length: count }, (_, index) => (index === 0 && one !== null ? one : sampleOf(slot, element, index)));
  const inside = attemptsAt({ ...slot, type: element }, one ?? sampleOf(slot, element, 0));
  return [
    range("no element", []),
    ...[2, 11, 51, 101].map((count) => range(`${String(count)} elements`, many(count))),
    ...inside.map((inner): Attempt => ({ ...inner, value: [inner.value] })),
  ];
};

const mapAttempts = (rule: Rule): readonly Attempt[] => [
  range("no entry", {}),
  range("60 entries", Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`key${String(index)}`, "value"]))),
  range("a key of 300 characters", { ["k".repeat(300)]: "value" }),
  range("a value of 300 characters", { key: "v".repeat(300) }),
  format("an empty key", { "": "value" }),
  format("an odd key", { "~ a": "value" }),
  format("a key of AWS's", { "aws:reserved": "value" }),
  ...(rule.enum ?? []).slice(0, mostWords).map((word) => enumeration(`allowed: ${String(word)}`, { key: word })),
];
