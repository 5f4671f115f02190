import { crc32 } from "node:zlib";
import { byBytes } from "./go-json";

/** What a provider hashes of a set's element: texts, lists and sets, by name. */
export type Hashed = Readonly<Record<string, string | HashedItems>>;

/** A list or a set in a set's element. */
interface HashedItems {
  readonly kind: "list" | "set";
  readonly items: readonly (string | Hashed)[];
}

/** A list in a set's element. */
export const hashedList = (items: readonly (string | Hashed)[]): HashedItems => ({ kind: "list", items });

/** A set in a set's element. */
export const hashedSet = (items: readonly (string | Hashed)[]): HashedItems => ({ kind: "set", items });

/** The number that providers made with Terraform's plugin SDK give a text, in decimal digits. */
export const hashOf = (text: string): string => String(crc32(Buffer.from(text)));

/**
 * The elements of a set in the order in which a provider made with Terraform's plugin SDK walks through it: by the digits
 * of each element's hash, as text. Where a provider writes something in that order, so does its twin.
 */
export const inSetOrder = <T>(elements: readonly T[], hashed: (element: T) => string | Hashed): readonly T[] =>
  [...new Map(elements.map((element) => [hashOf(serialized(hashed(element))), element]))]
    .sort(([left], [right]) => byBytes(left, right))
    .map(([, element]) => element);

const serialized = (element: string | Hashed): string => {
  if (typeof element === "string") return `${element};`;
  const names = Object.keys(element).sort(byBytes);
  return names.map((name) => `${name}:${field(element[name] ?? "")}`).join("");
};

const field = (value: string | HashedItems): string => {
  if (typeof value === "string") return serialized(value);
  if (value.kind === "list") return `(${value.items.map(member).join("")});`;
  return `{${inSetOrder(value.items, (item) => item)
    .map(member)
    .join("")}};`;
};

const member = (element: string | Hashed): string => (typeof element === "string" ? serialized(element) : `<${serialized(element)}>;`);
