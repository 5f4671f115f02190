import { TerraformOutput } from "cdktf";
import { GoogleCluster } from "../../../../modules/google/cluster/cluster";
import { counts, made, outputs, project, synthesizedOnGoogle } from "../../../support/google";
import { clusterOf, goodProps, synthesized } from "./cluster-fixture";

const offered = (changes: Partial<typeof goodProps>) =>
  outputs(
    synthesizedOnGoogle((stack) => {
      const cluster = new GoogleCluster(stack, "cluster", { ...goodProps, ...changes });
      for (const name of ["clusterName", "clusterEndpoint", "clusterCertificateAuthority", "workloadPool"] as const) {
        new TerraformOutput(stack, name, { value: cluster[name] });
      }
    }),
  );

const resource = "google_container_cluster.cluster_cluster";

describe("cluster", () => {
  test("is one cluster with a pool and the nodes' one role", () => {
    expect(counts(synthesized())).toEqual({ google_container_cluster: 1, google_container_node_pool: 1, google_project_iam_member: 1 });
  });

  test("is regional, private, and stands in the network's own ranges", () => {
    expect(clusterOf()).toMatchObject({
      name: "test-eu",
      project,
      location: "europe-west4",
      node_locations: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
      network: goodProps.networkId,
      subnetwork: goodProps.subnetworkId,
      networking_mode: "VPC_NATIVE",
      ip_allocation_policy: { cluster_secondary_range_name: "pods", services_secondary_range_name: "services", stack_type: "IPV4" },
      private_cluster_config: {
        enable_private_nodes: true,
        enable_private_endpoint: true,
        master_global_access_config: { enabled: false },
      },
      service_external_ips_config: { enabled: false },
    });
  });

  test("lets network policies hold, gives pods identities, and starts admitted images only", () => {
    expect(clusterOf()).toMatchObject({
      datapath_provider: "ADVANCED_DATAPATH",
      enable_intranode_visibility: true,
      workload_identity_config: { workload_pool: `${project}.svc.id.goog` },
      binary_authorization: { evaluation_mode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    });
  });

  test("encrypts secrets, and takes neither certificates, nor strangers, nor the old access control", () => {
    expect(clusterOf()).toMatchObject({
      database_encryption: { state: "ENCRYPTED", key_name: goodProps.secretsKeyId },
      enable_shielded_nodes: true,
      enable_legacy_abac: false,
      master_auth: { client_certificate_config: { issue_client_certificate: false } },
      anonymous_authentication_config: { mode: "LIMITED" },
      rbac_binding_config: { enable_insecure_binding_system_authenticated: false, enable_insecure_binding_system_unauthenticated: false },
      security_posture_config: { mode: "BASIC", vulnerability_mode: "VULNERABILITY_DISABLED" },
      node_pool_defaults: { node_config_defaults: { insecure_kubelet_readonly_port_enabled: "FALSE", logging_variant: "DEFAULT" } },
    });
  });

  test("follows a channel in a window, logs and measures the control plane too, and says what namespaces cost", () => {
    expect(clusterOf()).toMatchObject({
      release_channel: { channel: "REGULAR" },
      maintenance_policy: { daily_maintenance_window: { start_time: "01:00" } },
      logging_config: { enable_components: ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"] },
      monitoring_config: {
        managed_prometheus: { enabled: true },
        advanced_datapath_observability_config: { enable_metrics: true, enable_relay: false },
      },
      cost_management_config: { enabled: true },
      addons_config: { http_load_balancing: { disabled: false }, gke_backup_agent_config: { enabled: true } },
    });
    expect(clusterOf()).not.toHaveProperty("min_master_version");
    expect(clusterOf({ kubernetesVersion: "1.33", releaseChannel: "STABLE", maintenanceStart: "23:30" })).toMatchObject({
      min_master_version: "1.33",
      release_channel: { channel: "STABLE" },
      maintenance_policy: { daily_maintenance_window: { start_time: "23:30" } },
    });
  });

  test("is kept from being destroyed, and removes the pool that GKE begins with", () => {
    expect(clusterOf()).toMatchObject({
      deletion_protection: true,
      lifecycle: { prevent_destroy: true, ignore_changes: ["node_config"] },
      remove_default_node_pool: true,
      initial_node_count: 1,
      depends_on: ["google_project_iam_member.cluster_node-role"],
      node_config: { service_account: goodProps.nodeAccountEmail, boot_disk_kms_key: goodProps.volumesKeyId },
    });
  });
});

describe("the way in to a cluster", () => {
  test("through the network: its ranges, and no host name that answers outside", () => {
    expect(clusterOf({ authorizedRanges: { runner: "10.7.32.0/20", "access-service": "10.7.16.0/20" } })).toMatchObject({
      master_authorized_networks_config: {
        gcp_public_cidrs_access_enabled: false,
        private_endpoint_enforcement_enabled: true,
        cidr_blocks: [
          { display_name: "access-service", cidr_block: "10.7.16.0/20" },
          { display_name: "runner", cidr_block: "10.7.32.0/20" },
        ],
      },
      control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: false }, ip_endpoints_config: { enabled: true } },
    });
    expect(offered({})).toEqual({
      clusterName: `\${${resource}.name}`,
      clusterEndpoint: `https://\${${resource}.endpoint}`,
      clusterCertificateAuthority: `\${${resource}.master_auth[0].cluster_ca_certificate}`,
      workloadPool: `\${${resource}.workload_identity_config[0].workload_pool}`,
    });
  });

  test("by the host name: it answers whom IAM knows, with a public certificate, and no range is open", () => {
    const changes = { wayIn: { ci: "dns-endpoint", people: "dns-endpoint" }, authorizedRanges: {} } as const;
    expect(clusterOf(changes)).toMatchObject({
      master_authorized_networks_config: { cidr_blocks: [] },
      control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: true } },
      private_cluster_config: { enable_private_endpoint: true },
    });
    expect(offered(changes)).toMatchObject({
      clusterEndpoint: `https://\${${resource}.control_plane_endpoints_config[0].dns_endpoint_config[0].endpoint}`,
      clusterCertificateAuthority: "",
    });
  });

  test("for people alone by the host name: CI stays inside", () => {
    const changes = { wayIn: { ci: "network-runner", people: "dns-endpoint" } } as const;
    expect(clusterOf(changes)).toMatchObject({ control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: true } } });
    expect(offered(changes)).toMatchObject({ clusterEndpoint: `https://\${${resource}.endpoint}` });
  });
});

