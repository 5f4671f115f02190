import type { Breach, Check } from "./props";
import { didYouMean } from "./errors";
import { parseCidr } from "./addressing";

/** A whole number from `min` to `max`, both allowed, in `unit`. */
export const wholeNumber =
  (min: number, max: number, unit: string): Check<number> =>
  (value) =>
    Number.isInteger(value) && value >= min && value <= max
      ? undefined
      : {
          must: `be a whole number from ${String(min)} to ${String(max)} (${unit})`,
          fix: value < min ? `use ${String(min)}` : value > max ? `use ${String(max)}` : `use ${String(Math.round(value))}`,
        };

/** A number out of a closed list, in `unit`. */
export const oneOfNumbers =
  (allowed: readonly number[], unit: string): Check<number> =>
  (value) =>
    allowed.includes(value)
      ? undefined
      : { must: `be one of ${allowed.join(", ")} (${unit})`, fix: `use ${String(allowed.find((one) => one > value) ?? allowed.at(-1))}` };

/** A word out of a closed list. */
export const oneOf =
  <T extends string>(allowed: readonly T[]): Check<T> =>
  (value) =>
    allowed.includes(value) ? undefined : { must: `be one of ${[...allowed].sort().join(", ")}`, fix: didYouMean(value, allowed) };

/** A text of `min` to `max` characters that has the form `pattern`, which `form` says in words. */
export const text =
  (pattern: RegExp, form: string, min = 1, max = 1024): Check<string> =>
  (value) =>
    value.length >= min && value.length <= max && pattern.test(value)
      ? undefined
      : { must: `be ${form}, ${String(min)} to ${String(max)} characters`, fix: `give ${form}` };

/** An AWS ARN, of `service` if given. */
export const arn = (service?: string): Check<string> =>
  text(new RegExp(`^arn:aws[a-z-]*:${service ?? "[a-z0-9-]+"}:`), `an ARN${service ? ` of ${service}` : ""}`, 8, 2048);

/** A twelve-digit AWS account id. */
export const accountId: Check<string> = text(/^\d{12}$/, "a twelve-digit account id", 12, 12);

/** An IPv4 range in CIDR notation, on its boundary, with a prefix from `min` to `max`. */
export const cidr =
  (min: number, max: number): Check<string> =>
  (value) => {
    const parsed = parseCidr(value);
    return parsed !== undefined && parsed.prefix >= min && parsed.prefix <= max
      ? undefined
      : {
          must: `be an IPv4 range on its boundary with a prefix from /${String(min)} to /${String(max)}`,
          fix: "take it from the address plan",
        };
  };

/** A list of at least `min` and at most `max` different members, each of which passes `check`. */
export const listOf =
  <T>(check: Check<T>, min: number, max: number): Check<readonly T[]> =>
  (values) => {
    if (values.length < min || values.length > max)
      return { must: `have ${String(min)} to ${String(max)} members`, fix: "add or remove members" };
    if (new Set(values).size !== values.length) return { must: "have different members", fix: "remove the repeated one" };
    return firstBreach(values.map((value) => [value, check(value)]));
  };

/** A record whose keys have the form of construct ids and whose members pass `check`. */
export const recordOf =
  <T>(check: Check<T> = () => undefined): Check<Readonly<Record<string, T>>> =>
  (record) => {
    const key = Object.keys(record).find((one) => !/^[a-z][a-z0-9-]*$/.test(one));
    if (key !== undefined) return { must: "have keys in kebab-case (they become addresses)", fix: `rename '${key}'`, got: key };
    return firstBreach(Object.values(record).map((value) => [value, check(value)]));
  };

const firstBreach = (results: readonly (readonly [unknown, Breach | undefined])[]): Breach | undefined => {
  const found = results.find(([, breach]) => breach !== undefined);
  return found?.[1] === undefined ? undefined : { got: found[0], ...found[1] };
};
