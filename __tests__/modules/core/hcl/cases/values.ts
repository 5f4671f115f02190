import { Fn, Op, TerraformLocal, TerraformOutput, TerraformVariable, Token, conditional } from "cdktf";
import { given, overridden, type Builds } from "./case";

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** Values in outputs and locals: what is text, what a template, what a number. */
export const values: Builds = {
  "text that is a number stays text": given("8080"),
  "text that is a truth value stays text": given("true"),
  "text that says null stays text": given("null"),
  "text with leading zeros": given("007"),
  "text like a power of ten": given("1e3"),
  "empty text": given(""),
  "text with quotes": given('say "yes"'),
  "text with one backslash": given("a\\b"),
  "text with a backslash before n": given("a\\nb"),
  "text with two backslashes at its end": given("C:\\\\"),
  "text with a backslash before a quote": given('\\"'),
  "text with a regular expression": given("^[a-z]+\\.(\\d{2,})\\s$"),
  "text with tabs and carriage returns": given("a\tb\r\nc"),
  "text of two lines": given("a\nb"),
  "text of two lines with a line feed at the end": given("a\nb\n"),
  "text of two lines with two line feeds at the end": given("a\nb\n\n"),
  "text that begins with a line feed": given("\na\n"),
  "text whose lines are indented": given("  a\n    b\n  c\n"),
  "text with a line of spaces": given("a\n   \nb\n"),
  "text with EOT as a line": given("a\nEOT\nb\n"),
  "text with EOF as a line": given("a\nEOF\nb\n"),
  "text with a heredoc inside": given("<<EOT\na\nEOT\n"),
  "a script": given('#!/bin/sh\nset -eu\nif [ "$1" = "x" ]; then\n  echo "$${HOME}" \\\n    && exit 1\nfi\n'),
  "a document of YAML": given("a:\n  - b: 'c'\n    d: \"e\"\n  - |\n    f\n"),
  "escaped interpolation": given("$${aws:username}"),
  "escaped directive": given("%%{if}"),
  "escaped interpolation after a dollar": given("$$${x}"),
  "escaped and real interpolation side by side": given('$${a}${upper("b")}$${c}'),
  "a lone dollar and a lone percent": given("5 $ and 10 %"),
  "date format with percents": given("%Y-%m-%dT%H:%M:%SZ"),
  "braces without a sign": given("{a} {{b}} }{"),
  "interpolation in text": given('a-${upper("b")}-c'),
  "interpolation alone": given('${upper("b")}'),
  "interpolation with quotes inside": given('${join(",", ["a", "b\\"c"])}'),
  "interpolation of an object": given('${{ a = 1, "b c" = [2] }}'),
  "interpolation within interpolation": given('${"x${upper("y")}z"}'),
  "interpolation of an interpolation": given('${"${upper("y")}"}'),
  "interpolation of several lines": given("${\n  1 +\n  2\n}"),
  "interpolation of a condition over several lines": given('${true\n ? "a"\n : "b"}'),
  "interpolation with a comment": given("${1 + 2 # three\n}"),
  "strip markers": given('a  ${~ "b" ~}  c'),
  "strip markers over lines": given('a\n  ${~ "b" ~}\n  c\n'),
  "an if directive": given("%{ if true }a%{ else }b%{ endif }"),
  "a for directive": given('%{ for x in ["a", "b"] }<${x}>%{ endfor }'),
  "a for directive over lines": given('list:\n%{ for x in ["a", "b"] ~}\n  - ${x}\n%{ endfor ~}\nend\n'),
  unicode: given("größe 日本 🇪🇺 👩‍👩‍👧"),
  "text of combining characters": given("e\u0301"),
  "invisible characters": given("a\u200bb\u202ec\u00ad"),
  "control characters": given("a\u0001\u001b[0m\u007f"),
  "line separators": given("a\u2028b\u2029c\u0085"),
  "a character beyond the basic plane": given("\u{1f600}\u{10ffff}"),
  zero: given(0),
  "a negative number": given(-5),
  "a fraction": given(0.1),
  "a huge number": given(123456789012345680000),
  "a number with an exponent": given(1.5e300),
  "a tiny number": given(5e-324),
  "the largest whole number": given(Number.MAX_SAFE_INTEGER),
  false: given(false),
  true: given(true),
  "null in a list": overridden(["a", null]),
  "null in an object": overridden({ a: null, b: 1 }),
  "an empty list": given([]),
  "an empty object": given({}),
  "a list of lists": given([[1, 2], [], [[3]]]),
  "a list of objects": given([{ a: 1 }, { b: "two" }]),
  "a list of mixed values": overridden([1, "1", true, "true", null]),
  "a long list": given(Array.from({ length: 40 }, (_, index) => `item-${String(index)}`)),
  "a list of texts with line feeds": given(["a\n", "b\nc\n"]),
  "objects four levels deep": given({ a: { b: { c: { d: "e" } } } }),
  "keys that are no names": given({ "a b": 1, "1": 2, "a.b": 3, "a/b": 4, "": 5 }),
  "keys that are keywords": given({ for: 1, if: 2, in: 3, null: 4, true: 5, false: 6, each: 7 }),
  "keys with quotes and backslashes": given({ 'a"b': 1, "c\\d": 2 }),
  "keys with escaped templates": given({ "$${a}": 1, "%%{b}": 2 }),
  "keys that are templates": given({ '${upper("a")}': 1, 'b-${upper("c")}': 2 }),
  "keys with colons": given({ "aws:SourceArn": "x", "app.kubernetes.io/name": "y" }),
  "keys of other scripts": given({ größe: 1, 日本: 2 }),
  "keys like members of every object": given({ constructor: 1, toString: 2, hasOwnProperty: 3 }),
  "a document": given(JSON.stringify(trust)),
  "a document with spaces": given(JSON.stringify(trust, undefined, 2)),
  "a document with keys out of order": given('{"b":1,"a":2}'),
  "a document with a token": given('{"Resource":"${upper("arn")}/*","Sid":"a"}'),
  "a document with a token for a number": given('{"a":"${1 + 1}"}'),
  "a document with a whole value": given('{"a":${jsonencode([1, "b"])}}'),
  "a document with an escaped variable of a policy": given('{"Resource":"arn:aws:s3:::x/$${aws:username}/*"}'),
  "a document with a directive over two values": given('{"a":"%{ if true }b","c":"d%{ endif }"}'),
  "a document with escapes": given('{"a":"x\\"y\\\\z\\n"}'),
  "a document with signs that jsonencode escapes": given('{"a":"\\u003ca\\u003e \\u0026 b"}'),
  "a document with large numbers": given('{"a":1e21,"b":12345678901234567890}'),
  "a list in a document": given('["a","b"]'),
  "a document of a function": (stack) => {
    new TerraformOutput(stack, "value", { value: Fn.jsonencode({ ...trust, "a-b": ["$", "%"] }) });
  },
  "functions with lists and maps": (stack) => {
    new TerraformOutput(stack, "value", { value: Fn.merge([{ a: 1 }, { b: Fn.lengthOf(["x", "y"]) }]) as unknown });
  },
  "functions with texts that need escapes": (stack) => {
    new TerraformOutput(stack, "value", { value: Fn.join("\n", ["a b", "c,d", Fn.rawString('e"f')]) });
  },
  "a raw text": (stack) => {
    new TerraformOutput(stack, "value", { value: Fn.upper(Fn.rawString('a "b" ${c}')) });
  },
  operators: (stack) => {
    const three = new TerraformLocal(stack, "three", 3);
    new TerraformOutput(stack, "value", { value: Op.sub(Op.mul(three.asNumber, 2), -1) });
  },
  "a condition": (stack) => {
    const yes = new TerraformLocal(stack, "yes", true);
    new TerraformOutput(stack, "value", { value: conditional(yes.expression, "a b", "c") });
  },
  "locals that read locals": (stack) => {
    const list = new TerraformLocal(stack, "list", ["a", { b: "c d" }]);
    const map = new TerraformLocal(stack, "map", { "x y": "${local.list[1].b}", n: "${length(local.list)}" });
    new TerraformOutput(stack, "value", { value: [list.expression, map.expression] });
  },
  "locals that are falsy": (stack) => {
    for (const [name, value] of Object.entries({ no: false, zero: 0, empty: "", none: [] })) new TerraformLocal(stack, name, value);
    new TerraformOutput(stack, "value", { value: "${[local.no, local.zero, local.empty, local.none]}" });
  },
  "a local of null": (stack) => {
    stack.addOverride("locals.nothing", null);
    new TerraformOutput(stack, "value", { value: "${local.nothing == null}" });
  },
  "for expressions": given("${{ for k, v in { a = 1, b = 2 } : upper(k) => v... if v != 1 }}"),
  splats: given("${[{ a = 1 }, { a = 2 }][*].a}"),
  "an index with a quoted key": given('${{ "a b" = 1 }["a b"]}'),
  "a text of a number's token": (stack) => {
    const port = new TerraformVariable(stack, "port", { type: "number", default: 8080 });
    new TerraformOutput(stack, "value", { value: [port.numberValue, `:${port.stringValue}`, Token.asString(port.numberValue)] });
  },
};
