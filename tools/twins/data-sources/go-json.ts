/** A value in JSON. An object is a map, because a record would move keys that look like numbers to the front. */
export type Json = null | boolean | number | string | readonly Json[] | ReadonlyMap<string, Json>;

/** Characters that Go's encoder escapes besides those that `JSON.stringify` does: HTML's, and two line ends. */
const escaped = /[<>&\u2028\u2029]/g;

/** JSON as Go's `json.Marshal` writes it, or as `json.MarshalIndent` does where `indent` is given; keys stay in their order. */
export const goJson = (value: Json, indent = ""): string => write(value, indent, indent === "" ? "" : "\n");

const write = (value: Json, indent: string, line: string): string => {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  const inner = `${line}${indent}`;
  const colon = indent === "" ? ":" : ": ";
  const list = isList(value);
  const parts = list
    ? value.map((item) => write(item, indent, inner))
    : [...value].map(([key, item]) => `${quoted(key)}${colon}${write(item, indent, inner)}`);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  return parts.length === 0 ? `${open}${close}` : `${open}${inner}${parts.join(`,${inner}`)}${line}${close}`;
};

const quoted = (text: string): string =>
  JSON.stringify(text).replace(escaped, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Compares two strings as Go does: byte by byte of their UTF-8. */
export const byBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** A map with its keys in the order in which Go writes them. */
export const sortedMap = <T>(entries: Iterable<readonly [string, T]>): ReadonlyMap<string, T> =>
  new Map([...entries].sort(([left], [right]) => byBytes(left, right)));

/** What JSON text holds, its objects as maps. @throws SyntaxError where the text is no JSON */
export const parseJson = (text: string): Json => toMaps(JSON.parse(text));

const toMaps = (value: unknown): Json => {
  if (Array.isArray(value)) return value.map(toMaps);
  if (typeof value === "object" && value !== null) return new Map(Object.entries(value).map(([key, item]) => [key, toMaps(item)]));
  return value as null | boolean | number | string;
};
