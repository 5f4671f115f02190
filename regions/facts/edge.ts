import type { Fact } from "./fact";

/**
 * Where Cloudflare's edge calls origins from, over IPv4. Each customer's calls come from all of them. Cloudflare announces
 * changes a month before; a range that is missing here refuses a part of the users.
 */
export const edgeRanges: Fact<readonly string[]> = {
  value: [
    "103.21.244.0/22",
    "103.22.200.0/22",
    "103.31.4.0/22",
    "104.16.0.0/13",
    "104.24.0.0/14",
    "108.162.192.0/18",
    "131.0.72.0/22",
    "141.101.64.0/18",
    "162.158.0.0/15",
    "172.64.0.0/13",
    "173.245.48.0/20",
    "188.114.96.0/20",
    "190.93.240.0/20",
    "197.234.240.0/22",
    "198.41.128.0/17",
  ],
  source: "https://www.cloudflare.com/ips-v4",
  read: "2026-11-23",
};
