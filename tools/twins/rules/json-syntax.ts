/** What Go says of a text that is no JSON, and how many bytes it had read. */
export interface SyntaxProblem {
  readonly says: string;
  readonly offset: number;
}

/** What is wrong with a text as JSON, in the words of Go's `encoding/json`; nothing where it is right. */
export const jsonSyntaxProblem = (text: string): SyntaxProblem | undefined => {
  const reader: Reader = { text, at: 0 };
  const wrong = readValue(reader, "looking for beginning of value") ?? readEnd(reader);
  if (wrong === undefined) return undefined;
  const character = text.charAt(reader.at);
  const offset = Buffer.byteLength(text.slice(0, reader.at + 1));
  return character === ""
    ? { says: "unexpected end of JSON input", offset }
    : { says: `invalid character ${shown(character)} ${wrong}`, offset };
};

interface Reader {
  readonly text: string;
  at: number;
}

/** Where a reader stopped, in words; nothing where it went on. */
type Stop = string | undefined;

const shown = (character: string): string =>
  character === "'" ? `'\\''` : character === '"' ? `'"'` : `'${JSON.stringify(character).slice(1, -1)}'`;

const skipSpace = (reader: Reader): void => {
  while (/[ \t\r\n]/.test(reader.text.charAt(reader.at))) reader.at++;
};

const take = (reader: Reader, character: string): boolean => {
  if (reader.text.charAt(reader.at) !== character) return false;
  reader.at++;
  return true;
};

const readEnd = (reader: Reader): Stop => {
  skipSpace(reader);
  return reader.at < reader.text.length ? "after top-level value" : undefined;
};

const literals: Readonly<Record<string, string>> = { t: "true", f: "false", n: "null" };

const readValue = (reader: Reader, wanted: string): Stop => {
  skipSpace(reader);
  const first = reader.text.charAt(reader.at);
  if (first === "{") return readObject(reader);
  if (first === "[") return readArray(reader);
  if (first === '"') return readText(reader);
  const literal = literals[first];
  if (literal !== undefined) return readLiteral(reader, literal);
  return /[-\d]/.test(first) ? readNumber(reader) : wanted;
};

const readLiteral = (reader: Reader, literal: string): Stop => {
  for (const expected of literal) if (!take(reader, expected)) return `in literal ${literal} (expecting '${expected}')`;
  return undefined;
};

const readNumber = (reader: Reader): Stop => {
  const digits = (): boolean => {
    const before = reader.at;
    while (/\d/.test(reader.text.charAt(reader.at))) reader.at++;
    return reader.at > before;
  };
  take(reader, "-");
  if (!take(reader, "0") && !digits()) return "in numeric literal";
  if (take(reader, ".") && !digits()) return "after decimal point in numeric literal";
  if (!take(reader, "e") && !take(reader, "E")) return undefined;
  if (!take(reader, "+")) take(reader, "-");
  return digits() ? undefined : "in exponent of numeric literal";
};

const readText = (reader: Reader): Stop => {
  reader.at++;
  while (!take(reader, '"')) {
    const character = reader.text.charAt(reader.at);
    if (character === "" || character < " ") return "in string literal";
    reader.at++;
    if (character === "\\" && !/["\\/bfnrtu]/.test(reader.text.charAt(reader.at))) return "in string escape code";
    if (character === "\\" && take(reader, "u")) {
      for (let left = 4; left > 0; left--, reader.at++) {
        if (!/[0-9A-Fa-f]/.test(reader.text.charAt(reader.at))) return "in \\u hexadecimal character escape";
      }
    } else if (character === "\\") reader.at++;
  }
  return undefined;
};

const readArray = (reader: Reader): Stop => {
  reader.at++;
  skipSpace(reader);
  if (take(reader, "]")) return undefined;
  for (;;) {
    const wrong = readValue(reader, "looking for beginning of value");
    if (wrong !== undefined) return wrong;
    skipSpace(reader);
    if (take(reader, "]")) return undefined;
    if (!take(reader, ",")) return "after array element";
  }
};

const readObject = (reader: Reader): Stop => {
  reader.at++;
  skipSpace(reader);
  if (take(reader, "}")) return undefined;
  for (;;) {
    skipSpace(reader);
    if (reader.text.charAt(reader.at) !== '"') return "looking for beginning of object key string";
    const wrongKey = readText(reader);
    if (wrongKey !== undefined) return wrongKey;
    skipSpace(reader);
    if (!take(reader, ":")) return "after object key";
    const wrong = readValue(reader, "looking for beginning of value");
    if (wrong !== undefined) return wrong;
    skipSpace(reader);
    if (take(reader, "}")) return undefined;
    if (!take(reader, ",")) return "after object key:value pair";
  }
};
