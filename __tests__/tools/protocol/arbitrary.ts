import fc from "fast-check";
import { canonicalNumber, numberOf } from "../../../tools/protocol/numbers";
import { DynamicValue, type unknown, type Value, type ValueType } from "../../../tools/protocol/values";

/** Names that mean something to JavaScript, besides ordinary ones. */
const anyName = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "length", ".", "", "0"),
  fc.string({ unit: "grapheme", maxLength: 5 }),
);

const recordOf = <T>(items: fc.Arbitrary<T>): fc.Arbitrary<Readonly<Record<string, T>>> =>
  fc.array(fc.tuple(anyName, items), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));

const { anyType: tiedType } = fc.letrec<{ anyType: ValueType }>((tie) => ({
  anyType: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<ValueType>("string", "number", "bool", "dynamic"),
    fc.tuple(fc.constantFrom<"list" | "set" | "map">("list", "set", "map"), tie("anyType")),
    fc.tuple(fc.constant("tuple" as const), fc.array(tie("anyType"), { maxLength: 3 })),
    fc.tuple(fc.constant("object" as const), recordOf(tie("anyType"))),
  ),
}));

/** Any type of Terraform's. */
export const anyType: fc.Arbitrary<ValueType> = tiedType;

/** Any number, in the one form that it has: small, large, fractions, and of more digits than a double holds. */
export const anyNumber: fc.Arbitrary<Value> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(canonicalNumber),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(canonicalNumber),
  fc.tuple(fc.bigInt(), fc.nat()).map(([whole, fraction]) => numberOf(`${String(whole)}.${String(fraction)}`)),
);

/** What a value may be besides a known one. */
export type Holes = readonly (null | typeof unknown)[];

/** Any value of a type, with these holes in it. */
export const valueOf = (type: ValueType, holes: Holes): fc.Arbitrary<Value> =>
  holes.length === 0
    ? knownOf(type, holes)
    : fc.oneof({ weight: 1, arbitrary: fc.constantFrom<Value>(...holes) }, { weight: 6, arbitrary: knownOf(type, holes) });

const knownOf = (type: ValueType, holes: Holes): fc.Arbitrary<Value> => {
  switch (type) {
    case "string":
      return fc.string({ unit: "grapheme" });
    case "bool":
      return fc.boolean();
    case "number":
      return anyNumber;
    case "dynamic":
      return anyType.filter((one) => one !== "dynamic").chain((one) => valueOf(one, holes).map((value) => new DynamicValue(one, value)));
  }
  switch (type[0]) {
    case "list":
    case "set":
      return fc.array(valueOf(type[1], holes), { maxLength: 3 });
    case "map":
      return recordOf(valueOf(type[1], holes));
    case "tuple":
      return fc.tuple(...type[1].map((one) => valueOf(one, holes)));
    case "object":
      return fc
        .tuple(...Object.entries(type[1]).map(([name, one]) => fc.tuple(fc.constant(name), valueOf(one, holes))))
        .map((entries) => Object.fromEntries(entries));
  }
};

/** Any value with its type. */
export const typedValue = (holes: Holes): fc.Arbitrary<readonly [ValueType, Value]> =>
  anyType.chain((type) => fc.tuple(fc.constant(type), valueOf(type, holes)));
