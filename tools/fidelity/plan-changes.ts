import { createHash } from "node:crypto";
import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { typeOfAttribute } from "../protocol/types";
import { unknown, type ObjectValue, type Value, type ValueType } from "../protocol/values";

/** A configuration of which one argument is another than before. */
export interface ChangedArgument {
  /** What was done to it, such as `tags`, `policy_arn to unknown` or `description away`. */
  readonly name: string;
  readonly config: ObjectValue;
}

/** A value with something plausible in the place of all that is unknown, the same for the same place. */
export const filled = (block: Block, value: ObjectValue, seed: string): ObjectValue => {
  const { attributes = {}, block_types: blocks = {} } = block;
  return Object.fromEntries([
    ...Object.entries(attributes).map(([name, one]) => [name, filledAttribute(one, value[name] ?? null, `${seed}.${name}`)] as const),
    ...Object.entries(blocks).map(([name, one]) => [name, filledBlocks(one, value[name] ?? null, `${seed}.${name}`)] as const),
  ]);
};

const filledAttribute = (attribute: Attribute, value: Value, seed: string): Value => filledValue(typeOfAttribute(attribute), value, seed);

const filledValue = (type: ValueType, value: Value, seed: string): Value => {
  if (value === null) return null;
  if (value === unknown) return madeUp(type, seed);
  if (typeof type === "string" || typeof value !== "object") return value;
  switch (type[0]) {
    case "list":
    case "set":
      return (value as readonly Value[]).map((one, index) => filledValue(type[1], one, `${seed}.${String(index)}`));
    case "map":
      return Object.fromEntries(
        Object.entries(value as ObjectValue).map(([name, one]) => [name, filledValue(type[1], one, `${seed}.${name}`)]),
      );
    case "object":
      return Object.fromEntries(
        Object.entries(type[1]).map(([name, one]) => [name, filledValue(one, (value as ObjectValue)[name] ?? null, `${seed}.${name}`)]),
      );
    case "tuple":
      return value;
  }
};

const madeUp = (type: ValueType, seed: string): Value => {
  if (type === "number") return 7;
  if (type === "bool") return true;
  if (typeof type === "string") return textFor(seed);
  switch (type[0]) {
    case "list":
    case "set":
      return typeof type[1] === "string" ? [madeUp(type[1], `${seed}.0`)] : [];
    case "map":
      return {};
    case "object":
      return Object.fromEntries(Object.entries(type[1]).map(([name, one]) => [name, madeUp(one, `${seed}.${name}`)]));
    case "tuple":
      return type[1].map((one, index) => madeUp(one, `${seed}.${String(index)}`));
  }
};

const textFor = (seed: string): string => {
  const digest = createHash("sha256").update(seed).digest("hex").slice(0, 17);
  const name =
    seed
      .split(".")
      .filter((part) => !/^\d+$/.test(part))
      .at(-1) ?? "";
  if (/arns?$/.test(name)) return `arn:aws:kms:eu-central-1:111122223333:key/${digest}`;
  return name.includes("cidr") ? "10.0.0.0/16" : `x-${digest}`;
};

const filledBlocks = ({ nesting_mode: mode, block }: NestedBlock, value: Value, seed: string): Value => {
  if (value === unknown) return mode === "list" || mode === "set" ? [] : null;
  if (Array.isArray(value)) {
    return (value as readonly ObjectValue[]).map((one, index) => filled(block, one, `${seed}.${String(index)}`));
  }
  if (value === null) return null;
  const object = value as ObjectValue;
  return mode === "map"
    ? Object.fromEntries(Object.entries(object).map(([name, one]) => [name, filled(block, one as ObjectValue, `${seed}.${name}`)]))
    : filled(block, object, seed);
};

/**
 * Configurations that differ from this one in one top-level argument or block: another value, one that is not known, none
 * where it isn't required, and one where there was none.
 */
