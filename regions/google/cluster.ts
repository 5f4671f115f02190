import { availabilityZonesUsed } from "../../modules/core/addressing";
import { offer, readContract } from "../../modules/core/contracts";
import type { Size } from "../../modules/core/words";
import { GoogleCluster } from "../../modules/google/cluster/cluster";
import type { GoogleClusterProps, NodePool } from "../../modules/google/cluster/cluster-props";
import { GoogleRegistry } from "../../modules/google/registry/registry";
import { GoogleWorkloadIdentity } from "../../modules/google/workload-identity/workload-identity";
import { operatorIdentities, type OperatorIdentity } from "../kubernetes/identities";
import type { LayerBuilder, Place } from "../place";
import { has } from "../tables";
import { clusterContract, keysContract, networkContract } from "./contracts";
import { clusterName, imageRepository, serviceAccountEmail, serviceAccountMember } from "./names";
import { googleProvider } from "./provider";
import { secretsOperatorRole, serviceRole, servicesWithIdentity } from "../roles";
import { nodesRole } from "./roles";

/** The nodes of the cluster's own pods, by size: one in each availability zone. The type stands in every region of the estate. */
const systemNodes: Readonly<Record<Size, NodePool>> = {
  small: { machineType: "e2-standard-2", diskGib: 50, nodesPerAvailabilityZone: [1, 1] },
  medium: { machineType: "e2-standard-4", diskGib: 100, nodesPerAvailabilityZone: [1, 1] },
  large: { machineType: "e2-standard-8", diskGib: 100, nodesPerAvailabilityZone: [1, 1] },
};

/** The most nodes of the services' pods in each availability zone, by size. */
const mostNodes: Readonly<Record<Size, number>> = { small: 2, medium: 4, large: 10 };

/** Nodes that come when pods ask for them, and go again. */
const autoscaled = (least: number, most: number): NodePool => ({
  machineType: "e2-standard-4",
  diskGib: 100,
  nodesPerAvailabilityZone: [least, most],
});

const nodePoolsOf = ({ phase, size }: Place): GoogleClusterProps["nodePools"] => ({
  system: systemNodes[size],
  ...(has(phase, "cluster", "autoscaled-capacity") && { workload: autoscaled(1, mostNodes[size]) }),
  ...(has(phase, "cluster", "dedicated-pools") && {
    ingress: { ...autoscaled(0, 2), dedicated: true },
    sensitive: { ...autoscaled(0, mostNodes[size]), dedicated: true },
  }),
});

/** The pods that become a service account, by its role: the services', and the platform's that ask Google for something. */
const podsOf = (place: Place): Readonly<Record<string, OperatorIdentity>> => ({
  ...Object.fromEntries(
    servicesWithIdentity(place.services).map((service) => [
      serviceRole(service),
      { namespace: service.namespace, serviceAccount: service.identity, identity: service.identity },
    ]),
  ),
  [secretsOperatorRole]: operatorIdentities.secrets,
});

/**
 * The site's cluster and the registry that it pulls from. CI and people come to the Kubernetes API by its host name, which
 * asks IAM who they are: Google's way needs no machine of ours inside the network.
 */
export const clusterLayer: LayerBuilder = {
  contract: clusterContract,
  reads: [keysContract, networkContract],
  build: (stack, place) => {
    googleProvider(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const network = readContract(stack, networkContract, place.source("network"));
    const projectId = place.account;
    const region = place.site.region.code;
    const registry = new GoogleRegistry(stack, "registry", {
      projectId,
      region,
      repositories: { [imageRepository]: imageRepository },
      keyId: keys.registryKeyId,
      readers: { nodes: serviceAccountMember(place, nodesRole) },
    });
    const cluster = new GoogleCluster(stack, "cluster", {
      clusterName: clusterName(place),
      projectId,
      region,
      availabilityZones: place.site.region.availabilityZones.value.slice(0, availabilityZonesUsed),
      networkId: network.networkId,
      subnetworkId: network.meshSubnetworkId,
      podRangeName: network.podRangeName,
      serviceRangeName: network.serviceRangeName,
      networkTags: [network.egressTag],
      wayIn: { ci: "dns-endpoint", people: "dns-endpoint" },
      secretsKeyId: keys.clusterKeyId,
      volumesKeyId: keys.volumesKeyId,
      nodeAccountEmail: serviceAccountEmail(place, nodesRole),
      nodePools: nodePoolsOf(place),
    });
    for (const [role, { namespace, serviceAccount, identity }] of Object.entries(podsOf(place))) {
      new GoogleWorkloadIdentity(stack, `identity-${identity}`, {
        projectId,
        serviceAccountEmail: serviceAccountEmail(place, role),
        namespace,
        serviceAccount,
        after: [cluster.standing],
      });
    }
    offer(stack, clusterContract, {
      clusterName: cluster.clusterName,
      clusterEndpoint: cluster.clusterEndpoint,
      clusterCertificateAuthority: cluster.clusterCertificateAuthority,
      registryHost: registry.repositoryUrls[imageRepository] ?? "",
      workloadPool: cluster.workloadPool,
    });
  },
};
