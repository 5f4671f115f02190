import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ModuleStack,
  notPublishable,
  type ModuleOutput,
  type ModuleVariable,
  type PublishedModule,
  type PublishedShape,
} from "../../modules/core/published";
import type { TerraformJson } from "../../modules/core/output-guards";
import { forgetTokens, stackRoot, synthesizeStack, withoutTokenTraces } from "../../modules/core/synthesize";
import { valueInTerraform } from "../../modules/core/variable-types";
import { moduleDoc, outputsOf, variablesOf } from "./describe";
import { checkMoves } from "./moved";
import { readConstruct } from "./reader";

/** One published module: a face in one shape, synthesized. */
export interface BuiltModule {
  /** Its name in a registry, `aws-key`. */
  readonly name: string;
  readonly face: PublishedModule;
  readonly shape: PublishedShape;
  /** What the construct says of itself. */
  readonly doc: string;
  readonly variables: readonly ModuleVariable[];
  readonly outputs: readonly ModuleOutput[];
  /** The module as Terraform JSON. */
  readonly json: TerraformJson;
  /** The folder of its construct, `modules/aws/key`. */
  readonly folder: string;
}

/**
 * Builds every shape of a face.
 *
 * @throws EstateError NotPublishable, also for moves that Terraform would refuse, and whatever the construct says of its props.
 */
export const buildModules = (root: string, folder: string, face: PublishedModule): readonly BuiltModule[] => {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(".ts"));
  const declared = readConstruct(
    files.map((file) => readFileSync(join(root, folder, file), "utf8")),
    face.construct.name,
  );
  if (declared === undefined) {
    throw notPublishable(
      face.name,
      `${folder} must declare the class ${face.construct.name} and its props`,
      "put the face beside its construct",
    );
  }
  return Object.entries(face.shapes).map(([word, shape]) => {
    const name = word === "" ? face.name : `${face.name}-${word}`;
    const variables = variablesOf(face, shape, declared);
    const outputs = outputsOf(declared);
    const json = withoutTokenTraces(() => synthesizeStack(new ModuleStack(stackRoot(), name, face, shape, variables, outputs), "module"));
    forgetTokens();
    checkMoves(name, shape.moved ?? {}, json.resource);
    const given = outputs.filter(({ name: output }) => Object.hasOwn(json.output ?? {}, output));
    return { name, face, shape, doc: moduleDoc(declared.doc, variables, given), variables, outputs: given, json, folder };
  });
};

/** Values for a module's variables, by their names in Terraform. */
export const exampleValues = ({ variables, shape }: BuiltModule, kind: "basic" | "complete"): Readonly<Record<string, unknown>> => {
  const values = kind === "basic" ? shape.basic : { ...shape.basic, ...shape.complete };
  return Object.fromEntries(
    variables.flatMap(({ prop, name, type }) =>
      Object.hasOwn(values, prop) ? [[name, valueInTerraform(type, values[prop])] as const] : [],
    ),
  );
};

/** The providers that a module asks for, by name. */
export const providersOf = ({ json }: BuiltModule): readonly string[] => Object.keys(json.terraform?.["required_providers"] ?? {}).sort();
