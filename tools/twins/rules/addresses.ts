import { isIPv4, isIPv6 } from "node:net";
import { firstAddress, isCidr, prefixLength } from "./cidr";
import type { TextCheck } from "./text-check";

/** Which kind of address is meant; either, where it is missing. */
export type Family = 4 | 6 | undefined;

/** A network, which has to be written by its first address. */
export const networkProblem =
  (family: Family): TextCheck =>
  (text) => {
    if (!isCidr(text)) return `"{value}" is not a valid CIDR block: invalid CIDR address: {value}`;
    const kind = family === undefined ? "" : `IPv${String(family)} `;
    if (!isCidr(text, family)) return `"{value}" is not a valid ${kind}CIDR block`;
    const first = firstAddress(text);
    return first === undefined ? undefined : `"{value}" is not a valid ${kind}CIDR block; did you mean "${first}"?`;
  };

/** A network of one of some sizes. */
export const sizedNetworkProblem =
  (family: Family, least: number, most: number, step: number): TextCheck =>
  (text) => {
    if (!isCidr(text)) return "expected {key} to contain a valid Value, got: {value} with err: invalid CIDR address: {value}";
    const first = firstAddress(text);
    if (first !== undefined) return `expected {key} to contain a valid network Value, expected ${first}, got {value}`;
    const length = prefixLength(text);
    if (length < least || length > most || (length - least) % step !== 0) {
      const bounds = `between ${String(least)} and ${String(most)}`;
      return `expected "{key}" to contain a network Value with ${bounds} significant bits, got: ${String(length)}`;
    }
    return networkProblem(family)(text);
  };

/** Any address of a network, with the length of the network's part. */
export const anyNetworkProblem: TextCheck = (text) =>
  isCidr(text) ? undefined : `expected "{key}" to be a valid IPv4 Value, got {value}: invalid CIDR address: {value}`;

/** An address. */
export const addressProblem =
  (family: Family): TextCheck =>
  (text) => {
    const isRight = (family !== 6 && isIPv4(text)) || (family !== 4 && isIPv6(text));
    const kind = family === undefined ? "IP" : `IPv${String(family)} address`;
    return isRight ? undefined : `expected {key} to contain a valid ${kind}, got: {value}`;
  };
