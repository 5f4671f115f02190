import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

const resolver = new DefaultTokenResolver(new StringConcat());
/** What a text holds when cdktf has to look at it: a token, a token of a number, or a template. */
const needsResolving = /TfToken\[|\$\{|e\+2\d\d/;
/** A token of a text: with the brackets, what `split` gives between two texts. */
const textToken = /(\$\{TfToken\[[^\]]+\]\})/;

/**
 * A function that resolves the tokens of `scope` as cdktf does, with the same result. Plain values, which are most of a
 * stack, are copied here; only what may hold a token goes through cdktf's resolver, whose bookkeeping for each plain
 * value is what makes it slow, and a text that stands in many resources, as a network's id does, goes through it once.
 */
export const tokenResolver = (scope: IConstruct): ((value: unknown) => unknown) => {
  const known = new Map<string, string>();
  const viaCdktf = (value: unknown): unknown => Tokenization.resolve(value, { scope, resolver, preparing: false });

  const resolveText = (text: string): unknown => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier;
    const parts = text.split(textToken);
    const resolved = parts.filter((part) => part !== "").length > 1 ? joined(text, parts) : viaCdktf(text);
    if (typeof resolved === "string") known.set(text, resolved);
    return resolved;
  };

  /** Tokens amid plain text, which is most of what holds tokens: each token is resolved once, wherever it stands. */
  const joined = (text: string, parts: readonly string[]): unknown => {
    let result = "";
    for (const [index, part] of parts.entries()) {
      const resolved = index % 2 === 1 ? resolveText(part) : part;
      if (typeof resolved !== "string" || (index % 2 === 0 && needsResolving.test(part))) return viaCdktf(text);
      result += resolved;
    }
    return result;
  };

  const resolveList = (list: readonly unknown[]): unknown =>
    list.some(isListToken) ? viaCdktf(list) : list.map(resolve).filter((item) => item !== undefined);

  const resolveRecord = (record: Record<string, unknown>): unknown => {
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(record)) {
      if (key.includes("TfToken[")) return viaCdktf(record);
      const value = resolve(record[key]);
      if (value !== undefined) result[key] = value;
    }
    return result;
  };

  const resolve = (value: unknown): unknown => {
    switch (typeof value) {
      case "string":
        return needsResolving.test(value) ? resolveText(value) : value;
      case "number":
        return Math.abs(value) > 1e200 ? viaCdktf(value) : value;
      case "object":
        if (value === null) return null;
        if (Array.isArray(value)) return resolveList(value);
        return isPlain(value) ? resolveRecord(value as Record<string, unknown>) : viaCdktf(value);
      case "function":
        return viaCdktf(value);
      default:
        return value;
    }
  };
  return resolve;
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !Tokenization.isResolvable(value);
};

const isListToken = (item: unknown): boolean =>
  typeof item === "string" ? item.includes("#{TfToken[") : typeof item === "number" && Math.abs(item) > 1e200;
