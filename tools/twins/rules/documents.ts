import type { TextCheck } from "./text-check";
import { jsonSyntaxProblem } from "./json-syntax";

/** JSON of any kind. An empty text is none to most checks of the SDK of old, and they let it pass. */
export const jsonProblem =
  (isEmptyRight: boolean): TextCheck =>
  (text) => {
    const wrong = isEmptyRight && text === "" ? undefined : jsonSyntaxProblem(text);
    return wrong && `"{key}" contains an invalid JSON: ${wrong.says}`;
  };

/** A policy of IAM: a JSON object, without duplicate keys. */
export const policyProblem: TextCheck = (text) => {
  const trimmed = text.trim();
  if (trimmed === "") return `"{key}" is an empty string, which is not a valid JSON value`;
  const wrong = objectProblem(trimmed) ?? offsetProblem(trimmed);
  if (wrong !== undefined) return `"{key}" contains an invalid JSON policy: ${wrong}`;
  const twice = duplicateKey(trimmed);
  return twice === undefined ? undefined : `"{key}" contains duplicate JSON keys: duplicate key ${twice}`;
};

const objectProblem = (text: string): string | undefined => {
  if (text.startsWith("{")) return undefined;
  if (text.startsWith("[")) return "contains a JSON array, not a JSON object";
  return text.startsWith('"') ? "contains a JSON-encoded string, not a JSON-encoded object" : "not a JSON object";
};

const offsetProblem = (text: string): string | undefined => {
  const wrong = jsonSyntaxProblem(text);
  return wrong && `${wrong.says}, at byte offset ${String(wrong.offset)}`;
};

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** The first key that an object in a JSON text has twice. */
const duplicateKey = (text: string): string | undefined => {
  const open: (Set<string> | undefined)[] = [];
  const found = text.match(tokens) ?? [];
  return found.find((token, index) => {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token.startsWith('"') && found[index + 1] === ":") {
      const keys = open.at(-1);
      if (keys?.has(token) === true) return true;
      keys?.add(token);
    }
    return false;
  });
};
