import { cloudflareId, hostname, ipv4, ipv6 } from "../../../modules/core/hosts";
import type { Check } from "../../../modules/core/props";

test.each<[string, Check<string>, readonly string[], readonly string[]]>([
  ["an id of Cloudflare's", cloudflareId, ["0123456789abcdef0123456789abcdef"], ["0123456789ABCDEF0123456789abcdef", "0123", ""]],
  [
    "a hostname",
    hostname,
    ["meetbarter.example", "a-b.meetbarter.example.", "_acme.meetbarter.example", "7.meetbarter.example"],
    ["localhost", "A.example", "-a.example", "192.0.2.7", "a..example", "https://a.example", `${"a".repeat(64)}.example`],
  ],
  ["an IPv4 address", ipv4, ["192.0.2.7", "0.0.0.0", "255.255.255.255"], ["192.0.2", "192.0.2.256", "192.0.2.07", "2001:db8::1"]],
  [
    "an IPv6 address",
    ipv6,
    ["2001:db8::7", "::", "::1", "2001:db8:0:0:0:0:0:1", "fe80::"],
    ["192.0.2.7", "2001:db8::1::2", "2001:db8:0:0:0:0:0:0:1", "2001:db8::00001", "2001:DB8::1", "1:2:3:4:5:6:7::8"],
  ],
])("%s is told from what is none", (_, check, good, bad) => {
  expect(good.filter((text) => check(text) !== undefined)).toEqual([]);
  expect(bad.filter((text) => check(text) === undefined)).toEqual([]);
});
