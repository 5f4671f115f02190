import type { Bound } from "./props";
import { snakeCase } from "./variable-types";

/**
 * What has to hold between props, each of which is right alone, in Terraform's language. A construct checks the same of
 * values that it knows; in a published module the rule stands in the variable of the first prop, and only there: validations
 * that look at each other are a cycle. Terraform asks it whichever of the variables keeps its default.
 */
export interface Together {
  /** The props, or the words of further variables. A shape that has no value for one of them is without the rule. */
  readonly of: readonly [string, ...string[]];
  /** What has to hold, in words. Follows the name of the first variable and "must". */
  readonly must: string;
  /** An expression that is true where it holds, of the values' expressions in their order; what is fixed is a literal. */
  readonly condition: (...values: string[]) => string;
  /**
   * Values by prop, each right alone, that break the rule beside the basic example. A prop that isn't named keeps its default.
   * @default - native tests don't break it
   */
  readonly broken?: Readonly<Record<string, unknown>>;
}

/**
 * The rules whose first prop is `prop`, with the values that `valueOf` has. What can't be told of a wrong value passes: that
 * value's own rule refuses it.
 */
export const boundsTogether = (
  rules: readonly Together[],
  prop: string,
  valueOf: (prop: string) => string | undefined,
  fallback?: unknown,
): readonly Bound[] =>
  rules
    .filter(({ of }) => of[0] === prop)
    .flatMap(({ of, must, condition }) => {
      const values = of.flatMap((one) => valueOf(one) ?? []);
      if (values.length < of.length) return [];
      // Terraform shows what a variable was given, but nothing of one that keeps its default, and not whose call it is.
      const more = fallback === undefined || of.length === 1 ? "" : `; ${snakeCase(prop)} is ${JSON.stringify(fallback)} by default`;
      return [{ must: must + more, condition: () => `try(${condition(...values)}, true)` }];
    });

/** Two texts, such as names, that must not be the same. */
export const different = (one: string, other: string, must: string): Together => ({
  of: [one, other],
  must,
  condition: (a, b) => `${a} != ${b}`,
});

/** Two numbers, of which the first must not be below the second. */
export const notBelow = (one: string, other: string, must: string): Together => ({
  of: [one, other],
  must,
  condition: (a, b) => `${a} >= ${b}`,
});

/** Two lists that must have no member in common. */
export const apart = (one: string, other: string, must: string): Together => ({
  of: [one, other],
  must,
  condition: (a, b) => `length(setintersection(${a}, ${b})) == 0`,
});

/** Two IPv4 ranges that must not share addresses: the wider one, laid over the other's beginning, begins elsewhere. */
export const rangesApart = (one: string, other: string, must: string): Together => {
  const [address, prefix] = [(range: string) => `split("/", ${range})[0]`, (range: string) => `tonumber(split("/", ${range})[1])`];
  return {
    of: [one, other],
    must,
    condition: (a, b) => {
      const base = (range: string): string => `cidrhost(format("%s/%d", ${address(range)}, min(${prefix(a)}, ${prefix(b)})), 0)`;
      return `${base(a)} != ${base(b)}`;
    },
  };
};

/**
 * A list that must have a member: what is made of it is left out for an empty one when that is known, and a module makes it
 * always.
 */
export const notEmpty = (prop: string, must: string): Together => ({ of: [prop], must, condition: (list) => `length(${list}) > 0` });
