import type { ValueType } from "../protocol/values";
import type { Attribute } from "./facts";

const flags = ["required", "optional", "computed", "sensitive", "write_only", "deprecated"] as const;
const collection = /^(list|set|map)\((.*)\)$/;

/**
 * An attribute in short, as `map(string) optional computed`: most of a catalogue is attributes of few kinds. An attribute
 * that is made of attributes, or whose type holds an object or a tuple, has no short form and stays as it is.
 */
export const shortenAttribute = (attribute: Attribute): Attribute | string => {
  const type = attribute.type === undefined ? undefined : textOf(attribute.type);
  return type === undefined || attribute.nested_type !== undefined
    ? attribute
    : [type, ...flags.filter((flag) => attribute[flag])].join(" ");
};

const textOf = (type: ValueType): string | undefined => {
  if (typeof type === "string") return type;
  const [kind, element] = type;
  if (kind === "object" || kind === "tuple") return undefined;
  const inner = textOf(element);
  return inner === undefined ? undefined : `${kind}(${inner})`;
};

const known = new Map<string, Attribute>();

/** The attribute that {@link shortenAttribute} made short. The same text gives the same object. */
export const attributeOf = (text: string): Attribute => {
  const before = known.get(text);
  if (before !== undefined) return before;
  const [type = "", ...set] = text.split(" ");
  const attribute = { type: typeOf(type), ...Object.fromEntries(set.map((flag) => [flag, true])) };
  known.set(text, attribute);
  return attribute;
};

const typeOf = (text: string): ValueType => {
  const [, kind, element] = collection.exec(text) ?? [];
  return element === undefined ? (text as ValueType) : [kind as "list", typeOf(element)];
};
