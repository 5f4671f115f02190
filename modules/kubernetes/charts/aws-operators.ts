import { disruptionBudget, imageOf, resources, type Replicas } from "./image";

/** What the values of the operators that only AWS needs follow from. */
export interface AwsOperatorSettings {
  /** Host and path of the registry from which their images are pulled. */
  readonly registry: string;
  readonly replicas: Replicas;
  readonly clusterName: string;
}

/** Values of the chart `metrics-server` (https://github.com/kubernetes-sigs/metrics-server, read 2026-11-23). */
export const metricsServerValues = ({
  registry,
  replicas,
}: Pick<AwsOperatorSettings, "registry" | "replicas">): Readonly<Record<string, unknown>> => ({
  image: imageOf(registry, "metrics-server", "metrics-server/metrics-server"),
  replicas,
  podDisruptionBudget: disruptionBudget(replicas),
  resources: resources("50m", "128Mi"),
});

/**
 * Values of the chart `aws-load-balancer-controller` (https://kubernetes-sigs.github.io/aws-load-balancer-controller,
 * read 2026-11-23). It binds pods to the target groups of the site's gateway, and makes no load balancer of its own.
 */
export const loadBalancerControllerValues = (
  settings: AwsOperatorSettings & { readonly region: string; readonly vpcId: string; readonly serviceAccount: string },
): Readonly<Record<string, unknown>> => ({
  image: imageOf(settings.registry, "aws-load-balancer-controller", "eks/aws-load-balancer-controller"),
  replicaCount: settings.replicas,
  podDisruptionBudget: settings.replicas > 1 ? { maxUnavailable: 1 } : {},
  clusterName: settings.clusterName,
  region: settings.region,
  vpcId: settings.vpcId,
  serviceAccount: { create: true, name: settings.serviceAccount },
  createIngressClassResource: false,
  enableServiceMutatorWebhook: false,
  enableShield: false,
  enableWaf: false,
  enableWafv2: false,
  resources: resources("100m", "256Mi"),
});

/** Values of the chart `karpenter` (https://karpenter.sh/docs/reference/settings/, read 2026-11-23). */
export const karpenterValues = (
  settings: AwsOperatorSettings & { readonly serviceAccount: string; readonly interruptionQueue: string },
): Readonly<Record<string, unknown>> => ({
  replicas: settings.replicas,
  serviceAccount: { create: true, name: settings.serviceAccount },
  // The chart names its own digest, which a copy under another tag may lack.
  controller: {
    image: { ...imageOf(settings.registry, "karpenter", "karpenter/controller"), digest: "" },
    resources: resources("500m", "1Gi"),
  },
  settings: {
    clusterName: settings.clusterName,
    interruptionQueue: settings.interruptionQueue,
    // Prices are the one thing that has no endpoint inside the network.
    isolatedVPC: true,
  },
});

/** A pool of nodes that grows and shrinks with what is asked for. */
export interface NodePoolSettings {
  /** Name of the role of its nodes. */
  readonly nodeRole: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Family and version of the machine image, `<family>@<version>`. */
  readonly imageAlias: string;
  readonly instanceFamilies: readonly string[];
  /** The most that the pool has at a time, in CPUs. */
  readonly cpuLimit: number;
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of the key that encrypts the nodes' volumes. */
  readonly volumesKeyArn: string;
}

/** The pool of the services and how its nodes are made (https://karpenter.sh/docs/concepts/, read 2026-11-23). */
export const servicePool = (settings: NodePoolSettings): Readonly<Record<string, unknown>> => {
  const volume = { volumeType: "gp3", encrypted: true, kmsKeyID: settings.volumesKeyArn };
  return {
    "node-class": {
      apiVersion: "karpenter.k8s.aws/v1",
      kind: "EC2NodeClass",
      metadata: { name: "services" },
      spec: {
        role: settings.nodeRole,
        amiSelectorTerms: [{ alias: settings.imageAlias }],
        subnetSelectorTerms: settings.subnetIds.map((id) => ({ id })),
        securityGroupSelectorTerms: settings.securityGroupIds.map((id) => ({ id })),
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        // Bottlerocket keeps its own system on the first and everything that changes on the second.
        blockDeviceMappings: [
          { deviceName: "/dev/xvda", ebs: { ...volume, volumeSize: "4Gi" } },
          { deviceName: "/dev/xvdb", ebs: { ...volume, volumeSize: "50Gi" } },
        ],
        kubelet: { maxPods: 110 },
        tags: settings.tags,
      },
    },
    "node-pool": {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: "services" },
      spec: {
        limits: { cpu: String(settings.cpuLimit) },
        disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "5m", budgets: [{ nodes: "10%" }] },
        template: {
          spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "services" },
            // Nodes are made anew every two weeks, with what has been mended since.
            expireAfter: "336h",
            requirements: [
              { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
              { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand", "spot"] },
              { key: "karpenter.k8s.aws/instance-family", operator: "In", values: [...settings.instanceFamilies].sort() },
            ],
          },
        },
      },
    },
  };
};

/** The binding of a service's pods to a target group that the gateway made, by the group's derived name. */
export const targetGroupBinding = (settings: {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly targetGroupName: string;
  readonly vpcId: string;
}): Readonly<Record<string, unknown>> => ({
  "target-group-binding": {
    apiVersion: "elbv2.k8s.aws/v1beta1",
    kind: "TargetGroupBinding",
    metadata: { name: settings.service, namespace: settings.namespace },
    spec: {
      serviceRef: { name: settings.service, port: settings.port },
      targetGroupName: settings.targetGroupName,
      targetType: "ip",
      vpcID: settings.vpcId,
    },
  },
});
