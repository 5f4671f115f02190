import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { childName, nameTag } from "../../core/child-name";

/**
 * What a node is told at its start, beside what EKS adds. Its pods have addresses out of prefixes of their own subnets,
 * so the number of its interfaces doesn't bound them; 110 is what Kubernetes recommends at most (Amazon EKS Best
 * Practices, Prefix mode for Linux; read 2026-11). EKS would count as if every address were a pod's.
 */
const settings = ["[settings.kubernetes]", "max-pods = 110", "", "[settings.host-containers.admin]", "enabled = false", ""].join("\n");

/** What the system nodes are made with. */
export interface SystemNodesInput {
  /** First words of the names of its parts. */
  readonly name: string;
  /** The cluster that they join. */
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly nodeRoleArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly volumesKeyArn: string;
  readonly instanceType: string;
  readonly nodes: { readonly min: number; readonly max: number };
  readonly volumeGib: number;
  /** Add-ons without which no node becomes ready. */
  readonly after: ITerraformDependable[];
}

/**
 * The nodes on which the cluster itself runs: Bottlerocket, which has no shell and no package manager, on encrypted
 * volumes. Pods can't reach the instance's metadata, for its answers travel one hop. The type of instance and the
 * volumes stand in the launch template, so that a change rolls the nodes and doesn't replace their group.
 */
export class SystemNodes extends Construct {
  readonly group: EksNodeGroup;

  constructor(scope: Construct, id: string, input: SystemNodesInput) {
    super(scope, id);
    const { name, clusterName, nodes } = input;
    const ebs = { volumeType: "gp3", encrypted: "true", kmsKeyId: input.volumesKeyArn, deleteOnTermination: "true" };
    const tags = nameTag(name, "system");
    const template = new LaunchTemplate(this, "template", {
      name: childName("launchTemplate", name, "system"),
      description: "system nodes of the cluster",
      updateDefaultVersion: true,
      instanceType: input.instanceType,
      vpcSecurityGroupIds: [...input.securityGroupIds],
      userData: Buffer.from(settings).toString("base64"),
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
      // Bottlerocket keeps its own system on the first and everything that changes on the second.
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { ...ebs, volumeSize: 4 } },
        { deviceName: "/dev/xvdb", ebs: { ...ebs, volumeSize: input.volumeGib } },
      ],
      tagSpecifications: ["instance", "network-interface", "volume"].map((resourceType) => ({ resourceType, tags })),
      tags,
    });
    this.group = new EksNodeGroup(this, "group", {
      clusterName,
      nodeGroupName: "system",
      nodeRoleArn: input.nodeRoleArn,
      subnetIds: [...input.subnetIds],
      version: input.kubernetesVersion,
      amiType: "BOTTLEROCKET_x86_64",
      capacityType: "ON_DEMAND",
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      scalingConfig: { minSize: nodes.min, desiredSize: nodes.min, maxSize: nodes.max },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { "estate/pool": "system" },
      tags,
      // How many there are at the moment is the business of whatever scales them.
      lifecycle: { ignoreChanges: ["scaling_config[0].desired_size"] },
      dependsOn: input.after,
    });
  }
}
