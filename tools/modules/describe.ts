import {
  notPublishable,
  snakeCase,
  type ModuleOutput,
  type ModuleShape,
  type ModuleVariable,
  type PublishedModule,
  type VariableType,
} from "../../modules/core/published";
import type { DeclaredConstruct, DeclaredProp } from "./reader";

const typeOf: Readonly<Record<string, VariableType>> = {
  string: "string",
  number: "number",
  boolean: "bool",
  "readonly string[]": "list(string)",
  "Readonly<Record<string, string>>": "map(string)",
};
const wordUnion = /^"[^"]*"(?: \| "[^"]*")*$/;

/** Fields that Terraform can put out: texts, numbers, truth values and collections of them. */
const isOutput = (type: string): boolean => typeOf[type.replace(/ \| undefined$/, "")] !== undefined;

/** The value of a literal default, `undefined` for a default in words. */
const literalDefault = ({ default: text }: DeclaredProp): unknown => {
  try {
    return text === undefined ? undefined : (JSON.parse(text.replaceAll("_", "")) as unknown);
  } catch {
    return undefined;
  }
};

/** A docstring with the names of props and fields as Terraform has them. */
const inTerraform = (doc: string, names: ReadonlySet<string>): string =>
  doc.replace(/`([a-z][A-Za-z0-9]*)`/g, (found, name: string) => (names.has(name) ? `\`${snakeCase(name)}\`` : found));

/**
 * The variables of a shape: its value props that are required, that have a literal default, or that the shape takes.
 *
 * @throws EstateError NotPublishable for a required shape prop that is not fixed, and for a prop whose type no variable has.
 */
export const variablesOf = (
  face: PublishedModule,
  shape: ModuleShape<Record<string, unknown>>,
  { props }: DeclaredConstruct,
): readonly ModuleVariable[] => {
  const names = new Set(props.map(({ name }) => name));
  return props.flatMap((prop): readonly ModuleVariable[] => {
    const place = `${face.name}: ${prop.name}`;
    const fallback = literalDefault(prop);
    if (Object.hasOwn(shape.fixed, prop.name)) return [];
    const taken = shape.takes?.includes(prop.name) === true;
    if (prop.kind === "shape") {
      if (prop.optional) return [];
      throw notPublishable(place, "a shape prop that is required must be fixed by each published shape", "name it in 'fixed'");
    }
    if (prop.optional && fallback === undefined && !taken) return [];
    const type =
      typeOf[prop.type] ??
      (wordUnion.test(prop.type) || face.rules[prop.name]?.check.bound?.must.startsWith("be one of ") === true ? "string" : undefined);
    if (type === undefined) {
      throw notPublishable(
        place,
        `a variable must have a type of Terraform, and '${prop.type}' has none`,
        "name it in 'fixed', or leave it out",
      );
    }
    const description = inTerraform(prop.doc, names);
    return [
      { prop: prop.name, name: snakeCase(prop.name), type, description, ...(fallback === undefined || taken ? {} : { default: fallback }) },
    ];
  });
};

/** The outputs of a module: the public fields of the construct that Terraform can put out. */
export const outputsOf = ({ fields, props }: DeclaredConstruct): readonly ModuleOutput[] => {
  const names = new Set([...fields, ...props].map(({ name }) => name));
  return fields
    .filter(({ type }) => isOutput(type))
    .map(({ name, doc }) => ({ field: name, name: snakeCase(name), description: inTerraform(doc, names) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};
