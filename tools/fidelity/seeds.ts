import { expandInstances } from "../../modules/core/expand";
import type { TerraformJson } from "../../modules/core/output-guards";
import type { Synthesis } from "../../regions/synthesis";
import type { Block } from "../catalogue/facts";
import type { ObjectValue } from "../protocol/values";
import { configurationOf } from "./seeds-form";
import { literalOf } from "./seeds-literal";

/** A right configuration of a resource, with nothing unknown. */
export interface Seed {
  /** `<stack>/<type>.<name>`, or the type alone where no stack has it. */
  readonly address: string;
  readonly type: string;
  readonly config: ObjectValue;
}

/** The resources of an estate that a provider can be asked about. */
export interface EstateSeeds {
  /** In the order of their addresses. */
  readonly seeds: readonly Seed[];
  /** The provider's other resources, each with what it doesn't know of it: a type, or an argument. */
  readonly leftOut: readonly string[];
}

/** What Terraform reads itself, and no provider sees. */
const metaArguments = new Set(["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"]);

/** What an earlier stack's output is, by the name of the remote state. */
type Samples = (state: string, output: string) => unknown;

type Types = Readonly<Record<string, { readonly block: Block }>>;

/**
 * The resources of a synthesis whose types begin with a provider's name, such as `aws`. References to other resources
 * became values of the form that a provider gives, and those to other stacks the samples of their contracts.
 */
export const estateSeeds = (synthesis: Synthesis, provider: string, types: Types): EstateSeeds => {
  const stacks = new Map(synthesis.stacks.map((stack) => [stack.name, stack]));
  const found = [...synthesis.texts].flatMap(([name, text]) => {
    const stack = stacks.get(name);
    const samples: Samples = (state, output) => stacks.get(stack?.reads[state] ?? "")?.outputs[output]?.sample;
    return stackSeeds(name, expandInstances(JSON.parse(text) as TerraformJson), provider, types, samples);
  });
  return {
    seeds: found.filter((one) => typeof one !== "string").sort((a, b) => (a.address < b.address ? -1 : 1)),
    leftOut: found.filter((one) => typeof one === "string").sort(),
  };
};

const stackSeeds = (
  stack: string,
  { resource = {} }: TerraformJson,
  provider: string,
  types: Types,
  samples: Samples,
): readonly (Seed | string)[] =>
  Object.entries(resource)
    .filter(([type]) => type.startsWith(`${provider}_`))
    .flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => {
        const given = Object.entries(body).filter(([argument]) => !metaArguments.has(argument));
        const resolved = Object.fromEntries(given.map(([argument, value]) => [argument, resolve(value, stack, samples)]));
        return seedOf(`${stack}/${type}.${name}`, type, types[type], resolved);
      }),
    );

const seedOf = (
  address: string,
  type: string,
  known: Types[string] | undefined,
  body: Readonly<Record<string, unknown>>,
): Seed | string => {
  if (known === undefined) return `${address}: there is no type '${type}'`;
  try {
    return { address, type, config: configurationOf(known.block, body) };
  } catch (error) {
    return `${address}: ${error instanceof Error ? error.message : String(error)}`;
  }
};

const resolve = (value: unknown, stack: string, samples: Samples): unknown => {
  if (typeof value === "string") return resolveText(value, stack, samples);
  if (Array.isArray(value)) return value.map((item) => resolve(item, stack, samples));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, stack, samples)]));
};

const expression = /(\$?)\$\{([^}]*)\}/g;
const wholeExpression = /^\$\{([^}]*)\}$/;

const resolveText = (text: string, stack: string, samples: Samples): unknown => {
  const whole = wholeExpression.exec(text)?.[1];
  if (whole !== undefined) return referenced(whole, stack, samples);
  return text.replace(expression, (all: string, escape: string, inner: string) =>
    escape === "" ? String(referenced(inner, stack, samples)) : all.slice(1),
  );
};

const elementOf = /^element\((.+), (\d+)\)$/;
const memberOf = /^jsondecode\((.+)\)\["([^"]+)"\]$/;
const withoutSuffix = /^trimsuffix\((.+), "\."\)$/;
const part = /^([a-z][a-z0-9_]*)\.([\w-]+(?:\["[^"]+"\])?)\.(?:[\w[\]]+\.)*([a-z][a-z0-9_]*)$/;

/**
 * The value of an expression as the estate writes them: a reference, or one of a few functions of one.
 *
 * @throws Error where an expression is anything else
 */
const referenced = (text: string, stack: string, samples: Samples): unknown => {
  const inner = (one = ""): unknown => referenced(one, stack, samples);
  const element = elementOf.exec(text);
  if (element !== null) return (inner(element[1]) as readonly unknown[])[Number(element[2])];
  const member = memberOf.exec(text);
  if (member !== null)
    return (JSON.parse(String(inner(member[1]))) as Readonly<Record<string, unknown>>)[member[2] ?? ""] ?? sampleMember(inner(member[1]));
  const suffixed = withoutSuffix.exec(text);
  if (suffixed !== null) return String(inner(suffixed[1])).replace(/\.$/, "");
  const reference = text.trim().replace(/^tolist\(([^()]+)\)/, "$1");
  const output = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w.-]+)$/.exec(reference);
  const sample = output === null ? undefined : samples(output[1] ?? "", output[2] ?? "");
  if (sample !== undefined) return sample;
  // A variable of the estate is a secret that people give at an apply.
  if (/^var\.\w+$/.test(reference)) return "a-value-that-people-give";
  const [, type, name = "", attribute = ""] = part.exec(reference) ?? [];
  const form = ownForms[`${type ?? ""}.${attribute}`];
  if (form !== undefined) return form;
  if (type !== undefined && type !== "data") return literalOf({ type, address: `${stack}/${name}`, attribute });
  throw new Error(`${stack}: '${reference}' is not a reference that has a sample`);
};

/** Values that providers check more closely than by the name of the attribute. */
const ownForms: Readonly<Record<string, string>> = {
  "aws_launch_template.id": "lt-0aaa1111bbbb22223",
  "aws_launch_template.latest_version": "1",
};

/** A sample holds one member of a record: it stands for the others too. */
const sampleMember = (record: unknown): unknown => Object.values(JSON.parse(String(record)) as Readonly<Record<string, unknown>>)[0];
