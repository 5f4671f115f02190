import { GoogleCluster } from "../../../../modules/google/cluster/cluster";
import type { GoogleClusterProps } from "../../../../modules/google/cluster/cluster-props";
import type { TerraformJson } from "../../../../modules/core/output-guards";
import { made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const key = (word: string): string => `projects/${project}/locations/${region}/keyRings/test/cryptoKeys/${word}`;

/** Props that are right. */
export const goodProps: GoogleClusterProps = {
  clusterName: "test-eu",
  projectId: project,
  region,
  availabilityZones: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
  networkId: `projects/${project}/global/networks/test-eu`,
  subnetworkId: `projects/${project}/regions/${region}/subnetworks/test-eu-mesh`,
  podRangeName: "pods",
  serviceRangeName: "services",
  wayIn: { ci: "network-runner", people: "verified-access" },
  authorizedRanges: { runner: "10.7.32.0/20" },
  secretsKeyId: key("cluster-sensitive"),
  volumesKeyId: key("volumes-sensitive"),
  nodeAccountEmail: `cluster-nodes@${project}.iam.gserviceaccount.com`,
  nodePools: { system: { machineType: "e2-standard-2", diskGib: 50, nodesPerAvailabilityZone: [1, 1] } },
};

const build = (changes: Partial<GoogleClusterProps>) => (stack: ConstructorParameters<typeof GoogleCluster>[0]) =>
  new GoogleCluster(stack, "cluster", { ...goodProps, ...changes });

/** The Terraform JSON of a cluster with the good props, some of them changed. */
export const synthesized = (changes: Partial<GoogleClusterProps> = {}): TerraformJson => synthesizedOnGoogle(build(changes));

/** The cluster's own arguments. */
export const clusterOf = (changes: Partial<GoogleClusterProps> = {}) =>
  made(synthesized(changes), "google_container_cluster", "cluster_cluster");

/** What is told of a cluster with the good props, some of them changed. */
export const problems = (changes: Partial<GoogleClusterProps>): string => problemsOnGoogle(build(changes));
