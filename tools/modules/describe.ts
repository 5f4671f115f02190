import {
  notPublishable,
  type ModuleOutput,
  type ModuleVariable,
  type PublishedModule,
  type PublishedShape,
} from "../../modules/core/published";
import { anything, type Check } from "../../modules/core/props";
import { listType, snakeCase, type VariableType } from "../../modules/core/variable-types";
import type { DeclaredConstruct, DeclaredProp, DeclaredTypes } from "./reader";
import { fieldNames, fieldTexts, literalDefault, typeFrom } from "./types";

/** The type of a prop as Terraform has it: a name of words out of a closed list is text, which the prop's check tells. */
const variableTypeOf = ({ type }: DeclaredProp, { bound }: Check<never>, types: DeclaredTypes): VariableType | undefined => {
  const found = typeFrom(type, types);
  if (found !== undefined) return found;
  if (bound?.must.startsWith("be one of ") === true) return "string";
  return /^readonly [\w.]+\[\]$/.test(type) && bound?.must.includes("each must be one of ") === true ? listType("string") : undefined;
};

/** What Terraform can't put out: what only the program knows. */
const isOutput = (type: string): boolean => !type.includes("ITerraformDependable");

/** A docstring with the names of props and fields as Terraform has them. */
const inTerraform = (doc: string, names: ReadonlySet<string>): string =>
  doc.replace(/`([a-z][A-Za-z0-9]*)`/g, (found, name: string) => (names.has(name) ? `\`${snakeCase(name)}\`` : found));

/**
 * The variables of a shape: its value props that are required, that have a literal default, or that the shape takes; then
 * its further ones.
 *
 * @throws EstateError NotPublishable for a required shape prop that is neither fixed nor composed, for a prop whose type no
 * variable has, and for a check that Terraform couldn't make.
 */
export const variablesOf = (
  face: PublishedModule,
  shape: PublishedShape,
  { props, types }: DeclaredConstruct,
): readonly ModuleVariable[] => {
  const names = new Set([...props.map(({ name }) => name), ...Object.keys(shape.further ?? {})]);
  const own = props
    .filter((prop) => shape.leaves?.includes(prop.name) !== true)
    .filter((prop) => !Object.hasOwn(shape.fixed ?? {}, prop.name) && !Object.hasOwn(shape.compose ?? {}, prop.name))
    .flatMap((prop) => variableOf(face, shape, prop, types))
    .map((variable) => ({ ...variable, description: describe(variable, names) }));
  const further = Object.entries(shape.further ?? {}).map(([prop, { type, description, check = anything, default: fallback }]) => ({
    prop,
    name: snakeCase(prop),
    type,
    description: inTerraform(description, names),
    check,
    ...(fallback === undefined ? {} : { default: fallback }),
  }));
  return [...own, ...further];
};

/** What a variable is, and what each of its fields. */
const describe = ({ type, description }: ModuleVariable, names: ReadonlySet<string>): string =>
  inTerraform([description, ...fieldTexts(type)].join("\n"), new Set([...names, ...fieldNames(type)]));

const variableOf = (face: PublishedModule, shape: PublishedShape, prop: DeclaredProp, types: DeclaredTypes): readonly ModuleVariable[] => {
  const place = `${face.name}: ${prop.name}`;
  const taken = shape.takes?.includes(prop.name) === true;
  const fallback = literalDefault(prop.default);
  if (prop.kind === "shape") {
    if (prop.optional) return [];
    throw notPublishable(place, "a shape prop that is required must be fixed by each published shape", "name it in 'fixed'");
  }
  if (prop.optional && fallback === undefined && !taken) return [];
  const check = (face.rules[prop.name]?.check ?? anything) as Check<never>;
  const type = variableTypeOf(prop, check, types);
  if (type === undefined) {
    throw notPublishable(
      place,
      `a variable must have a type of Terraform, and '${prop.type}' has none`,
      "fix or compose it, or leave it out",
    );
  }
  if (check !== anything && check.bound === undefined) {
    throw notPublishable(place, "a variable's check must have its rule in Terraform's language", "give the check a bound");
  }
  // A secret is needed once, and everyday plans have none.
  const standing = check.bound?.secret === true ? "" : taken ? undefined : fallback;
  return [
    {
      prop: prop.name,
      name: snakeCase(prop.name),
      type,
      description: prop.doc,
      check,
      ...(standing === undefined ? {} : { default: standing }),
    },
  ];
};

/** What a construct says of itself, with the names that its module has for variables and outputs. */
export const moduleDoc = (doc: string, variables: readonly ModuleVariable[], outputs: readonly ModuleOutput[]): string =>
  inTerraform(doc, new Set([...variables.flatMap(({ prop, type }) => [prop, ...fieldNames(type)]), ...outputs.map(({ field }) => field)]));

/** The outputs of a module: the public fields of the construct that Terraform can put out. */
export const outputsOf = ({ fields, props }: DeclaredConstruct): readonly ModuleOutput[] => {
  const names = new Set([...fields, ...props].map(({ name }) => name));
  return fields
    .filter(({ type }) => isOutput(type))
    .map(({ name, doc }) => ({ field: name, name: snakeCase(name), description: inTerraform(doc, names) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};
