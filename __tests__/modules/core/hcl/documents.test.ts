import { documentOf } from "../../../../modules/core/hcl/documents";

const read = (template: string): unknown => documentOf(template, (expression) => expression === "var.text");

describe("a template is a document", () => {
  test.each<readonly [string, unknown]>([
    ['{"a":1}', { a: 1 }],
    ["[1,null,true]", [1, null, true]],
    ['["a"]', ["a"]],
    ['{"a":{"b":[{"c":""}]}}', { a: { b: [{ c: "" }] } }],
    ['{"a":"x${var.text}y"}', { a: "x${var.text}y" }],
    ['{"a":"${var.text}"}', { a: "${var.text}" }],
    ['{"a":"${var.n}"}', { a: "${tostring(var.n)}" }],
    ['{"a":"${var.n}b"}', { a: "${var.n}b" }],
    ['{"a":${jsonencode(var.n)},"b":[${jsonencode(c)}]}', { a: "${var.n}", b: ["${c}"] }],
    ['{"a":"$${b}"}', { a: "$${b}" }],
    ['{"a":"\\u003cb\\u003e"}', { a: "<b>" }],
    ['{"a":"日本","b":-1.5}', { a: "日本", b: -1.5 }],
  ])("%j", (template, expected) => {
    expect(read(template)).toEqual(expected);
  });

  test("whose statements are in the order that people read", () => {
    const policy = '{"Statement":[{"Action":"a","Effect":"Allow","Resource":"*","Sid":"s"}],"Version":"2012-10-17"}';
    expect(JSON.stringify(read(policy))).toBe(
      '{"Version":"2012-10-17","Statement":[{"Sid":"s","Effect":"Allow","Action":"a","Resource":"*"}]}',
    );
  });

  test("whose other members stay in theirs", () => {
    expect(JSON.stringify(read('{"Other":1,"Version":"x"}'))).toBe('{"Other":1,"Version":"x"}');
  });
});

describe("a template stays text", () => {
  test.each([
    ["that is no object or list", "a"],
    ["that is an empty object", "{}"],
    ["whose end is missing", '{"a":1'],
    ["that is no JSON", '{"a":b}'],
    ["with spaces", '{"a": 1}'],
    ["with keys in another order", '{"b":1,"a":2}'],
    ["with a character that jsonencode escapes", '{"a":"<"}'],
    ["with a number of another form", '{"a":1.0}'],
    ["with a power of ten", '{"a":1e+21}'],
    ["with a small power of ten", '["a",1e-7]'],
    ["with a backspace, which versions write in two ways", '{"a":"\\b"}'],
    ["with a form feed", '["\\f"]'],
    ["with a directive", '{"a":"%{ if b }c%{ endif }"}'],
    ["with a strip marker", '{"a":"${~ b }"}'],
    ["with a strip marker at the end", '{"a":"${ b ~}"}'],
    ["with a key that is known late", '{"${a}":1}'],
    ["with a whole value that is not encoded", '{"a":${b}}'],
    ["with a whole value inside of a list that is not encoded", '["a",${b}]'],
    ["with a sequence between values", '{"a":1${b}}'],
    ["with a sequence without an end", '{"a":"${b"}'],
    ["with the character that marks sequences", '{"a":"\ue000"}'],
    ["with a key that stands twice", '{"a":1,"a":2}'],
    ["with a number that is more than JavaScript can tell", '{"a":12345678901234567890}'],
  ])("%s", (_, template) => {
    expect(read(template)).toBeUndefined();
  });
});
