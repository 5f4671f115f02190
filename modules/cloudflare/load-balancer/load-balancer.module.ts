import { furtherText, publish } from "../../core/published";
import { hostname } from "../../core/hosts";
import { CloudflareLoadBalancer, rules, type CloudflareLoadBalancerProps } from "./load-balancer";

/** The load balancer as a Terraform module. */
export const cloudflareLoadBalancerModule = publish<CloudflareLoadBalancerProps>({
  name: "cloudflare-load-balancer",
  construct: CloudflareLoadBalancer,
  rules,
  shapes: {
    "": {
      summary: "A hostname whose requests go to a primary place, and to a standby when that is not healthy.",
      fixed: { order: ["primary", "standby"], fallback: "standby" },
      further: {
        primaryHostname: furtherText("The name that the primary place answers to. Changed in place.", hostname),
        standbyHostname: furtherText("The name that the standby answers to. Changed in place.", hostname),
      },
      compose: {
        pools: (given) => ({
          primary: { originHostname: given.text("primaryHostname"), enabled: true },
          standby: { originHostname: given.text("standbyHostname"), enabled: true },
        }),
      },
      basic: {
        accountId: "fedcba9876543210fedcba9876543210",
        zoneId: "0123456789abcdef0123456789abcdef",
        zoneName: "orders.example",
        hostname: "api.orders.example",
        name: "orders",
        probeRegions: ["WEU"],
        primaryHostname: "primary.origin.orders.example",
        standbyHostname: "standby.origin.orders.example",
      },
      complete: { healthPath: "/ready", probeIntervalSeconds: 120 },
    },
  },
});