describe("nodes", () => {
  const pools = synthesized({
    networkTags: ["test-egress"],
    nodePools: {
      system: { machineType: "e2-standard-2", diskGib: 50, nodesPerAvailabilityZone: [1, 1] },
      ingress: { machineType: "e2-standard-4", diskGib: 100, nodesPerAvailabilityZone: [0, 2], labels: { tier: "front" }, dedicated: true },
    },
  });
  const pool = (name: string) => made(pools, "google_container_node_pool", `cluster_pools_${name}`);

  test("have Google's own system, verified from the firmware on, under our key and with an account that can do little", () => {
    expect(pool("system")["node_config"]).toEqual({
      image_type: "COS_CONTAINERD",
      disk_type: "pd-balanced",
      disk_size_gb: 50,
      machine_type: "e2-standard-2",
      boot_disk_kms_key: goodProps.volumesKeyId,
      service_account: goodProps.nodeAccountEmail,
      tags: ["test-egress"],
      oauth_scopes: ["https://www.googleapis.com/auth/cloud-platform"],
      metadata: { "disable-legacy-endpoints": "true" },
      shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
      workload_metadata_config: { mode: "GKE_METADATA" },
      kubelet_config: { insecure_kubelet_readonly_port_enabled: "FALSE" },
      labels: { "estate-pool": "system" },
    });
    expect(made(pools, "google_project_iam_member", "cluster_node-role")).toMatchObject({
      role: "roles/container.defaultNodeServiceAccount",
      member: `serviceAccount:${goodProps.nodeAccountEmail}`,
    });
  });

  test("of a fixed number are counted by Terraform", () => {
    expect(pool("system")).toMatchObject({ node_count: 1, node_locations: goodProps.availabilityZones });
    expect(pool("system")).not.toHaveProperty("autoscaling");
    expect(pool("system")).not.toHaveProperty("lifecycle");
  });

  test("of a changing number belong to the autoscaler", () => {
    expect(pool("ingress")).toMatchObject({
      initial_node_count: 0,
      autoscaling: { min_node_count: 0, max_node_count: 2, location_policy: "BALANCED" },
      lifecycle: { ignore_changes: ["initial_node_count"] },
    });
    expect(pool("ingress")).not.toHaveProperty("node_count");
  });

  test("of a dedicated pool keep other pods away", () => {
    expect(pool("ingress")["node_config"]).toMatchObject({
      labels: { "estate-pool": "ingress", tier: "front" },
      taint: [{ key: "estate-pool", value: "ingress", effect: "NO_SCHEDULE" }],
    });
    expect(pool("system")["node_config"]).not.toHaveProperty("taint");
  });

  test("are repaired, upgraded one after another, and private", () => {
    expect(pool("ingress")).toMatchObject({
      cluster: `\${${resource}.name}`,
      management: { auto_repair: true, auto_upgrade: true },
      upgrade_settings: { strategy: "SURGE", max_surge: 1, max_unavailable: 0 },
      network_config: { enable_private_nodes: true },
    });
  });
});
