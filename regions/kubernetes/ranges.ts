import type { AddressRange } from "../../modules/kubernetes/namespaces/network-policies";

/** What is not the internet, though "every address" has it: private, shared and link-local addresses (RFC 1918, 6598, 3927). */
const insideRanges = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** All addresses of the internet, and of it alone. */
export const internetRange: AddressRange = { cidr: "0.0.0.0/0", except: insideRanges };

/** Ranges without exceptions. */
export const wholeRanges = (...cidrs: readonly string[]): readonly AddressRange[] => cidrs.map((cidr) => ({ cidr }));
