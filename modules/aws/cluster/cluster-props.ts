import { parseCidr } from "../../core/addressing";
import {
  accountId,
  arn,
  cidr,
  cidrInside,
  listOf,
  oneOf,
  oneOfNumbers,
  partition,
  recordOf,
  roleArn,
  text,
  wholeNumber,
} from "../../core/checks";
import type { Problem } from "../../core/errors";
import { nameRules } from "../../core/names";
import { allOf, distinctMembers, fieldsOf } from "../../core/member-checks";
import { bounded, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import type { Together } from "../../core/together";
import { logRetentionDays } from "../../core/units";
import { knownList } from "../policy-document/policy-document";
import { accessPolicies, type ClusterAccess } from "./access";
import { kubernetesVersions, type KubernetesVersion } from "./releases";

/** How the Kubernetes API is reached. */
export type ClusterEndpoint =
  /** From inside the network alone. Needs `wayIn`. */
  | { readonly kind: "private" }
  /** From inside the network, and from these addresses of the internet. */
  | { readonly kind: "public"; readonly allowedCidrs: readonly string[] };

/** How CI and people come to an API that only the network reaches. */
export interface ClusterWayIn {
  /** `network-runner`: jobs of CI run on a runner inside the network. */
  readonly ci: "network-runner";
  /**
   * `network-runner`: through CI's jobs alone, nobody has a shell of his own. `verified-access`: through an access
   * service that asks who it is and from which device. `private-link`: through a network that is joined to this one.
   */
  readonly people: "network-runner" | "verified-access" | "private-link";
}

/** Who in the cluster is whom in IAM. */
export interface ClusterIdentity {
  /** The namespace of the service account. A change replaces the association. */
  readonly namespace: string;
  /** The pods' service account. A change replaces the association. */
  readonly serviceAccount: string;
  /** ARN of the role, which trusts Pod Identity and this service account. Changed in place. */
  readonly roleArn: string;
}

/** How many nodes there are. */
export interface NodeCount {
  /** The fewest, 1 to 100. */
  readonly min: number;
  /** The most, 1 to 100 and not below the fewest. */
  readonly max: number;
}

/** What an {@link AwsCluster} is made with. */
export interface AwsClusterProps {
  /** Name of the cluster and first words of its parts' names, 1 to 100 letters, digits, hyphens and underscores. Renaming replaces the cluster. */
  readonly clusterName: Value<string>;
  /** Its row of {@link kubernetesReleases}. A higher one upgrades in place, one minor version at a time; EKS takes no lower one. */
  readonly kubernetesVersion: Shape<KubernetesVersion>;
  /** Twelve digits: the account that the cluster belongs to. */
  readonly accountId: Value<string>;
  /** The partition of every ARN. @default "aws" */
  readonly partition?: Value<string>;
  /**
   * Ids of the subnets of the control plane and the nodes, in at least two availability zones. A change moves the
   * control plane's interfaces in place and replaces the system nodes.
   */
  readonly subnetIds: Value<readonly string[]>;
  /** Exactly three availability zones by name, in the order of `podSubnetIds`. */
  readonly availabilityZones: Value<readonly string[]>;
  /** Ids of the pods' subnets, one an availability zone and in their order. Nodes made after a change use the new ones. */
  readonly podSubnetIds: Value<readonly string[]>;
  /** Ids of the security groups of the control plane's interfaces, the nodes and the pods, 1 to 5: they say what may speak to what. */
  readonly securityGroupIds: Value<readonly string[]>;
  /** The addresses of services inside the cluster: /12 to /24, apart from the network's. A change replaces the cluster. */
  readonly serviceCidr: Value<string>;
  /** Where the Kubernetes API is reached. A change is made in place. @default { kind: "private" } */
  readonly endpoint?: Shape<ClusterEndpoint>;
  /** How CI and people reach a private endpoint. Makes nothing: it is the promise that the way exists. @default - none: then the endpoint can't be private */
  readonly wayIn?: Shape<ClusterWayIn>;
  /** Who may do what through the Kubernetes API, by a word. There is nobody else: whoever made the cluster has no rights by that. */
  readonly access: Value<Readonly<Record<string, ClusterAccess>>>;
  /** Roles of pods by a word: one association each. A change of the role is made in place, any other replaces the association. @default {} */
  readonly podIdentities?: Value<Readonly<Record<string, ClusterIdentity>>>;
  /** ARN of the role with which EKS runs the cluster. A change replaces the cluster. */
  readonly clusterRoleArn: Value<string>;
  /** ARN of the nodes' role. A change replaces the system nodes. */
  readonly nodeRoleArn: Value<string>;
  /** ARN of the role with which the network add-on gives addresses to pods. */
  readonly networkDriverRoleArn: Value<string>;
  /** ARN of the role with which the volume add-on makes and attaches volumes. */
  readonly volumeDriverRoleArn: Value<string>;
  /** ARN of the key that encrypts the secrets inside the cluster. A change replaces the cluster. */
  readonly secretsKeyArn: Value<string>;
  /** ARN of the key that encrypts the nodes' volumes. New nodes use the new one. */
  readonly volumesKeyArn: Value<string>;
  /** ARN of the key that encrypts the control plane's logs. A change is made in place. */
  readonly logsKeyArn: Value<string>;
  /** Days that the control plane's logs are kept, one of those that CloudWatch Logs offers. @default 90 */
  readonly logRetentionDays?: Value<number>;
  /** Type of the system nodes, x86-64. A change rolls them in place. Costs by the hour. */
  readonly instanceType: Value<string>;
  /** The fewest and the most system nodes. Changed in place. */
  readonly nodes: Value<NodeCount>;
  /** Size of a system node's data volume: images, logs and scratch space, 20 to 1,000 GiB. A change rolls them. @default 50 */
  readonly nodeVolumeGib?: Value<number>;
  /**
   * Name of the queue on which a node autoscaler hears that capacity will be taken away. Whether it is given is fixed
   * when synthesized. Renaming replaces the queue. @default - no queue and no rules
   */
  readonly interruptionQueueName?: Value<string>;
  /**
   * Whether EKS itself refuses to delete the cluster. The argument exists from version 6.9.0 of the provider on
   * (https://github.com/hashicorp/terraform-provider-aws/pull/43779, its change log of 2025-08-14, read 2026-11-23), and
   * has to be lifted by a run of its own before the cluster goes. Terraform refuses in any case. @default false
   */
  readonly deletionProtection?: Shape<boolean>;
}

const subnetId = text(/^subnet-[0-9a-f]{8,17}$/, "a subnet's id", 15, 24);
const securityGroupId = text(/^sg-[0-9a-f]{8,17}$/, "a security group's id", 11, 20);
const kubernetesName = text(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "a Kubernetes name", 1, 253);
const role = arn("iam");

// Amazon EKS API Reference, KubernetesNetworkConfigRequest; read 2026-11.
const serviceCidr = cidrInside(12, 24, ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]);

