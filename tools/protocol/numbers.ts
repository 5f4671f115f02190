import { LargeNumber } from "./values";

const least64 = -(2n ** 63n);
const most64 = 2n ** 63n - 1n;

const decimal = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * The number that a decimal text stands for: a double where that has the same decimals, a bigint for a 64-bit integer
 * that a double doesn't hold safely, else a {@link LargeNumber}.
 *
 * @throws Error where the text is no number.
 */
export const numberOf = (text: string): number | bigint | LargeNumber => {
  const digits = plainDecimal(text);
  if (!digits.includes(".")) return integerOf(digits);
  const double = Number(digits);
  return Number.isFinite(double) && plainDecimal(String(double)) === digits ? double : new LargeNumber(digits);
};

const integerOf = (digits: string): number | bigint | LargeNumber => {
  const exact = BigInt(digits);
  const double = Number(digits);
  if (Number.isSafeInteger(double)) return double === 0 ? 0 : double;
  if (is64(exact)) return exact;
  return Number.isFinite(double) && BigInt(double) === exact ? double : new LargeNumber(digits);
};

/** One form for each number: see {@link numberOf}. */
export const canonicalNumber = (value: number | bigint): number | bigint | LargeNumber => {
  if (typeof value === "bigint") return integerOf(String(value));
  if (!Number.isInteger(value)) return value;
  return Number.isSafeInteger(value) || !is64(BigInt(value)) ? value + 0 : BigInt(value);
};

/** Whether a 64-bit signed integer holds it. */
export const is64 = (value: bigint): boolean => value >= least64 && value <= most64;

/**
 * The decimals of a fraction where a double doesn't hold exactly what they say, as with 0.1; Terraform reads numbers as
 * decimals of any length, and such a double would be another number to it.
 */
export const inexactDecimals = (value: number): string | undefined => {
  if (!Number.isFinite(value) || Number.isInteger(value)) return undefined;
  const digits = plainDecimal(String(value));
  const places = digits.length - digits.indexOf(".") - 1;
  // A fraction with n decimals is exact where it is a whole number of 1/2^n, for 10^n holds no higher power of two.
  return Number.isInteger(value * 2 ** Math.min(places, 1023)) && places <= 1023 ? undefined : digits;
};

/** A decimal without exponent, leading and trailing zeros. */
const plainDecimal = (text: string): string => {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = decimal.exec(text) ?? fail(text);
  const shift = Number(exponent);
  if (Math.abs(shift) > 10_000) fail(text);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point >= digits.length ? "" : digits.slice(Math.max(point, 0)).padStart(digits.length - point, "0");
  const shortLeft = left.replace(/^0+(?=\d)/, "");
  const shortRight = right.replace(/0+$/, "");
  const plain = shortRight === "" ? shortLeft : `${shortLeft}.${shortRight}`;
  return plain === "0" ? plain : sign + plain;
};

const fail = (text: string): never => {
  throw new Error(`'${text.slice(0, 40)}' is no number`);
};
