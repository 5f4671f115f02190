import { exampleFlows, exampleWayOut } from "../../core/flows";
import { publish } from "../../core/published";
import { GoogleNetwork } from "./network";
import { googleNetworkRules, together, type GoogleNetworkProps } from "./network-props";

const basic = {
  name: "orders",
  cidr: "10.7.0.0/17",
  region: "europe-west4",
  projectId: "orders-test",
  flowLogKmsKeyName: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
};

/** The network as a Terraform module: with or without ways out to the internet. */
export const googleNetworkModule = publish<GoogleNetworkProps>({
  name: "google-network",
  construct: GoogleNetwork,
  rules: googleNetworkRules,
  together,
  shapes: {
    "": {
      summary: "A network of zones without a way out: Google's services are reached by private addresses.",
      fixed: { flows: exampleFlows },
      basic,
      complete: { flowLogRetentionDays: 180, flowLogSampling: 1 },
    },
    full: {
      summary: "A network of zones with Cloud NAT, and ranges for pods, regional load balancers and managed services.",
      fixed: { flows: [...exampleFlows, exampleWayOut], natGateways: "regional" },
      takes: ["podCidr", "proxyOnlyCidr", "privateServiceCidr"],
      basic: { ...basic, podCidr: "100.64.0.0/18", proxyOnlyCidr: "10.8.0.0/23", privateServiceCidr: "10.8.16.0/20" },
      complete: { flowLogRetentionDays: 180, flowLogSampling: 1 },
    },
  },
});