const endpoint: Check<ClusterEndpoint> = (one) => {
  if (one.kind === "private") return undefined;
  const everywhere = one.allowedCidrs.find((range) => parseCidr(range)?.prefix === 0);
  if (everywhere !== undefined)
    return { must: "not be open to every address", fix: "name your own ranges, or make it private", got: everywhere };
  return listOf(cidr(8, 32), 1, 40)(one.allowedCidrs);
};

const identity = fieldsOf<ClusterIdentity>({ namespace: kubernetesName, serviceAccount: kubernetesName, roleArn: role }, {});

const administered = "have somebody who administers the cluster";
const hasAdministrator: Check<Readonly<Record<string, ClusterAccess>>> = bounded(
  (record) =>
    Object.values(record).some(({ policy, namespaces }) => policy === "cluster-admin" && namespaces === undefined)
      ? undefined
      : { must: administered, fix: "give 'cluster-admin' to the role that applies" },
  {
    must: administered,
    condition: (value) => `anytrue([for one in values(${value}) : one.policy == "cluster-admin" && one.namespaces == null])`,
  },
);

const access = allOf(
  recordOf(
    fieldsOf<ClusterAccess>(
      {
        principalArn: roleArn(/[\w+=,.@/-]+/, "the whole ARN of a role"),
        policy: oneOf(accessPolicies),
      },
      { namespaces: listOf(kubernetesName, 1, 50) },
    ),
  ),
  distinctMembers<ClusterAccess>("role", "principalArn"),
  hasAdministrator,
);

