/**
 * JSON as Go writes it: no spaces, the keys of objects in the order of their bytes, `<`, `>` and `&` escaped, numbers as
 * doubles. Nothing where the text is no JSON.
 */
export const goJson = (text: string): string | undefined => {
  const value = parse(text);
  return value === undefined ? undefined : write(value.json);
};

/** JSON as IAM's inline policies have it: an object's `Version` and `Id` stand first, the rest is as Go writes it. */
export const versionFirstJson = (text: string): string | undefined => {
  const value = parse(text)?.json;
  if (!isObject(value)) return value === undefined ? undefined : write(value);
  const first = ["Version", "Id"].filter((name) => Object.hasOwn(value, name));
  const rest = namesOf(value).filter((name) => !first.includes(name));
  return writeObject(value, [...first, ...rest]);
};

/** Whether two texts are JSON with the same meaning. */
export const isSameJson = (a: string, b: string): boolean => {
  const [left, right] = [goJson(a), goJson(b)];
  return left !== undefined && left === right;
};

/** Whether two texts are JSON objects that mean the same by one name, which is all that a provider reads of them. */
export const isSameAt = (name: string, a: string, b: string): boolean => {
  const [left, right] = [parse(a)?.json, parse(b)?.json];
  return isObject(left) && isObject(right) && Object.hasOwn(left, name) && write(left[name]) === write(right[name]);
};

/** Whether two policies grant the same: the order of lists means nothing, and a list of one is its only element. */
export const isSamePolicy = (a: string, b: string): boolean => {
  const [left, right] = [parse(a), parse(b)];
  return left !== undefined && right !== undefined && write(loosened(left.json)) === write(loosened(right.json));
};

const parse = (text: string): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const write = (value: unknown): string => {
  if (typeof value === "string") return writeText(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  return isObject(value) ? writeObject(value, namesOf(value)) : JSON.stringify(value);
};

const writeObject = (value: Readonly<Record<string, unknown>>, names: readonly string[]): string =>
  `{${names.map((name) => `${writeText(name)}:${write(value[name])}`).join(",")}}`;

const namesOf = (value: object): readonly string[] => Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

const escapes: Readonly<Record<string, string>> = { "\\b": "\\u0008", "\\f": "\\u000c" };

const writeText = (text: string): string =>
  JSON.stringify(text)
    .replace(/\\[bf]|\\\\/g, (found) => escapes[found] ?? found)
    .replace(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);

const loosened = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const elements = value.map(loosened);
    const sorted = elements.sort((a, b) => (write(a) < write(b) ? -1 : 1));
    return sorted.length === 1 ? sorted[0] : sorted;
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, loosened(one)])) : value;
};
