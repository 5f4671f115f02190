import fc from "fast-check";

/** Texts that a writer of HCL stumbles over. */
const oddTexts = [
  '"',
  "\\",
  "\\\\",
  '\\"',
  "\n",
  "\n\n",
  "\r\n",
  "\t",
  " ",
  "   ",
  "$",
  "$$",
  "%",
  "%%",
  "{",
  "}",
  "$${",
  "%%{",
  "$$${",
  "%%%{",
  "$${x}",
  "%%{ if x }",
  "EOF",
  "EOT",
  "\nEOT\n",
  "<<EOF\n",
  "<<-EOT\n",
  "#",
  "//",
  "/* */",
  "~}",
  "\\n",
  "\\u0041",
  "\\${",
  "é",
  "e\u0301",
  "日本",
  "👩‍👩‍👧",
  "🇪🇺",
  "\u200b",
  "\u202e",
  "\u2028",
  "\ufeff",
  "\u0000",
  "\u0007",
  "\u001b",
  "\u007f",
  "\u0085",
  "\ue000",
  "\ue0000\ue000",
  "\u{10ffff}",
  "8080",
  "1e3",
  "true",
  "null",
  "a",
  "Z9",
  "-",
  "_",
  "'",
  "`",
  '{"a":1}',
  "[]",
  "[1]",
  "{}",
  "<",
  ">",
  "&",
  "=",
  ",",
] as const;

/** Sequences of real templates. They read what {@link templateLocals} holds. */
const sequences = [
  "${local.text}",
  "${local.number}",
  "${local.list[0]}",
  '${local.map["a b"]}',
  "${~ local.text ~}",
  '${upper("a\\"b\\n")}',
  '${"in${local.text}ner"}',
  "${local.yes ? \"a\" : 'b'}".replace(/'/g, '"'),
  '${join(",", [for x in local.list : "<${x}>" if x != ""])}',
  "${jsonencode({ a = local.text })}",
  "${local.number - -1}",
  "${\n  local.number\n}",
  '${"}"}',
  '${"$${"}',
  "%{ if local.yes }yes%{ else }no%{ endif }",
  "%{ for x in local.list ~}\n  ${x}\n%{ endfor ~}\n",
  "%{if !local.yes~} a %{~endif}",
] as const;

/** What the sequences read. */
export const templateLocals = { text: "te xt", number: 5, list: ["a", "b\n", ""], map: { "a b": "ab" }, yes: true } as const;

const literal = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);

/** A carriage return without a line feed beside sequences is refused; see templates.test.ts. */
const settled = (text: string): string => (/[$%]\{/.test(text) ? text.replace(/\r(?!\n)/g, "") : text);

/** Escapes sequences that stand there by chance, and keeps escapes that stand there already. */
const escaped = (text: string): string => text.replace(/(?<!\$)\$\{/g, () => "$${").replace(/(?<!%)%\{/g, "%%{");

/** A text without sequences, as Terraform's JSON has it. */
export const literalText = fc.array(literal, { maxLength: 6 }).map((parts) => settled(escaped(parts.join(""))));

/** A text in which sequences may stand. */
const templateText = fc
  .array(fc.oneof({ arbitrary: literalText, weight: 2 }, fc.constantFrom(...sequences)), { maxLength: 5 })
  // A sign before a sequence would escape it, and a directive's end would then stand alone.
  .map((parts) => parts.reduce((text, part) => (/[$%]$/.test(text) && /^[$%{]/.test(part) ? `${text} ${part}` : text + part), ""))
  .map(settled);

/** A document, as a policy is one: text of JSON with sequences in its strings. */
const documentText = fc
  .array(
    fc.constantFrom(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":"${local.text}/*"}]}',
      '{"a":"${local.number}","b":[1,2.5,true,null],"c":{}}',
      '{"a":"$${aws:username}","b":"${local.text}$${x}"}',
      '{"a":${jsonencode(local.list)}}',
      '{"b":1,"a":2}',
      '{"a": 1}',
      '["${local.text}","${local.number}",-1]',
      '{"a":"%{ if local.yes }b","c":"d%{ endif }"}',
      '{"a":1e21,"b":1e-7,"c":0.1}',
      '{"a":"\\b\\f\\u0001"}',
      '{"a":"x\\"y\\\\z\\n"}',
      '{"${local.text}":1}',
    ),
    { minLength: 1, maxLength: 1 },
  )
  .map(([text = ""]) => text);

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.1, -1.5, 9007199254740991, 1.2345678901234568e20),
);

const nested = (text: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { arbitrary: text, weight: 6 },
      number,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.tuple(text, tie("value")), { maxLength: 4 }).map(distinct),
    ),
  })).value;

/** Keys that would be the same text to Terraform are no object: each but the first ends with a number of its own. */
const distinct = (entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(entries.map(([key, value], index) => [index === 0 ? key : `${key}_${String(index)}`, value]));

/** Values whose texts are templates. */
export const templateValue = fc.oneof({ arbitrary: nested(fc.oneof(literalText, templateText)), weight: 9 }, documentText);

/** Values whose texts are just texts: any, without escapes. */
export const plainValue = nested(fc.array(literal, { maxLength: 6 }).map((parts) => parts.join("")));
