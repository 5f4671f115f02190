import { Fn, Token } from "cdktf";
import { addressPlan, availabilityZonesUsed } from "../../modules/core/addressing";
import { readContract, type ContractValues } from "../../modules/core/contracts";
import {
  karpenterValues,
  loadBalancerControllerValues,
  metricsServerValues,
  servicePool,
  targetGroupBinding,
} from "../../modules/kubernetes/charts/aws-operators";
import { ingressLabels } from "../../modules/kubernetes/charts/istio";
import { ingressPort, operatorNamespaces } from "../kubernetes/connections";
import { operatorIdentities } from "../kubernetes/identities";
import { buildPlatform, type PlatformCloud } from "../kubernetes/platform";
import { internetRange, wholeRanges } from "../kubernetes/ranges";
import { operatorReplicas, poolCpuLimit } from "../kubernetes/sizes";
import type { LayerBuilder, Place } from "../place";
import { has } from "../tables";
import { clusterContract, keysContract, networkContract } from "./contracts";
import { gatewayTargetGroupName } from "./names";
import { nodeScaler } from "./roles";

/** Where EKS's agent on each node hands out identities (Amazon EKS User Guide, EKS Pod Identity considerations; read 2026-11-23). */
const identityAgent = "169.254.170.23/32";

/**
 * Machine image of the nodes that come and go: the same system as the cluster's own nodes have. A version, for the newest
 * would roll them without anybody's asking (https://github.com/bottlerocket-os/bottlerocket/releases, read 2026-11-23).
 */
const nodeImage = "bottlerocket@v1.57.0";

/** Families of machines that stand in every region of the estate, none that shares its processors. */
const nodeFamilies = ["c5", "m5", "r5"] as const;

/** All that the platform reads of its site. */
interface SiteValues {
  readonly cluster: ContractValues<(typeof clusterContract)["fields"]>;
  readonly network: ContractValues<(typeof networkContract)["fields"]>;
  readonly keys: ContractValues<(typeof keysContract)["fields"]>;
}

const rangesOf = (place: Place): PlatformCloud["ranges"] => {
  const { zones } = addressPlan(place.site.description.addressBlock);
  return {
    internet: [internetRange],
    public: wholeRanges(zones.public),
    api: wholeRanges(zones.api),
    data: wholeRanges(zones.data),
    vault: wholeRanges(zones.vault),
    endpoints: wholeRanges(zones.data),
    // S3 and DynamoDB keep their public addresses; the way to them, and to no other, is the routes' and the groups' work.
    "gateway-endpoints": [internetRange],
    "control-plane": wholeRanges(zones.mesh),
    "node-local": wholeRanges(identityAgent),
  };
};

const releasesOf = (place: Place, { cluster, network }: SiteValues): PlatformCloud["releases"] => {
  const operator = { registry: cluster.registryHost, replicas: operatorReplicas[place.size], clusterName: cluster.clusterName };
  return {
    "metrics-server": { chart: "metrics-server", namespace: "kube-system", values: metricsServerValues(operator), after: [] },
    "aws-load-balancer-controller": {
      chart: "aws-load-balancer-controller",
      namespace: operatorIdentities.loadBalancer.namespace,
      values: loadBalancerControllerValues({
        ...operator,
        region: place.site.region.code,
        vpcId: network.vpcId,
        serviceAccount: operatorIdentities.loadBalancer.serviceAccount,
      }),
      after: [],
    },
    ...(has(place.phase, "cluster", "autoscaled-capacity")
      ? {
          karpenter: {
            chart: "karpenter" as const,
            namespace: nodeScaler.namespace,
            values: karpenterValues({
              ...operator,
              serviceAccount: nodeScaler.serviceAccount,
              interruptionQueue: cluster.interruptionQueueName,
            }),
            after: [],
          },
        }
      : {}),
  };
};

const objectsOf = (place: Place, { cluster, network, keys }: SiteValues): PlatformCloud["objects"] => ({
  ...targetGroupBinding({
    namespace: operatorNamespaces.ingress,
    service: ingressLabels.istio,
    port: ingressPort,
    targetGroupName: gatewayTargetGroupName(place),
    vpcId: network.vpcId,
  }),
  ...(has(place.phase, "cluster", "autoscaled-capacity")
    ? servicePool({
        nodeRole: cluster.nodeRoleName,
        // Only Terraform knows what is in a contract's list; how long it is, everybody does.
        subnetIds: Array.from({ length: availabilityZonesUsed }, (_, slot) => Token.asString(Fn.element(network.meshSubnetIds, slot))),
        securityGroupIds: [network.meshSecurityGroupId],
        imageAlias: nodeImage,
        instanceFamilies: nodeFamilies,
        cpuLimit: poolCpuLimit[place.size],
        volumesKeyArn: keys.volumesKeyArn,
        tags: {},
      })
    : {}),
});

/** All that needs the Kubernetes API of an AWS site. */
export const platformLayer: LayerBuilder = {
  reads: [clusterContract, keysContract, networkContract],
  build: (stack, place) => {
    const values: SiteValues = {
      cluster: readContract(stack, clusterContract, place.source("cluster")),
      keys: readContract(stack, keysContract, place.source("keys")),
      network: readContract(stack, networkContract, place.source("network")),
    };
    const { cluster } = values;
    buildPlatform(stack, place, {
      cluster,
      credential: {
        command: "aws",
        args: ["eks", "get-token", "--cluster-name", cluster.clusterName, "--region", place.site.region.code, "--output", "json"],
      },
      registryHost: cluster.registryHost,
      ranges: rangesOf(place),
      identityPorts: [80],
      // EKS knows a service account by its name.
      identityAnnotations: () => ({}),
      secretProvider: { aws: { service: "SecretsManager", region: place.site.region.code } },
      meshPlatform: undefined,
      ingressAnnotations: {},
      releases: releasesOf(place, values),
      objects: objectsOf(place, values),
    });
  },
};
