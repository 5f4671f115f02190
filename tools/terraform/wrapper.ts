import type { Attributes } from "../../modules/core/output-guards";
import type { Copy } from "./copy";

/** A stack as a child of a root module that holds many. */
export interface Child {
  /** Short, unique, without `_`: the name of the module, and the first part of what the root declares for it. */
  readonly key: string;
  /** The stack's name. */
  readonly stack: string;
  readonly copy: Copy;
}

/** Where a child's files lie, relative to the root module. */
export const childFolder = ({ stack }: Child): string => `stacks/${stack}`;

/**
 * A root module that holds these stacks as its children, so that one Terraform serves them all.
 *
 * A root module gives its variables without a default a value, and may not show a sensitive or ephemeral output without
 * saying so; the children are held to both. Provider blocks in a module are old-fashioned, and only forbid `count`,
 * `for_each` and `depends_on` on it: Terraform has no warning about that.
 *
 * @param samples whether variables get sample values, for a plan; otherwise they stay unknown.
 */
export const wrapperOf = (children: readonly Child[], samples: boolean): Copy => {
  const variables = children.flatMap((child) => requiredVariables(child).map(([name, block]) => [child, name, block] as const));
  const outputs = children.flatMap((child) =>
    Object.entries(blocksIn(child, "output")).map(([name, block]) => [child, name, block] as const),
  );
  return withoutEmpty({
    module: Object.fromEntries(
      children.map((child) => [
        child.key,
        {
          source: `./${childFolder(child)}`,
          ...Object.fromEntries(
            requiredVariables(child).map(([name, { type }]) => [name, samples ? sampleOf(type) : `\${var.${child.key}_${name}}`]),
          ),
        },
      ]),
    ),
    variable: samples ? {} : Object.fromEntries(variables.map(([{ key }, name, block]) => [`${key}_${name}`, declaration(block)])),
    output: Object.fromEntries(
      outputs.map(([{ key }, name, { sensitive }]) => [
        `${key}_${name}`,
        { value: `\${module.${key}.${name}}`, ...(sensitive === undefined ? {} : { sensitive }) },
      ]),
    ),
  });
};

const blocksIn = ({ copy }: Pick<Child, "copy">, block: string): Readonly<Record<string, Attributes>> =>
  (copy[block] ?? {}) as Readonly<Record<string, Attributes>>;

/** Sample values for the variables of a stack for which somebody has to give one. */
export const sampleVariables = (copy: Copy): Readonly<Record<string, unknown>> =>
  Object.fromEntries(requiredVariables({ copy }).map(([name, { type }]) => [name, sampleOf(type)]));

/** Variables for which somebody has to give a value. */
const requiredVariables = (child: Pick<Child, "copy">): readonly (readonly [string, Attributes])[] =>
  Object.entries(blocksIn(child, "variable")).filter(([, block]) => !("default" in block));

const declaration = ({ type, ephemeral, sensitive }: Attributes): Attributes =>
  Object.fromEntries(Object.entries({ type, ephemeral, sensitive }).filter(([, value]) => value !== undefined));

/** A value of a variable's type. An object's type is not taken apart: a plan with one says that its attributes are missing. */
const sampleOf = (type: unknown): unknown => {
  const word = typeof type === "string" ? /[a-z]+/.exec(type)?.[0] : undefined;
  switch (word) {
    case "number":
      return 1;
    case "bool":
      return true;
    case "list":
    case "set":
    case "tuple":
      return [];
    case "map":
    case "object":
      return {};
    default:
      return "rehearsal-0-sample";
  }
};

/** Terraform takes an empty object for a block whose name is missing. */
const withoutEmpty = (blocks: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Copy =>
  Object.fromEntries(Object.entries(blocks).filter(([, block]) => Object.keys(block).length > 0));
