import type { PrivateData } from "../protocol/provider";

/** What a twin keeps with a resource, where a provider keeps what nobody else reads. */
export interface Mark {
  /** What the resource's made-up values grow from; missing before it is made. */
  readonly seed?: string;
  /** Whether nothing is known of it but its id: no twin made it. */
  readonly imported?: boolean;
}

/**
 * Begins each mark. Real providers keep JSON in its place and refuse everything else: asked for a plan, a read or a
 * destruction with such bytes, the AWS provider 5.100.0 answers with an error before it calls AWS (tried in 2026-11 for a
 * type of each of its two SDKs). So a state of twins, in which real things may have their real names, harms nothing real.
 */
const beginning = "Made by a twin. Nothing of this is real. ";

/** The version of the marks' form. */
const version = 1;

/** The bytes of a mark. */
export const markOf = ({ seed, imported }: Mark): PrivateData =>
  Buffer.from(beginning + JSON.stringify({ version, ...(seed === undefined ? {} : { seed }), ...(imported === true ? { imported } : {}) }));

/** Reads a mark; `undefined` where the bytes are none: the resource is a real provider's. */
export const readMark = (bytes: PrivateData): Mark | undefined => {
  const text = Buffer.from(bytes).toString("utf8");
  const mark = text.startsWith(beginning) ? parse(text.slice(beginning.length)) : undefined;
  if (mark?.["version"] !== version) return undefined;
  const { seed, imported } = mark;
  return { ...(typeof seed === "string" ? { seed } : {}), ...(imported === true ? { imported } : {}) };
};

const parse = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};
