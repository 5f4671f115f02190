import { expressionOf } from "../../../../modules/core/hcl/values";

const template = (value: unknown): string => expressionOf(value, { literal: false, givesText: (expression) => expression === "var.text" });
const plain = (value: unknown): string => expressionOf(value, { literal: true, givesText: () => false });

test.each<readonly [unknown, string]>([
  [null, "null"],
  [false, "false"],
  [-0, "0"],
  [1e21, "1e+21"],
  ["8080", '"8080"'],
  ["${var.a}", "var.a"],
  ['${"${var.a}"}', "var.a"],
  ["a${var.a}", '"a${var.a}"'],
  ['a\\n"', '"a\\\\n\\""'],
  ["$${a}", '"$${a}"'],
  ["\u200b\u0007", '"\\u200b\\u0007"'],
  ["\ufeff${var.a}", "var.a"],
  ["${1 +\n2}", "(\n1 +\n2\n)"],
  ["a\nb", '"a\\nb"'],
  ["a\nb\n", "<<-EOT\na\nb\nEOT"],
  ["a\nEOT\n", '"a\\nEOT\\n"'],
  ["  a\n  b\n", '"  a\\n  b\\n"'],
  ["a  ${~ b ~}\n  c", '"a  ${~ b }  c"'],
  [["a", null], '["a", null]'],
  [[], "[]"],
  [{}, "{}"],
  [{ a: 1, "b c": 2, for: 3, größe: 4, "${x}": 5 }, '{\na = 1\n"b c" = 2\n"for" = 3\n"größe" = 4\n"${x}" = 5\n}'],
  ['{"a":"${var.text}","b":"${var.n}"}', "jsonencode({\na = var.text\nb = tostring(var.n)\n})"],
  ['{"a":${jsonencode(var.n)}}', "jsonencode({\na = var.n\n})"],
  ['{"b":1,"a":2}', '"{\\"b\\":1,\\"a\\":2}"'],
  ['{"a":1e21}', '"{\\"a\\":1e21}"'],
  ['{"a":"%{ if b }c","d":"%{ endif }"}', '"{\\"a\\":\\"%{ if b }c\\",\\"d\\":\\"%{ endif }\\"}"'],
])("%j in an expression is %j", (value, text) => {
  expect(template(value)).toBe(text);
});

test.each<readonly [unknown, string]>([
  ["${a}", '"$${a}"'],
  ["$${a}", '"\\u0024$${a}"'],
  ["%{a}", '"%%{a}"'],
  ["a\nb\n", '"a\\nb\\n"'],
  ['{"a":1}', '"{\\"a\\":1}"'],
])("%j where only text can stand is %j", (value, text) => {
  expect(plain(value)).toBe(text);
});

test("what JSON doesn't have is refused", () => {
  expect(() => template(Infinity)).toThrow("Infinity is no number of JSON");
  expect(() => template(undefined)).toThrow("undefined is no value of JSON");
});
