import { jsonDocument } from "../../modules/core/json";
import { addressPlan } from "../../modules/core/addressing";
import { readContract } from "../../modules/core/contracts";
import { calledRanges, callerRanges, networkRanges } from "../../modules/google/network/firewall-ranges";
import { ingressPort } from "../kubernetes/connections";
import { operatorIdentities } from "../kubernetes/identities";
import { buildPlatform, type PlatformCloud } from "../kubernetes/platform";
import { internetRange, wholeRanges } from "../kubernetes/ranges";
import type { LayerBuilder, Place } from "../place";
import { clusterContract } from "./contracts";
import { ingressGroupName, serviceAccountEmail } from "./names";
import { serviceRole } from "../roles";

/**
 * Where GKE's agent on each node hands out identities, and on which ports: those of Dataplane V2 and of older ones
 * (https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy, read 2026-11-23).
 */
const identityAgent = { ranges: ["169.254.169.252/32", "169.254.169.254/32"], ports: [80, 988] } as const;

const rangesOf = (place: Place): PlatformCloud["ranges"] => {
  const { network, pods, proxyOnly, privateService, zones } = addressPlan(place.site.description.addressBlock);
  const ranges = networkRanges({ cidr: network, podCidr: pods, proxyOnlyCidr: proxyOnly, privateServiceCidr: privateService });
  return {
    internet: [internetRange],
    public: wholeRanges(zones.public),
    api: wholeRanges(...callerRanges("api", ranges)),
    data: wholeRanges(...calledRanges("data", ranges)),
    vault: wholeRanges(zones.vault),
    endpoints: wholeRanges(...calledRanges("endpoints", ranges)),
    "gateway-endpoints": wholeRanges(...calledRanges("endpoints", ranges)),
    "control-plane": wholeRanges(zones.mesh),
    "node-local": wholeRanges(...identityAgent.ranges),
  };
};

/** How GKE knows a service account (https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity, read 2026-11-23). */
const identityAnnotation = (place: Place, role: string): Readonly<Record<string, string>> => ({
  "iam.gke.io/gcp-service-account": serviceAccountEmail(place, role),
});

/** All that needs the Kubernetes API of a Google site. */
export const platformLayer: LayerBuilder = {
  reads: [clusterContract],
  build: (stack, place) => {
    const cluster = readContract(stack, clusterContract, place.source("cluster"));
    const operators: readonly string[] = Object.values(operatorIdentities).map(({ identity }) => identity);
    buildPlatform(stack, place, {
      cluster,
      // The program takes no arguments: whom it asks is in the runner's own configuration of gcloud.
      credential: { command: "gke-gcloud-auth-plugin", args: [] },
      registryHost: cluster.registryHost,
      ranges: rangesOf(place),
      identityPorts: identityAgent.ports,
      identityAnnotations: (identity) => identityAnnotation(place, operators.includes(identity) ? identity : serviceRole({ identity })),
      secretProvider: { gcpsm: { projectID: place.account, location: place.site.region.code } },
      meshPlatform: "gke",
      ingressAnnotations: {
        "cloud.google.com/neg": jsonDocument({ exposed_ports: { [ingressPort]: { name: ingressGroupName(place) } } }),
      },
      // GKE brings what measures pods and what makes nodes, and puts the pods of an annotated service into its group.
      releases: {},
      objects: {},
    });
  },
};