const wholeRange = "have a minimum that is not above its maximum";
const nodeCount: Check<NodeCount> = allOf(
  fieldsOf<NodeCount>({ min: wholeNumber(1, 100, "nodes"), max: wholeNumber(1, 100, "nodes") }, {}),
  bounded(({ min, max }) => (min <= max ? undefined : { must: wholeRange, fix: `use at most ${String(max)}`, got: min }), {
    must: wholeRange,
    condition: (value) => `${value}.min <= ${value}.max`,
  }),
);

/** One row a prop. */
export const awsClusterRules: PropRules<AwsClusterProps> = {
  clusterName: value(text(nameRules.eksCluster.pattern, "letters, digits, hyphens and underscores", 1, nameRules.eksCluster.max)),
  kubernetesVersion: shape(oneOf(kubernetesVersions)),
  accountId: value(accountId),
  partition: value(partition),
  subnetIds: value(knownList(listOf(subnetId, 2, 16))),
  availabilityZones: value(knownList(listOf(text(/^[a-z]{2,}(-[a-z]+)+-\d+[a-z]$/, "an availability zone's name", 8, 32), 3, 3))),
  podSubnetIds: value(knownList(listOf(subnetId, 3, 3))),
  // Amazon EKS API Reference, VpcConfigRequest, and AWS's limit of groups on an interface; read 2026-11.
  securityGroupIds: value(knownList(listOf(securityGroupId, 1, 5))),
  serviceCidr: value(serviceCidr),
  endpoint: shape(endpoint),
  wayIn: shape(
    ({ ci, people }) =>
      oneOf<string>(["network-runner"])(ci) ?? oneOf<string>(["network-runner", "verified-access", "private-link"])(people),
  ),
  access: value(access),
  podIdentities: value(allOf(recordOf(identity), distinctMembers<ClusterIdentity>("service account", "namespace", "serviceAccount"))),
  clusterRoleArn: value(role),
  nodeRoleArn: value(role),
  networkDriverRoleArn: value(role),
  volumeDriverRoleArn: value(role),
  secretsKeyArn: value(arn("kms")),
  volumesKeyArn: value(arn("kms")),
  logsKeyArn: value(arn("kms")),
  logRetentionDays: value(oneOfNumbers(logRetentionDays, "days")),
  instanceType: value(text(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an instance type such as 'm5.large'", 4, 32)),
  nodes: value(nodeCount),
  nodeVolumeGib: value(wholeNumber(20, 1000, "GiB")),
  interruptionQueueName: value(text(nameRules.sqsQueue.pattern, "a queue's name", 1, nameRules.sqsQueue.max)),
  deletionProtection: shape(),
};

/** The longest name to which the rules that hear of interruptions can add their own words, `-spot-interruption` the longest. */
export const longestWithRules = nameRules.eventRule.max - "-spot-interruption".length;

/** What a module asks of the cluster's name: a construct shortens the names of rules, which takes a name that is known. */
export const together: readonly Together[] = [
  {
    of: ["clusterName"],
    must: `have at most ${String(longestWithRules)} characters, for rules of events are named after it`,
    condition: (name) => `length(${name}) <= ${String(longestWithRules)}`,
  },
];

/** What is wrong between props, each of which is right alone. */
export const crossedClusterProps = (place: string, { endpoint: how = { kind: "private" }, wayIn }: AwsClusterProps): Problem[] =>
  how.kind === "private" && wayIn === undefined
    ? [
        {
          code: "BadProp",
          place,
          rule: "'wayIn' must say how CI and people reach an endpoint that is private",
          fix: 'give it, for example { ci: "network-runner", people: "network-runner" }',
        },
      ]
    : [];
