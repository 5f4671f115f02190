import { propertyAccess, TerraformOutput, TerraformStack, TerraformVariable, Token, type TerraformElement } from "cdktf";
import type { Construct, Node } from "constructs";
import { EstateError } from "./errors";
import type { Bound, Check, PropRules } from "./props";
import { providerRequirements } from "./provider-ranges";
import { pathBelow, requiredTerraform } from "./stack";
import { listType, typeText, snakeCase, type ObjectType, type VariableType } from "./variable-types";
import { boundsTogether, type Together } from "./together";

/** The face of a construct: what of it is published as a Terraform module, in one shape or in a few. */
export interface ModuleFace<P extends object> {
  /** `<cloud>-<entity>`; a shape with a word of its own is published as `<cloud>-<entity>-<word>`. */
  readonly name: string;
  readonly construct: new (scope: Construct, id: string, props: P) => Construct;
  /** The construct's own table: its bounds become the validations of the variables. */
  readonly rules: PropRules<P>;
  /** What the construct wants of several props together, where they are variables. @default - nothing */
  readonly together?: readonly Together[];
  /** By word; the empty word is the shape that most people want. */
  readonly shapes: Readonly<Record<string, ModuleShape<P>>>;
}

/**
 * One shape of a module. Value props that are required, and those whose default is a literal, become variables. Every other
 * prop is left out, unless `takes` or `fixed` names it.
 */
export interface ModuleShape<P extends object> {
  /** One sentence: what this shape is for. */
  readonly summary: string;
  /** Shape props, and what else is not the caller's to choose. @default - nothing */
  readonly fixed?: Partial<P>;
  /** Optional value props without a literal default that callers of this shape have to give. @default - none */
  readonly takes?: readonly (keyof P & string)[];
  /** Optional props with a literal default that this shape doesn't have. @default - none */
  readonly leaves?: readonly (keyof P & string)[];
  /** Variables that are no props of their own, by a word in the form of a prop: `compose` makes props out of them. @default - none */
  readonly further?: Readonly<Record<string, FurtherVariable>>;
  /** Props that hold several values, each out of the variables of this shape. @default - none */
  readonly compose?: { readonly [K in keyof P]?: (given: GivenVariables) => P[K] };
  /**
   * Where resources of earlier versions stand now, by the address that they had: `{ "aws_x.this": 'aws_x.this["a"]' }`. Rows
   * stay, for callers may come from any earlier version.
   * @default - none has moved
   */
  readonly moved?: Readonly<Record<string, string>>;
  /** What holds between variables in this shape alone. @default - nothing */
  readonly together?: readonly Together[];
  /** Values for all variables that have no default: the smallest example. */
  readonly basic: VariableValues<P>;
  /** Values for variables that have a default: with those of `basic`, the complete example. */
  readonly complete: VariableValues<P>;
}

/** Values for variables by their prop, or by the word of a further variable. */
export type VariableValues<P> = Partial<P> & Readonly<Record<string, unknown>>;

/** A variable that is no prop of its own. */
export interface FurtherVariable {
  readonly type: VariableType;
  /** What it is, with unit and range, and what a change does. */
  readonly description: string;
  /** What a value has to be. @default - anything of its type */
  readonly check?: Check<never>;
  /** @default - callers have to give it */
  readonly default?: unknown;
}

const further =
  <T>(type: VariableType) =>
  (description: string, check?: Check<T>, fallback?: T): FurtherVariable => ({
    type,
    description,
    ...(check === undefined ? {} : { check }),
    ...(fallback === undefined ? {} : { default: fallback }),
  });

/** A further variable that is a text: what it is, what it has to be, and its default. */
export const furtherText = further<string>("string");
/** A further variable that is a number. */
export const furtherNumber = further<number>("number");
/** A further variable that is a list of texts. */
export const furtherList = further<readonly string[]>(listType("string"));

/** A further variable that is true or false. */
export const furtherTruth = (description: string, fallback: boolean): FurtherVariable => ({ type: "bool", description, default: fallback });

/** The variables of a module by their props' names, as tokens. */
export interface GivenVariables {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly list: (name: string) => string[];
  readonly truth: (name: string) => boolean;
}

/** A shape whose props are nobody's business any more. */
export type PublishedShape = ModuleShape<Record<string, unknown>>;

/** A face whose props are nobody's business any more. */
export type PublishedModule = ModuleFace<Record<string, unknown>>;

/** Checks a face against its construct's props, and hands it on. */
export const publish = <P extends object>(face: ModuleFace<P>): PublishedModule => face as unknown as PublishedModule;

/** A variable of a published module. */
export interface ModuleVariable {
  readonly prop: string;
  readonly name: string;
  readonly type: VariableType;
  readonly description: string;
  /** Undefined where callers have to give it. */
  readonly default?: unknown;
  /** What the construct says of a value, with its rule in Terraform's language. */
  readonly check: Check<never>;
}

/** Whether a variable is for a secret, which stands in no file, plan or state. */
export const isSecret = ({ check }: ModuleVariable): boolean => check.bound?.secret === true;

/** An output of a published module, read from a public field of the construct. */
export interface ModuleOutput {
  readonly field: string;
  readonly name: string;
  readonly description: string;
}

/** The id under which the construct stands in its module: a resource that has its id alone is called `this`. */
const constructId = "this";

/** The name of what a construct makes, as Terraform's users write names: in words below the construct, with underscores. */
export const nameInModule = (stack: TerraformStack, element: TerraformElement | Node): string => {
  const [first = constructId, ...words] = pathBelow(stack, element).words;
  return (words.length > 0 && first === constructId ? words : [first, ...words]).join("_").replaceAll("-", "_");
};

