import type { ObjectValue } from "../../../tools/protocol/values";
import { project, thing, type PlantedCase } from "./planted";

const inProject = (path: string): string => `projects/example-project/${path}`;
const networkId = inProject("global/networks/main");
const subnetworkId = inProject("regions/europe-west4/subnetworks/main-mesh");
const groupId = inProject("zones/europe-west4-a/networkEndpointGroups/ingress");
const permissionId = inProject("locations/global/dnsAuthorizations/gateway");

const network = thing("google_compute_network", networkId, { name: "main" }, project);
const subnetwork = (values: ObjectValue = {}) =>
  thing(
    "google_compute_subnetwork",
    subnetworkId,
    {
      name: "main-mesh",
      network: networkId,
      region: "europe-west4",
      secondary_ip_range: [{ range_name: "pods" }, { range_name: "services" }],
      ...values,
    },
    project,
  );
const group = (values: ObjectValue = {}) =>
  thing(
    "google_compute_network_endpoint_group",
    groupId,
    { name: "ingress", network: networkId, subnetwork: subnetworkId, zone: "europe-west4-a", ...values },
    project,
  );

const backend = (values: ObjectValue, block: ObjectValue = {}, type = "google_compute_backend_service") => ({
  create: thing(
    type,
    "backend-9",
    { backend: [{ group: groupId, balancing_mode: "RATE", max_rate_per_endpoint: 100, ...block }], ...values },
    project,
  ),
});
const checked = { health_checks: [inProject("global/healthChecks/gateway")] };

const certificate = (domain: string) => ({
  create: thing(
    "google_certificate_manager_certificate",
    "certificate-9",
    { managed: [{ domains: [domain], dns_authorizations: [permissionId] }] },
    project,
  ),
});

const cluster = (pods: string, services: string) => ({
  create: thing(
    "google_container_cluster",
    "cluster-9",
    {
      subnetwork: subnetworkId,
      ip_allocation_policy: [{ cluster_secondary_range_name: pods, services_secondary_range_name: services }],
    },
    project,
  ),
});

const proxies = (region: string) =>
  thing(
    "google_compute_subnetwork",
    inProject(`regions/${region}/subnetworks/main-proxies`),
    { network: networkId, region, purpose: "REGIONAL_MANAGED_PROXY" },
    project,
  );

const standing = [network, subnetwork()];

/** What does not fit together in Google's load balancers and clusters. */
export const googleBalancerCases: readonly PlantedCase[] = [
  {
    rule: "google-backend-health-check",
    code: "invalid",
    standing: [...standing, group()],
    asked: backend({}),
    allowed: { asked: backend(checked) },
  },
  {
    rule: "google-backend-health-check",
    code: "invalid",
    standing: [...standing, group()],
    asked: backend({}, {}, "google_compute_region_backend_service"),
    // What serves without machines has no health to be asked for.
    allowed: { standing },
  },
  {
    rule: "google-backend-rate",
    code: "invalid",
    standing: [...standing, group()],
    asked: backend(checked, { balancing_mode: "UTILIZATION" }),
    allowed: { asked: backend(checked) },
  },
  {
    rule: "google-backend-rate",
    code: "invalid",
    standing: [...standing, group()],
    asked: backend(checked, { max_rate_per_endpoint: 0 }),
    allowed: { asked: backend(checked, { max_rate_per_endpoint: 0, max_rate: 10 }) },
  },
  {
    rule: "google-endpoint-group-network",
    code: "invalid",
    standing,
    asked: { create: group({ network: inProject("global/networks/other") }) },
    other: subnetworkId,
    allowed: { asked: { create: group() } },
  },
  {
    rule: "google-certificate-permitted",
    code: "INVALID_ARGUMENT",
    standing: [thing("google_certificate_manager_dns_authorization", permissionId, { domain: "origin.meetbarter.example" }, project)],
    asked: certificate("meetbarter.example"),
    other: permissionId,
    allowed: { asked: certificate("*.origin.meetbarter.example") },
  },
  {
    rule: "google-cluster-ranges",
    code: "INVALID_ARGUMENT",
    standing,
    asked: cluster("pods", "elsewhere"),
    other: subnetworkId,
    allowed: { asked: cluster("pods", "services") },
  },
  {
    rule: "google-cluster-ranges",
    code: "INVALID_ARGUMENT",
    standing: [network, subnetwork({ secondary_ip_range: [] })],
    asked: cluster("pods", "services"),
    other: subnetworkId,
    allowed: { standing },
  },
  {
    rule: "google-proxy-subnetwork",
    code: "invalid",
    // A subnetwork of machines, and one for proxies in another region, serve no proxy here.
    standing: [network, subnetwork(), proxies("europe-west6")],
    asked: {
      create: thing(
        "google_compute_forwarding_rule",
        "rule-9",
        { network: networkId, region: "europe-west4", load_balancing_scheme: "EXTERNAL_MANAGED" },
        project,
      ),
    },
    other: "main in europe-west4",
    allowed: { standing: [network, proxies("europe-west4")] },
  },
];
