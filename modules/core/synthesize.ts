import { TerraformElement, TerraformOutput, type TerraformStack } from "cdktf";
import { RootConstruct, type Construct } from "constructs";
import { version } from "cdktf/package.json";
import { invokeAspects } from "cdktf/lib/synthesize/synthesizer";
import { failOn, type Problem } from "./errors";
import { fragmentOf, type Fragment } from "./fragment";
import { treeProblems } from "./guards";
import { outputProblems, type TerraformJson } from "./output-guards";
import { tokenResolver } from "./resolve";

/** The version of cdktf that wrote the output; stands in each file's metadata and in the manifest. */
export const cdktfVersion: string = version;

/**
 * A root for one stack. cdktf's App would do, but makes its output folder when constructed; here nothing touches the
 * disk before everything is known to be right.
 */
export const stackRoot = (): Construct => {
  const root = new RootConstruct();
  root.node.setContext("cdktfVersion", cdktfVersion);
  return root;
};

/**
 * Runs `work` without the stack trace that cdktf captures for every token: nine tenths of the time that building
 * takes. Errors thrown inside keep their message, and the function is put back whatever happens.
 */
export const withoutTokenTraces = <T>(work: () => T): T => {
  const capture = Object.getOwnPropertyDescriptor(Error, "captureStackTrace");
  Error.captureStackTrace = () => undefined;
  try {
    return work();
  } finally {
    if (capture !== undefined) Object.defineProperty(Error, "captureStackTrace", capture);
  }
};

/**
 * Forgets every token made so far, and with them the constructs that they hold. Call it between stacks that share
 * nothing: memory then stays that of one stack, however large the estate is.
 */
export const forgetTokens = (): void => {
  const { __cdktfTokenMap: map } = globalThis as {
    __cdktfTokenMap?: { stringTokenMap: Map<string, unknown>; numberTokenMap: Map<number, unknown> };
  };
  map?.stringTokenMap.clear();
  map?.numberTokenMap.clear();
};

/**
 * The stack as Terraform JSON, in the form that cdktf gives it, resolved once. Aspects run, validations and guards
 * judge, and every problem of a step is reported at once. A published module has neither
 * providers nor a backend: its callers bring them.
 *
 * @throws EstateError with the problems of the constructs or of the output.
 */
export const synthesizeStack = (stack: TerraformStack, kind: "root" | "module" = "root"): TerraformJson => {
  invokeAspects(stack);
  failOn(treeProblems(stack));
  failOn(validationProblems(stack).filter(({ rule }) => kind === "root" || !rule.startsWith(withoutProvider)));
  const json = resolveStack(stack);
  failOn(outputProblems(stack.node.id, json).filter(({ code }) => kind === "root" || code !== "BackendMissing"));
  return json;
};

/** How cdktf's own validation begins where a stack has no provider block. */
const withoutProvider = "Found resources without a matching provider construct";

const validationProblems = (stack: TerraformStack): Problem[] =>
  stack.node.findAll().flatMap((node) =>
    node.node.validate().map((message) => ({
      code: "InvalidConstruct" as const,
      place: node.node.path,
      rule: message,
      fix: "mend what the validation says",
    })),
  );

const resolveStack = (stack: TerraformStack): TerraformJson => {
  const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  const fragments = elements.map(fragmentOf);
  failOn(twinProblems(elements, fragments));
  const overrides = (stack as unknown as { rawOverrides: Fragment }).rawOverrides;
  const metadata: Fragment = {
    version: cdktfVersion,
    stackName: stack.node.id,
    backend: "local",
    ...(Object.keys(overrides).length > 0 ? { overrides: { stack: Object.keys(overrides) } } : {}),
  };
  const outputs: Fragment = {};
  const json: Fragment = {};
  const resolve = tokenResolver(stack);
  for (const [index, element] of elements.entries()) {
    merge(metadata, resolve(element.toMetadata()) as Fragment);
    if (TerraformOutput.isTerraformOutput(element)) merge(outputs, nested(element.node.path.split("/"), element.friendlyUniqueId));
    merge(json, resolve(fragments[index]) as Fragment);
  }
  merge(json, resolve(overrides) as Fragment);
  return { "//": { metadata, outputs }, ...json };
};

/** Puts into `target` what only `source` has, as it is: objects that both have are merged, lists are joined, other values replaced. */
const merge = (target: Fragment, source: Fragment): void => {
  for (const key of Object.keys(source)) {
    const [had, value] = [target[key], source[key]];
    if (Array.isArray(had) && Array.isArray(value)) target[key] = [...(had as unknown[]), ...(value as unknown[])];
    else if (isObject(had) && isObject(value)) merge(had, value);
    else target[key] = value;
  }
};

const isObject = (value: unknown): value is Fragment => typeof value === "object" && value !== null && !Array.isArray(value);

const nested = ([first = "", ...rest]: readonly string[], leaf: string): Fragment => ({
  [first]: rest.length === 0 ? leaf : nested(rest, leaf),
});

/** Elements that cdktf would merge into one block without a word. */
const twinProblems = (elements: readonly TerraformElement[], fragments: readonly Fragment[]): Problem[] => {
  const paths = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [index, element] of elements.entries()) {
    for (const address of namedBlocks(fragments[index] ?? {})) {
      const earlier = paths.get(address);
      if (earlier !== undefined) {
        problems.push({
          code: "DuplicateAddress",
          place: element.node.path,
          rule: `each construct must have an address of its own; '${earlier}' already has this one`,
          value: address,
          fix: "rename one of the two constructs",
        });
      }
      paths.set(address, element.node.path);
    }
  }
  return problems;
};

/** Blocks whose members have a name each, with the levels above the name. */
const levelsAbove = new Map(Object.entries({ resource: 1, data: 1, output: 0, variable: 0, module: 0, locals: 0 }));

const namedBlocks = (fragment: Fragment): string[] =>
  Object.entries(fragment).flatMap(([block, members]) => {
    const levels = levelsAbove.get(block);
    if (levels === undefined || members === undefined) return [];
    const entries = Object.entries(members as Record<string, object>);
    if (levels === 0) return entries.map(([name]) => `${block}.${name}`);
    return entries.flatMap(([type, byName]) => Object.keys(byName).map((name) => `${block}.${type}.${name}`));
  });
