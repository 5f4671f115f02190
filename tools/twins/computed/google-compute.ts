import { compute, inProject, located, row } from "./google-row";
import { hostIn } from "./networks";
import { chanceOf, fill, firstBlock, publicAddress, textOf, type Form, type Forms, type Made, type Maker } from "./made";

const global = (kind: string, more: Form = {}): Form => compute(`global/${kind}/{name}`, more);
const regional = (kind: string, more: Form = {}): Form => compute(`regions/{region}/${kind}/{name}`, more);
const zonal = (kind: string, more: Form = {}): Form => compute(`zones/{zone}/${kind}/{name}`, more);

const number: Maker = "{#digits-18}";

/** Addresses of a network are private, all others public. */
const address: Maker = (made) =>
  textOf(made.value("address_type")) === "INTERNAL" ? hostIn("10.0.0.0/16", made, "address") : publicAddress(made, "address");

const forwarding: Form = {
  base_forwarding_rule: "",
  forwarding_rule_id: number,
  ip_address: (made) =>
    textOf(made.value("load_balancing_scheme")).startsWith("INTERNAL")
      ? hostIn("10.0.0.0/16", made, "address")
      : publicAddress(made, "address"),
  psc_connection_id: "",
  psc_connection_status: "",
};

const policy = (place: string): Form => ({
  fingerprint: "{#base64-11}=",
  rule_tuple_count: () => 0,
  self_link: `https://www.googleapis.com/compute/v1/projects/{@project}/${place}/firewallPolicies/{name}`,
});

/** The first address of a subnetwork is its gateway. */
const gateway = (made: Made): string => {
  const [base = "10.0.0.0"] = textOf(made.value("ip_cidr_range")).split("/");
  return base.replace(/(\d+)$/, (last) => String(Number(last) + 1));
};

const version = "1.33.2-gke.1240000";

/** A health check is of the kind of its block. */
const checkKind: Maker = (made) => {
  const kinds = ["tcp", "ssl", "http", "https", "http2", "grpc"];
  const kind = kinds.find((one) => Object.keys(firstBlock(made, `${one}_health_check`)).length > 0);
  return (kind ?? "tcp").toUpperCase();
};

const certificate: Form = { certificate_id: number, expire_time: "2027-01-01T00:00:00Z" };

