/** The type of a variable of a published module: as Terraform has it, but with fields by the names of our props. */
export type VariableType = "string" | "number" | "bool" | ListType | MapType | ObjectType;

/** A list of one type. */
export interface ListType {
  readonly kind: "list";
  readonly of: VariableType;
}

/** A map whose keys are the caller's. */
export interface MapType {
  readonly kind: "map";
  readonly of: VariableType;
}

/** An object with fields of fixed names. */
export interface ObjectType {
  readonly kind: "object";
  readonly fields: Readonly<Record<string, ObjectField>>;
}

/** One field of an object. */
export interface ObjectField {
  readonly type: VariableType;
  /** What it is, as the interface's docstring says. */
  readonly doc: string;
  readonly optional: boolean;
  /** What an optional field is where it isn't given. @default - null */
  readonly default?: unknown;
}

/** A list of this type. */
export const listType = (of: VariableType): ListType => ({ kind: "list", of });

/** A map of this type. */
export const mapType = (of: VariableType): MapType => ({ kind: "map", of });

/** The name of a prop or field in Terraform: `kmsKeyArn` becomes `kms_key_arn`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The type as Terraform writes it: `map(object({ name = string, role_arn = optional(string) }))`. */
export const typeText = (type: VariableType): string => {
  if (typeof type === "string") return type;
  return type.kind === "object"
    ? `object({ ${Object.entries(type.fields).map(fieldText).join(", ")} })`
    : `${type.kind}(${typeText(type.of)})`;
};

const fieldText = ([name, field]: readonly [string, ObjectField]): string => {
  const type = typeText(field.type);
  const more = field.default === undefined ? "" : `, ${JSON.stringify(field.default)}`;
  return `${snakeCase(name)} = ${field.optional ? `optional(${type}${more})` : type}`;
};

/** A value of that type as a caller of the module gives it: fields of objects in Terraform's names, keys of maps as they are. */
export const valueInTerraform = (type: VariableType, value: unknown): unknown => {
  if (typeof type === "string" || value === null || value === undefined) return value;
  if (type.kind === "list") return (value as readonly unknown[]).map((one) => valueInTerraform(type.of, one));
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  if (type.kind === "map") return Object.fromEntries(entries.map(([key, one]) => [key, valueInTerraform(type.of, one)]));
  return Object.fromEntries(
    entries.map(([name, one]) => {
      const field = type.fields[name];
      return [snakeCase(name), field === undefined ? one : valueInTerraform(field.type, one)];
    }),
  );
};
