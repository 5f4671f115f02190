import { addressPlan } from "../../modules/core/addressing";
import { offer, readContract } from "../../modules/core/contracts";
import { GoogleNetwork } from "../../modules/google/network/network";
import { podRangeName, serviceRangeName } from "../../modules/google/network/subnetworks";
import { nameWords } from "../names";
import type { LayerBuilder } from "../place";
import { keysContract, networkContract } from "./contracts";
import { googleProvider } from "./provider";

/** How long the network's logs are kept, and the part of flows that they have, by size. */
const flowLogs = {
  small: { flowLogRetentionDays: 30, flowLogSampling: 0.1 },
  medium: { flowLogRetentionDays: 90, flowLogSampling: 0.25 },
  large: { flowLogRetentionDays: 400, flowLogSampling: 0.5 },
} as const;

/** The site's network: the same five zones as in the primary cloud, in one region, and the same flows between them. */
export const networkLayer: LayerBuilder = {
  contract: networkContract,
  reads: [keysContract],
  build: (stack, place) => {
    googleProvider(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const addresses = addressPlan(place.site.description.addressBlock);
    const network = new GoogleNetwork(stack, "network", {
      name: nameWords(place).join("-"),
      cidr: addresses.network,
      podCidr: addresses.pods,
      proxyOnlyCidr: addresses.proxyOnly,
      privateServiceCidr: addresses.privateService,
      region: place.site.region.code,
      projectId: place.account,
      natGateways: "regional",
      flows: place.flows,
      flowLogKmsKeyName: keys.logsKeyId,
      ...flowLogs[place.size],
    });
    offer(stack, networkContract, {
      networkId: network.networkId,
      networkSelfLink: network.networkSelfLink,
      publicSubnetworkId: network.subnetworkIds.public,
      apiSubnetworkId: network.subnetworkIds.api,
      meshSubnetworkId: network.subnetworkIds.mesh,
      dataSubnetworkId: network.subnetworkIds.data,
      vaultSubnetworkId: network.subnetworkIds.vault,
      podRangeName,
      serviceRangeName,
      egressTag: network.egressTag,
      privateServiceRangeName: network.privateServiceRangeName,
      natAddresses: network.natAddresses,
    });
  },
};
