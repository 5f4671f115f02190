import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

const resolver = new DefaultTokenResolver(new StringConcat());
/** What a text holds when cdktf has to look at it: a token, a token of a number, or a template. */
const needsResolving = /TfToken\[|\$\{|e\+2\d\d/;

/**
 * Resolves tokens as cdktf does, with the same result. Plain values, which are most of a stack, are copied here;
 * only what may hold a token goes through cdktf's resolver, whose bookkeeping for each plain value is what makes it slow.
 */
export const resolveTokens = (scope: IConstruct, value: unknown): unknown => {
  switch (typeof value) {
    case "string":
      return needsResolving.test(value) ? viaCdktf(scope, value) : value;
    case "number":
      return Math.abs(value) > 1e200 ? viaCdktf(scope, value) : value;
    case "object":
      if (value === null) return null;
      if (Array.isArray(value)) return resolveList(scope, value);
      return isPlain(value) ? resolveRecord(scope, value as Record<string, unknown>) : viaCdktf(scope, value);
    case "function":
      return viaCdktf(scope, value);
    default:
      return value;
  }
};

const viaCdktf = (scope: IConstruct, value: unknown): unknown => Tokenization.resolve(value, { scope, resolver, preparing: false });

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !Tokenization.isResolvable(value);
};

const isListToken = (item: unknown): boolean =>
  typeof item === "string" ? item.includes("#{TfToken[") : typeof item === "number" && Math.abs(item) > 1e200;

const resolveList = (scope: IConstruct, list: readonly unknown[]): unknown =>
  list.some(isListToken) ? viaCdktf(scope, list) : list.map((item) => resolveTokens(scope, item)).filter((item) => item !== undefined);

const resolveRecord = (scope: IConstruct, record: Record<string, unknown>): unknown => {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(record)) {
    if (key.includes("TfToken[")) return viaCdktf(scope, record);
    const value = resolveTokens(scope, record[key]);
    if (value !== undefined) result[key] = value;
  }
  return result;
};
