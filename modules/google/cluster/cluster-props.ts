import { cidr, listOf, oneOf, recordOf, text, wholeNumber } from "../../core/checks";
import type { Problem } from "../../core/errors";
import { projectId, region, serviceAccountEmail } from "../../core/google";
import { shape, value, type Breach, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import type { Together } from "../../core/together";

/**
 * How CI and people come to the Kubernetes API, which has no public address.
 * `network-runner`: jobs of CI run on a runner inside the network; for people it says that nobody has a shell of his own.
 * `verified-access`: through an access service that asks who it is and from which device, and ends inside the network.
 * `private-link`: through a network that is joined to this one.
 * `dns-endpoint`: by the cluster's own host name, which lets in who has IAM's `container.clusters.connect`; Google's front
 * ends serve it, with a public certificate, to callers outside the network too.
 */
export interface ClusterWayIn {
  readonly ci: "network-runner" | "dns-endpoint";
  readonly people: "network-runner" | "verified-access" | "private-link" | "dns-endpoint";
}

/** Nodes of one kind, in each availability zone of the cluster. */
export interface NodePool {
  /** A machine type of Compute Engine, for example `e2-standard-4`. Changed by new nodes, one after another. */
  readonly machineType: string;
  /** Size of the boot disk, 10 to 65,536 GiB. Changed by new nodes. */
  readonly diskGib: number;
  /** Least and most nodes in each availability zone, 0 to 1,000. Where they differ, GKE's autoscaler chooses. */
  readonly nodesPerAvailabilityZone: readonly [number, number];
  /** Labels of the nodes, by which pods choose them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether pods that do not tolerate `estate-pool=<name>` are kept away. Changed by new nodes. @default false */
  readonly dedicated?: boolean;
}

/** Props of {@link GoogleCluster}. */
export interface GoogleClusterProps {
  /** Name of the cluster, 1 to 40 lower-case letters, digits and hyphens. Renaming replaces the cluster and all that runs in it. */
  readonly clusterName: Value<string>;
  /** The project that the cluster belongs to. */
  readonly projectId: Value<string>;
  /** The region's code, for example `europe-west4`. A change replaces the cluster. */
  readonly region: Value<string>;
  /** Exactly three availability zones of the region, by name. A change moves nodes. */
  readonly availabilityZones: Value<readonly string[]>;
  /** Lowest version of the control plane. @default - what the release channel offers */
  readonly kubernetesVersion?: Value<string>;
  /** How fast new versions come. A change is made in place. @default "REGULAR" */
  readonly releaseChannel?: Value<"RAPID" | "REGULAR" | "STABLE" | "EXTENDED">;
  /** Hour and minute, in UTC, from which Google may maintain the cluster for four hours each day. @default "01:00" */
  readonly maintenanceStart?: Value<string>;
  /** Id or link of the network. A change replaces the cluster. */
  readonly networkId: Value<string>;
  /** Id or link of the subnetwork of the nodes. A change replaces the cluster. */
  readonly subnetworkId: Value<string>;
  /** Name of the subnetwork's secondary range for pods. A change replaces the cluster. */
  readonly podRangeName: Value<string>;
  /** Name of the subnetwork's secondary range for services. A change replaces the cluster. */
  readonly serviceRangeName: Value<string>;
  /** How CI and people reach the Kubernetes API. A change is made in place. @default - none: then the cluster can't be made */
  readonly wayIn?: Shape<ClusterWayIn>;
  /**
   * Private ranges that may call the private endpoint, by a word; at most 100. The nodes may without being named. A
   * change is made in place. @default - none: then everybody has to come by the DNS endpoint
   */
  readonly authorizedRanges?: Shape<Readonly<Record<string, string>>>;
  /** Id of the key that encrypts the cluster's secrets; GKE's service agent has to be allowed to use it. A change is made in place. */
  readonly secretsKeyId: Value<string>;
  /** Id of the key that encrypts the nodes' disks; Compute Engine's service agent has to be allowed to use it. A change replaces the nodes. */
  readonly volumesKeyId: Value<string>;
  /** Address of the service account that the nodes run as; made in the account layer. A change replaces the nodes. */
  readonly nodeAccountEmail: Value<string>;
  /** Network tags of the nodes, at most 64: routes may ask for one. Changed in place. @default - none */
  readonly networkTags?: Value<readonly string[]>;
  /** Nodes by the name of their pool, 1 to 40 characters; costs by the node and hour. A pool named `system` must be there. */
  readonly nodePools: Value<Readonly<Record<string, NodePool>>>;
}

const kubernetesName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The id of a Cloud KMS key. */
const keyId = text(
  /^projects\/[^/]+\/locations\/[a-z0-9-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/,
  "the id of a Cloud KMS key (projects/.../cryptoKeys/...)",
  30,
  512,
);

const wayIn: Check<ClusterWayIn> = ({ ci, people }) =>
  oneOf(["network-runner", "dns-endpoint"])(ci) ?? oneOf(["network-runner", "verified-access", "private-link", "dns-endpoint"])(people);

const privateRange: Check<string> = (range) =>
  cidr(8, 32)(range) ??
  (/^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(range)
    ? undefined
    : { must: "name private ranges, for the endpoint is private", fix: "use a range of the network", got: range });

// GKE takes at most 100 ranges (Google Kubernetes Engine, Customize your network isolation; read 2026-11).
const authorizedRanges: Check<Readonly<Record<string, string>>> = (ranges) =>
  Object.keys(ranges).length > 100 ? { must: "have at most 100 members", fix: "join neighbouring ranges" } : recordOf(privateRange)(ranges);

const nodePool: Check<NodePool> = ({ machineType, diskGib, nodesPerAvailabilityZone: [least, most], labels }) => {
  const breaches: readonly (Breach | undefined)[] = [
    text(/^[a-z]\d[a-z]?(-[a-z0-9]+)+$/, "a machine type such as e2-standard-4", 4, 63)(machineType),
    wholeNumber(10, 65_536, "GiB")(diskGib),
    wholeNumber(0, 1000, "nodes in an availability zone")(least),
    wholeNumber(1, 1000, "nodes in an availability zone")(most),
    least > most ? { must: "have the lower number of nodes first", fix: "swap the two" } : undefined,
    labels === undefined ? undefined : recordOf(text(kubernetesName, "a label's value", 1, 63))(labels),
  ];
  return breaches.find((breach) => breach !== undefined);
};

const nodePools: Check<Readonly<Record<string, NodePool>>> = (pools) => {
  const form = recordOf(nodePool)(pools);
  if (form !== undefined) return form;
  const long = Object.keys(pools).find((name) => name.length > 40);
  if (long !== undefined) return { must: "have names of at most 40 characters", fix: "shorten the name", got: long };
  const system = pools["system"];
  if (system === undefined) return { must: "have a pool named 'system', for what the cluster itself needs", fix: "add it" };
  return system.nodesPerAvailabilityZone[0] >= 1 && system.dedicated !== true
    ? undefined
    : {
        must: "have a pool named 'system' that takes every pod and never shrinks to nothing",
        fix: "give it one node or more, and no taint",
      };
};

/** One row a prop. */
export const googleClusterRules: PropRules<GoogleClusterProps> = {
  // https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters, read 2026-11-23.
  clusterName: value(text(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "lower-case letters, digits and hyphens", 1, 40)),
  projectId: value(projectId),
  region: value(region),
  availabilityZones: value(listOf(text(/^[a-z]+-[a-z]+\d+-[a-z]$/, "an availability zone's name", 8, 34), 3, 3)),
  kubernetesVersion: value(text(/^\d+\.\d+(\.\d+(-gke\.\d+)?)?$/, "a version such as 1.33 or 1.33.5-gke.100", 3, 32)),
  releaseChannel: value(oneOf(["RAPID", "REGULAR", "STABLE", "EXTENDED"])),
  maintenanceStart: value(text(/^([01]\d|2[0-3]):[0-5]\d$/, "an hour and minute such as 01:00", 5, 5)),
  networkId: value(text(/^\S+$/, "a network", 1, 512)),
  subnetworkId: value(text(/^\S+$/, "a subnetwork", 1, 512)),
  podRangeName: value(text(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "the name of a secondary range", 1, 63)),
  serviceRangeName: value(text(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "the name of a secondary range", 1, 63)),
  wayIn: shape(wayIn),
  authorizedRanges: shape(authorizedRanges),
  secretsKeyId: value(keyId),
  volumesKeyId: value(keyId),
  nodeAccountEmail: value(serviceAccountEmail),
  networkTags: value(listOf(text(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "a network tag", 1, 63), 0, 64)),
  nodePools: value(nodePools),
};

/** What is wrong between props, each of which is right alone. */
export const crossedProps = (place: string, { wayIn: way, authorizedRanges: ranges = {} }: GoogleClusterProps): Problem[] => {
  if (way === undefined) {
    return [
      {
        code: "BadProp",
        place,
        rule: "'wayIn' must be given, for the Kubernetes API has no public address",
        fix: "say how CI and people reach it: a runner inside the network, or the DNS endpoint",
      },
    ];
  }
  const throughNetwork = way.ci === "network-runner" || way.people !== "dns-endpoint";
  return throughNetwork && Object.keys(ranges).length === 0
    ? [
        {
          code: "BadProp",
          place,
          rule: "'authorizedRanges' must name a range, for somebody comes through the network",
          fix: "name the range in which the runner stands",
        },
      ]
    : [];
};

/** What holds between the variables of a module. Least and most differ: a pool that never changes is of another shape. */
export const together: readonly Together[] = [
  {
    of: ["leastNodes", "mostNodes"],
    must: "be less than most_nodes",
    condition: (least, most) => `${least} < ${most}`,
    broken: { mostNodes: 1 },
  },
];
