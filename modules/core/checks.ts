import { cidrContains, parseCidr } from "./addressing";
import { lengthCondition, regexCondition } from "./bounds";
import type { Domain } from "./domains";
import { didYouMean } from "./errors";
import { bounded, type Breach, type Check } from "./props";

/** A whole number from `min` to `max`, both allowed, in `unit`. */
export const wholeNumber = (min: number, max: number, unit: string): Check<number> => {
  const must = `be a whole number from ${String(min)} to ${String(max)} (${unit})`;
  return bounded(
    (value) =>
      Number.isInteger(value) && value >= min && value <= max
        ? undefined
        : { must, fix: value < min ? `use ${String(min)}` : value > max ? `use ${String(max)}` : `use ${String(Math.round(value))}` },
    {
      must,
      condition: (value) => `floor(${value}) == ${value} && ${value} >= ${String(min)} && ${value} <= ${String(max)}`,
      domain: { kind: "number", min, max, whole: true },
    },
  );
};

/** A number out of a closed list, in `unit`. */
export const oneOfNumbers = (allowed: readonly number[], unit: string): Check<number> => {
  const must = `be one of ${allowed.join(", ")} (${unit})`;
  return bounded(
    (value) => (allowed.includes(value) ? undefined : { must, fix: `use ${String(allowed.find((one) => one > value) ?? allowed.at(-1))}` }),
    { must, condition: (value) => `contains([${allowed.join(", ")}], ${value})`, domain: { kind: "members", members: allowed } },
  );
};

/** A word out of a closed list. */
export const oneOf = <T extends string>(allowed: readonly T[]): Check<T> => {
  const sorted = [...allowed].sort();
  const must = `be one of ${sorted.join(", ")}`;
  return bounded((value) => (allowed.includes(value) ? undefined : { must, fix: didYouMean(value, allowed) }), {
    must,
    condition: (value) => `contains([${sorted.map((word) => JSON.stringify(word)).join(", ")}], ${value})`,
    domain: { kind: "members", members: sorted },
  });
};

/** Characters as Unicode counts them, of the text as Terraform keeps it. */
const characters = (value: string): number => Array.from(value.normalize()).length;

/** A text of `min` to `max` characters that has the form `pattern`, which `form` says in words. */
export const text = (pattern: RegExp, form: string, min = 1, max = 1024): Check<string> => {
  const must = `be ${form}, ${min === max ? "" : `${String(min)} to `}${String(max)} characters`;
  return bounded(
    (value) => (characters(value) >= min && characters(value) <= max && pattern.test(value) ? undefined : { must, fix: `give ${form}` }),
    {
      must,
      condition: (value) => `${lengthCondition(pattern, value, min, max)} && ${regexCondition(pattern, value)}`,
      domain: { kind: "text", pattern, min, max },
    },
  );
};

/** A text of at most `max` characters that is a JSON object with something in it: `what` says which. */
export const jsonObject = (what: string, max: number): Check<string> => {
  const must = `be ${what}: a JSON object that is not empty, at most ${String(max)} characters`;
  return bounded((value) => (characters(value) <= max && hasKeys(value) ? undefined : { must, fix: "write it with jsonencode" }), {
    must,
    condition: (value) => `length(regexall("(?s).", ${value})) <= ${String(max)} && try(length(keys(jsondecode(${value}))) > 0, false)`,
    domain: { kind: "members", members: jsonObjects },
  });
};

const jsonObjects = [
  '{"source":["aws.s3"]}',
  '{ "b" : [ { "prefix" : "x" } ] , "a" : [ 1 , null , true ] }',
  '{"é\\u0301":["\\"${x}","%{ if"]}',
];

const hasKeys = (text: string): boolean => {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  } catch {
    return false;
  }
};

/** The forms of a partition and of a region in an ARN, as the provider takes them. */
const [partitionForm, regionForm] = ["aws(-[a-z]+)*", "[a-z]{2}(-[a-z]+)+-\\d{1,2}"];

/** An AWS ARN, of `service` if given, with at most `max` characters. */
export const arn = (service?: string, max = 2048): Check<string> =>
  service === undefined
    ? text(new RegExp(`^arn:${partitionForm}:[a-z0-9-]+:[a-z0-9*-]*:(\\d{12}|aws|\\*)?:[!-~]+$`), "an ARN", 8, max)
    : text(new RegExp(`^arn:${partitionForm}:${service}:(${regionForm})?:(\\d{12}|aws)?:[!-~]+$`), `an ARN of ${service}`, 8, max);

/** The ARN of what an account has in one region; `resource` is the form of what follows the account, `form` says it in words. */
export const regionalArn = (service: string, resource: RegExp, form: string): Check<string> =>
  text(new RegExp(`^arn:${partitionForm}:${service}:${regionForm}:\\d{12}:${resource.source}$`), form, 20, 2048);

/** The ARN of a key of KMS. */
export const keyArn: Check<string> = regionalArn("kms", /key\/[\w-]+/, "the ARN of a key, not of an alias");

/** The ARN of a role, or a pattern of one; `name` is the form of its path and name, `form` says it in words. */
export const roleArn = (name: RegExp, form: string): Check<string> =>
  text(new RegExp(`^arn:${partitionForm}:iam::\\d{12}:role\\/${name.source}$`), form, 20, 2048);

