import { readFileSync } from "node:fs";
import { Fn, Token, type TerraformElement, type TerraformStack } from "cdktf";
import type { Node } from "constructs";
import type { TerraformJson } from "../../modules/core/output-guards";
import { givenAs, isSecret, nameInModule } from "../../modules/core/published";
import { EstateStack } from "../../modules/core/stack";
import { stackRoot, synthesizeStack } from "../../modules/core/synthesize";
import { projectModules } from "../../tools/modules/faces";
import type { BuiltModule } from "../../tools/modules/module";
import type { Publication } from "../../tools/modules/files";
import { identityOf } from "./stack";
import { schemasOf } from "../../tools/hcl/schemas";

const built = new Map<string, readonly BuiltModule[]>();

/** Every published module, built once in a test file. */
export const publishedModules = (): readonly BuiltModule[] => {
  const found = built.get("all") ?? projectModules();
  built.set("all", found);
  return found;
};

/** The published module of that name. */
export const publishedModule = (name: string): BuiltModule => {
  const found = publishedModules().find((module) => module.name === name);
  if (found === undefined) throw new Error(`no module ${name}`);
  return found;
};

/** What modules are published with in tests. */
export const publication: Publication = { version: "1.2.3", license: readFileSync("LICENSE", "utf8"), schemas: schemasOf() };

/** A stack whose resources have the names that they have in a module. */
class StackOfModule extends EstateStack {
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return nameInModule(this, element);
  }
}

/** A construct in a stack of its own. */
interface Standing {
  readonly stack: TerraformStack;
  readonly construct: Readonly<Record<string, unknown>>;
}

/** The construct of a module in a stack of its own, with `values`, by props and words of further variables, in the place of variables. */
export const constructOf = ({ name, face, shape }: BuiltModule, values: ReadonlyMap<string, unknown>): Standing => {
  const given = givenAs(name, values, { text: String, number: Number, list: (value) => value as string[] });
  const stack = new StackOfModule(stackRoot(), { identity: identityOf("test"), backend: { kind: "local", path: "terraform.tfstate" } });
  const construct = new face.construct(stack, "this", {
    ...shape.fixed,
    ...Object.fromEntries([...values].filter(([prop]) => !Object.hasOwn(shape.further ?? {}, prop))),
    ...Object.fromEntries(Object.entries(shape.compose ?? {}).map(([prop, make]) => [prop, make?.(given)])),
  }) as unknown as Standing["construct"];
  return { stack, construct };
};

/** The construct of a module with the values of an example, and with the defaults of its variables if wanted. */
export const exampleStack = (module: BuiltModule, kind: "basic" | "complete", defaults?: "with defaults"): TerraformJson => {
  const { shape, variables } = module;
  const values: Readonly<Record<string, unknown>> = { ...shape.basic, ...(kind === "basic" ? {} : shape.complete) };
  const literals = variables.flatMap((variable): (readonly [string, unknown])[] => {
    const { prop, default: fallback } = variable;
    // A literal secret is refused: any token stands for it.
    if (isSecret(variable)) return [[prop, Token.asString(Fn.lower("A"))]];
    if (values[prop] !== undefined) return [[prop, values[prop]]];
    return defaults !== undefined || Object.hasOwn(shape.further ?? {}, prop) ? [[prop, fallback]] : [];
  });
  return synthesizeStack(constructOf(module, new Map(literals)).stack, "module");
};
