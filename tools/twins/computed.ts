import type { Attribute, Block, ResourceFacts } from "../catalogue/facts";
import { typeOfBlock } from "../protocol/codec";
import { DynamicValue, LargeNumber, unknown, type ObjectValue, type Value, type ValueType } from "../protocol/values";
import type { Scope } from "../world/world";
import { byName } from "./computed/by-name";
import { conform } from "./computed/conform";
import { keptOf, type Kept } from "./computed/kept";
import { chanceOf, fill, type Form, type Made, type Maker } from "./computed/made";
import { formOf } from "./computed/forms";

/** What has been planned, and what its values grow from. */
export interface ComputedRequest {
  /** The provider with its host: `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  readonly type: string;
  readonly facts: ResourceFacts;
  /** May hold unknown values. */
  readonly planned: ObjectValue;
  readonly config: ObjectValue;
  /** `null` for a create. */
  readonly prior: ObjectValue | null;
  readonly scope: Scope;
  /** Tells this resource from all others; the same resource has the same in every run. */
  readonly identity: string;
  readonly stack: string;
  /**
   * Whether arguments that were left out become `""`, `0` or `false` where the real provider was seen to put these into its
   * state. Terraform takes that only from an SDK of old (`legacyTypeSystem`).
   * @default false
   */
  readonly emptyWhereUnset?: boolean;
}

/** The state after an apply: what is known in the plan as it is planned, and a plausible value for all that is not. */
export const applyValues = (request: ComputedRequest): ObjectValue => {
  const type = typeOfBlock(request.facts.block);
  const walk: Walk = { request, attributes: attributesOf(request.facts.block), form: formOf(request), kept: keptOf(request) };
  const values = new Map<string, Value>();
  const started = new Set<string>();
  const value = (name: string): Value => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const planned = request.planned[name];
    // Two that are made of each other: the second has nothing to go by.
    if (planned === undefined || started.has(name)) return null;
    started.add(name);
    const made = resolve(walk, madeOf(request, value), {
      type: memberType(type, name),
      planned,
      prior: request.prior?.[name],
      names: [name],
      place: name,
      here: {},
    });
    values.set(name, made);
    return made;
  };
  return Object.fromEntries(Object.keys(request.planned).map((name) => [name, value(name)]));
};

interface Walk {
  readonly request: ComputedRequest;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly form: Form;
  readonly kept: Kept;
}

/** A value in a resource. */
interface Spot {
  readonly type: ValueType;
  readonly planned: Value;
  /** What was there before; `undefined` where that can't be told. */
  readonly prior: Value | undefined;
  /** Names without indexes. */
  readonly names: readonly string[];
  /** Names and indexes: no other value of the resource has the same. */
  readonly place: string;
  /** The block or object that it is in, as planned. */
  readonly here: ObjectValue;
}

const madeOf = ({ type, scope, stack, identity }: ComputedRequest, value: (name: string) => Value): Made => ({
  type,
  scope,
  stack,
  value,
  chance: (alphabet, length, salt = "") => chanceOf(`${identity}\0${type}\0${alphabet}\0${salt}`, alphabet, length),
});

const resolve = (walk: Walk, made: Made, spot: Spot): Value => {
  const { type, planned } = spot;
  if (planned === unknown) return make(walk, made, spot);
  if (planned === null) return unset(walk, spot);
  if (planned instanceof DynamicValue) {
    return new DynamicValue(planned.type, resolve(walk, made, { ...spot, type: planned.type, planned: planned.value }));
  }
  if (isList(planned)) {
    // A set's elements have no place: which one was before this one can't be told.
    const before = isOrdered(type) && isList(spot.prior) && spot.prior.length === planned.length ? spot.prior : [];
    return planned.map((one, index) =>
      resolve(walk, made, {
        ...spot,
        type: elementType(type, index),
        planned: one,
        prior: before[index],
        place: `${spot.place}.${String(index)}`,
      }),
    );
  }
  if (!isRecord(planned)) return planned;
  const before = isRecord(spot.prior) ? spot.prior : {};
  const isObject = Array.isArray(type) && type[0] === "object";
  return Object.fromEntries(
    Object.entries(planned).map(([name, one]) => [
      name,
      resolve(walk, made, {
        type: memberType(type, name),
        planned: one,
        prior: before[name],
        names: isObject ? [...spot.names, name] : spot.names,
        place: `${spot.place}.${name}`,
        here: isObject ? planned : spot.here,
      }),
    ]),
  );
};

