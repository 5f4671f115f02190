import type { TerraformStack } from "cdktf";
import { EstateError } from "../../../../modules/core/errors";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { writeHcl } from "../../../../modules/core/hcl/writer";
import { schemasOf } from "../../../../tools/hcl/schemas";
import { stackOf } from "../../../support/stack";
import type { Build, Builds } from "./cases/case";
import { frameworks } from "./cases/frameworks";
import { language } from "./cases/language";
import { resources } from "./cases/resources";
import { roots } from "./cases/roots";
import { values } from "./cases/values";
import { variables } from "./cases/variables";

/** A case in all the forms that are compared. */
export interface CaseTexts {
  readonly name: string;
  /** As this project's own synthesis gives it. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly hcl: string;
  /** As cdktf's own writer of HCL gives it, or what it threw. */
  readonly theirs: { readonly text: string } | { readonly thrown: string };
}

const schemas = schemasOf();

const textsOf = (name: string, build: Build): CaseTexts => {
  const stack = stackOf("case");
  build(stack);
  const json = JSON.parse(JSON.stringify(synthesized(stack))) as Readonly<Record<string, unknown>>;
  return { name, json, hcl: writeHcl(json, schemas, name), theirs: theirText(build) };
};

/** What the project's own stacks may not hold, and a published module may. Then cdktf's JSON is the measure. */
const ofOurStacks: readonly string[] = ["BackendMissing", "ForeignDependency", "UnescapedTemplate"];

const synthesized = (stack: TerraformStack): unknown => {
  try {
    return synthesizeStack(stack);
  } catch (error) {
    if (error instanceof EstateError && error.problems.every(({ code }) => ofOurStacks.includes(code))) return stack.toTerraform();
    throw error;
  }
};

const theirText = (build: Build): CaseTexts["theirs"] => {
  const stack: TerraformStack = stackOf("case");
  // Written by cdktf, the version that every stack asks for would make each case invalid HCL.
  const { rawOverrides } = stack as unknown as { readonly rawOverrides: Record<string, unknown> };
  delete rawOverrides["terraform"];
  try {
    build(stack);
    return { text: (stack.toHclTerraform() as { readonly hcl: string }).hcl };
  } catch (error) {
    return { thrown: String(error) };
  }
};

const all = (builds: Builds): readonly CaseTexts[] => Object.entries(builds).map(([name, build]) => textsOf(name, build));

/** Cases that stand as child modules of one root. */
export const batchCases = (): readonly CaseTexts[] => all({ ...values, ...variables, ...language, ...resources, ...frameworks });

/** Cases that need a root module of their own. */
export const rootCases = (): readonly CaseTexts[] => all(roots);
