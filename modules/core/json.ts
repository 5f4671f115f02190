/** A copy with the keys of every object in alphabetical order. Lists keep their order, for there it may carry meaning. */
export const withSortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (value === null || typeof value !== "object") return value;
  const record = value as Record<string, unknown>;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(record).sort()) sorted[key] = withSortedKeys(record[key]);
  return sorted;
};

/** The one way in which JSON is written: sorted keys, two spaces, a line feed at the end. */
export const formatJson = (value: unknown): string => `${JSON.stringify(withSortedKeys(value), undefined, 2)}\n`;

/** A part of a document that is JSON already. */
export class JsonText {
  constructor(readonly text: string) {}
}

/**
 * A document for an argument that holds JSON, as Terraform's `jsonencode` would write it: no spaces, keys in the order of
 * their bytes, and `<`, `>`, `&`, U+2028 and U+2029 as numbers. So the text is the same whoever writes it.
 */
export const jsonDocument = (value: unknown): string =>
  documentPart(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const documentPart = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (value instanceof JsonText) return value.text;
  if (Array.isArray(value)) return `[${value.map(documentPart).join(",")}]`;
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record).filter((key) => record[key] !== undefined);
  return `{${keys
    .sort(inOrderOfBytes)
    .map((key) => `${JSON.stringify(key)}:${documentPart(record[key])}`)
    .join(",")}}`;
};

/** The order of UTF-8, which differs from that of JavaScript for what is beyond U+FFFF alone. */
const inOrderOfBytes = (a: string, b: string): number =>
  /[\ud800-\udfff]/.test(a + b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : a < b ? -1 : 1;
