import fc from "fast-check";
import { canonicalNumber, inexactDecimals, numberOf } from "../../../tools/protocol/numbers";
import { LargeNumber } from "../../../tools/protocol/values";

describe("numbers", () => {
  test.each<[string, number | bigint | LargeNumber]>([
    ["0", 0],
    ["-0.0", 0],
    ["007.50", 7.5],
    ["0.1", 0.1],
    ["1e-7", 0.000_000_1],
    ["1.5E+3", 1500],
    ["-12.5e-1", -1.25],
    ["9007199254740991", 9_007_199_254_740_991],
    ["9007199254740993", 9_007_199_254_740_993n],
    ["-9223372036854775808", -(2n ** 63n)],
    ["18446744073709551616", 2 ** 64],
    ["18446744073709551617", new LargeNumber("18446744073709551617")],
    ["0.1000000000000000055", new LargeNumber("0.1000000000000000055")],
    ["1e400", new LargeNumber(`1${"0".repeat(400)}`)],
  ])("%s", (text, number) => {
    expect(numberOf(text)).toStrictEqual(number);
  });

  test.each(["", "x", "1.2.3", "0x10", "Infinity", "1e99999"])("'%s' is none", (text) => {
    expect(() => numberOf(text)).toThrow(/is no number$/);
  });

  test("a double that is read from its own decimals is itself", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
        fc.pre(!Number.isInteger(double));
        expect(numberOf(String(double))).toBe(double);
      }),
    );
  });

  test("an integer that is read from its digits has one form, whatever it was before", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (integer) => {
        expect(numberOf(String(integer))).toStrictEqual(canonicalNumber(integer));
      }),
    );
  });

  test("exactly those fractions are inexact whose decimals, written to the end, are not those that JavaScript shows", () => {
    const fraction = fc.oneof(
      fc.tuple(fc.integer(), fc.integer({ min: 1, max: 60 })).map(([whole, halvings]) => whole / 2 ** halvings),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(fraction, (value) => {
        fc.pre(Math.abs(value) >= 1e-6 && Math.abs(value) < 1e20);
        const complete = value.toFixed(100).replace(/\.?0+$/, "");
        expect(inexactDecimals(value)).toBe(complete === String(value) ? undefined : String(value));
      }),
    );
  });

  test("the smallest fraction has its decimals too", () => {
    expect(inexactDecimals(5e-324)).toBe(`0.${"0".repeat(323)}5`);
  });
});
