import { phases, type sizes } from "../../../modules/core/words";
import { clusterLayer } from "../../../regions/google/cluster";
import { clusterContract } from "../../../regions/google/contracts";
import { outputName } from "../../../modules/core/contracts";
import { counts, made, outputs } from "../../support/google";
import { addressesOf, builtAt, googlePlace } from "./google-place";

const at = (phase: (typeof phases)[number], size: (typeof sizes)[number] = "large") =>
  builtAt(clusterLayer, googlePlace("eu", "google-europe-west4", phase, size));

const networkState = "data.terraform_remote_state.network.outputs";
const keysState = "data.terraform_remote_state.keys.outputs";

describe("Google's cluster layer", () => {
  test("is a cluster, its pools, the registry that it reads, and an identity for each service that runs as pods and for the secrets operator", () => {
    expect(counts(at("enterprise"))).toEqual({
      google_artifact_registry_repository: 1,
      google_artifact_registry_repository_iam_member: 1,
      google_container_cluster: 1,
      google_container_node_pool: 4,
      google_project_iam_member: 1,
      google_service_account_iam_binding: 10,
    });
  });

  test("stands in the mesh zone of the site's network, under the site's keys", () => {
    const json = at("enterprise");
    expect(made(json, "google_container_cluster", "cluster_cluster")).toMatchObject({
      name: "meetbarter-production-eu",
      project: "meetbarter-prod-eu",
      location: "europe-west4",
      node_locations: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
      network: `\${${networkState}.network_id}`,
      subnetwork: `\${${networkState}.mesh_subnetwork_id}`,
      ip_allocation_policy: {
        cluster_secondary_range_name: `\${${networkState}.pod_range_name}`,
        services_secondary_range_name: `\${${networkState}.service_range_name}`,
      },
      database_encryption: { key_name: `\${${keysState}.cluster_key_id}` },
    });
    expect(made(json, "google_container_node_pool", "cluster_pools_system")["node_config"]).toMatchObject({
      boot_disk_kms_key: `\${${keysState}.volumes_key_id}`,
      service_account: "cluster-nodes@meetbarter-prod-eu.iam.gserviceaccount.com",
      tags: [`\${${networkState}.egress_tag}`],
    });
    expect(made(json, "google_artifact_registry_repository", 'registry_repository["images"]')).toMatchObject({
      location: "europe-west4",
      kms_key_name: `\${${keysState}.registry_key_id}`,
    });
  });

  test("is private, and lets in by its host name whom IAM knows", () => {
    expect(made(at("enterprise"), "google_container_cluster", "cluster_cluster")).toMatchObject({
      private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true },
      master_authorized_networks_config: { cidr_blocks: [] },
      control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: true } },
    });
  });

  test("lets the pods of each service become its own account, once the cluster stands", () => {
    expect(made(at("enterprise"), "google_service_account_iam_binding", "identity-trade-engine")).toEqual({
      service_account_id: "projects/meetbarter-prod-eu/serviceAccounts/service-trade-engine@meetbarter-prod-eu.iam.gserviceaccount.com",
      role: "roles/iam.workloadIdentityUser",
      members: ["serviceAccount:meetbarter-prod-eu.svc.id.goog[trade/trade-engine]"],
      depends_on: ["google_container_cluster.cluster_cluster"],
    });
  });

  test("lets the pods of the secrets operator, and no others, become the account that reads secrets", () => {
    expect(made(at("foundation"), "google_service_account_iam_binding", "identity-external-secrets")).toMatchObject({
      service_account_id: "projects/meetbarter-prod-eu/serviceAccounts/external-secrets@meetbarter-prod-eu.iam.gserviceaccount.com",
      members: ["serviceAccount:meetbarter-prod-eu.svc.id.goog[external-secrets/external-secrets]"],
    });
  });

  test("offers every field of its contract, where the registry lies in the site's own region", () => {
    const offered = outputs(at("enterprise"));
    expect(Object.keys(offered).sort()).toEqual(Object.keys(clusterContract.fields).map(outputName).sort());
    expect(offered).toMatchObject({
      registry_host: "europe-west4-docker.pkg.dev/meetbarter-prod-eu/images",
      cluster_certificate_authority: "",
    });
  });

  test("adds pools with each phase, and moves nothing", () => {
    const pools = (phase: (typeof phases)[number]) =>
      Object.keys(at(phase).resource?.["google_container_node_pool"] ?? {}).map((name) => name.replace("cluster_pools_", ""));
    expect(pools("foundation")).toEqual(["system"]);
    expect(pools("growth")).toEqual(["system", "workload"]);
    expect(pools("enterprise")).toEqual(["ingress", "sensitive", "system", "workload"]);
    const [foundation, growth, enterprise] = phases.map((phase) => at(phase));
    const later = addressesOf(enterprise ?? {});
    for (const earlier of [foundation, growth]) {
      expect(addressesOf(earlier ?? {}).filter((address) => !later.includes(address))).toEqual([]);
      for (const [type, name] of [
        ["google_container_cluster", "cluster_cluster"],
        ["google_artifact_registry_repository", 'registry_repository["images"]'],
        ["google_container_node_pool", "cluster_pools_system"],
      ] as const) {
        expect(made(earlier ?? {}, type, name)).toEqual(made(enterprise ?? {}, type, name));
      }
    }
  });

  test("a larger size changes machines, disks and numbers alone", () => {
    const inPlace = ["machine_type", "disk_size_gb"];
    const [small, large] = (["small", "large"] as const).map((size) => at("enterprise", size));
    expect(addressesOf(small ?? {})).toEqual(addressesOf(large ?? {}));
    const nodes = (json = small) => made(json ?? {}, "google_container_node_pool", "cluster_pools_system")["node_config"] as object;
    const changed = Object.entries(nodes(large)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify((nodes(small) as Record<string, unknown>)[name]),
    );
    expect(changed.map(([name]) => name).sort()).toEqual([...inPlace].sort());
    expect(made(small ?? {}, "google_container_cluster", "cluster_cluster")).toEqual(
      made(large ?? {}, "google_container_cluster", "cluster_cluster"),
    );
  });
});
