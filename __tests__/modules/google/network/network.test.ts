import { TerraformVariable } from "cdktf";
import { GoogleNetwork } from "../../../../modules/google/network/network";
import { restrictedApiAddresses } from "../../../../modules/google/network/private-apis";
import { hasInternetRoute, natZones } from "../../../../modules/google/network/ways-out";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { zones } from "../../../../modules/core/words";
import { flow } from "../../../support/flows";
import { counts, goodProps, networkStack, plan, resources, synthesized } from "./network-fixture";

const reference = (type: string, name: string, attribute = "id"): string => `\${${type}.network${name}.${attribute}}`;
const network = reference("google_compute_network", "");

describe("GoogleNetwork", () => {
  test("makes exactly these resources", () => {
    expect(counts(synthesized())).toEqual({
      google_compute_network: 1,
      google_compute_network_firewall_policy: 1,
      google_compute_network_firewall_policy_association: 1,
      google_compute_network_firewall_policy_rule: 20,
      google_compute_subnetwork: 6,
      google_compute_route: 2,
      google_compute_router: 1,
      google_compute_router_nat: 1,
      google_compute_address: 2,
      google_compute_global_address: 1,
      google_service_networking_connection: 1,
      google_dns_policy: 1,
      google_dns_managed_zone: 3,
      google_dns_record_set: 6,
      google_logging_project_bucket_config: 1,
      google_logging_project_sink: 1,
      google_logging_project_exclusion: 1,
    });
  });

  test("the least network has no way to the internet, no pods, no proxies and no managed services", () => {
    const { podCidr: _pods, proxyOnlyCidr: _proxies, privateServiceCidr: _services, natGateways: _nat, ...least } = goodProps;
    const stack = networkStack();
    const made = new GoogleNetwork(stack, "network", { ...least, flows: [flow("api", "data", 5432)], privateApiDomains: [] });
    expect([made.privateServiceRangeName, made.privateServicePeering, made.natAddresses]).toEqual(["", "", []]);
    const json = synthesizeStack(stack);
    expect(counts(json)).toEqual({
      google_compute_network: 1,
      google_compute_network_firewall_policy: 1,
      google_compute_network_firewall_policy_association: 1,
      google_compute_network_firewall_policy_rule: 6,
      google_compute_subnetwork: 5,
      google_compute_route: 1,
      google_dns_policy: 1,
      google_logging_project_bucket_config: 1,
      google_logging_project_sink: 1,
      google_logging_project_exclusion: 1,
    });
    expect(resources(json, "google_compute_subnetwork")["network_subnetworks_mesh"]).not.toHaveProperty("secondary_ip_range");
  });

  test("the network is made without subnetworks and routes of Google's choice, and asks the policy before any single rule", () => {
    expect(resources(synthesized(), "google_compute_network")["network"]).toMatchObject({
      name: "test-eu",
      auto_create_subnetworks: false,
      delete_default_routes_on_create: true,
      routing_mode: "REGIONAL",
      network_firewall_policy_enforcement_order: "BEFORE_CLASSIC_FIREWALL",
    });
  });

  test("the policy is attached when all its rules are there, and logs what it refuses", () => {
    const json = synthesized();
    const rules = resources(json, "google_compute_network_firewall_policy_rule");
    const policy = reference("google_compute_network_firewall_policy", "_firewall_policy", "name");
    const [attached] = Object.values(resources(json, "google_compute_network_firewall_policy_association"));
    expect(attached).toMatchObject({ attachment_target: network, firewall_policy: policy });
    expect([...(attached?.["depends_on"] as string[])].sort()).toEqual(
      Object.keys(rules)
        .map((name) => `google_compute_network_firewall_policy_rule.${name}`)
        .sort(),
    );
    for (const rule of Object.values(rules)) {
      expect(rule["firewall_policy"]).toBe(policy);
      expect(rule["enable_logging"]).toBe(rule["action"] === "deny");
    }
  });

  test("the subnetworks are the zones of the address plan, private, with flow logs", () => {
    const subnetworks = resources(synthesized({ flowLogSampling: 0.25 }), "google_compute_subnetwork");
    for (const zone of zones) {
      expect(subnetworks[`network_subnetworks_${zone}`]).toMatchObject({
        name: `test-eu-${zone}`,
        network,
        region: "europe-west4",
        ip_cidr_range: plan.zones[zone],
        private_ip_google_access: true,
        stack_type: "IPV4_ONLY",
        log_config: { flow_sampling: 0.25, metadata: "INCLUDE_ALL_METADATA" },
      });
    }
    expect(subnetworks["network_subnetworks_proxies"]).toMatchObject({
      name: "test-eu-proxies",
      description: "The proxies of regional load balancers",
      network,
      region: "europe-west4",
      ip_cidr_range: plan.proxyOnly,
      purpose: "REGIONAL_MANAGED_PROXY",
      role: "ACTIVE",
    });
    expect(subnetworks["network_subnetworks_proxies"]).not.toHaveProperty("log_config");
  });

  test("only the mesh zone has further ranges: half of the pods' range for pods, the last quarter for services", () => {
    const subnetworks = resources(synthesized(), "google_compute_subnetwork");
    expect(plan.pods).toBe("100.65.192.0/18");
    expect(subnetworks["network_subnetworks_mesh"]?.["secondary_ip_range"]).toEqual([
      { range_name: "pods", ip_cidr_range: "100.65.192.0/19" },
      { range_name: "services", ip_cidr_range: "100.65.240.0/20" },
    ]);
    expect(Object.values(subnetworks).filter((one) => one["secondary_ip_range"] !== undefined)).toHaveLength(1);
  });

  test("every route to the internet is for tagged machines, and Cloud NAT serves the mesh zone alone", () => {
    const json = synthesized();
    const routes = Object.values(resources(json, "google_compute_route"));
    expect(routes.map((route) => [route["dest_range"], route["tags"] ?? [], route["next_hop_gateway"]])).toEqual([
      ["199.36.153.4/30", [], "default-internet-gateway"],
      ["0.0.0.0/0", ["test-eu-egress"], "default-internet-gateway"],
    ]);
    expect(resources(json, "google_compute_router_nat")["network_ways-out_nat"]).toMatchObject({
      router: reference("google_compute_router", "_ways-out_router", "name"),
      source_subnetwork_ip_ranges_to_nat: "LIST_OF_SUBNETWORKS",
      subnetwork: [{ name: reference("google_compute_subnetwork", "_subnetworks_mesh"), source_ip_ranges_to_nat: ["ALL_IP_RANGES"] }],
      nat_ip_allocate_option: "MANUAL_ONLY",
      nat_ips: ["a", "b"].map((key) => reference("google_compute_address", `_ways-out_nat-address-${key}`, "self_link")),
      enable_dynamic_port_allocation: true,
      enable_endpoint_independent_mapping: false,
      log_config: { enable: true, filter: "ALL" },
    });
  });

  test("no flow gives the vault zone a way out", () => {
    const everything = zones.map((zone) => flow(zone, "internet", 443));
    expect(natZones(everything)).toEqual(["api", "mesh", "data"]);
    expect(natZones([flow("vault", "internet", 443)])).toEqual([]);
    expect(hasInternetRoute([flow("vault", "internet", 443)], "regional")).toBe(false);
    expect(hasInternetRoute([flow("public", "internet", 443)], "none")).toBe(true);
    expect(hasInternetRoute([flow("mesh", "internet", 443)], "none")).toBe(false);
  });

  test("Google's names are answered inside, with the addresses of the restricted interfaces", () => {
    const json = synthesized();
    expect(restrictedApiAddresses).toEqual(["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"]);
    for (const zone of Object.values(resources(json, "google_dns_managed_zone"))) {
      expect(zone).toMatchObject({ visibility: "private", private_visibility_config: { networks: [{ network_url: network }] } });
    }
    expect(
      Object.values(resources(json, "google_dns_record_set")).map((record) => [record["name"], record["type"], record["rrdatas"]]),
    ).toEqual([
      ["gcr.io.", "A", restrictedApiAddresses],
      ["*.gcr.io.", "CNAME", ["gcr.io."]],
      ["restricted.googleapis.com.", "A", restrictedApiAddresses],
      ["*.googleapis.com.", "CNAME", ["restricted.googleapis.com."]],
      ["pkg.dev.", "A", restrictedApiAddresses],
      ["*.pkg.dev.", "CNAME", ["pkg.dev."]],
    ]);
    expect(resources(json, "google_dns_policy")["network_private-apis_queries"]).toMatchObject({
      enable_logging: true,
      networks: [{ network_url: network }],
    });
  });

  test("managed services have the reserved range of the plan, and a peering over it", () => {
    const json = synthesized();
    expect(resources(json, "google_compute_global_address")["network_private-services_range"]).toMatchObject({
      purpose: "VPC_PEERING",
      address_type: "INTERNAL",
      address: "10.7.208.0",
      prefix_length: 20,
      network,
    });
    expect(resources(json, "google_service_networking_connection")["network_private-services_connection"]).toMatchObject({
      network,
      service: "servicenetworking.googleapis.com",
      reserved_peering_ranges: [reference("google_compute_global_address", "_private-services_range", "name")],
    });
  });

  test("logs lie in an encrypted bucket of the region, and not in the project's default bucket", () => {
    const json = synthesized({ flowLogRetentionDays: 400 });
    const filter =
      'log_id("compute.googleapis.com/firewall") OR log_id("compute.googleapis.com/nat_flows") OR ' +
      'log_id("compute.googleapis.com/vpc_flows") OR log_id("dns.googleapis.com/dns_queries")';
    expect(resources(json, "google_logging_project_bucket_config")["network_logs_bucket"]).toMatchObject({
      project: "test-project",
      location: "europe-west4",
      bucket_id: "test-eu-network",
      retention_days: 400,
      cmek_settings: { kms_key_name: goodProps.flowLogKmsKeyName },
    });
    expect(resources(json, "google_logging_project_sink")["network_logs_sink"]).toMatchObject({
      destination: `logging.googleapis.com/${reference("google_logging_project_bucket_config", "_logs_bucket")}`,
      filter,
    });
    expect(resources(json, "google_logging_project_exclusion")["network_logs_exclusion"]).toMatchObject({
      filter,
      depends_on: ["google_logging_project_sink.network_logs_sink"],
    });
  });

  test("ranges that are known only later are computed by Terraform", () => {
    const stack = networkStack();
    const variable = (name: string): string => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    new GoogleNetwork(stack, "network", {
      ...goodProps,
      cidr: variable("cidr"),
      podCidr: variable("pods"),
      privateServiceCidr: variable("services"),
    });
    const json = synthesizeStack(stack);
    expect(resources(json, "google_compute_subnetwork")["network_subnetworks_mesh"]).toMatchObject({
      ip_cidr_range: "${cidrsubnet(var.cidr, 3, 2)}",
      secondary_ip_range: [
        { range_name: "pods", ip_cidr_range: "${cidrsubnet(var.pods, 1, 0)}" },
        { range_name: "services", ip_cidr_range: "${cidrsubnet(var.pods, 2, 3)}" },
      ],
    });
    expect(resources(json, "google_compute_global_address")["network_private-services_range"]).toMatchObject({
      address: "${cidrhost(var.services, 0)}",
      prefix_length: '${tonumber(element(split("/", var.services), 1))}',
    });
  });
});
