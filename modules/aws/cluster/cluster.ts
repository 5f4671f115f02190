import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { eachOf, hasMembers } from "../../core/each";
import { failOn } from "../../core/errors";
import { checkProps } from "../../core/props";
import { isListToken } from "../../core/json-lists";
import { ClusterAccessEntries } from "./access";
import { ClusterAddOns, networkSettings } from "./add-ons";
import { awsClusterRules, crossedClusterProps, type AwsClusterProps } from "./cluster-props";
import { ClusterInterruptions } from "./interruptions";
import { kubernetesReleases } from "./releases";
import { SystemNodes } from "./system-nodes";

/** Everything that EKS can log: Amazon EKS User Guide, Send control plane logs to CloudWatch Logs; read 2026-11. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * A Kubernetes cluster whose API only its network reaches, whose rights are IAM roles' alone and written down here, and
 * whose secrets, volumes and logs are encrypted with keys of ours. The control plane, the nodes and the pods stand in
 * the same security groups, so that what may speak to what is said in one place, the network's flows.
 *
 * Nodes need the add-ons for network and identities before they are ready, and the other add-ons need nodes.
 */
export class AwsCluster extends Construct {
  /** Name of the cluster. */
  readonly clusterName: string;
  readonly clusterArn: string;
  /** URL of the Kubernetes API. */
  readonly endpoint: string;
  /** Certificate authority of the Kubernetes API: PEM in base64. */
  readonly certificateAuthority: string;
  /** Id of the group that EKS makes for the control plane's interfaces; no node is in it. */
  readonly clusterSecurityGroupId: string;

  constructor(scope: Construct, id: string, props: AwsClusterProps) {
    super(scope, id);
    checkProps(this, props, awsClusterRules);
    failOn(crossedClusterProps(this.node.path, props));
    const { partition = "aws" } = props;
    const subnetIds = [...props.subnetIds];
    const securityGroupIds = [...props.securityGroupIds];
    const cluster = this.controlPlane(props);
    this.clusterName = cluster.name;
    this.clusterArn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.clusterSecurityGroupId = cluster.vpcConfig.clusterSecurityGroupId;

    new ClusterAccessEntries(this, "access", { clusterName: cluster.name, partition, access: props.access });
    const addOns = { clusterName: cluster.name, versions: kubernetesReleases[props.kubernetesVersion].addOns };
    const before = new ClusterAddOns(this, "add-ons-of-nodes", {
      ...addOns,
      names: ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"],
      identities: { "vpc-cni": { serviceAccount: "aws-node", roleArn: props.networkDriverRoleArn } },
      settings: {
        "vpc-cni": networkSettings({
          availabilityZones: slots.map((slot) => memberOf(props.availabilityZones, slot)),
          subnetIds: slots.map((slot) => memberOf(props.podSubnetIds, slot)),
          securityGroupIds,
        }),
      },
    });
    const system = new SystemNodes(this, "system-nodes", {
      name: props.clusterName,
      clusterName: cluster.name,
      kubernetesVersion: props.kubernetesVersion,
      nodeRoleArn: props.nodeRoleArn,
      subnetIds,
      securityGroupIds,
      volumesKeyArn: props.volumesKeyArn,
      instanceType: props.instanceType,
      nodes: props.nodes,
      volumeGib: props.nodeVolumeGib ?? 50,
      after: [...before.all],
    });
    new ClusterAddOns(this, "add-ons", {
      ...addOns,
      names: ["aws-ebs-csi-driver", "coredns"],
      identities: { "aws-ebs-csi-driver": { serviceAccount: "ebs-csi-controller-sa", roleArn: props.volumeDriverRoleArn } },
      after: [system.group],
    });
    if (hasMembers(props.podIdentities)) {
      const each = eachOf(this, "podIdentities", props.podIdentities, {});
      new EksPodIdentityAssociation(this, "identity", {
        forEach: each.forEach,
        clusterName: cluster.name,
        namespace: each.text("namespace"),
        serviceAccount: each.text("serviceAccount"),
        roleArn: each.text("roleArn"),
      });
    }
    if (props.interruptionQueueName !== undefined) {
      new ClusterInterruptions(this, "interruptions", {
        clusterName: props.clusterName,
        queueName: props.interruptionQueueName,
        accountId: props.accountId,
      });
    }
  }

  private controlPlane(props: AwsClusterProps): EksCluster {
    const { clusterName, endpoint = { kind: "private" }, deletionProtection = false } = props;
    // EKS writes to the group of this name, and would make one without a key and without an end.
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/eks/${clusterName}/cluster`,
      kmsKeyId: props.logsKeyArn,
      retentionInDays: props.logRetentionDays ?? 90,
    });
    return new EksCluster(this, "Resource", {
      name: clusterName,
      version: props.kubernetesVersion,
      roleArn: props.clusterRoleArn,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      // Their managed forms are add-ons below; both at once would fight.
      bootstrapSelfManagedAddons: false,
      vpcConfig: {
        subnetIds: [...props.subnetIds],
        securityGroupIds: [...props.securityGroupIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: endpoint.kind === "public",
        ...(endpoint.kind === "public" && { publicAccessCidrs: [...endpoint.allowedCidrs] }),
      },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: props.serviceCidr },
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: props.secretsKeyArn } },
      enabledClusterLogTypes: logTypes,
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      ...(deletionProtection && { deletionProtection }),
      lifecycle: { preventDestroy: true },
      dependsOn: [logs],
    });
  }
}

/** The places of the availability zones in each list. */
const slots = [0, 1, 2];

/** The member in a slot of a list that is known, or will be. */
const memberOf = (list: readonly string[], slot: number): string => {
  const only = list[0];
  if (list.length === 1 && only !== undefined && isListToken(only)) return Token.asString(Fn.element([...list], slot));
  return list[slot] as string;
};
