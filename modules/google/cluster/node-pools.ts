import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import {
  ContainerNodePool,
  type ContainerNodePoolConfig,
  type ContainerNodePoolNodeConfig,
} from "@cdktf/provider-google/lib/container-node-pool";
import { Construct } from "constructs";
import type { NodePool } from "./cluster-props";

/** The label, and the taint, by which pods find the nodes of a pool. */
const poolLabel = "estate-pool";

/** What every node has, whatever its pool. */
export interface NodeShape {
  readonly accountEmail: string;
  readonly volumesKeyId: string;
  readonly networkTags: readonly string[];
}

/**
 * The parts of a node that no pool decides: a read-only system of Google's, verified from its firmware on, a disk under
 * our own key, and no way for a pod to take the node's identity. Scopes narrow nothing here: IAM of the node's own
 * account does, as Google advises.
 */
export const nodeConfig = ({ accountEmail, volumesKeyId, networkTags }: NodeShape): ContainerNodePoolNodeConfig => ({
  imageType: "COS_CONTAINERD",
  diskType: "pd-balanced",
  bootDiskKmsKey: volumesKeyId,
  serviceAccount: accountEmail,
  tags: [...networkTags],
  oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
  metadata: { "disable-legacy-endpoints": "true" },
  shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
  workloadMetadataConfig: { mode: "GKE_METADATA" },
  kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" },
});

/** What the node pools are made with. */
export interface NodePoolsInput extends NodeShape {
  readonly cluster: ContainerCluster;
  readonly projectId: string;
  readonly region: string;
  readonly availabilityZones: readonly string[];
  readonly pools: Readonly<Record<string, NodePool>>;
}

/** The pools of nodes, each in every availability zone. */
export class NodePools extends Construct {
  constructor(scope: Construct, id: string, input: NodePoolsInput) {
    super(scope, id);
    const { cluster, projectId, region, availabilityZones, pools } = input;
    for (const [name, pool] of Object.entries(pools).sort(([a], [b]) => (a < b ? -1 : 1))) {
      new ContainerNodePool(this, name, {
        name,
        project: projectId,
        location: region,
        cluster: cluster.name,
        nodeLocations: [...availabilityZones],
        ...sizeOf(pool),
        management: { autoRepair: true, autoUpgrade: true },
        // A new node stands before an old one goes.
        upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
        networkConfig: { enablePrivateNodes: true },
        nodeConfig: {
          ...nodeConfig(input),
          machineType: pool.machineType,
          diskSizeGb: pool.diskGib,
          labels: { ...pool.labels, [poolLabel]: name },
          ...(pool.dedicated === true ? { taint: [{ key: poolLabel, value: name, effect: "NO_SCHEDULE" }] } : {}),
        },
      });
    }
  }
}

/** A pool of a fixed size, or one whose size the autoscaler owns: then Terraform only says how it begins. */
const sizeOf = ({
  nodesPerAvailabilityZone: [least, most],
}: NodePool): Pick<ContainerNodePoolConfig, "nodeCount" | "autoscaling" | "initialNodeCount" | "lifecycle"> =>
  least === most
    ? { nodeCount: least }
    : {
        initialNodeCount: least,
        autoscaling: { minNodeCount: least, maxNodeCount: most, locationPolicy: "BALANCED" },
        lifecycle: { ignoreChanges: ["initial_node_count"] },
      };