export const oneArgumentChanged = (block: Block, config: ObjectValue): readonly ChangedArgument[] => {
  const { attributes = {}, block_types: blocks = {} } = block;
  const settable = Object.entries(attributes).filter(
    ([, { required, optional, write_only: hidden }]) => (required ?? optional) === true && hidden !== true,
  );
  return [
    ...settable.flatMap(([name, attribute]) => attributeChanges(name, attribute, config)),
    ...Object.entries(blocks).flatMap(([name, nested]) => (name === "timeouts" ? [] : blockChanges(name, nested, config))),
  ];
};

const attributeChanges = (name: string, attribute: Attribute, config: ObjectValue): readonly ChangedArgument[] => {
  const before = config[name] ?? null;
  const type = typeOfAttribute(attribute);
  const to = (what: string, value: Value): ChangedArgument => ({ name: `${name}${what}`, config: { ...config, [name]: value } });
  if (name === "id") return [];
  if (before === null) return [to(" from nothing", madeUp(type, `new.${name}`)), to(" from nothing to unknown", unknown)];
  const away = attribute.required === true ? [] : [to(" away", null)];
  return [to("", another(type, before, name)), to(" to unknown", unknown), ...away];
};

const another = (type: ValueType, value: Value, name: string): Value => {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return anotherText(value);
  if (typeof type === "string") return value;
  if (type[0] === "map") return { ...(value as ObjectValue), another: madeUp(type[1], `new.${name}`) };
  if (type[0] !== "list" && type[0] !== "set") return value;
  const elements = value as readonly Value[];
  const [first] = elements;
  return first === undefined ? [madeUp(type[1], `new.${name}`)] : [...elements, another(type[1], first, name)];
};

const anotherText = (text: string): string => {
  if (text.startsWith("{")) return text.replace(/^\{/, '{"Id":"another",');
  const address = /^10\.(\d+)\./.exec(text);
  if (address !== null) return text.replace(/^10\.\d+\./, `10.${String((Number(address[1]) + 1) % 256)}.`);
  return `${text}x`;
};

const blockChanges = (name: string, nested: NestedBlock, config: ObjectValue): readonly ChangedArgument[] => {
  const { nesting_mode: mode, block, min_items: least = 0, max_items: most } = nested;
  const value = config[name] ?? null;
  const to = (what: string, changed: Value): ChangedArgument => ({ name: `${name}${what}`, config: { ...config, [name]: changed } });
  if (mode === "map" || mode === "group") return [];
  const elements = (Array.isArray(value) ? value : value === null ? [] : [value]) as readonly ObjectValue[];
  const whole = (changed: readonly ObjectValue[]): Value => (mode === "single" ? (changed[0] ?? null) : changed);
  const [first] = elements;
  const fresh = requiredOnly(block, `new.${name}`);
  if (first === undefined) return [to(" from nothing", whole([fresh]))];
  const inner = oneArgumentChanged(block, first).map((one) => to(`.${one.name}`, whole([one.config, ...elements.slice(1)])));
  const away = elements.length - 1 >= least ? [to(" away", whole(elements.slice(1)))] : [];
  const more =
    mode !== "single" && (most === undefined || most === 0 || elements.length < most)
      ? [to(" and another", whole([...elements, fresh]))]
      : [];
  return [...inner, ...away, ...more];
};

const requiredOnly = (block: Block, seed: string): ObjectValue => {
  const { attributes = {}, block_types: blocks = {} } = block;
  return Object.fromEntries([
    ...Object.entries(attributes).map(
      ([name, one]) => [name, one.required === true ? madeUp(typeOfAttribute(one), `${seed}.${name}`) : null] as const,
    ),
    ...Object.entries(blocks).map(([name, nested]) => [name, requiredBlocks(nested, `${seed}.${name}`)] as const),
  ]);
};

const requiredBlocks = ({ nesting_mode: mode, block, min_items: least = 0 }: NestedBlock, seed: string): Value => {
  if (mode === "map") return {};
  if (mode === "list" || mode === "set") return least > 0 ? [requiredOnly(block, seed)] : [];
  return mode === "group" || least > 0 ? requiredOnly(block, seed) : null;
};