/**
 * A published module as a stack: its variables stand for the construct's value props, its outputs for the construct's
 * fields. It has no provider block and no backend; both are the caller's.
 */
export class ModuleStack extends TerraformStack {
  constructor(
    scope: Construct,
    name: string,
    face: PublishedModule,
    shape: PublishedShape,
    variables: readonly ModuleVariable[],
    outputs: readonly ModuleOutput[],
  ) {
    super(scope, name);
    const valueOf = (prop: string): string | undefined => {
      const fixed = shape.fixed?.[prop];
      return variables.some((one) => one.prop === prop)
        ? `var.${snakeCase(prop)}`
        : fixed === undefined
          ? undefined
          : JSON.stringify(fixed);
    };
    const together = [...(face.together ?? []), ...(shape.together ?? [])];
    const tokens = new Map(
      variables.map((one) => [one.prop, this.variable(one, boundsTogether(together, one.prop, valueOf, one.default))]),
    );
    const further = Object.keys(shape.further ?? {});
    const given = givenAs(name, tokens, asTokens);
    const props = {
      ...shape.fixed,
      ...Object.fromEntries([...tokens].filter(([prop]) => !further.includes(prop))),
      ...Object.fromEntries(Object.entries(shape.compose ?? {}).map(([prop, make]) => [prop, make?.(given)])),
    };
    const construct = new face.construct(this, constructId, props) as Construct & Readonly<Record<string, unknown>>;
    for (const { field, name: output, description } of outputs) {
      const value = construct[field];
      if (value !== undefined) new TerraformOutput(this, `output-${output}`, { value, description }).overrideLogicalId(output);
    }
    const moved = Object.entries(shape.moved ?? {}).map(([from, to]) => ({ from, to }));
    if (moved.length > 0) this.addOverride("moved", moved);
    this.addOverride("terraform.required_version", requiredTerraform);
    const types = this.node.findAll().flatMap((node) => resourceType(node) ?? []);
    for (const provider of new Set(types.map((type) => type.replace(/_.*/, ""))))
      this.addOverride(`terraform.required_providers.${provider}`, providerRequirements[provider]);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return nameInModule(this, element);
  }

  /** Declares a variable and returns the token that stands for its value. */
  private variable(declared: ModuleVariable, together: readonly Bound[]): unknown {
    const { name, type, description, default: fallback, check } = declared;
    const { bound } = check;
    const secret = isSecret(declared);
    const variable = new TerraformVariable(this, `variable-${name}`, {
      type: typeText(type),
      description,
      nullable: false,
      ...(secret ? { sensitive: true } : {}),
      ...(fallback === undefined ? {} : { default: fallback }),
    });
    variable.overrideLogicalId(name);
    // The binding does not have it: https://developer.hashicorp.com/terraform/language/block/variable, read 2026-11.
    if (secret) variable.addOverride("ephemeral", true);
    const bounds = [...(bound === undefined ? [] : [bound]), ...together];
    if (bounds.length > 0)
      variable.addOverride(
        "validation",
        bounds.map((one) => validation(name, one)),
      );
    return tokenOf(type, variable);
  }
}

const tokenOf = (type: VariableType, variable: TerraformVariable): unknown => {
  if (type === "string") return variable.stringValue;
  if (type === "number") return variable.numberValue;
  if (type === "bool") return variable.booleanValue;
  if (type.kind === "object") return fieldTokens(variable.fqn, type);
  return type.kind === "list" && type.of === "string" ? variable.listValue : (variable.value as unknown);
};

/** An object of which each field is a token: what is read of it is an attribute of the variable. */
const fieldTokens = (path: string, { fields }: ObjectType): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { type }]): readonly [string, unknown] => {
      const field = propertyAccess(path, [snakeCase(name)]);
      if (type === "number") return [name, Token.asNumber(field)];
      return [name, type === "string" ? Token.asString(field) : field];
    }),
  );

const validation = (name: string, { condition, must }: Bound) => ({
  condition: `\${${condition(`var.${name}`)}}`,
  error_message: `${name} must ${must}.`.replace(/([$%])\{/g, "$1$1{"),
});

const asTokens = {
  text: (value: unknown): string => Token.asString(value),
  number: (value: unknown): number => Token.asNumber(value),
  list: (value: unknown): string[] => Token.asList(value),
};

/** Each variable in the form that its type has; a word that is none is the face's mistake. */
export const givenAs = (
  module: string,
  tokens: ReadonlyMap<string, unknown>,
  as: {
    readonly text: (value: unknown) => string;
    readonly number: (value: unknown) => number;
    readonly list: (value: unknown) => string[];
  },
): GivenVariables => {
  const find = (name: string): unknown => {
    if (tokens.has(name)) return tokens.get(name);
    throw notPublishable(
      `${module}: ${name}`,
      "'compose' must use variables of its shape",
      "declare it in 'further', or give it in 'takes'",
    );
  };
  return {
    text: (name) => as.text(find(name)),
    number: (name) => as.number(find(name)),
    list: (name) => as.list(find(name)),
    truth: (name) => find(name) as boolean,
  };
};

const resourceType = (node: object): string | undefined =>
  "terraformResourceType" in node && typeof node.terraformResourceType === "string" ? node.terraformResourceType : undefined;

/** Tells that a construct can't be published in a shape as it stands. */
export const notPublishable = (place: string, rule: string, fix: string): EstateError =>
  new EstateError([{ code: "NotPublishable", place, rule, fix }]);
