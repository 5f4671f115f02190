import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { ObjectValue, Value } from "../../protocol/values";
import type { Scope } from "../../world/world";

/** Written by a twin wherever a provider writes when something happened: the same in every run. */
export const fixedInstant = "2026-01-01T00:00:00Z";

/** The same instant as the AWS provider puts it into names that it makes up: year to second, four digits of a fraction. */
const fixedStamp = "202601010000000000";

const alphabets = {
  hex: "0123456789abcdef",
  digits: "0123456789",
  lower: "abcdefghijklmnopqrstuvwxyz0123456789",
  letters: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  base32: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  base64: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
} as const;

type Alphabet = keyof typeof alphabets;

/** What something is made of: its scope, its stack, what is known of it, and the seed of its made-up parts. */
export interface Made {
  readonly type: string;
  readonly scope: Scope;
  readonly stack: string;
  /** An attribute as planned or, where that is unknown, as it is made up; `null` where there is none. */
  readonly value: (name: string) => Value;
  /** Characters that are the same for the same identity and salt, and differ where one of them differs. */
  readonly chance: (alphabet: Alphabet, length: number, salt?: string) => string;
}

/** How an attribute gets its value: a template, see {@link fill}, or a function. `undefined` leaves it to the next rule. */
export type Maker = string | ((made: Made, here: ObjectValue) => Value | undefined);

/** The makers of a type, by path: names with dots between them. */
export type Form = Readonly<Record<string, Maker>>;

/** The forms of a provider's types. */
export type Forms = Readonly<Record<string, Form>>;

/** Characters made of a seed. */
export const chanceOf = (seed: string, alphabet: Alphabet, length: number): string => {
  const characters = alphabets[alphabet];
  let text = "";
  for (let round = 0; text.length < length; round += 1) {
    for (const byte of createHash("sha256")
      .update(`${seed}\0${String(round)}`)
      .digest()) {
      // 252 is the highest multiple of 36 in a byte, and so on: no character is likelier than another.
      if (byte < 256 - (256 % characters.length)) text += characters.charAt(byte % characters.length);
    }
  }
  return text.slice(0, length);
};

/** The text of an attribute: a number in digits, and `""` for what is not there or has no text. */
export const textOf = (value: Value | undefined): string => {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : "";
};

/** The first block of its kind, or the only one; empty where there is none. */
export const firstBlock = (made: Made, name: string): ObjectValue => {
  const value = made.value(name);
  const first: Value | undefined = Array.isArray(value) ? (value as readonly Value[])[0] : value;
  return typeof first === "object" && first !== null && !Array.isArray(first) ? (first as ObjectValue) : {};
};

const suffixes: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-eusc": "amazonaws.eu",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
};

/** The domain under which a partition's services are reached. */
export const dnsSuffix = (partition: string | undefined): string => suffixes[partition ?? ""] ?? "amazonaws.com";

/** A name as the AWS provider makes it up for what was given none: a prefix, an instant, a counter. */
export const madeName = (made: Made, prefix: string, salt: string): string => `${prefix}${fixedStamp}${made.chance("hex", 8, salt)}`;

/** Go's `hashcode.String`, which SDK-based providers use in made-up ids. */
export const hashcode = (text: string): string => String(crc32(text));

/** Types whose `region` says something else than where they lie. */
const otherRegion = new Set([
  "aws_cloudformation_stack_set_instance",
  "aws_config_aggregate_authorization",
  "aws_dx_hosted_connection",
  "aws_servicequotas_template",
]);

/** From 6.0 on, a resource of AWS may lie in another region than its provider's. */
const ownRegion = (made: Made): string => (made.scope.provider !== "aws" || otherRegion.has(made.type) ? "" : textOf(made.value("region")));

const word = (made: Made, name: string): string => {
  const { scope, stack } = made;
  switch (name) {
    case "partition":
      return scope.partition ?? "aws";
    case "region":
      return ownRegion(made) || (scope.region ?? "");
    case "account":
      return scope.account ?? "";
    case "project":
      return textOf(made.value("project")) || (scope.project ?? "");
    case "suffix":
      return dnsSuffix(scope.partition);
    case "stack":
      return stack;
    case "instant":
      return fixedInstant;
    default:
      throw new Error(`no word '${name}' for a template`);
  }
};

