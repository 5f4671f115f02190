import { readFileSync } from "node:fs";
import { Fn, Token } from "cdktf";
import type { TerraformJson } from "../../modules/core/output-guards";
import { givenAs } from "../../modules/core/published";
import { synthesizeStack } from "../../modules/core/synthesize";
import { projectModules } from "../../tools/modules/faces";
import type { BuiltModule } from "../../tools/modules/module";
import type { Publication } from "../../tools/modules/files";
import { stackOf } from "./stack";
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

/** The construct of a module with the values of an example, and with the defaults of its variables if wanted. */
export const literalStack = (module: BuiltModule, kind: "basic" | "complete", defaults?: "with defaults"): TerraformJson => {
  const { face, shape, variables } = module;
  const further = Object.keys(shape.further ?? {});
  const values: Readonly<Record<string, unknown>> = { ...shape.basic, ...(kind === "basic" ? {} : shape.complete) };
  const literals = variables.flatMap(({ prop, check, default: fallback }): (readonly [string, unknown])[] => {
    // A literal secret is refused: any token stands for it.
    if (check.bound?.secret === true) return [[prop, Token.asString(Fn.lower("A"))]];
    if (values[prop] !== undefined) return [[prop, values[prop]]];
    return defaults !== undefined || further.includes(prop) ? [[prop, fallback]] : [];
  });
  const given = givenAs(module.name, new Map(literals), { text: String, number: Number, list: (value) => value as string[] });
  const stack = stackOf("test");
  new face.construct(stack, "this", {
    ...shape.fixed,
    ...Object.fromEntries(literals.filter(([prop]) => !further.includes(prop))),
    ...Object.fromEntries(Object.entries(shape.compose ?? {}).map(([prop, make]) => [prop, make?.(given)])),
  });
  return synthesizeStack(stack, "module");
};
