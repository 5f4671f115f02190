import {
  asValue,
  isExpression,
  isName,
  isReference,
  objectKey,
  onlyArgument,
  onlyExpression,
  partsOf,
  quoteTemplate,
  quoteText,
  withoutMark,
} from "../../../../modules/core/hcl/templates";
import { HclSyntaxError } from "../../../../modules/core/hcl/tokens";

const parts = (template: string) => partsOf(template).map((part) => ("text" in part ? part.text : [part.sequence]));

describe("the parts of a template", () => {
  test.each<readonly [string, readonly unknown[]]>([
    ["", []],
    ["a", ["a"]],
    ["a${b}c", ["a", ["${b}"], "c"]],
    ["${a}${b}", [["${a}"], ["${b}"]]],
    ["$${a}%%{b}", ["$${a}%%{b}"]],
    ["$$${a}", ["$$${a}"]],
    ["$a %b $", ["$a %b $"]],
    ["%{ if a ~}x%{~ endif }", [["%{ if a ~}"], "x", ["%{~ endif }"]]],
    ['${f("}")}', [['${f("}")}']]],
    ['${"${a}"}b', [['${"${a}"}'], "b"]],
    ["${{ a = { b = 1 } }}", [["${{ a = { b = 1 } }}"]]],
    ["a\r\n${b}", ["a\r\n", ["${b}"]]],
    ["a\rb", ["a\rb"]],
  ])("%j", (template, expected) => {
    expect(parts(template)).toEqual(expected);
  });

  test.each([
    ["${a", "the template sequence has no end"],
    ["%{ if a", "the template sequence has no end"],
    ["${'a'}", `the character "'" has no meaning here`],
    ["\r${a}", "a carriage return without a line feed can't stand beside sequences"],
  ])("%j is no template", (template, message) => {
    expect(() => partsOf(template)).toThrow(HclSyntaxError);
    expect(() => partsOf(template)).toThrow(message);
  });
});

describe("text in quotes", () => {
  test.each([
    ["", '""'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ["\n\r\t", '"\\n\\r\\t"'],
    ["\u0000\u00a0\u2028\u{e0001}", '"\\u0000\u00a0\\u2028\\U000e0001"'],
    ["\ud800", '"\\ufffd"'],
    ["日本👩‍👩‍👧", '"日本👩\\u200d👩\\u200d👧"'],
    ["${a}", '"$${a}"'],
    ["$${a}", '"\\u0024$${a}"'],
    ["$$${a}", '"\\u0024\\u0024$${a}"'],
    ["%{a}", '"%%{a}"'],
    ["%%{a}", '"\\u0025%%{a}"'],
    ["$%{a} $ % $a", '"$%%{a} $ % $a"'],
  ])("without sequences: %j", (text, expected) => {
    expect(quoteText(text)).toBe(expected);
  });

  test.each([
    ['a"${b["c"]}"', '"a\\"${b["c"]}\\""'],
    ["$${a}\n", '"$${a}\\n"'],
    ["a ${~ b ~} c", '"a ${~ b ~} c"'],
    ["a \n ${~ b ~} \n c", '"a \\n${ b } c"'],
    ["%{ if a ~}\n  x\n%{~ endif }", '"%{ if a }  x%{ endif }"'],
    ["%{ if a ~}\n%{ endif }\n", '"%{ if a }%{ endif }\\n"'],
  ])("with sequences: %j", (template, expected) => {
    expect(quoteTemplate(template)).toBe(expected);
  });
});

describe("an expression that is all of a template", () => {
  test.each([
    ["${a.b}", "a.b"],
    ["${ a }", "a"],
    ["${~ a ~}", "a"],
    ['${"${a}"}', "a"],
    ['${"${"${a}"}"}', "a"],
    ['${"a"}', '"a"'],
    ['${"a" == "b"}', '"a" == "b"'],
    ['${"${a}${b}"}', '"${a}${b}"'],
    ["${a ?\nb : c}", "(\na ?\nb : c\n)"],
    ["${f(\na\n)}", "f(\na\n)"],
    ["${a // why\n}", "(\na // why\n)"],
    ["${\na\n}", "a"],
  ])("%j is %j", (template, expected) => {
    expect(onlyExpression(template)).toBe(expected);
  });

  test.each(["a", "", "a${b}", "${a}b", "${a}${b}", "%{ if a }b%{ endif }", "$${a}", "${a}$${b}"])("%j is more than one", (template) => {
    expect(onlyExpression(template)).toBeUndefined();
  });
});

test.each([
  ["a", "a"],
  ["a # why", "(\na # why\n)"],
  ["[\na\n]", "[\na\n]"],
  ["a +\nb", "(\na +\nb\n)"],
])("%j stands as a value as %j", (expression, expected) => {
  expect(asValue(expression)).toBe(expected);
});

test.each([
  ["jsonencode(a)", "a"],
  ["jsonencode([a, b])", "[a, b]"],
  ['jsonencode("(")', '"("'],
  ["jsonencode(a, b)", undefined],
  ["jsonencode(a...)", undefined],
  ["jsonencode(a).b", undefined],
  ["jsonencode(a) + jsonencode(b)", undefined],
  ["jsonencode (a)", undefined],
  ["jsonencode", undefined],
  ["other(a)", undefined],
])("the argument of %j is %j", (expression, expected) => {
  expect(onlyArgument(expression, "jsonencode")).toBe(expected);
});

describe("keys and names", () => {
  test.each([
    ["a", "a"],
    ["_a-1", "_a-1"],
    ["1a", '"1a"'],
    ["", '""'],
    ["a b", '"a b"'],
    ["a.b", '"a.b"'],
    ["größe", '"größe"'],
    ["for", '"for"'],
    ["null", '"null"'],
    ["true", '"true"'],
    ["false", '"false"'],
    ["in", "in"],
  ])("the key %j is %s, whatever strings are", (key, expected) => {
    expect([objectKey(key, false), objectKey(key, true)]).toEqual([expected, expected]);
  });

  test("a key with a sequence is a template, or text", () => {
    expect([objectKey("${a}", false), objectKey("${a}", true)]).toEqual(['"${a}"', '"$${a}"']);
  });

  test("a byte order mark at the beginning of a template is no text", () => {
    expect([withoutMark("\ufeffa"), withoutMark("a\ufeff"), objectKey("\ufeffa", false)]).toEqual(["a", "a\ufeff", '"a"']);
  });

  test.each([
    ["aws_vpc.main", true],
    ['module.a["b.c"].d', true],
    ["a[0].b", true],
    ["a[*].b", true],
    ["a.*.b", true],
    ["größe.a-1", true],
    ["a.b c", false],
    ['a["${b}"]', false],
    ["a[b]", false],
    ["", false],
    [".a", false],
  ])("%j is a reference: %s", (text, expected) => {
    expect(isReference(text)).toBe(expected);
  });

  test.each([
    ["a", true],
    ["map(object({ a = string }))", true],
    ["", false],
    ["  ", false],
    ["f(a", false],
    ['"a', false],
  ])("%j is an expression: %s", (text, expected) => {
    expect(isExpression(text)).toBe(expected);
  });

  test.each([
    ["a_b-1", true],
    ["größe", true],
    ["1a", false],
    ["a b", false],
    ["", false],
  ])("%j is a name: %s", (text, expected) => {
    expect(isName(text)).toBe(expected);
  });
});
