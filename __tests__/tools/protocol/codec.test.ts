import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { decode, encode } from "../../../tools/protocol/codec";
import { DynamicValue, LargeNumber, unknown, type Value, type ValueType } from "../../../tools/protocol/values";
import { typedValue } from "./arbitrary";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("values on the wire", () => {
  test("every value of every type comes back as it was, 500 runs", () => {
    fc.assert(
      fc.property(typedValue([null, unknown]), ([type, value]) => {
        expect(isDeepStrictEqual(decode(type, encode(type, value)), value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  // Bytes as Terraform writes them.
  test.each<[string, ValueType, Value, string]>([
    ["null", "string", null, "c0"],
    ["an unknown value", "string", unknown, "d40000"],
    ["a text", "string", "hé", "a368c3a9"],
    ["an empty list, which is not null", ["list", "string"], [], "90"],
    ["a small number", "number", 5, "05"],
    ["a negative number", "number", -33, "d0df"],
    ["an integer of more than 32 bits", "number", 5_000_000_000, "cf000000012a05f200"],
    ["an integer of more than 53 bits", "number", 9_007_199_254_740_993n, "cf0020000000000001"],
    ["the least integer", "number", -(2n ** 63n), "d38000000000000000"],
    ["a fraction that a double holds", "number", 0.5, "cb3fe0000000000000"],
    ["a fraction that no double holds", "number", 0.1, "a3302e31"],
    ["a number of many digits", "number", new LargeNumber("12345678901234567890123"), "b73132333435363738393031323334353637383930313233"],
    ["a map, in the order of its keys", ["map", "bool"], { b: true, a: false }, "82a161c2a162c3"],
    ["an object, in the order of its names", ["object", { b: "bool", a: "number" }], { b: true, a: unknown }, "82a161d40000a162c3"],
    ["a value of a dynamic type", "dynamic", new DynamicValue(["list", "string"], ["x"]), "92c4115b226c697374222c22737472696e67225d91a178"],
    ["a typed null of a dynamic type", "dynamic", new DynamicValue("string", null), "92c40822737472696e6722c0"],
    ["an unknown value of an unknown type", "dynamic", unknown, "d40000"],
  ])("%s", (_title, type, value, bytes) => {
    expect([hex(encode(type, value)), decode(type, Buffer.from(bytes, "hex"))]).toStrictEqual([bytes, value]);
  });

  test.each<[string, string, ValueType, Value]>([
    ["an unknown value of which something is known", "c7030c8101c2", "string", unknown],
    ["an integer that came as a double", "cb4014000000000000", "number", 5],
    ["a 64-bit integer that came as a double", "cb43d0000000000000", "number", 2n ** 62n],
    ["an integer that came as a text", "a135", "number", 5],
    ["a type that came as a text", "92a822737472696e6722a178", "dynamic", new DynamicValue("string", "x")],
    ["an object that lacks an attribute", "80", ["object", { a: "bool" }], { a: null }],
  ])("reads %s", (_title, bytes, type, value) => {
    expect(decode(type, Buffer.from(bytes, "hex"))).toStrictEqual(value);
  });

  test("an attribute that an object lacks is written as null", () => {
    const type: ValueType = ["object", { a: "bool", ["toString" as string]: "bool" }];
    expect(hex(encode(type, { a: true }))).toBe(hex(encode(type, { a: true, ["toString" as string]: null })));
  });

  test("no key of a map means anything to JavaScript", () => {
    const map = Object.fromEntries([["__proto__", "x"]]);
    const back = decode(["map", "string"], encode(["map", "string"], map));
    expect(Object.entries(back as object)).toEqual([["__proto__", "x"]]);
  });

  const row: ValueType = ["object", { rule: ["list", ["object", { port: "number" }]], tags: ["map", "string"] }];
  test.each<[string, ValueType, Value, RegExp]>([
    ["a text in a number's place", row, { rule: [{ port: 1 }, { port: "x" }] }, /^rule\[1\]\.port: expected number, got string$/],
    ["a list in a map's place", row, { tags: ["x"] }, /^tags: expected map, got a list of 1$/],
    ["a wrong value in a map", row, { tags: { "a.b": true } }, /^tags\["a\.b"\]: expected string, got boolean$/],
    ["an attribute that is none", row, { rule: [{ prot: 1 }] }, /^rule\[0\]: there is no attribute 'prot'$/],
    ["a tuple of another length", ["tuple", ["bool"]], [], /^the value: expected tuple, got a list of 0$/],
    ["a bare value in a dynamic place", "dynamic", "x", /^the value: expected dynamic, got string$/],
    ["what is no number", "number", Number.NaN, /^the value: expected number, got number$/],
  ])("%s is not written", (_title, type, value, message) => {
    expect(() => encode(type, value)).toThrow(message);
  });

  test.each<[string, ValueType, string, RegExp]>([
    ["a text in a list's place", ["list", "string"], "a178", /^the value: expected list, got string$/],
    ["a number in a text's place", row, "81a47461677381a16101", /^tags\["a"\]: expected string, got number$/],
    ["an attribute that is none", ["object", {}], "81a161c0", /^the value: there is no attribute 'a'$/],
    ["a tuple of another length", ["tuple", ["bool"]], "90", /^the value: expected tuple, got a list of 0$/],
    ["a dynamic value without a type", "dynamic", "a178", /^the value: expected dynamic, got string$/],
    ["a number that is none", "number", "a178", /^'x' is no number$/],
  ])("%s is not read", (_title, type, bytes, message) => {
    expect(() => decode(type, Buffer.from(bytes, "hex"))).toThrow(message);
  });
});