/** A random-looking UUID of version 4. */
export const uuid = (made: Made, salt: string): string => {
  const hex = made.chance("hex", 32, `uuid${salt}`);
  // The third group's first digit is the version, the fourth's the variant.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};

const chanceWord = (made: Made, form: string, salt: string): string => {
  if (form === "uuid") return uuid(made, salt);
  if (form === "name") return madeName(made, "", salt);
  const [, alphabet = "", length = ""] = /^([a-z]+(?:32|64)?)-(\d+)$/.exec(form) ?? [];
  if (!(alphabet in alphabets)) throw new Error(`no form '${form}' for a template`);
  return made.chance(alphabet as Alphabet, Number(length), salt);
};

const changes: Readonly<Record<string, (text: string) => string>> = {
  // The name at the end of an ARN, a URL or a path.
  last: (text) => text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf(":")) + 1),
  host: (text) => text.replace(/^[a-z]+:\/\//, ""),
  lower: (text) => text.toLowerCase(),
  code: hashcode,
  // What follows the type in an ARN: `app/l/50dc6c495c0c9188`.
  rest: (text) => text.slice(text.indexOf("/") + 1),
};

const attribute = (made: Made, here: ObjectValue, name: string): string => {
  const [path = "", change] = name.split("~");
  const text = path.startsWith(".") ? textOf(here[path.slice(1)]) : textOf(made.value(path));
  return change === undefined ? text : (changes[change] ?? missing(change))(text);
};

const missing = (change: string): never => {
  throw new Error(`no change '${change}' for a template`);
};

const placeholder = /\{([^{}]+)\}/g;

/**
 * Fills a template. In braces stand
 * - `name`: another attribute; `.name`: one beside this one in the same block; with `~last`, `~host`, `~lower`, `~rest` or
 *   `~code` a part or a hash of it; `a|b`: the first of them that has a text
 * - `@partition`, `@region`, `@account`, `@project`, `@suffix`, `@stack`, `@instant`: the scope, and when things happen
 * - `#hex-17`, `#digits-12`, `#lower-10`, `#letters-8`, `#upper-20`, `#base32-16`, `#base64-40`, `#uuid`, `#name`: made-up
 *   characters; the same form is the same text throughout a resource, unless a salt follows it: `#uuid:secret`
 */
export const fill = (template: string, made: Made, here: ObjectValue = {}): string =>
  template.replace(placeholder, (_, content: string) => {
    for (const one of content.split("|")) {
      const text = wordOf(made, here, one);
      if (text !== "") return text;
    }
    return "";
  });

const wordOf = (made: Made, here: ObjectValue, content: string): string => {
  if (content.startsWith("@")) return word(made, content.slice(1));
  if (!content.startsWith("#")) return attribute(made, here, content);
  const [form = "", salt = ""] = content.slice(1).split(":");
  return chanceWord(made, form, salt);
};

/**
 * The attributes that a text names where a template made it, or `undefined` where it can't have: `{role}:{name}` read
 * backwards. What is no plain attribute in the template is skipped.
 */
export const readBack = (template: string, text: string): Readonly<Record<string, string>> | undefined => {
  const names: string[] = [];
  const parts = template.split(placeholder).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.+^${}()|[\]\\*?]/g, "\\$&");
    if (!/^(@project|[a-z][a-z0-9_]*)$/.test(part)) return ".*?";
    names.push(part.replace("@", ""));
    return "(.+?)";
  });
  const found = new RegExp(`^${parts.join("")}$`, "s").exec(text);
  return found === null ? undefined : Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
};

/** An IPv4 address of a range that no network routes (RFC 2544). */
export const publicAddress = (made: Pick<Made, "chance">, salt: string): string => {
  const [a, b] = [made.chance("digits", 4, `a${salt}`), made.chance("digits", 4, `b${salt}`)];
  return `198.18.${String(Number(a) % 256)}.${String(1 + (Number(b) % 254))}`;
};
