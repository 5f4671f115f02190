import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Attribute, Block, NestedBlock, NestedType } from "../../../tools/catalogue/facts";
import { providerService } from "../../../tools/protocol/messages";
import { blockFromWire, blockToWire, schemaFromWire, schemaToWire } from "../../../tools/protocol/schema";
import { anyType } from "./arbitrary";
import { fakeSchema } from "./fake";

const anyName = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const flag = fc.constant(true as const);
const flags = fc.record(
  { required: flag, optional: flag, computed: flag, sensitive: flag, write_only: flag, deprecated: flag },
  { requiredKeys: [], noNullPrototype: true },
);

const filled = <T>(names: fc.Arbitrary<T>) => fc.dictionary(anyName, names, { minKeys: 1, maxKeys: 3, noNullPrototype: true });

const { attribute: anyAttribute } = fc.letrec<{ attribute: Attribute; nested: NestedType }>((tie) => ({
  nested: fc
    .tuple(filled(tie("attribute")), fc.constantFrom<NestedType["nesting_mode"]>("single", "list", "set", "map"))
    .map(([attributes, nesting_mode]) => ({ attributes, nesting_mode })),
  attribute: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(anyType, flags).map(([type, more]): Attribute => ({ type, ...more })),
    fc.tuple(tie("nested"), flags).map(([nested_type, more]): Attribute => ({ nested_type, ...more })),
  ),
}));

const { block: anyBlock } = fc.letrec<{ block: Block; nested: NestedBlock }>((tie) => ({
  nested: fc.record(
    {
      nesting_mode: fc.constantFrom<NestedBlock["nesting_mode"]>("single", "group", "list", "set", "map"),
      block: tie("block"),
      min_items: fc.integer({ min: 1, max: 9 }),
      max_items: fc.integer({ min: 1, max: 9 }),
    },
    { requiredKeys: ["nesting_mode", "block"], noNullPrototype: true },
  ),
  block: fc.oneof(
    { maxDepth: 3 },
    fc.record({ attributes: filled(anyAttribute) }, { requiredKeys: [], noNullPrototype: true }),
    fc.record({ attributes: filled(anyAttribute), block_types: filled(tie("nested")) }, { requiredKeys: [], noNullPrototype: true }),
  ),
}));

const overTheWire = (block: Block): Block => {
  const { responseSerialize, responseDeserialize } = providerService(6).GetProviderSchema;
  return blockFromWire(responseDeserialize(responseSerialize({ provider: { block: blockToWire(block) } })).provider?.block ?? {});
};

describe("schemas on the wire", () => {
  test("every block comes back as it was, as bytes", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        expect(isDeepStrictEqual(overTheWire(block), block)).toBe(true);
      }),
    );
  });

  test("a provider's schema comes back with all its types and versions, in the order of their names", () => {
    const back = schemaFromWire(schemaToWire(fakeSchema));
    expect(back).toEqual(fakeSchema);
    expect(Object.keys(back.resources)).toEqual(Object.keys(fakeSchema.resources).sort());
  });

  test("a nesting mode that is none is an error", () => {
    expect(() => blockFromWire({ block_types: [{ type_name: "x", nesting: 7 }] })).toThrow(/unknown nesting mode, 7$/);
  });

  // Number 10 is write_only in version 5, and nested_type in version 6, where write_only is 11.
  test.each([
    [5, "50"],
    [6, "58"],
  ] as const)("in version %i, the number of write_only begins with %s", (version, tag) => {
    const bytes = providerService(version).GetProviderSchema.responseSerialize({
      provider: { block: { attributes: [{ write_only: true }] } },
    });
    expect(bytes.toString("hex")).toMatch(new RegExp(`${tag}01$`));
  });

  test("methods that had another name in version 5 are called by it, and no others", () => {
    const [five, six] = [providerService(5), providerService(6)];
    const names = (Object.keys(six) as (keyof typeof six)[]).map((method) => [five[method].path, six[method].path]);
    const renamed = names.filter(([old, now]) => old !== now?.replace("tfplugin6", "tfplugin5")).map(([old]) => old);
    expect(renamed).toEqual(
      ["GetSchema", "PrepareProviderConfig", "Configure", "ValidateResourceTypeConfig", "ValidateDataSourceConfig", "Stop"].map(
        (name) => `/tfplugin5.Provider/${name}`,
      ),
    );
  });
});