/** The ARN of a role of at least three characters, with `*` behind them for several. */
export const roleArnPattern: Check<string> = roleArn(/[\w+=,.@/-]{3}[\w+=,.@/*-]*/, "the ARN or pattern of a role");

/** The partition of an ARN. */
export const partition: Check<string> = text(/^aws(-[a-z]+)*$/, "a partition", 3, 20);

/** A service of AWS as policies name it. */
export const servicePrincipal: Check<string> = text(
  /^[a-z0-9.-]+\.amazonaws\.com$/,
  "a service's principal that ends in .amazonaws.com",
  15,
  128,
);

/** A twelve-digit AWS account id. */
export const accountId: Check<string> = text(/^\d{12}$/, "a twelve-digit account id", 12, 12);

/** An IPv4 range in CIDR notation, on its boundary, with a prefix from `min` to `max`. */
export const cidr = (min: number, max: number): Check<string> => {
  const must = `be an IPv4 range on its boundary with a prefix from /${String(min)} to /${String(max)}`;
  const prefix = (value: string): string => `tonumber(split("/", ${value})[1])`;
  return bounded(
    (value) => {
      const parsed = parseCidr(value);
      return parsed !== undefined && parsed.prefix >= min && parsed.prefix <= max
        ? undefined
        : { must, fix: "take it from the address plan" };
    },
    {
      must,
      // cidrsubnet brings a range to its boundary; an IPv6 range has no dots.
      condition: (value) =>
        `can(cidrnetmask(${value})) && try(cidrsubnet(${value}, 0, 0) == ${value} && ${prefix(value)} >= ${String(min)} && ${prefix(value)} <= ${String(max)}, false)`,
      domain: { kind: "cidr", min, max, parents: [] },
    },
  );
};

/** The same, inside one of `parents`. */
export const cidrInside = (min: number, max: number, parents: readonly string[]): Check<string> => {
  const must = `lie in ${parents.slice(0, -1).join(", ")} or ${parents.at(-1) ?? ""}`;
  const form = cidr(min, max);
  const inside = (value: string, parent: string): string => {
    const [address, prefix] = parent.split("/");
    return `try(cidrhost(format("%s/${prefix ?? ""}", split("/", ${value})[0]), 0) == "${address ?? ""}", false)`;
  };
  return bounded(
    (value) => {
      const parsed = parseCidr(value);
      const lies = parents.map((parent) => parseCidr(parent)).some((one) => one && parsed && cidrContains(one, parsed));
      return form(value) ?? (lies ? undefined : { must, fix: "take it from the address plan" });
    },
    form.bound && {
      must: `${form.bound.must}, and ${must}`,
      condition: (value) => `${form.bound?.condition(value) ?? ""} && (${parents.map((parent) => inside(value, parent)).join(" || ")})`,
      domain: { kind: "cidr", min, max, parents },
    },
  );
};

/** A number from more than 0, or from `least`, to 1: a part of a whole, which `what` names. */
export const partOf = (what: string, fix: string, least = 0): Check<number> => {
  const must = least > 0 ? `be a part of ${what} from ${String(least)} to 1` : `be more than 0 and at most 1 (part of ${what})`;
  const from = least > 0 ? `>= ${String(least)}` : "> 0";
  return bounded(
    (value) => ((least > 0 ? value >= least : value > 0) && value <= 1 ? undefined : { must, fix: value > 1 ? "use 1" : fix }),
    {
      must,
      condition: (value) => `${value} ${from} && ${value} <= 1`,
      domain: { kind: "number", min: least > 0 ? least : Number.MIN_VALUE, max: 1, whole: false },
    },
  );
};

/** A list of at least `min` and at most `max` different members, each of which passes `check`. */
export const listOf = <T>(check: Check<T>, min: number, max: number): Check<readonly T[]> => {
  const must = `have ${String(min)} to ${String(max)} members`;
  const inner = check.bound;
  return bounded(
    (values) => {
      if (values.length < min || values.length > max) return { must, fix: "add or remove members" };
      if (new Set(values).size !== values.length) return { must: "have different members", fix: "remove the repeated one" };
      return firstBreach(values.map((value) => [value, check(value)]));
    },
    inner && {
      must: `${must}, all different, and each must ${inner.must}`,
      condition: (value) =>
        `length(${value}) >= ${String(min)} && length(${value}) <= ${String(max)} && length(distinct(${value})) == length(${value}) && ` +
        `alltrue([for one in ${value} : ${inner.condition("one")}])`,
      ...(inner.domain && { domain: { kind: "list", of: inner.domain, min, max } as const }),
    },
  );
};

const keyForm = /^[a-z][a-z0-9-]*$/;

/** A record whose keys have the form of construct ids and whose members pass `check`. */
export const recordOf = <T>(check: Check<T> = () => undefined): Check<Readonly<Record<string, T>>> => {
  const must = "have keys in kebab-case (they become addresses)";
  const inner = check.bound;
  return bounded(
    (record) => {
      const key = Object.keys(record).find((one) => !keyForm.test(one));
      if (key !== undefined) return { must, fix: `rename '${key}'`, got: key };
      return firstBreach(Object.values(record).map((value) => [value, check(value)]));
    },
    inner && {
      must: `${must}, and each member must ${inner.must}`,
      condition: (value) =>
        `alltrue([for key in keys(${value}) : ${regexCondition(keyForm, "key")}]) && ` +
        `alltrue([for one in values(${value}) : ${inner.condition("one")}])`,
      ...(inner.domain && { domain: recordDomain(check, inner.domain) }),
    },
  );
};

const recordDomain = <T>(check: Check<T>, of: Domain): Domain => ({
  kind: "record",
  key: keyForm,
  of,
  passes: (one) => check(one as T) === undefined,
});

const firstBreach = (results: readonly (readonly [unknown, Breach | undefined])[]): Breach | undefined => {
  const found = results.find(([, breach]) => breach !== undefined);
  return found?.[1] === undefined ? undefined : { got: found[0], ...found[1] };
};
