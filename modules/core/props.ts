import { Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import type { Domain } from "./domains";
import { failOn, type Problem } from "./errors";

/**
 * A prop that may be known only when Terraform runs: safe to be a token, and a variable of the published module.
 * The alias documents and is checked against the construct's rule table, where the prop stands as `value(...)`.
 */
export type Value<T> = T;

/**
 * A prop that decides which resources exist or what they are called in Terraform: fixed when synthesized.
 * A published module is one named shape. In the rule table the prop stands as `shape(...)`.
 */
export type Shape<T> = T;

/** What a check says of a value that breaks it; `undefined` when the value is fine. */
export interface Breach {
  /** What has to hold, for example "be a whole number from 7 to 30 (days)". Follows "'prop' must". */
  readonly must: string;
  /** The smallest change that mends it. */
  readonly fix: string;
  /** The part of the value that breaks the rule, when it is not the whole. */
  readonly got?: unknown;
}

/** A check's rule in Terraform's language, for the variable of a published module. */
export interface Bound {
  /** What has to hold, in words. Follows "must". */
  readonly must: string;
  /** An expression that is true for what the check lets pass; `value` is the expression of the value. */
  readonly condition: (value: string) => string;
  /** Whether a value is a secret: its variable is ephemeral, and neither a plan nor a state holds it. @default false */
  readonly secret?: boolean;
  /** From what values are drawn that pass. @default - nobody can draw any */
  readonly domain?: Domain;
}

/** The names of the fields that an object of this type may leave out. */
export type OptionalField<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** Looks at one known value. Tokens never reach a check. */
export interface Check<T> {
  (value: T): Breach | undefined;
  /** The same rule for Terraform. A check without one can't be published, where its prop becomes a variable. */
  readonly bound?: Bound;
}

/** A check with its rule in Terraform's language beside it. */
export const bounded = <T>(check: (value: T) => Breach | undefined, bound: Bound | undefined): Check<T> =>
  bound === undefined ? check : Object.assign(check, { bound });

/** One row of a rule table. */
export interface PropRule<T> {
  readonly kind: "value" | "shape";
  readonly check: Check<T>;
}

/** One row a prop, none forgotten: the table of a construct's props. */
export type PropRules<P> = { readonly [K in keyof P]-?: PropRule<NonNullable<P[K]>> };

/** Lets everything pass that has the prop's type. */
export const anything = (): undefined => undefined;

/** A row for a value prop. A token passes: Terraform checks it when it is known. */
export const value = <T>(check: Check<T> = anything): PropRule<T> => ({ kind: "value", check });

/** A row for a shape prop. A token anywhere inside it is an error. */
export const shape = <T>(check: Check<T> = anything): PropRule<T> => ({ kind: "shape", check });

/** Whether `input` is a token or holds one, at any depth: also lists, maps and numbers that are tokens in disguise. */
export const holdsToken = (input: unknown): boolean => {
  if (input === null || input === undefined) return false;
  if (typeof input === "string") return input.includes("TfToken[") && /[$#&]\{TfToken\[/.test(input);
  if (typeof input === "number") return Math.abs(input) > 1e200;
  if (typeof input !== "object") return false;
  if (Tokenization.isResolvable(input)) return true;
  if (isConstruct(input)) return false;
  return Object.entries(input).some(([key, inner]) => holdsToken(key) || holdsToken(inner));
};

const isConstruct = (input: object): boolean => "node" in input;

/**
 * Checks all props of a construct against its table and fails with every problem at once.
 *
 * @throws EstateError with BadProp and ShapeIsToken; the place is the construct's path.
 */
export const checkProps = <P extends object>(scope: IConstruct, props: P, rules: PropRules<P>): void => {
  const problems: Problem[] = [];
  for (const [name, rule] of Object.entries(rules) as [string, PropRule<unknown>][]) {
    const given = (props as Record<string, unknown>)[name];
    if (given === undefined) continue;
    const token = holdsToken(given);
    if (token && rule.kind === "shape") {
      problems.push({
        code: "ShapeIsToken",
        place: scope.node.path,
        rule: `'${name}' must be known when synthesized, for it decides which resources exist`,
        fix: "give a literal, or publish this shape as a module of its own",
      });
    }
    if (token) continue;
    const breach = rule.check(given);
    if (breach === undefined) continue;
    problems.push({
      code: "BadProp",
      place: scope.node.path,
      rule: `'${name}' must ${breach.must}`,
      value: breach.got ?? given,
      fix: breach.fix,
    });
  }
  failOn(problems);
};
