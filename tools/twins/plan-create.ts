import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { unknown, type ObjectValue, type Value, type ValueType } from "../protocol/values";
import type { PlanFacts } from "./plan-facts";
import { below, elementsOf, isWhollyKnown, mapRecord, nestedBlockOf, partOf, partsOf, recordOf, valueOfFact } from "./plan-values";

/** How a type plans. */
export interface PlanStyle {
  readonly facts: PlanFacts;
  /** Whether it is made with the SDK of old, which can't tell nothing from zero in sets of blocks. */
  readonly sdk: boolean;
  /** The form that a provider brings a text to. */
  readonly textAt: (path: string, text: string) => string;
  /** Whether the provider takes a value for the one before, whatever it is. */
  readonly isUnseen: (path: string, before: Value, after: Value) => boolean;
  /** Whether the resource around stands already: in a list of blocks that is new in it, the SDK leaves what is computed empty. */
  readonly stands?: boolean;
}

/** Where in a resource a plan is. */
export interface PlanPlace {
  /** Names with dots between them. */
  readonly path: string;
  /** Whether a set of blocks is around. */
  readonly inSet: boolean;
}

/** The top of a resource. */
export const top: PlanPlace = { path: "", inSet: false };

/** A resource, or an element of one, that is not there yet: what is configured, what is filled in, and what is unknown until apply. */
export const plannedNew = (style: PlanStyle, block: Block, config: ObjectValue, place: PlanPlace): ObjectValue => {
  const { attributes, block_types: blocks } = partsOf(block);
  return {
    ...mapRecord(attributes, (one, name) => newAttribute(style, one, config[name] ?? null, { ...place, path: below(place.path, name) })),
    ...mapRecord(blocks, (one, name) => newBlocks(style, one, config[name] ?? null, { ...place, path: below(place.path, name) })),
  };
};

const newAttribute = (style: PlanStyle, attribute: Attribute, config: Value, place: PlanPlace): Value => {
  if (attribute.write_only === true) return null;
  if (config === null) return unsetAttribute(style, attribute, place);
  if (style.isUnseen(place.path, null, config)) return unseenAttribute(style, attribute, place);
  // The SDK tells an empty map from nothing at the top only.
  if (style.sdk && place.path.includes(".") && isEmptyMap(attribute, config)) return null;
  const nested = nestedBlockOf(attribute);
  return nested === undefined
    ? configured(style, attribute, config, place)
    : withElements(nested, config, newElement(style, nested, place));
};

const isEmptyMap = ({ type }: Attribute, config: Value): boolean =>
  Array.isArray(type) && type[0] === "map" && Object.keys(recordOf(config) ?? { known: null }).length === 0;

/** An attribute whose configuration the provider doesn't heed. A text that is required is there all the same. */
const unseenAttribute = (style: PlanStyle, attribute: Attribute, place: PlanPlace): Value =>
  attribute.required === true && attribute.type === "string" ? "" : unsetAttribute(style, attribute, place);

/** An attribute that nobody configured. */
const unsetAttribute = (style: PlanStyle, attribute: Attribute, { path, inSet }: PlanPlace): Value => {
  if (style.facts.defaults.has(path)) {
    const filledIn = valueOfFact(attribute, style.facts.defaults.get(path));
    if (!style.isUnseen(path, null, filledIn)) return filledIn;
  }
  // In what is new in a resource that stands, the SDK counts what a collection has, and doesn't look at the rest.
  if (attribute.computed === true) return style.stands === true && !inSet && !Array.isArray(attribute.type) ? null : unknown;
  return style.sdk && inSet ? nothingInSet(attribute) : null;
};

/** What the SDK of old takes nothing for, where it builds the element of a set anew. */
const nothingInSet = ({ type = "dynamic" }: Attribute): Value => {
  if (type === "string") return "";
  return Array.isArray(type) && (type[0] === "list" || type[0] === "set") ? [] : null;
};

/** A configured attribute in the provider's form. */
export const configured = (style: PlanStyle, attribute: Attribute, config: Value, { path }: PlanPlace): Value => {
  if (typeof config === "string") return style.textAt(path, config);
  const { type = "dynamic" } = attribute;
  if (!Array.isArray(type) || !Array.isArray(config)) return config;
  // The SDK of old finds the elements of a set by their value: one that is unknown could be any.
  if (style.sdk && type[0] === "set" && typeof type[1] === "string" && !isWhollyKnown(config)) return unknown;
  const element = style.sdk && type[0] === "set" ? emptiesOf(type[1] as ValueType) : undefined;
  return elementsOf(config).map((one) => {
    if (typeof one === "string") return style.textAt(path, one);
    const object = recordOf(one);
    return element === undefined || object === undefined ? one : mapRecord(object, (part, name) => part ?? element[name] ?? null);
  });
};

/** What the SDK of old puts where nothing is, in the elements of a set that is written like blocks. */
const emptiesOf = (type: ValueType): ObjectValue | undefined => {
  if (!Array.isArray(type) || type[0] !== "object") return undefined;
  const parts = type[1] as Readonly<Record<string, ValueType>>;
  return mapRecord(parts, (part): Value => {
    if (part === "bool") return false;
    return nothingInSet({ type: part });
  });
};

const newBlocks = (style: PlanStyle, nested: NestedBlock, config: Value, place: PlanPlace): Value => {
  if (style.facts.computedBlocks.has(place.path) && isAbsent(config)) return unknown;
  if (style.isUnseen(place.path, null, config)) return [];
  const made = withElements(nested, config, newElement(style, nested, place));
  return style.sdk && nested.nesting_mode === "set" && Array.isArray(made)
    ? elementsOf(made).filter((one) => !isHollow(nested.block, one))
    : made;
};

/** Of an element of a set that holds nothing at all, the SDK of old has no difference to tell: it isn't there. */
export const isHollow = ({ attributes = {}, block_types: blocks = {} }: Block, element: Value): boolean =>
  Object.keys(attributes).length === 0 && Object.keys(blocks).every((name) => isAbsent(partOf(element, name)));

/** Whether no block of a name is given. */
export const isAbsent = (value: Value): boolean => value === null || (Array.isArray(value) && value.length === 0);

const newElement =
  (style: PlanStyle, { nesting_mode: mode, block }: NestedBlock, { path, inSet }: PlanPlace) =>
  (element: ObjectValue): ObjectValue =>
    plannedNew(style, block, element, { path, inSet: inSet || mode === "set" });

/** Each object in the value of nested blocks, or of an attribute that is made of attributes, changed. What is unknown stays so. */
export const withElements = ({ nesting_mode: mode }: NestedBlock, value: Value, change: (element: ObjectValue) => ObjectValue): Value => {
  const changed = (one: Value): Value => {
    const object = recordOf(one);
    return object === undefined ? one : change(object);
  };
  if (mode === "list" || mode === "set") return Array.isArray(value) ? elementsOf(value).map(changed) : value;
  const object = recordOf(value);
  return mode === "map" && object !== undefined ? mapRecord(object, changed) : changed(value);
};
