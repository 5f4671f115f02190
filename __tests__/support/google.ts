import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { countResources, expandInstances } from "../../modules/core/expand";
import type { Attributes, TerraformJson } from "../../modules/core/output-guards";
import type { EstateStack } from "../../modules/core/stack";
import { synthesizeStack } from "../../modules/core/synthesize";
import { stackOf } from "./stack";

/** The project of the tests. */
export const project = "meetbarter-test-eu";
/** Its number. */
export const number = "777711119999";
/** The region of the tests. */
export const region = "europe-west4";

/** How IAM names a service account of the project. */
export const account = (id: string): string => `serviceAccount:${id}@${project}.iam.gserviceaccount.com`;

const googleStack = (): EstateStack => {
  const stack = stackOf("account");
  new GoogleProvider(stack, "google", { project, region });
  return stack;
};

/** What a stack with one construct on Google comes out as. */
export const synthesizedOnGoogle = (build: (stack: EstateStack) => unknown): TerraformJson => {
  const stack = googleStack();
  build(stack);
  return synthesizeStack(stack);
};

/** How many resources of each type there are: instances, where there are several. */
export const counts = countResources;

/** The arguments of a resource, or of one of its instances, without what cdktf notes for itself. */
export const made = (json: TerraformJson, type: string, name: string): Attributes => {
  const byName = expandInstances(json).resource?.[type] ?? {};
  const found = byName[name];
  if (found === undefined) throw new Error(`no ${type}.${name}, only ${Object.keys(byName).join(", ")}`);
  return Object.fromEntries(Object.entries(found).filter(([key]) => key !== "//"));
};

/** The outputs by name. */
export const outputs = (json: TerraformJson): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(json.output ?? {}).map(([name, { value }]) => [name, value]));

/** What is told when something is built on Google; empty when nothing is wrong. */
export const problemsOnGoogle = (build: (stack: EstateStack) => unknown): string => {
  try {
    build(googleStack());
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};
