import { AwsCluster } from "../../modules/aws/cluster/cluster";
import type { AwsClusterProps, ClusterIdentity } from "../../modules/aws/cluster/cluster-props";
import { AwsRegistry } from "../../modules/aws/registry/registry";
import { AwsRunner } from "../../modules/aws/runner/runner";
import { addressPlan, availabilityZonesUsed } from "../../modules/core/addressing";
import { offer, readContract } from "../../modules/core/contracts";
import { physicalPath } from "../../modules/core/names";
import type { Size } from "../../modules/core/words";
import { operatorIdentities, type OperatorIdentity } from "../kubernetes/identities";
import { kubernetesVersion } from "../kubernetes-version";
import { mirroredCharts, mirroredImages } from "../mirrors";
import type { LayerBuilder, Place } from "../place";
import { has } from "../tables";
import { clusterContract, keysContract, networkContract } from "./contracts";
import { clusterName, interruptionQueueName, partitionOf, registryHost, roleArn, roleName, runnerName } from "./names";
import { awsProvider } from "./provider";
import { applyRole, planRole, secretsOperatorRole, serviceRole, servicesWithIdentity } from "../roles";
import {
  clusterAdministratorRole,
  clusterRole,
  clusterViewerRole,
  loadBalancerRole,
  nodeRole,
  nodeScaler,
  nodeScalerRole,
  podNetworkRole,
  podVolumesRole,
  runnerRole,
} from "./roles";

/** The system nodes by size. The types stand in every region of the estate; `t3` shares its processors, `m5` does not. */
const systemNodes: Readonly<Record<Size, Pick<AwsClusterProps, "instanceType" | "nodes" | "nodeVolumeGib">>> = {
  small: { instanceType: "t3.large", nodes: { min: 2, max: 4 }, nodeVolumeGib: 50 },
  medium: { instanceType: "m5.large", nodes: { min: 3, max: 6 }, nodeVolumeGib: 100 },
  large: { instanceType: "m5.xlarge", nodes: { min: 3, max: 9 }, nodeVolumeGib: 100 },
};

/** Days that the logs of the control plane and of CI's jobs are kept, by size: an audit asks for a year of a large environment. */
const logDays: Readonly<Record<Size, number>> = { small: 30, medium: 90, large: 400 };

/** Who may do what: CI as its two roles say, and people by roles that they take after signing in. */
const accessOf = (place: Place): AwsClusterProps["access"] => ({
  apply: { principalArn: roleArn(place, applyRole), policy: "cluster-admin" },
  plan: { principalArn: roleArn(place, planRole), policy: "view" },
  administrators: { principalArn: roleArn(place, clusterAdministratorRole), policy: "cluster-admin" },
  viewers: { principalArn: roleArn(place, clusterViewerRole), policy: "view" },
});

const accountOf = ({ namespace, serviceAccount }: OperatorIdentity): Pick<ClusterIdentity, "namespace" | "serviceAccount"> => ({
  namespace,
  serviceAccount,
});

/** The pods that have a role: the services', the platform's, and from growth on those that make nodes. */
const identitiesOf = (place: Place): Readonly<Record<string, ClusterIdentity>> => ({
  ...Object.fromEntries(
    servicesWithIdentity(place.services).map((service) => [
      service.identity,
      { namespace: service.namespace, serviceAccount: service.identity, roleArn: roleArn(place, serviceRole(service)) },
    ]),
  ),
  "external-secrets": { ...accountOf(operatorIdentities.secrets), roleArn: roleArn(place, secretsOperatorRole) },
  "load-balancer-controller": { ...accountOf(operatorIdentities.loadBalancer), roleArn: roleArn(place, loadBalancerRole) },
  ...(has(place.phase, "cluster", "autoscaled-capacity") && { "node-scaler": { ...nodeScaler, roleArn: roleArn(place, nodeScalerRole) } }),
});

/** The repositories by a word: the services' images, and what the platform's charts and images are copied to. */
const repositoriesOf = (place: Place): Readonly<Record<string, string>> => {
  const images = servicesWithIdentity(place.services).map(({ image }) => image);
  const names = [...images, ...mirroredImages, ...mirroredCharts.map((chart) => `charts/${chart}`)];
  return Object.fromEntries(names.map((name) => [name.replace(/[^a-z0-9]+/g, "-"), physicalPath("ecrRepository", name)]));
};

/** `owner/name` without the ids that a repository's immutable name has. */
const repositoryOf = ({ organization }: Place): string => organization.repository.replace(/@\d+/g, "");

/** The site's cluster, the registry that it pulls from, and the runner from which CI reaches it. */
export const clusterLayer: LayerBuilder = {
  contract: clusterContract,
  reads: [keysContract, networkContract],
  build: (stack, place) => {
    awsProvider(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const network = readContract(stack, networkContract, place.source("network"));
    const inMesh = { subnetIds: network.meshSubnetIds, securityGroupIds: [network.meshSecurityGroupId] };
    const logs = { logsKeyArn: keys.logsKeyArn, logRetentionDays: logDays[place.size] };
    const cluster = new AwsCluster(stack, "cluster", {
      ...inMesh,
      ...logs,
      ...systemNodes[place.size],
      clusterName: clusterName(place),
      kubernetesVersion,
      accountId: place.account,
      partition: partitionOf(place),
      availabilityZones: place.site.region.availabilityZones.value.slice(0, availabilityZonesUsed),
      podSubnetIds: network.podSubnetIds,
      serviceCidr: addressPlan(place.site.description.addressBlock).clusterServices,
      endpoint: { kind: "private" },
      wayIn: { ci: "network-runner", people: "network-runner" },
      access: accessOf(place),
      podIdentities: identitiesOf(place),
      clusterRoleArn: roleArn(place, clusterRole),
      nodeRoleArn: roleArn(place, nodeRole),
      networkDriverRoleArn: roleArn(place, podNetworkRole),
      volumeDriverRoleArn: roleArn(place, podVolumesRole),
      secretsKeyArn: keys.clusterKeyArn,
      volumesKeyArn: keys.volumesKeyArn,
      ...(has(place.phase, "cluster", "autoscaled-capacity") && { interruptionQueueName: interruptionQueueName(place) }),
    });
    new AwsRegistry(stack, "registry", { repositories: repositoriesOf(place), kmsKeyArn: keys.imagesKeyArn });
    new AwsRunner(stack, "runner", {
      ...inMesh,
      ...logs,
      projectName: runnerName(place, place.site.region.code),
      repository: repositoryOf(place),
      roleArn: roleArn(place, runnerRole),
      vpcId: network.vpcId,
      credentialArn: keys.runnerCredentialArn,
    });
    offer(stack, clusterContract, {
      clusterName: cluster.clusterName,
      clusterEndpoint: cluster.endpoint,
      clusterCertificateAuthority: cluster.certificateAuthority,
      clusterSecurityGroupId: cluster.clusterSecurityGroupId,
      nodeRoleName: roleName(place, nodeRole),
      registryHost: registryHost(place),
      interruptionQueueName: interruptionQueueName(place),
    });
  },
};