/** Networks, load balancers and machines. Id forms: `import` sections of the provider's documentation. */
export const googleCompute: Forms = {
  google_compute_address: regional("addresses", { address, users: () => [] }),
  google_compute_backend_bucket: global("backendBuckets"),
  google_compute_backend_service: global("backendServices", { generated_id: number }),
  google_compute_disk: zonal("disks", { disk_id: number, users: () => [] }),
  google_compute_external_vpn_gateway: global("externalVpnGateways"),
  google_compute_firewall: global("firewalls"),
  google_compute_forwarding_rule: regional("forwardingRules", { ...forwarding, service_name: "" }),
  google_compute_global_address: global("addresses", { address }),
  google_compute_global_forwarding_rule: global("forwardingRules", forwarding),
  google_compute_ha_vpn_gateway: regional("vpnGateways", {
    "vpn_interfaces.id": (_, here) => here["id"] ?? 0,
    "vpn_interfaces.ip_address": (made) => publicAddress(made, "interface"),
  }),
  google_compute_health_check: global("healthChecks", { type: checkKind }),
  google_compute_instance: zonal("instances", { cpu_platform: "AMD Rome", current_status: "RUNNING", instance_id: number }),
  google_compute_instance_group: zonal("instanceGroups"),
  google_compute_instance_group_manager: zonal("instanceGroupManagers", {
    instance_group: "https://www.googleapis.com/compute/v1/projects/{@project}/zones/{zone}/instanceGroups/{name}",
    instance_group_manager_id: number,
    operation: "",
  }),
  google_compute_instance_template: global("instanceTemplates", {
    name: "terraform-{#name}",
    numeric_id: number,
    self_link_unique: "{self_link}?uniqueId={numeric_id}",
  }),
  google_compute_interconnect_attachment: regional("interconnectAttachments", { state: "UNPROVISIONED" }),
  google_compute_managed_ssl_certificate: global("sslCertificates", { ...certificate, subject_alternative_names: () => [] }),
  google_compute_network: global("networks", { gateway_ipv4: "", mtu: () => 1460, network_id: "{numeric_id}", numeric_id: number }),
  google_compute_network_endpoint_group: zonal("networkEndpointGroups", { generated_id: number }),
  google_compute_network_firewall_policy: inProject("global/firewallPolicies/{name}", {
    ...policy("global"),
    network_firewall_policy_id: number,
    self_link_with_id: "https://www.googleapis.com/compute/v1/projects/{@project}/global/firewallPolicies/{network_firewall_policy_id}",
  }),
  google_compute_network_firewall_policy_association: inProject("global/firewallPolicies/{firewall_policy~last}/associations/{name}", {
    short_name: "{firewall_policy~last}",
  }),
  google_compute_network_firewall_policy_rule: inProject("global/firewallPolicies/{firewall_policy~last}/{priority}", {
    kind: "compute#firewallPolicyRule",
    rule_tuple_count: () => 1,
  }),
  google_compute_network_peering: row("{network~last}/{name}", {
    state: "ACTIVE",
    state_details: "[2026-01-01T00:00:00.000-08:00]: Connected.",
  }),
  google_compute_project_metadata: row("{@project}"),
  google_compute_region_backend_service: regional("backendServices", { generated_id: number }),
  google_compute_region_health_check: regional("healthChecks", { health_check_id: number, type: checkKind }),
  google_compute_region_network_endpoint_group: regional("networkEndpointGroups"),
  google_compute_region_network_firewall_policy: inProject("regions/{region}/firewallPolicies/{name}", {
    ...policy("regions/{region}"),
    region_network_firewall_policy_id: number,
    self_link_with_id:
      "https://www.googleapis.com/compute/v1/projects/{@project}/regions/{region}/firewallPolicies/{region_network_firewall_policy_id}",
  }),
  google_compute_region_network_firewall_policy_association: inProject(
    "regions/{region}/firewallPolicies/{firewall_policy~last}/associations/{name}",
    { short_name: "{firewall_policy~last}" },
  ),
  google_compute_region_network_firewall_policy_rule: inProject("regions/{region}/firewallPolicies/{firewall_policy~last}/{priority}", {
    kind: "compute#firewallPolicyRule",
    rule_tuple_count: () => 1,
  }),
  google_compute_region_network_firewall_policy_with_rules: inProject("regions/{region}/firewallPolicies/{name}", {
    ...policy("regions/{region}"),
    network_firewall_policy_id: number,
  }),
  google_compute_region_security_policy: regional("securityPolicies", {
    policy_id: number,
    self_link_with_policy_id: "https://www.googleapis.com/compute/v1/projects/{@project}/regions/{region}/securityPolicies/{policy_id}",
  }),
  google_compute_region_ssl_certificate: regional("sslCertificates", { ...certificate, name: "terraform-{#name}" }),
  google_compute_region_ssl_policy: regional("sslPolicies", {
    enabled_features: () => ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"],
  }),
  google_compute_region_target_https_proxy: regional("targetHttpsProxies", { proxy_id: number }),
  google_compute_region_url_map: regional("urlMaps", { map_id: number }),
  google_compute_resource_policy: regional("resourcePolicies"),
  google_compute_route: global("routes", {
    as_paths: () => [],
    next_hop_network: (made) => (textOf(made.value("next_hop_gateway")) === "" ? "" : textOf(made.value("network"))),
    route_type: "STATIC",
    warnings: () => [],
  }),
  google_compute_router: regional("routers"),
  google_compute_router_interface: row("{region}/{router}/{name}"),
  google_compute_router_nat: row("{@project}/{region}/{router}/{name}"),
  google_compute_router_peer: inProject("regions/{region}/routers/{router}/{name}", { management_type: "MANAGED_BY_USER" }),
  google_compute_security_policy: global("securityPolicies"),
  google_compute_security_policy_rule: inProject("global/securityPolicies/{security_policy~last}/priority/{priority}"),
  google_compute_service_attachment: regional("serviceAttachments", { connected_endpoints: () => [] }),
  google_compute_shared_vpc_host_project: row("{project}"),
  google_compute_shared_vpc_service_project: row("{host_project}/{service_project}"),
  google_compute_ssl_certificate: global("sslCertificates", { ...certificate, name: "terraform-{#name}" }),
  google_compute_ssl_policy: global("sslPolicies", { enabled_features: () => ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"] }),
  google_compute_subnetwork: regional("subnetworks", {
    external_ipv6_prefix: "",
    gateway_address: gateway,
    internal_ipv6_prefix: "",
    ipv6_cidr_range: "",
    ipv6_gce_endpoint: "",
    private_ipv6_google_access: "DISABLE_GOOGLE_ACCESS",
    state: "READY",
    subnetwork_id: number,
  }),
  google_compute_target_http_proxy: global("targetHttpProxies", { proxy_id: number }),
  google_compute_target_https_proxy: global("targetHttpsProxies", { proxy_id: number }),
  google_compute_url_map: global("urlMaps", { map_id: number }),
  google_compute_vpn_tunnel: regional("vpnTunnels", {
    detailed_status: "Allocating resources. VPN tunnel will start soon.",
    shared_secret_hash: "{#base64-27}",
    tunnel_id: number,
  }),
  google_vpc_access_connector: inProject("locations/{region}/connectors/{name}", {
    connected_projects: () => [],
    self_link: "projects/{@project}/locations/{region}/connectors/{name}",
    state: "READY",
  }),

  google_container_cluster: located("clusters/{name}", {
    cluster_ipv4_cidr: "10.128.0.0/14",
    "control_plane_endpoints_config.dns_endpoint_config.endpoint": (made) =>
      `gke-${made.chance("hex", 36, "dns")}-777711119999.${textOf(made.value("location"))}.gke.goog`,
    default_max_pods_per_node: () => 110,
    endpoint: (made) => publicAddress(made, "endpoint"),
    logging_service: "logging.googleapis.com/kubernetes",
    master_version: version,
    "master_auth.client_certificate": "",
    "master_auth.client_key": "",
    "master_auth.cluster_ca_certificate": (made) =>
      Buffer.from(`-----BEGIN CERTIFICATE-----\n${made.chance("base64", 64, "ca")}\n-----END CERTIFICATE-----\n`).toString("base64"),
    monitoring_service: "monitoring.googleapis.com/kubernetes",
    node_locations: (made) => zonesOf(made),
    node_version: version,
    operation: "",
    self_link: "https://container.googleapis.com/v1/projects/{@project}/locations/{location}/clusters/{name}",
    services_ipv4_cidr: "34.118.224.0/20",
    tpu_ipv4_cidr_block: "",
  }),
  google_container_node_pool: inProject("locations/{location}/clusters/{cluster~last}/nodePools/{name}", {
    instance_group_urls: (made) => groups(made, "instanceGroupManagers"),
    managed_instance_group_urls: (made) => groups(made, "instanceGroups"),
    name: "terraform-{#name}",
    node_locations: (made) => zonesOf(made),
    operation: "",
    version,
  }),
};

const zonesOf = (made: Made): readonly string[] => {
  const location = textOf(made.value("location"));
  return /-[a-z]$/.test(location) ? [] : ["a", "b", "c"].map((letter) => `${location}-${letter}`);
};

const groups = (made: Made, kind: string): readonly string[] => {
  const location = textOf(made.value("location"));
  const zones = zonesOf(made);
  return (zones.length === 0 ? [location] : zones).map((zone) =>
    fill(
      `https://www.googleapis.com/compute/v1/projects/{@project}/zones/${zone}/${kind}/gke-{cluster~last}-{name}-${chanceOf(`${textOf(made.value("cluster"))} ${zone}`, "hex", 8)}-grp`,
      made,
    ),
  );
};
