import { ContainerCluster, type ContainerClusterConfig } from "@cdktf/provider-google/lib/container-cluster";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { failOn } from "../../core/errors";
import { memberOf } from "../../core/google";
import { checkProps } from "../../core/props";
import { crossedProps, googleClusterRules, type GoogleClusterProps } from "./cluster-props";
import { nodeConfig, NodePools } from "./node-pools";

/**
 * What a node may do by itself: write its logs and metrics. Google's smallest role for nodes:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster, read 2026-11-23.
 */
const nodeRole = "roles/container.defaultNodeServiceAccount";

/**
 * A regional GKE cluster whose nodes and whose interface have private addresses only. Pods have addresses of the network,
 * identities of their own and network policies that hold (Dataplane V2); only images that the project's Binary
 * Authorization policy admits are started; secrets and disks are encrypted under our own keys. Google keeps versions in
 * step with the release channel, in a window.
 *
 * Terraform doesn't destroy it: `deletion_protection` has to be lifted first, by hand and on purpose.
 */
export class GoogleCluster extends Construct {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Where CI calls the Kubernetes API: an https URL. */
  readonly clusterEndpoint: string;
  /** The authority that signs the certificate of `clusterEndpoint`, PEM in base64; empty where it is a public one, as of the DNS endpoint. */
  readonly clusterCertificateAuthority: string;
  /** The pool of the pods' identities: `<project>.svc.id.goog`. */
  readonly workloadPool: string;
  /** The cluster itself, for what has to come after it: grants to the identities of pods. */
  readonly standing: ITerraformDependable;

  constructor(scope: Construct, id: string, props: GoogleClusterProps) {
    super(scope, id);
    checkProps(this, props, googleClusterRules);
    failOn(crossedProps(this.node.path, props));
    const { clusterName, projectId, region, availabilityZones, volumesKeyId, nodeAccountEmail } = props;
    const role = new ProjectIamMember(this, "node-role", {
      project: projectId,
      role: nodeRole,
      member: memberOf(nodeAccountEmail),
    });
    const nodes = { accountEmail: nodeAccountEmail, volumesKeyId, networkTags: props.networkTags ?? [] };
    const cluster = new ContainerCluster(this, "cluster", {
      name: clusterName,
      project: projectId,
      location: region,
      nodeLocations: [...availabilityZones],
      ...(props.kubernetesVersion === undefined ? {} : { minMasterVersion: props.kubernetesVersion }),
      releaseChannel: { channel: props.releaseChannel ?? "REGULAR" },
      maintenancePolicy: { dailyMaintenanceWindow: { startTime: props.maintenanceStart ?? "01:00" } },
      ...networkOf(props),
      ...interfaceOf(props),
      ...hardened(props),
      ...observed,
      addonsConfig: {
        // It is what fills the endpoint groups of load balancers.
        httpLoadBalancing: { disabled: false },
        horizontalPodAutoscaling: { disabled: false },
        gcePersistentDiskCsiDriverConfig: { enabled: true },
        gkeBackupAgentConfig: { enabled: true },
        dnsCacheConfig: { enabled: true },
      },
      verticalPodAutoscaling: { enabled: true },
      // GKE makes no cluster without a first pool. It is removed at once, and lives with a node's own account until then.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: nodeConfig(nodes),
      deletionProtection: true,
      // Versions come from the channel; nodes belong to pools of their own.
      lifecycle: { preventDestroy: true, ignoreChanges: ["node_config"] },
      dependsOn: [role],
    });
    new NodePools(this, "pools", { ...nodes, cluster, projectId, region, availabilityZones, pools: props.nodePools });
    this.clusterName = cluster.name;
    const byName = props.wayIn?.ci === "dns-endpoint";
    this.clusterEndpoint = `https://${byName ? cluster.controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint : cluster.endpoint}`;
    this.clusterCertificateAuthority = byName ? "" : cluster.masterAuth.clusterCaCertificate;
    this.workloadPool = cluster.workloadIdentityConfig.workloadPool;
    this.standing = cluster;
  }
}

const networkOf = ({ networkId, subnetworkId, podRangeName, serviceRangeName }: GoogleClusterProps) =>
  ({
    network: networkId,
    subnetwork: subnetworkId,
    networkingMode: "VPC_NATIVE",
    ipAllocationPolicy: { clusterSecondaryRangeName: podRangeName, servicesSecondaryRangeName: serviceRangeName, stackType: "IPV4" },
    datapathProvider: "ADVANCED_DATAPATH",
    enableIntranodeVisibility: true,
    enableL4IlbSubsetting: true,
    serviceExternalIpsConfig: { enabled: false },
  }) satisfies Partial<ContainerClusterConfig>;

/** The Kubernetes API: a private address for the ranges of the network, and a host name that is closed unless it is a way in. */
const interfaceOf = ({ wayIn, authorizedRanges = {} }: GoogleClusterProps) =>
  ({
    privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true, masterGlobalAccessConfig: { enabled: false } },
    masterAuthorizedNetworksConfig: {
      gcpPublicCidrsAccessEnabled: false,
      privateEndpointEnforcementEnabled: true,
      cidrBlocks: Object.entries(authorizedRanges)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([displayName, cidrBlock]) => ({ displayName, cidrBlock })),
    },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: wayIn?.ci === "dns-endpoint" || wayIn?.people === "dns-endpoint" },
      ipEndpointsConfig: { enabled: true },
    },
  }) satisfies Partial<ContainerClusterConfig>;

const hardened = ({ projectId, secretsKeyId }: GoogleClusterProps) =>
  ({
    workloadIdentityConfig: { workloadPool: `${projectId}.svc.id.goog` },
    binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    databaseEncryption: { state: "ENCRYPTED", keyName: secretsKeyId },
    enableShieldedNodes: true,
    enableLegacyAbac: false,
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    anonymousAuthenticationConfig: { mode: "LIMITED" },
    rbacBindingConfig: { enableInsecureBindingSystemAuthenticated: false, enableInsecureBindingSystemUnauthenticated: false },
    // Images are scanned in the registry; the scan inside clusters has ended (GKE release notes, 2025-07-31; read 2026-11).
    securityPostureConfig: { mode: "BASIC", vulnerabilityMode: "VULNERABILITY_DISABLED" },
    nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "FALSE", loggingVariant: "DEFAULT" } },
  }) satisfies Partial<ContainerClusterConfig>;

/** Logs and metrics of the control plane too, Prometheus, network metrics, and costs by namespace. */
const observed = {
  loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"] },
  monitoringConfig: {
    enableComponents: [
      "SYSTEM_COMPONENTS",
      "APISERVER",
      "CONTROLLER_MANAGER",
      "SCHEDULER",
      "STORAGE",
      "HPA",
      "POD",
      "DAEMONSET",
      "DEPLOYMENT",
      "STATEFULSET",
    ],
    managedPrometheus: { enabled: true },
    advancedDatapathObservabilityConfig: { enableMetrics: true, enableRelay: false },
  },
  costManagementConfig: { enabled: true },
} satisfies Partial<ContainerClusterConfig>;
