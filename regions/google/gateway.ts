import { availabilityZonesUsed } from "../../modules/core/addressing";
import { offer, readContract } from "../../modules/core/contracts";
import { global, type Size } from "../../modules/core/words";
import { GoogleGateway } from "../../modules/google/gateway/gateway";
import { edgeRanges } from "../facts/edge";
import { originHostname } from "../hostnames";
import type { LayerBuilder } from "../place";
import { zoneRecords } from "../zone-records";
import { gatewayContract, networkContract } from "./contracts";
import { gatewayName, ingressGroupName } from "./names";
import { googleProvider } from "./provider";

/** Which part of the requests is logged, by size: a large environment has enough of them to see a pattern in a part. */
const logSampleRate: Readonly<Record<Size, number>> = { small: 1, medium: 1, large: 0.5 };

/** The way from the edge to the site's cluster, under the host name that a pool of the edge names. */
export const gatewayLayer: LayerBuilder = {
  contract: gatewayContract,
  reads: [networkContract],
  build: (stack, place) => {
    const { environment, origin, site } = place;
    // Users belong to a jurisdiction; the project of the edge's states has none, and so no gateway.
    if (origin === global) return;
    googleProvider(stack, place);
    const network = readContract(stack, networkContract, place.source("network"));
    const hostname = originHostname(environment, origin, site.key);
    const gateway = new GoogleGateway(stack, "gateway", {
      name: gatewayName(place, site.region.code),
      projectId: place.account,
      hostname,
      clientCertificateAuthority: environment.edge.originPullCertificateAuthority,
      edgeRanges: edgeRanges.value,
      networkId: network.networkId,
      subnetworkId: network.meshSubnetworkId,
      availabilityZones: site.region.availabilityZones.value.slice(0, availabilityZonesUsed),
      endpointGroupName: ingressGroupName(place),
      logSampleRate: logSampleRate[place.size],
    });
    const putRecord = zoneRecords(stack, place);
    const { name, content } = gateway.validationRecord;
    putRecord("validation-record", { name, type: "CNAME", content });
    putRecord("origin-record", { name: hostname, type: "A", content: gateway.address });
    offer(stack, gatewayContract, { hostname: gateway.hostname, address: gateway.address });
  },
};
