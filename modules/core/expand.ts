import { partsOf } from "./hcl/templates";
import { expressionOf } from "./hcl/values";
import type { Attributes, TerraformJson } from "./output-guards";

type ByName = Readonly<Record<string, Attributes>>;

/**
 * A stack with each resource that is made `for_each` of a known map as its instances, each under its name with the key as
 * in Terraform's addresses (`registry_repository["api"]`), and with its own key and values where the resource speaks of
 * `each`. For whoever asks what stands in each resource. What is made of a map that is known only later stays as it is.
 */
export const expandInstances = (json: TerraformJson): TerraformJson => {
  const resources = Object.entries(json.resource ?? {});
  if (!resources.some(([, byName]) => Object.values(byName).some(isMade))) return json;
  return { ...json, resource: Object.fromEntries(resources.map(([type, byName]) => [type, instancesOf(byName)])) };
};

/** How many resources of each type a stack makes: instances, where their keys are known. */
export const countResources = (json: TerraformJson): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(json.resource ?? {}).map(([type, byName]) => [
      type,
      Object.values(byName).reduce((sum, body) => sum + instanceCount(body), 0),
    ]),
  );

/** How many resources a block makes: its instances, where their keys are known. */
export const instanceCount = (body: Attributes): number => (isMade(body) ? Object.keys(body["for_each"] as object).length : 1);

/** How many resources a stack makes in all. */
export const resourceTotal = (json: TerraformJson): number => Object.values(countResources(json)).reduce((sum, count) => sum + count, 0);

const isMade = ({ for_each: each }: Attributes): boolean => typeof each === "object" && each !== null;

const instancesOf = (byName: ByName): ByName =>
  Object.fromEntries(
    Object.entries(byName).flatMap(([name, body]): (readonly [string, Attributes])[] => {
      if (!isMade(body)) return [[name, body]];
      const { for_each: map, ...template } = body;
      return Object.entries(map as Readonly<Record<string, unknown>>).map(([key, value]) => [
        `${name}[${JSON.stringify(key)}]`,
        record(template, { key, value }),
      ]);
    }),
  );

/** What `each` stands for in one instance. */
interface Instance {
  readonly key: string;
  readonly value: unknown;
}

/** Arguments whose value is null for this instance are not given. */
const record = (template: Readonly<Record<string, unknown>>, instance: Instance): Attributes =>
  Object.fromEntries(
    Object.entries(template).flatMap(([name, value]) => {
      const filled = fill(value, instance);
      return filled === null && value !== null ? [] : [[name, filled]];
    }),
  );

const fill = (value: unknown, instance: Instance): unknown => {
  if (typeof value === "string") return value.includes("each.") ? text(value, instance) : value;
  if (Array.isArray(value)) return value.map((one) => fill(one, instance));
  if (typeof value === "object" && value !== null) return record(value as Readonly<Record<string, unknown>>, instance);
  return value;
};

const only = /^\$\{(each\.(?:key|value)(?:\.\w+)*)\}$/;
const reference = /(?<![\w.])each\.(?:key|value)(?:\.\w+)*/g;

/** A template with what `each` stands for: as a value where it is all of it, as text in between, as an expression inside one. */
const text = (template: string, instance: Instance): unknown => {
  const path = only.exec(template)?.[1];
  if (path !== undefined) return valueAt(path, instance);
  return partsOf(template)
    .map((part) => ("text" in part ? part.text : sequence(part.sequence, instance)))
    .join("");
};

const sequence = (found: string, instance: Instance): string => {
  const path = only.exec(found)?.[1];
  const value = path === undefined ? undefined : valueAt(path, instance);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  const filled = found.replace(reference, (one) => expressionOf(valueAt(one, instance), { literal: false, givesText: () => true }));
  return known(filled.slice(2, -1)) ?? filled;
};

/** A text in quotes in which nothing is escaped and no sequence stands. */
const plain = '"([^"\\\\$%]*)"';
const forms: readonly (readonly [RegExp, (...parts: string[]) => string | undefined])[] = [
  [/^basename\("(?:[^"\\$%]*\/)?([^"\\$%/]+)"\)$/, (last) => last],
  [
    new RegExp(`^trimsuffix\\(${plain}, ${plain}\\)$`),
    (from = "", end = "") => (from.endsWith(end) ? from.slice(0, from.length - end.length) : from),
  ],
  [new RegExp(`^lookup\\((\\{[^{}]*\\}), ${plain}\\)$`), (map = "", word = "") => new RegExp(`"${word}" = ${plain}`).exec(map)?.[1]],
  [
    new RegExp(`^(null|\\[[^\\]]*\\]|"[^"]*") != null \\? ${plain} : ${plain}$`),
    (given, then, otherwise) => (given === "null" ? otherwise : then),
  ],
];

/** What an expression gives that our constructs make of a member's values, where all of it is known. Others stay as they are. */
const known = (expression: string): string | undefined => {
  for (const [form, give] of forms) {
    const parts = form.exec(expression);
    if (parts !== null) return give(...parts.slice(1));
  }
  return undefined;
};

const valueAt = (path: string, { key, value }: Instance): unknown => {
  const [, word, ...fields] = path.split(".");
  if (word === "key") return key;
  return fields.reduce<unknown>(
    (at, field) => (typeof at === "object" && at !== null ? (at as Attributes)[field] : undefined) ?? null,
    value,
  );
};
