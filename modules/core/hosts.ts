import { parseCidr } from "./addressing";
import { text } from "./checks";
import type { Check } from "./props";

/** An id of Cloudflare's: of an account, a zone or something inside one. */
export const cloudflareId: Check<string> = text(/^[0-9a-f]{32}$/, "an id of 32 lower-case hexadecimal digits", 32, 32);

const label = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";

/** A full hostname in lower case, with or without the dot at its end, and no address. Labels of validation records begin with `_`. */
export const hostname: Check<string> = text(
  new RegExp(`^(${label}\\.)+[a-z]([a-z0-9-]*[a-z0-9])?\\.?$`),
  "a full hostname in lower case",
  3,
  254,
);

/** An IPv4 address. */
export const ipv4: Check<string> = (address) =>
  parseCidr(`${address}/32`) === undefined ? { must: "be an IPv4 address", fix: "give four numbers from 0 to 255" } : undefined;

/** An IPv6 address: eight groups of hexadecimal digits, of which one row of zeros may be left out. */
export const ipv6: Check<string> = (address) => {
  const halves = address.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const groups = halves.flat();
  const isWhole = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  return isWhole && groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? undefined
    : { must: "be an IPv6 address in lower case", fix: "give groups of hexadecimal digits" };
};
