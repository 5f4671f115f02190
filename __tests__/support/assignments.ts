import fc from "fast-check";
import { Lazy, TerraformOutput } from "cdktf";
import { EstateError, type Problem } from "../../modules/core/errors";
import { isSecret, type ModuleVariable } from "../../modules/core/published";
import { templateLiteral, type TerraformJson } from "../../modules/core/output-guards";
import { forgetTokens, synthesizeStack } from "../../modules/core/synthesize";
import type { BuiltModule } from "../../tools/modules/module";
import { rightValues, wrongValues } from "./draws";
import { constructOf } from "./modules";

/** Values for the variables of a module, by their props. What is left out has its default. */
export type Assignment = Readonly<Record<string, unknown>>;

/** Plain values as they stand in Terraform's JSON, where `${` and `%{` begin a sequence. */
export const asLiteral = <T>(value: T): T => JSON.parse(templateLiteral(JSON.stringify(value))) as T;

/**
 * The construct of a module as a stack of its own, with literals in the place of variables: the same face and shape, and
 * none of what makes a module. Only a secret stays a variable, for a construct refuses to be given a literal one.
 */
const literalStack = (module: BuiltModule, assignment: Assignment): TerraformJson => {
  const { shape, variables, outputs } = module;
  const values = new Map(
    variables.flatMap((variable): (readonly [string, unknown])[] => {
      const { prop, default: fallback } = variable;
      if (isSecret(variable)) return [[prop, Lazy.stringValue({ produce: () => `\${var.${variable.name}}` })]];
      if (Object.hasOwn(assignment, prop)) return [[prop, asLiteral(assignment[prop])]];
      return Object.hasOwn(shape.further ?? {}, prop) ? [[prop, fallback]] : [];
    }),
  );
  const { stack, construct } = constructOf(module, values);
  for (const { field, name: output } of outputs) {
    new TerraformOutput(stack, output, { value: construct[field] });
  }
  const json = synthesizeStack(stack, "module");
  forgetTokens();
  return json;
};

/** What the construct makes of an assignment: a stack, or problems. */
interface Outcome {
  readonly json: TerraformJson;
  readonly problems: readonly Problem[];
}

const outcomes = new WeakMap<Assignment, Outcome>();

/** The stack of an assignment, which belongs to one module and is synthesized once; where it is refused, an empty one and why. */
export const outcomeOf = (module: BuiltModule, assignment: Assignment): Outcome => {
  const found = outcomes.get(assignment) ?? synthesized(module, assignment);
  outcomes.set(assignment, found);
  return found;
};

const synthesized = (module: BuiltModule, assignment: Assignment): Outcome => {
  try {
    return { json: literalStack(module, assignment), problems: [] };
  } catch (error) {
    if (error instanceof EstateError) return { json: {}, problems: error.problems };
    throw error;
  }
};

/** What the construct says of an assignment; nothing where it takes it. */
export const problemsOf = (module: BuiltModule, assignment: Assignment): readonly Problem[] => outcomeOf(module, assignment).problems;

const subjectOf = ({ type, check }: ModuleVariable) => {
  const passes = (value: unknown): boolean => check(value as never) === undefined;
  // The construct refuses every literal of a secret, so its form decides.
  const { domain, secret } = check.bound ?? {};
  if (secret === true && domain?.kind === "text") {
    return { domain, passes: (value: unknown) => domain.pattern.test(String(value)) };
  }
  if (check.bound?.domain !== undefined) return { domain: check.bound.domain, passes };
  if (type === "bool" || check.bound !== undefined) return undefined;
  return { domain: { kind: "text", pattern: /^[^]*$/, min: 0, max: 100 } as const, passes };
};

/** Values that a variable takes; `undefined` where nobody can draw any. */
export const rightFor = (variable: ModuleVariable): fc.Arbitrary<unknown> | undefined => {
  if (variable.type === "bool" && variable.check.bound === undefined) return fc.boolean();
  const subject = subjectOf(variable);
  return subject && rightValues(subject);
};

/** Values that a variable refuses by a little; `undefined` where it takes everything of its type. */
export const wrongFor = (variable: ModuleVariable): fc.Arbitrary<unknown> | undefined => {
  const subject = variable.check.bound === undefined || isSecret(variable) ? undefined : subjectOf(variable);
  return subject && wrongValues(subject);
};

/** Assignments of values each of which is right alone, some of them the same for two variables that may be so. */
export const assignmentsOf = (module: BuiltModule): fc.Arbitrary<Assignment> => {
  const { variables, shape } = module;
  const examples: Readonly<Record<string, unknown>> = { ...shape.basic, ...shape.complete };
  const all = variables.map((variable) => {
    const right = rightFor(variable);
    if (right === undefined) throw new Error(`nobody can draw a value for ${variable.prop}`);
    // Where a construct wants more of a value than its check says, its example has it.
    const example = Object.hasOwn(examples, variable.prop) ? [fc.constant(examples[variable.prop])] : [];
    return [variable, fc.oneof({ weight: 3, arbitrary: right }, ...example)] as const;
  });
  const any = fc.record(Object.fromEntries(all.map(([{ prop }, right]) => [prop, right])), {
    requiredKeys: variables.filter((one) => one.default === undefined).map(({ prop }) => prop),
    noNullPrototype: true,
  });
  const pairs = variables.flatMap((one) =>
    variables
      .filter((other) => other !== one && other.type === one.type && !isSecret(other) && !isSecret(one))
      .map((other) => [one, other] as const),
  );
  if (pairs.length === 0) return any;
  const same = fc.tuple(any, fc.constantFrom(...pairs)).map(([values, [one, other]]) => {
    const value = values[one.prop];
    return value === undefined || other.check(value as never) !== undefined ? values : { ...values, [other.prop]: value };
  });
  return fc.oneof({ weight: 3, arbitrary: any }, { weight: 1, arbitrary: same });
};
