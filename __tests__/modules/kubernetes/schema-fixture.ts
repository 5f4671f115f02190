/** As much of JSON Schema as the schemas of our charts use. */
export interface Schema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: { readonly pattern: string };
  readonly minProperties?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
};

const check = (root: Schema, schema: Schema, value: unknown, path: string): readonly string[] => {
  const referred = schema.$ref === undefined ? undefined : root.definitions?.[schema.$ref.replace("#/definitions/", "")];
  if (schema.$ref !== undefined && referred === undefined) throw new Error(`the schema has no ${schema.$ref}`);
  const below = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const found: string[] = [...(referred === undefined ? [] : check(root, referred, value, path))];
  for (const part of schema.allOf ?? []) found.push(...check(root, part, value, path));
  if (schema.type !== undefined && typeOf(value) !== schema.type) return [...found, `${path}: ${typeOf(value)} instead of ${schema.type}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) found.push(`${path}: ${String(value)} is not one of the list`);
  if (typeof value === "string" && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    found.push(`${path}: wrong form`);
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) found.push(`${path}: too few`);
    const { items } = schema;
    if (items !== undefined) value.forEach((item, index) => found.push(...check(root, items, item, below(String(index)))));
  } else if (typeof value === "object" && value !== null) {
    const names = Object.keys(value);
    if (names.length < (schema.minProperties ?? 0)) found.push(`${path}: too few`);
    for (const name of schema.required ?? []) if (!names.includes(name)) found.push(`${path}: ${name} is missing`);
    for (const [name, inner] of Object.entries(value)) {
      const { propertyNames, properties = {}, additionalProperties = true } = schema;
      const own = properties[name];
      if (propertyNames !== undefined && !new RegExp(propertyNames.pattern).test(name))
        found.push(`${path}: the name ${name} is not allowed`);
      if (own !== undefined) found.push(...check(root, own, inner, below(name)));
      else if (additionalProperties === false) found.push(`${path}: ${name} is not allowed`);
      else if (additionalProperties !== true) found.push(...check(root, additionalProperties, inner, below(name)));
    }
  }
  return found;
};

/** What is wrong with a value, by path. */
export const schemaProblems = (schema: Schema, value: unknown): readonly string[] => check(schema, schema, value, "");
