import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { jsonDocument } from "../../core/json";
import { jsonList } from "../../core/json-lists";
import type { CoreAddOn, KubernetesRelease } from "./releases";

/** The role of an add-on's pods, and the service account that the add-on gives them. */
interface AddOnIdentity {
  readonly serviceAccount: string;
  readonly roleArn: string;
}

/** What some of the add-ons are made with. */
export interface AddOnsInput {
  readonly clusterName: string;
  readonly versions: KubernetesRelease["addOns"];
  /** Those that are made here. */
  readonly names: readonly CoreAddOn[];
  readonly identities?: Readonly<Partial<Record<CoreAddOn, AddOnIdentity>>>;
  /** Settings as JSON. */
  readonly settings?: Readonly<Partial<Record<CoreAddOn, string>>>;
  readonly after?: ITerraformDependable[];
}

/** Add-ons of EKS, each at one version. What is declared here wins over what was changed by hand in the cluster. */
export class ClusterAddOns extends Construct {
  readonly all: readonly EksAddon[];

  constructor(scope: Construct, id: string, { clusterName, versions, names, identities = {}, settings = {}, after = [] }: AddOnsInput) {
    super(scope, id);
    this.all = [...names].sort().map((name) => {
      const identity = identities[name];
      const configurationValues = settings[name];
      return new EksAddon(this, name, {
        clusterName,
        addonName: name,
        addonVersion: versions[name],
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
        ...(identity !== undefined && { podIdentityAssociation: [{ serviceAccount: identity.serviceAccount, roleArn: identity.roleArn }] }),
        ...(configurationValues !== undefined && { configurationValues }),
        ...(after.length > 0 && { dependsOn: after }),
      });
    });
  }
}

/** Where pods get their addresses. */
export interface PodNetwork {
  readonly availabilityZones: readonly string[];
  /** In the order of the availability zones. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/**
 * The network add-on's settings: pods have addresses of the pods' own subnets instead of the nodes', in prefixes of 16,
 * and network policies hold. One `ENIConfig` an availability zone, named like the zone, for that is the node's label
 * (Amazon EKS User Guide, Customize the secondary network interface; chart aws-vpc-cni; read 2026-11).
 */
export const networkSettings = ({ availabilityZones, subnetIds, securityGroupIds }: PodNetwork): string =>
  jsonDocument({
    enableNetworkPolicy: "true",
    env: {
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
      ENABLE_PREFIX_DELEGATION: "true",
      ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      WARM_PREFIX_TARGET: "1",
    },
    eniConfig: {
      create: true,
      subnets: Object.fromEntries(
        availabilityZones.map((zone, slot) => [zone, { id: subnetIds[slot], securityGroups: jsonList(securityGroupIds) }]),
      ),
    },
  });
