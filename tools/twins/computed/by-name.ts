import type { Attribute, Rule } from "../../catalogue/facts";
import type { Value, ValueType } from "../../protocol/values";
import { nameByWord } from "./by-word";
import type { Made } from "./made";

/** An attribute of which nothing but its type and its name is known. */
export interface NamedSpot {
  readonly type: ValueType;
  readonly names: readonly string[];
  readonly path: string;
  readonly place: string;
  readonly made: Made;
  readonly attribute: Attribute | undefined;
  readonly rule: Rule | undefined;
  /** Something for an attribute of the object that this attribute is, or that this list has as its element. */
  readonly inner: (name: string) => Value;
}

/** Values of which one stands where nothing is configured, in most services. */
const usual = [
  "STANDARD",
  "Standard",
  "standard",
  "DEFAULT",
  "default",
  "ENABLED",
  "enabled",
  "ACTIVE",
  "active",
  "ipv4",
  "IPV4",
  "ON_DEMAND",
  "NONE",
  "none",
];

/**
 * Something plausible for a computed attribute: by its name and type, within what its rule allows. A list or an object that
 * can't be configured has one element, so that what reads the first one works; one that can be configured is empty.
 */
export const byName = (spot: NamedSpot): Value => {
  const { type, attribute } = spot;
  const isOptional = attribute?.optional === true;
  if (type === "string") return textFor(spot, isOptional);
  // Its answers leave out what is not set, and so does its provider's state.
  if (isOptional && spot.made.scope.provider === "cloudflare") return null;
  if (type === "number") return numberFor(spot);
  if (type === "bool" || type === "dynamic") return type === "bool" ? false : null;
  switch (type[0]) {
    case "map":
      return {};
    case "list":
    case "set":
      return isOptional ? [] : elementsFor(spot, type[1]);
    case "tuple":
      return [];
    case "object":
      return isOptional ? null : objectFor(spot, type[1]);
  }
};

const elementsFor = (spot: NamedSpot, element: ValueType): readonly Value[] => {
  if (Array.isArray(element) && element[0] === "object") return [objectFor(spot, element[1] as Readonly<Record<string, ValueType>>)];
  if (element !== "string") return [];
  const name = spot.names.at(-1) ?? "";
  const text = nameByWord(singular(name), spot.made, spot.place);
  return text === undefined ? [] : [text];
};

const objectFor = (spot: NamedSpot, members: Readonly<Record<string, ValueType>>): Value =>
  Object.fromEntries(Object.keys(members).map((name) => [name, spot.inner(name)]));

/** `network_interface_ids` are such as `network_interface_id`. */
const singular = (name: string): string =>
  name
    .replace(/sses$/, "ss")
    .replace(/ies$/, "y")
    .replace(/([^s])s$/, "$1");

const textFor = ({ names, made, place, rule }: NamedSpot, isOptional: boolean): Value => {
  const allowed = rule?.enum?.filter((one): one is string => typeof one === "string") ?? [];
  if (allowed.length > 0) return [made.scope.region ?? "", ...usual].find((one) => allowed.includes(one)) ?? allowed[0] ?? "";
  const name = names.at(-1) ?? "";
  const text = nameByWord(name, made, place, isOptional);
  if (text !== undefined) return text;
  if (isOptional) return made.scope.provider === "cloudflare" ? null : "";
  return within(`${name.replaceAll("_", "-")}-${made.chance("hex", 8, place)}`, rule);
};

const within = (text: string, rule: Rule | undefined): string => {
  const [least, most] = [rule?.minLength ?? rule?.min ?? 0, rule?.maxLength ?? rule?.max ?? 255];
  return text.padEnd(least, "0").slice(0, most);
};

const numberFor = ({ names, made, place, rule }: NamedSpot): Value => {
  const name = names.at(-1) ?? "";
  const allowed = rule?.enum?.find((one) => typeof one === "number");
  if (allowed !== undefined) return allowed;
  const [least, most] = [rule?.min ?? 0, rule?.max ?? Number.MAX_SAFE_INTEGER];
  const number = /(^|_)port$/.test(name)
    ? 443
    : /(^|_)(number|id)$/.test(name)
      ? Number(`1${made.chance("digits", 11, place)}`)
      : /(^|_)(version|revision|generation)$/.test(name)
        ? 1
        : 0;
  return Math.min(Math.max(number, least), most);
};
