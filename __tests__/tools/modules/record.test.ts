import { readFileSync } from "node:fs";
import { formatRecord, changesOf, readRecord, recordedAt, recordFile, type InterfaceRecord } from "../../../tools/modules/record";
import { interfaceOf } from "../../../tools/modules/interface";
import { publishedModules } from "../../support/modules";
import { codesOf } from "../../support/stack";

const of = (...rows: readonly string[]) => new Map([["aws-thing", rows]]);
const none: InterfaceRecord = { versions: [], changes: [] };
const first = recordedAt(none, of("output arn", "resource x_y.a"), "0.1.0");

test("the record holds the interfaces of today, for the version of today", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };
  const now = new Map(publishedModules().map((module) => [module.name, interfaceOf(module)]));
  const kept = readFileSync(recordFile, "utf8");
  expect(formatRecord(recordedAt(readRecord(kept), now, version))).toBe(kept);
});

describe("a record", () => {
  test("is a line a row, by module, version and row, and reads back", () => {
    const text = formatRecord(recordedAt(first, of("output arn", "output name", "moved x_y.a -> x_y.b", "resource x_y.b"), "0.1.1"));
    expect(text.split("\n").slice(2)).toEqual([
      "versions: 0.1.0, 0.1.1",
      "",
      "aws-thing 0.1.0 + output arn",
      "aws-thing 0.1.0 + resource x_y.a",
      "aws-thing 0.1.1 + moved x_y.a -> x_y.b",
      "aws-thing 0.1.1 + output name",
      "aws-thing 0.1.1 - resource x_y.a",
      "aws-thing 0.1.1 + resource x_y.b",
      "",
    ]);
    expect(formatRecord(readRecord(text))).toBe(text);
  });

  test("with lines that no run wrote is refused", () => {
    expect(() => readRecord(`${formatRecord(first)}<<<<<<< ours\n`)).toThrow(
      'modules/interfaces.txt:7: [InterfaceBroken] a line must be a module\'s name, a version, + or - and a row, got "<<<<<<< ours"',
    );
  });
});

describe("a change of an interface", () => {
  test("that breaks nobody is taken in at any version, the same too", () => {
    const more = recordedAt(first, of("output arn", "output name", "resource x_y.a"), "0.1.0");
    expect(more.versions).toEqual(["0.1.0"]);
    expect(more.changes.map(({ row }) => row)).toEqual(["output arn", "output name", "resource x_y.a"]);
    expect(recordedAt(first, of("output arn", "output name", "resource x_y.a"), "0.1.1").versions).toEqual(["0.1.0", "0.1.1"]);
  });

  test.each([
    ["an address that goes", of("output arn", "resource x_y.b"), "AddressChanged"],
    ["an output that goes", of("resource x_y.a"), "InterfaceBroken"],
    ["a module that goes", new Map<string, readonly string[]>(), "InterfaceBroken"],
  ])("%s needs a major version", (_, now, code) => {
    expect(codesOf(() => recordedAt(first, now, "0.1.0"))).toEqual([code]);
    expect(codesOf(() => recordedAt(first, now, "0.1.9"))).toEqual([code]);
    expect(codesOf(() => recordedAt(first, now, "0.2.0"))).toEqual([]);
    const stable = recordedAt(first, of("output arn", "resource x_y.a"), "1.0.0");
    expect(codesOf(() => recordedAt(stable, now, "1.1.0"))).toEqual([code]);
    expect(codesOf(() => recordedAt(stable, now, "2.0.0"))).toEqual([]);
  });

  test("is refused at the version that the record was made for, though the one before was lower", () => {
    const second = recordedAt(first, of("output arn", "output name", "resource x_y.a"), "0.2.0");
    expect(codesOf(() => recordedAt(second, of("output arn", "resource x_y.a"), "0.2.0"))).toEqual(["InterfaceBroken"]);
    expect(recordedAt(second, of("output arn"), "0.2.0", true).changes.map(({ sign, row }) => `${sign} ${row}`)).toEqual([
      "+ output arn",
      "+ resource x_y.a",
      "- resource x_y.a",
    ]);
  });

  test("of a version that nobody has yet is judged against the version before", () => {
    const patch = recordedAt(first, of("output arn", "output name", "resource x_y.a"), "0.1.1");
    expect(codesOf(() => recordedAt(patch, of("output arn", "resource x_y.a"), "0.1.1", true))).toEqual([]);
    expect(codesOf(() => recordedAt(patch, of("resource x_y.a"), "0.1.1", true))).toEqual(["InterfaceBroken"]);
    expect(codesOf(() => recordedAt(first, of("resource x_y.b"), "0.1.0", true))).toEqual([]);
  });

  test("can't go back behind the record's version", () => {
    expect(() => recordedAt(first, of("output arn", "resource x_y.a"), "0.0.9")).toThrow(
      "package.json: version: [InterfaceBroken] the version must not be lower than 0.1.0",
    );
  });
});

test("the changes of a module are told by version, the newest first", () => {
  const second = recordedAt(first, of("output arn", "moved x_y.a -> x_y.b", "resource x_y.b", "variable c | number | default 1"), "0.1.1");
  const third = recordedAt(second, of("moved x_y.a -> x_y.b", "resource x_y.b", "variable c | number | default 2"), "0.2.0");
  const fourth = recordedAt(third, of("moved x_y.a -> x_y.b", "resource x_y.b", "variable c | number | default 2"), "0.3.0");
  expect(changesOf("aws-thing", fourth)).toBe(`# Changes of aws-thing

## 0.3.0

Variables, outputs, providers and addresses are as before.

## 0.2.0

- Removed: \`output arn\`
- Changed: \`variable c | number | default 2\`, before \`variable c | number | default 1\`

## 0.1.1

- Added: \`moved x_y.a -> x_y.b\`
- Removed: \`resource x_y.a\`
- Added: \`resource x_y.b\`
- Added: \`variable c | number | default 1\`

## 0.1.0

First version.
`);
  expect(changesOf("aws-new", { versions: ["0.1.0"], changes: [] })).toBe("# Changes of aws-new\n\n## 0.1.0\n\nFirst version.\n");
});
