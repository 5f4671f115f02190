import type { Block, NestedBlock, Rule } from "../catalogue/facts";
import { typeOfAttribute } from "../protocol/types";
import { DynamicValue, type ObjectValue, type Value, type ValueType } from "../protocol/values";

type Rules = Readonly<Record<string, Rule>>;

/** A body with nothing but what it must have. `above` is the path of the block, with a dot at its end unless it is the top. */
export const plausibleArguments = ({ attributes = {}, block_types: blocks = {} }: Block, rules: Rules, above = ""): ObjectValue =>
  Object.fromEntries([
    ...Object.entries(attributes).map(
      ([name, attribute]) =>
        [name, attribute.required === true ? plausibleValue(typeOfAttribute(attribute), `${above}${name}`, rules) : null] as const,
    ),
    ...Object.entries(blocks).map(([name, nested]) => [name, leastBlocks(nested, rules, `${above}${name}`)] as const),
  ]);

const leastBlocks = ({ nesting_mode: mode, min_items: least = 0, block }: NestedBlock, rules: Rules, path: string): Value => {
  const body = (): ObjectValue => plausibleBlock(block, rules, path);
  if (mode === "single") return least > 0 ? body() : null;
  if (mode === "group") return body();
  return mode === "map" ? {} : Array.from({ length: least }, body);
};

/** A block of a path that holds something. */
export const plausibleBlock = (block: Block, rules: Rules, path: string): ObjectValue => plausibleArguments(block, rules, `${path}.`);

/**
 * A value that an argument may well have: what its rule allows, or else what its name tells. `variant` tells one from
 * another.
 */
export const plausibleValue = (type: ValueType, path: string, rules: Rules, variant = 0): Value => {
  const rule = rules[path] ?? {};
  if (/(^|\.)timeouts\.\w+$/.test(path)) return `${String(10 + variant)}m`;
  if (type === "string") return plausibleText(path.split(".").at(-1) ?? "", rule, variant);
  if (type === "number") return plausibleNumber(rule, variant);
  if (type === "bool") return variant % 2 === 0;
  if (type === "dynamic") return new DynamicValue("string", plausibleText(path, rule, variant));
  switch (type[0]) {
    case "list":
    case "set":
      return [plausibleValue(type[1], path, rules, variant)];
    case "map":
      return { key: plausibleValue(type[1], path, rules, variant) };
    case "tuple":
      return type[1].map((one) => plausibleValue(one, path, rules, variant));
    case "object":
      return Object.fromEntries(
        Object.entries(type[1]).map(([name, one]) => [name, plausibleValue(one, `${path}.${name}`, rules, variant)]),
      );
  }
};

const plausibleNumber = (rule: Rule, variant: number): number => {
  const allowed = rule.enum?.map(Number).filter((one) => !Number.isNaN(one)) ?? [];
  if (allowed.length > 0) return allowed[variant % allowed.length] ?? 0;
  if (rule.min === undefined) return rule.max === undefined ? 10 + variant : rule.max - variant;
  return Math.min(rule.min + variant, rule.max ?? Infinity);
};

const plausibleText = (name: string, rule: Rule, variant: number): string => {
  const allowed = rule.enum?.map(String).filter((one) => one !== "") ?? [];
  if (allowed.length > 0) return allowed[variant % allowed.length] ?? "";
  const text = textOfForm(rule.format ?? formTold(name), name, variant);
  const least = rule.minLength ?? rule.min ?? 0;
  const most = rule.maxLength ?? rule.max ?? Infinity;
  return text.padEnd(least, "0").slice(0, most);
};

/** What kind of text an argument of this name holds. */
const formTold = (name: string): string => {
  if (/arns?$/.test(name)) return "arn";
  if (/cidr(_block|_ipv4)?s?$/.test(name)) return "cidr";
  if (/polic(y|ies)$|_json$|document$|_pattern$/.test(name)) return "json";
  if (/(^|_)ip(_address)?$|ipv4_address$/.test(name)) return "ip";
  if (/_url$|^url$/.test(name)) return "url";
  if (/_(time|date|at)$|^expiration_date$/.test(name)) return "date-time";
  return "name";
};

const textOfForm = (form: string, name: string, variant: number): string => {
  const number = String(variant + 1);
  switch (form) {
    case "arn":
      return arnFor(name, number);
    case "cidr":
      return name.includes("ipv6") ? `2001:db8:${number}::/64` : `10.${number}.0.0/16`;
    case "json":
      return `{"Version":"2012-10-17","Statement":[{"Sid":"S${number}","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}`;
    case "ip":
      return name.includes("ipv6") ? `2001:db8::${number}` : `10.0.0.${number}`;
    case "url":
      return `https://meetbarter.example/${number}`;
    case "date-time":
      return `203${number}-01-01T00:00:00Z`;
    default:
      if (words[name] !== undefined) return words[name];
      return /_ids?$|^id$/.test(name)
        ? `${
            name
              .replace(/_ids?$/, "")
              .split("_")
              .at(-1) ?? "id"
          }-0123456789abcdef${number}`
        : `name-${number}`;
  }
};

/** What many arguments of a name take, whatever resource they belong to. */
const words: Readonly<Record<string, string>> = {
  action: "allow",
  effect: "Allow",
  mode: "GOVERNANCE",
  protocol: "tcp",
  rule_action: "allow",
  status: "Enabled",
  storage_class: "GLACIER",
  version: "1",
};

const arnFor = (name: string, number: string): string => {
  if (/kms|key/.test(name)) return `arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-4cde-a012-3456789abcd${number}`;
  if (name.includes("bucket")) return `arn:aws:s3:::bucket-${number}`;
  if (name.includes("policy")) return `arn:aws:iam::111122223333:policy/name-${number}`;
  return `arn:aws:iam::111122223333:role/name-${number}`;
};
