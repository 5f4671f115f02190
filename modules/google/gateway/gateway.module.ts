import { publish } from "../../core/published";
import { GoogleGateway } from "./gateway";
import { googleGatewayRules, type GoogleGatewayProps } from "./gateway-props";

/** The gateway as a Terraform module. */
export const googleGatewayModule = publish<GoogleGatewayProps>({
  name: "google-gateway",
  construct: GoogleGateway,
  rules: googleGatewayRules,
  shapes: {
    "": {
      summary: "A way in for what shows a client certificate, in the region europe-west4 and nowhere else.",
      fixed: {
        reach: { kind: "region", region: "europe-west4" },
        availabilityZones: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
      },
      leaves: ["callerHeader"],
      basic: {
        name: "orders",
        projectId: "orders-test",
        hostname: "api.orders.example",
        clientCertificateAuthority:
          "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUExample0000000000000000wCgYIKoZIzj0EAwIw\n-----END CERTIFICATE-----\n",
        networkId: "projects/orders-test/global/networks/orders",
        subnetworkId: "projects/orders-test/regions/europe-west4/subnetworks/orders-mesh",
        endpointGroupName: "orders-ingress",
      },
      complete: { targetPort: 9443, requestsPerEndpoint: 100, timeoutSeconds: 60, logSampleRate: 0.5 },
    },
  },
});
