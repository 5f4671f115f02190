import type { Made } from "./made";

/** An address in an IPv4 block: never one of the first four, nor the last, which a cloud keeps for itself. */
export const hostIn = (block: string, made: Made, salt: string): string => {
  const [address = "10.0.0.0", bits = "16"] = block.split("/");
  const size = 2 ** Math.max(0, 32 - Number(bits));
  const base = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const offset = size < 16 ? 0 : 4 + (Number(made.chance("digits", 9, salt)) % (size - 5));
  return [24, 16, 8, 0].map((shift) => String(Math.floor((base + offset) / 2 ** shift) % 256)).join(".");
};
