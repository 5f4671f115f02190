import { conform } from "../computed/conform";
import type { DataSourceFacts } from "../../catalogue/facts";
import { typeOfAttribute, typeOfNested } from "../../protocol/types";
import type { ObjectValue, Value, ValueType } from "../../protocol/values";
import { placeOf, sharesPlace, type Reach } from "../../world/place";
import type { WorldObject } from "../../world/world";
import { blocksOf, isList, isObject, listOf, mapOf, textFrom, textOf, textsOf } from "./config";
import { failed, found, isArgument, type DataSourceRequest, type Found, type Reader } from "./data-source";
import { genericValues } from "./generic";

/** How a data source finds one thing: by its arguments, among the resources that were made and what stands in any account. */
export interface Lookup {
  /** The resource types that it finds. */
  readonly of: readonly string[];
  readonly reach: Reach;
  /**
   * The arguments that select. An attribute by name has to be equal to the argument; a function says whether a thing is
   * meant.
   */
  readonly by: Readonly<Record<string, string | Selector>>;
  /** Names of the argument `filter`, and the attributes that they ask for, where these are not the same word. */
  readonly filters?: Readonly<Record<string, string>>;
  /** Values that all things have unless their states say otherwise, for filters to ask for. */
  readonly also?: ObjectValue;
  /** What stands there though nobody made it, as the states of resources of the first of these types. */
  readonly standing?: (request: DataSourceRequest) => readonly ObjectValue[];
  /**
   * Whether what stands there is put into the world once it was told of: whoever then refers to it must not be refused.
   * @default false
   */
  readonly isKept?: boolean;
  /** The error where nothing is found: summary, and detail after a line break; `{name}` is an argument. */
  readonly missing: string;
  /** The error where more than one thing is found. @default the first is taken */
  readonly several?: string;
  /** What the data source says beyond the attributes that it has in common with the resource. */
  readonly values?: (values: ObjectValue, request: DataSourceRequest) => ObjectValue;
}

/** Whether a thing is what an argument asks for. */
export type Selector = (argument: Value, values: ObjectValue, request: DataSourceRequest) => boolean;

/** The reader of a data source that finds one thing. In an open world what nobody made is made up. */
export const reader =
  (lookup: Lookup): Reader =>
  (request) => {
    const things = meantOf(lookup, request);
    const [first, second] = things;
    if (second !== undefined && lookup.several !== undefined) return message(lookup.several, request);
    if (first !== undefined) return found(valuesOf(lookup, first, request));
    return request.open === true ? found(genericValues(request)) : message(lookup.missing, request);
  };

/** The things among which a data source looks, and which of them it means. */
export type Things = Pick<Lookup, "of" | "reach" | "by" | "filters" | "also" | "standing" | "isKept">;

/** How a data source lists things. */
export interface Listing {
  readonly one: Things;
  /** The lists that it answers, by name, and the attribute of the things that they hold. */
  readonly lists: Readonly<Record<string, string>>;
  readonly id: (request: DataSourceRequest) => string;
  /** The error where nothing is found. @default an empty list is an answer */
  readonly missing?: string;
  /** What it answers beyond the lists. */
  readonly values?: (request: DataSourceRequest) => ObjectValue;
}

/** The reader of a data source that lists things. */
export const listReader =
  ({ one, lists, id, missing, values }: Listing): Reader =>
  (request) => {
    const things = meantOf(one, request);
    if (things.length === 0 && missing !== undefined) return message(missing, request);
    const columns = Object.entries(lists).map(([name, attribute]) => [name, things.flatMap((values) => values[attribute] ?? [])] as const);
    return found({ id: id(request), ...Object.fromEntries(columns), ...values?.(request) });
  };

/** The things that a request means. */
export const meantOf = (things: Things, request: DataSourceRequest): readonly ObjectValue[] => {
  const meant = thingsOf(things, request).filter((values) => isMeant(things, values, request));
  if (things.isKept === true) for (const values of meant) keep(things, values, request);
  return meant;
};

/** Puts what stands there though nobody made it into the world, once. It belongs to no stack. */
const keep = ({ of }: Things, values: ObjectValue, { world, scope }: DataSourceRequest): void => {
  const id = textOf(values, "id") ?? "";
  const isThere = of.some((type) => world.all(type).some((object) => object.id === id));
  if (!isThere) world.adopt({ type: of[0] ?? "", id, stack: "", scope, values });
};

/** All that a look-up may find: first what was made, in that order, then what stands there anyway. */
const thingsOf = ({ of, reach, also, standing }: Things, request: DataSourceRequest): readonly ObjectValue[] => {
  const here = placeOf(asObject(request));
  const made = of.flatMap((type) => request.world.all(type).filter((object) => sharesPlace(placeOf(object), here, reach)));
  const known = new Set(made.map(({ values }) => textOf(values, "id")));
  const anyway = new Map((standing?.(request) ?? []).map((values) => [textOf(values, "id"), values]));
  const others = [...anyway].flatMap(([id, values]) => (known.has(id) ? [] : [values]));
  return [...made.map(({ values }) => values), ...others].map((values) => ({ ...also, ...values }));
};

/** An argument may say another project, region or account than the provider's configuration. */
const asObject = ({ type, scope, config }: DataSourceRequest): WorldObject => ({ type, id: "", stack: "", scope, values: config });