/** Something for an unknown value: by the type's own form, as it was, as the real one was seen to leave it, or by its name. */
const make = (walk: Walk, made: Made, spot: Spot): Value => {
  const path = spot.names.join(".");
  const maker = walk.form[path];
  const { prior } = spot;
  const isKnownBefore = prior !== undefined && prior !== null && !hasUnknown(prior);
  if (maker !== undefined) {
    const value = byMaker(maker, made, spot);
    if (value !== undefined) {
      return isKnownBefore && !follows(walk, maker, made, spot) ? prior : conform(spot.type, value);
    }
  }
  if (isKnownBefore) return isCounter(spot) ? nextCount(prior) : prior;
  const kept = walk.kept[path];
  if (kept !== undefined) return conform(spot.type, kept);
  const attribute = walk.attributes.get(path);
  const inner = (name: string): Value => make(walk, made, { ...innerSpot(spot, name), prior: undefined });
  return conform(spot.type, byName({ ...spot, path, made, attribute, rule: walk.request.facts.rules?.[path], inner }));
};

/** What goes up with every change. */
const counters = new Set(["generation", "latest_revision", "latest_version", "metageneration", "resource_version", "revision"]);

const isCounter = ({ names, type }: Spot): boolean => {
  const name = names.at(-1) ?? "";
  return counters.has(name) || (name === "version" && type === "number");
};

const nextCount = (prior: Value): Value => {
  if (typeof prior === "number") return prior + 1;
  return typeof prior === "string" && /^\d{1,15}$/.test(prior) ? String(Number(prior) + 1) : prior;
};

const innerSpot = (spot: Spot, name: string): Spot => ({
  ...spot,
  type: memberType(Array.isArray(spot.type) && spot.type[0] !== "object" ? elementType(spot.type, 0) : spot.type, name),
  planned: unknown,
  names: [...spot.names, name],
  place: `${spot.place}.${name}`,
  here: {},
});

const byMaker = (maker: Maker, made: Made, { here, place, names }: Pick<Spot, "here" | "place" | "names">): Value | undefined => {
  // In a block the same form is another text in each element.
  const chance: Made["chance"] = (alphabet, length, salt = "") =>
    made.chance(alphabet, length, names.length > 1 ? `${salt} ${place}` : salt);
  const local = { ...made, chance };
  return typeof maker === "string" ? fill(maker, local, here) : maker(local, here);
};

/** Whether what a value is made of has changed: then it changes too, else it stays as it was. */
const follows = ({ request }: Walk, maker: Maker, made: Made, spot: Spot): boolean => {
  const prior = request.prior ?? {};
  const before = byMaker(maker, { ...made, value: (name) => prior[name] ?? null }, spot);
  return JSON.stringify(before ?? null, digits) !== JSON.stringify(byMaker(maker, made, spot) ?? null, digits);
};

const digits = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

const unset = ({ request, attributes, kept }: Walk, { type, names }: Spot): Value => {
  if (request.emptyWhereUnset !== true || typeof type !== "string") return null;
  const path = names.join(".");
  const value = kept[path];
  const { optional, write_only: isWriteOnly } = attributes.get(path) ?? {};
  return optional === true && isWriteOnly !== true && (value === "" || value === 0 || value === false) ? value : null;
};

const attributesByBlock = new WeakMap<Block, ReadonlyMap<string, Attribute>>();

/** All attributes of a block and of what lies in it, by path. */
const attributesOf = (block: Block): ReadonlyMap<string, Attribute> => {
  const known = attributesByBlock.get(block);
  if (known !== undefined) return known;
  const found = new Map<string, Attribute>();
  const visitAttributes = (attributes: Readonly<Record<string, Attribute>> = {}, before: string): void => {
    for (const [name, attribute] of Object.entries(attributes)) {
      found.set(before + name, attribute);
      visitAttributes(attribute.nested_type?.attributes, `${before}${name}.`);
    }
  };
  const visit = ({ attributes, block_types: nested = {} }: Block, before: string): void => {
    visitAttributes(attributes, before);
    for (const [name, one] of Object.entries(nested)) visit(one.block, `${before}${name}.`);
  };
  visit(block, "");
  attributesByBlock.set(block, found);
  return found;
};

const memberType = (type: ValueType, name: string): ValueType => {
  if (typeof type === "string") return "dynamic";
  if (type[0] === "object") return type[1][name] ?? "dynamic";
  return type[0] === "map" ? type[1] : "dynamic";
};

const elementType = (type: ValueType, index: number): ValueType => {
  if (typeof type === "string" || type[0] === "object") return "dynamic";
  return type[0] === "tuple" ? (type[1][index] ?? "dynamic") : type[1];
};

const isOrdered = (type: ValueType): boolean => typeof type !== "string" && type[0] !== "set";

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

const isRecord = (value: Value | undefined): value is ObjectValue =>
  typeof value === "object" && value !== null && !isList(value) && !(value instanceof LargeNumber) && !(value instanceof DynamicValue);

const hasUnknown = (value: Value): boolean => {
  if (value === unknown) return true;
  if (value instanceof DynamicValue) return hasUnknown(value.value);
  if (isList(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
};
