import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { countResources, expandInstances } from "../../../../modules/core/expand";
import type { Attributes, TerraformJson } from "../../../../modules/core/output-guards";
import type { EstateStack } from "../../../../modules/core/stack";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { stackOf } from "../../../support/stack";
import type { PolicyDocument } from "./policy-evaluator";

/** The account of the tests. */
export const account = "111122223333";

/** An ARN of IAM in the account of the tests. */
export const iam = (resource: string): string => `arn:aws:iam::${account}:${resource}`;

/** A stack for one construct. */
export const awsStack = (): EstateStack => {
  const stack = stackOf("account");
  new AwsProvider(stack, "aws", { region: "eu-central-1", allowedAccountIds: [account] });
  return stack;
};

/** What a stack with one construct comes out as. */
export const synthesized = (build: (stack: EstateStack) => unknown): TerraformJson => {
  const stack = awsStack();
  build(stack);
  return synthesizeStack(stack);
};

/** How many resources of each type there are: instances, where there are several. */
export const countsOf = countResources;

/** The arguments of a resource, or of one of its instances. */
export const resourceOf = (json: TerraformJson, type: string, name: string): Attributes => {
  const byName = expandInstances(json).resource?.[type] ?? {};
  const found = byName[name];
  if (found === undefined) throw new Error(`no ${type}.${name}, only ${Object.keys(byName).join(", ")}`);
  return found;
};

/** The arguments of a resource alone, without what cdktf notes of its path. */
export const argumentsOf = (json: TerraformJson, type: string, name: string): Attributes => {
  const { "//": _, ...rest } = resourceOf(json, type, name);
  return rest;
};

/** A policy that stands in an argument, with references replaced by what they would be. */
export const documentOf = (text: unknown, known: Readonly<Record<string, string>> = {}): PolicyDocument => {
  const resolved = Object.entries(known).reduce((now, [reference, real]) => now.replaceAll(`\${${reference}}`, real), String(text));
  return JSON.parse(resolved) as PolicyDocument;
};

/** What is told when something is built; empty when nothing is wrong. */
export const problemsOf = (build: (stack: EstateStack) => unknown): string => {
  try {
    build(awsStack());
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};