const isMeant = ({ by, filters = {} }: Things, values: ObjectValue, request: DataSourceRequest): boolean => {
  const { config } = request;
  const isSelected = Object.entries(by).every(([name, selector]) => {
    const argument = config[name] ?? null;
    if (argument === null || argument === "" || (isList(argument) && argument.length === 0)) return true;
    return typeof selector === "string" ? textAt(values, selector) === textFrom(argument) : selector(argument, values, request);
  });
  if (!isSelected) return false;
  const tags = tagsOf(values);
  const hasTags = Object.entries(by["tags"] === undefined ? mapOf(config, "tags") : {}).every(([key, value]) => tags[key] === value);
  return hasTags && blocksOf(config, "filter").every((filter) => passes(filter, filters, values, tags));
};

/** A filter by something that the resource has no attribute for lets everything pass. */
const passes = (
  filter: ObjectValue,
  names: Readonly<Record<string, string>>,
  values: ObjectValue,
  tags: Readonly<Record<string, string>>,
): boolean => {
  const name = textOf(filter, "name") ?? "";
  const asked = textsOf(filter, "values");
  if (name.startsWith("tag:")) return matches(tags[name.slice(4)], asked);
  if (name === "tag-key") return Object.keys(tags).some((key) => matches(key, asked));
  const path = names[name] ?? name.replaceAll("-", "_");
  if (!((path.split(".")[0] ?? "") in values)) return true;
  return textsAt(values, path).some((text) => matches(text, asked));
};

/** Whether a text is one of those asked for, in which `*` and `?` stand for anything. */
export const matches = (text: string | undefined, asked: readonly string[]): boolean =>
  text !== undefined && asked.some((pattern) => wildcard(pattern).test(text));

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "s",
  );

/** All tags of a resource, those of its provider's configuration among them. */
export const tagsOf = (values: ObjectValue): Readonly<Record<string, string>> => ({
  ...mapOf(values, "tags"),
  ...mapOf(values, "tags_all"),
});

const textAt = (values: ObjectValue, path: string): string | undefined => textsAt(values, path)[0];

/** The texts at a path of names with dots between them; lists on the way are walked through. */
export const textsAt = (value: Value, path: string): readonly string[] => {
  if (isList(value)) return value.flatMap((item) => textsAt(item, path));
  if (path === "") return [textFrom(value)].filter((text) => text !== "");
  if (!isObject(value)) return [];
  const [name = "", ...rest] = path.split(".");
  return textsAt(value[name] ?? null, rest.join("."));
};

const valuesOf = (lookup: Lookup, values: ObjectValue, request: DataSourceRequest): ObjectValue => {
  const more = lookup.values?.(values, request) ?? {};
  const shared = sharedValues(values, request, more);
  const missing = Object.keys(request.facts.block.attributes ?? {}).filter((name) => !(name in shared) && !(name in more));
  const made = missing.some((name) => (request.config[name] ?? null) === null) ? genericValues(request) : {};
  return { ...Object.fromEntries(missing.map((name) => [name, request.config[name] ?? made[name] ?? null] as const)), ...shared, ...more };
};

/** What a data source answers: its attributes, and blocks that are not for the user to write, by their types. */
const answers = ({ block }: DataSourceFacts): readonly (readonly [string, ValueType])[] => [
  ...Object.entries(block.attributes ?? {}).flatMap(([name, attribute]) =>
    attribute.computed === true ? [[name, typeOfAttribute(attribute)] as const] : [],
  ),
  ...Object.entries(block.block_types ?? {}).flatMap(([name, nested]) =>
    isArgument(nested.block) ? [] : [[name, typeOfNested(nested)] as const],
  ),
];

/** The attributes that a data source has in common with the resource. Tags are all tags; a collection is never null. */
const sharedValues = (values: ObjectValue, { facts, config }: DataSourceRequest, more: ObjectValue): ObjectValue =>
  Object.fromEntries(
    answers(facts).flatMap(([name, type]) => {
      if (name in more) return [];
      if (name === "tags" && "tags_all" in values) return [[name, tagsOf(values)] as const];
      if (!(name in values)) return [];
      const value = withCollections(type, conform(type, values[name] ?? null));
      if (value !== null) return [[name, value] as const];
      const given = config[name] ?? null;
      return [[name, given ?? emptyOf(type)] as const];
    }),
  );

/** A value in whose objects no collection is null: a provider that reads one writes an empty one. */
const withCollections = (type: ValueType, value: Value): Value => {
  if (typeof type === "string") return value;
  if (isList(value) && (type[0] === "list" || type[0] === "set")) return value.map((item) => withCollections(type[1], item));
  if (!isObject(value) || type[0] !== "object") return value;
  const inner = (name: string, one: ValueType): Value => withCollections(one, value[name] ?? emptyOf(one));
  return Object.fromEntries(Object.entries(type[1]).map(([name, one]) => [name, inner(name, one)] as const));
};

const emptyOf = (type: ValueType): Value => {
  if (typeof type === "string") return null;
  return type[0] === "map" ? {} : type[0] === "list" || type[0] === "set" ? [] : null;
};

const message = (template: string, { config }: DataSourceRequest): Found => {
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const items = listOf(config, name);
    return items.length > 0 ? items.map(textFrom).join(", ") : textFrom(config[name] ?? null);
  });
  const [summary = "", ...detail] = text.split("\n");
  return failed(summary, detail.join("\n"));
};
