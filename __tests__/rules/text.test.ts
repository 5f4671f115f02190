import { projectFiles, readProjectFile, type Problems } from "./repository";

const readable = /\.(ts|mts|js|mjs|cjs|json|jsonc|md|ya?ml|sh|tf|hcl|toml)$|(^|\/)\.[a-z]+(rc|ignore|config)?$/;

/** An account id that nobody can have: three groups of one digit each, or the one that AWS's own documentation uses. */
const documentationId = /^(?:(\d)\1{3}(\d)\2{3}(\d)\3{3}|123456789012)$/;

/** The last group of a UUID may be twelve digits too. */
const twelveDigits = /(?<![\w.])(?<![0-9a-f]{4}-[0-9a-f]{4}-)\d{12}(?![\w])/g;

const machinePath = /(?:^|[\s"'`(=<:,]|file:\/\/)((?:\/(?:home|Users|root|work|tmp|var\/folders)\/|[A-Za-z]:\\\\?Users)[\w.\\/-]*)/g;

/** Built from parts, so that this file does not hold what it looks for. */
const unfinished = new RegExp(
  `\\b(?:${["TO", "FIX"].map((start) => start + (start === "TO" ? "DO" : "ME")).join("|")}|X{3}|H[A]CK)\\b`,
  "g",
);

const focused = /\b(?:describe|it|test)\.(?:only|skip)\b/g;

const textProblems = (file: string, text: string): Problems => {
  const found = (pattern: RegExp, rule: string, allowed?: RegExp): Problems =>
    [...text.matchAll(pattern)]
      .map((match) => ({ shown: match[1] ?? match[0], line: text.slice(0, match.index).split("\n").length }))
      .filter(({ shown }) => allowed?.test(shown) !== true)
      .map(({ shown, line }) => `${file}:${String(line)}: ${rule}, got ${shown}`);
  return [
    ...found(machinePath, "a path must not be of one machine"),
    ...found(unfinished, "what is not done must not be left as a mark in the text"),
    ...found(focused, "every test must run"),
    ...found(twelveDigits, "an account id must be one of documentation, such as 111122223333", documentationId),
  ];
};

describe("text", () => {
  test("no file speaks of a machine, of unfinished work or of a real account", () => {
    const files = projectFiles.filter((file) => readable.test(file) && file !== "package-lock.json");
    expect(files.flatMap((file) => textProblems(file, readProjectFile(file)))).toEqual([]);
  });

  const word = (...parts: readonly string[]): string => parts.join("");

  test.each([
    [word("see /", "home/ada/estate"), ["a path must not be of one machine"]],
    [word('"/', 'tmp/out"'), ["a path must not be of one machine"]],
    [word("C:", "\\Users\\ada"), ["a path must not be of one machine"]],
    ["https://example.com/home/page and docs/tmp/x", []],
    [word("// TO", "DO: later"), ["what is not done must not be left as a mark in the text"]],
    [word("test.", 'only("x")'), ["every test must run"]],
    [word("1029", "3847", "5600"), ["an account id must be one of documentation, such as 111122223333"]],
    [word("arn:aws:iam::1029", "3847", "5600:root"), ["an account id must be one of documentation, such as 111122223333"]],
    ["arn:aws:iam::111122223333:root and 123456789012", []],
    ["6f1c1b1e-0000-4000-8000-000000000001 and 1234567890123", []],
  ])("finds in %p what must not be there", (text, expected) => {
    expect(textProblems("x.ts", text).map((problem) => problem.replace(/^\S+ |, got .*$/g, ""))).toEqual(expected);
  });
});
