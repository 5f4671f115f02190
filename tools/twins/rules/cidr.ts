import { isIPv4, isIPv6 } from "node:net";

/** Whether a text is an address and the length of its network's part, of the family that is asked for. */
export const isCidr = (text: string, family?: 4 | 6): boolean => {
  const [address = "", length = ""] = split(text);
  const isOfFamily = family === undefined ? isIPv4(address) || isIPv6(address) : family === 4 ? isIPv4(address) : isIPv6(address);
  return isOfFamily && /^(0|[1-9]\d{0,2})$/.test(length) && Number(length) <= (isIPv4(address) ? 32 : 128);
};

/** A network by its first address, where a text in CIDR form names it by another. */
export const firstAddress = (text: string): string | undefined => {
  const [address = "", length = ""] = split(text);
  const bits = bitsOf(address);
  if (!bits.slice(Number(length)).includes("1")) return undefined;
  const first = bits.slice(0, Number(length)).padEnd(bits.length, "0");
  return `${isIPv4(address) ? dotted(first) : grouped(first)}/${length}`;
};

/** The first address of the network of a length that an address, or a network, lies in, as bits. */
export const firstAddressOf = (text: string, length: number): string => bitsOf(split(text)[0] ?? "").slice(0, length);

const parts = (bits: string, size: number): readonly number[] =>
  Array.from({ length: bits.length / size }, (_, index) => parseInt(bits.slice(index * size, (index + 1) * size), 2));

const dotted = (bits: string): string => parts(bits, 8).join(".");

/** The form of RFC 5952, which is that of hosts in URLs too. */
const grouped = (bits: string): string => {
  const groups = parts(bits, 16).map((one) => one.toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
};

/** The length of a network's part. */
export const prefixLength = (text: string): number => Number(split(text)[1]);

const split = (text: string): readonly string[] => {
  const slash = text.lastIndexOf("/");
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)];
};

const bitsOf = (address: string): string =>
  isIPv4(address)
    ? address
        .split(".")
        .map((part) => Number(part).toString(2).padStart(8, "0"))
        .join("")
    : groupsOf(address)
        .map((part) => part.toString(2).padStart(16, "0"))
        .join("");

/** The eight numbers of an IPv6 address; the last two may be written as an IPv4 address. */
const groupsOf = (address: string): readonly number[] => {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const [, head = "", a, b, c, d] = dotted ?? [];
  const whole =
    dotted === null ? address : head + [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((one) => one.toString(16)).join(":");
  const [left = "", right] = whole.split("::");
  const numbers = (text: string): readonly number[] => (text === "" ? [] : text.split(":").map((part) => parseInt(part, 16)));
  if (right === undefined) return numbers(left);
  const [before, after] = [numbers(left), numbers(right)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
};
