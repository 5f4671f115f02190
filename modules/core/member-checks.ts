import type { FieldDomain } from "./domains";
import { anything, bounded, type Bound, type Breach, type Check, type OptionalField } from "./props";
import { snakeCase } from "./variable-types";

type FieldChecks<T, K extends keyof T> = { readonly [F in K]-?: Check<NonNullable<T[F]>> };

/** Every field of an object, with what it has to be: those that have to be given, and those that may be left out. */
export const fieldsOf = <T extends object>(
  required: FieldChecks<T, Exclude<keyof T, OptionalField<T>>>,
  optional: FieldChecks<T, OptionalField<T>>,
): Check<T> => {
  const checks = Object.entries<Check<never>>({ ...required, ...optional }).filter(([, check]) => check !== anything);
  const bounds = checks.map(([field, { bound }]) => [snakeCase(field), bound, Object.hasOwn(optional, field)] as const);
  return bounded(
    (one) => {
      for (const [field, check] of checks) {
        const given = (one as Readonly<Record<string, unknown>>)[field];
        const breach = given === undefined && Object.hasOwn(optional, field) ? undefined : check(given as never);
        if (breach !== undefined) return { ...breach, must: `have a '${field}' that must ${breach.must}`, got: breach.got ?? given };
      }
      return undefined;
    },
    joined(
      bounds.map(([, bound]) => bound),
      (all) => ({
        must: `be an object whose ${all.map(({ must }, index) => `${bounds[index]?.[0] ?? ""} must ${must}`).join(", and whose ")}`,
        condition: (value) =>
          all
            .map(({ condition }, index) => {
              const [field = "", , isOptional = false] = bounds[index] ?? [];
              const holds = condition(`${value}.${field}`);
              // Terraform before 1.12 evaluates both sides of an operator, and of a conditional the one that is meant.
              return isOptional ? `(${value}.${field} == null ? true : ${holds})` : `(${holds})`;
            })
            .join(" && "),
        ...objectDomain(checks, optional),
      }),
    ),
  );
};

const objectDomain = (checks: readonly (readonly [string, Check<never>])[], optional: object): Pick<Bound, "domain"> => {
  const fields = checks.flatMap(([field, check]): (readonly [string, FieldDomain])[] => {
    const of = check.bound?.domain;
    if (of === undefined) return [];
    return [[field, { of, passes: (one) => check(one as never) === undefined, optional: Object.hasOwn(optional, field) }]];
  });
  return fields.length < checks.length ? {} : { domain: { kind: "object", fields: Object.fromEntries(fields) } };
};

/** What passes every one of these checks; the first breach is told, and values are drawn from the first that says which. */
export const allOf = <T>(...checks: readonly Check<T>[]): Check<T> =>
  bounded(
    (value) => checks.reduce<Breach | undefined>((breach, check) => breach ?? check(value), undefined),
    joined(
      checks.map(({ bound }) => bound),
      (all) => ({
        must: all.map(({ must }) => must).join(", and "),
        condition: (value) => all.map(({ condition }) => `(${condition(value)})`).join(" && "),
        ...domainOf(all),
      }),
    ),
  );

const domainOf = (all: readonly Bound[]): Pick<Bound, "domain"> => {
  const domain = all.find((one) => one.domain !== undefined)?.domain;
  return domain === undefined ? {} : { domain };
};

/** A map of `min` to `max` members. */
export const members = (min: number, max: number): Check<Readonly<Record<string, unknown>>> => {
  const must = `have ${String(min)} to ${String(max)} members`;
  return bounded(
    (record) => {
      const count = Object.keys(record).length;
      return count < min || count > max ? { must, fix: count < min ? "add a member" : "remove members" } : undefined;
    },
    { must, condition: (value) => `length(${value}) >= ${String(min)} && length(${value}) <= ${String(max)}` },
  );
};

/** A map in which no two members are the same, or have the same `fields`: `what` says what they then share. */
export const distinctMembers = <T>(what: string, ...fields: readonly (keyof T & string)[]): Check<Readonly<Record<string, T>>> => {
  const must = `have one member at most for each ${what}`;
  const parts = fields.map((field) => `one.${snakeCase(field)}`);
  const part = parts.length === 1 ? (parts[0] ?? "") : `[${parts.join(", ")}]`;
  const values = (value: string): string => (fields.length === 0 ? `values(${value})` : `[for one in values(${value}) : ${part}]`);
  return bounded(
    (record) => {
      const all = Object.values(record).map((one) => (fields.length === 0 ? one : fields.map((field) => one[field]).join("/")));
      const twice = all.find((one, index) => all.indexOf(one) !== index);
      return twice === undefined ? undefined : { must, fix: "remove one of the two", got: twice };
    },
    { must, condition: (value) => `length(distinct(${values(value)})) == length(${value})` },
  );
};

/** One bound of many, if each of them is known. */
const joined = (bounds: readonly (Bound | undefined)[], join: (all: readonly Bound[]) => Bound): Bound | undefined => {
  const all = bounds.filter((bound) => bound !== undefined);
  return all.length === bounds.length && all.length > 0 ? join(all) : undefined;
};
