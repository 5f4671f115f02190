import { TerraformOutput } from "cdktf";
import { GoogleGateway } from "../../../../modules/google/gateway/gateway";
import type { GoogleGatewayProps } from "../../../../modules/google/gateway/gateway-props";
import { counts, made, outputs, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const authority = `-----BEGIN CERTIFICATE-----\n${"QUJD".repeat(16)}\n-----END CERTIFICATE-----\n`;

const goodProps: GoogleGatewayProps = {
  name: "test-eu-europe-west4",
  projectId: project,
  hostname: "eu-google-europe-west4.origin.meetbarter-test.example",
  clientCertificateAuthority: authority,
  edgeRanges: ["198.51.100.0/24", "192.0.2.0/24"],
  networkId: `projects/${project}/global/networks/test-eu`,
  subnetworkId: `projects/${project}/regions/${region}/subnetworks/test-eu-mesh`,
  availabilityZones: ["europe-west4-c", "europe-west4-a", "europe-west4-b"],
  endpointGroupName: "test-eu-ingress",
};

const synthesized = (changes: Partial<GoogleGatewayProps> = {}) =>
  synthesizedOnGoogle((stack) => new GoogleGateway(stack, "gateway", { ...goodProps, ...changes }));

const problems = (changes: Partial<GoogleGatewayProps>): string =>
  problemsOnGoogle((stack) => new GoogleGateway(stack, "gateway", { ...goodProps, ...changes }));

interface Rule {
  readonly priority: number;
  readonly action: string;
  readonly match: { readonly config: { readonly src_ip_ranges: readonly string[] } };
  readonly rate_limit_options?: Readonly<Record<string, unknown>>;
}

const rulesOf = (changes: Partial<GoogleGatewayProps> = {}): readonly Rule[] =>
  made(synthesized(changes), "google_compute_security_policy", "gateway_admission_policy")["rule"] as readonly Rule[];

describe("gateway", () => {
  test("is one load balancer with its certificate, its admission and a group in each availability zone", () => {
    expect(counts(synthesized())).toEqual({
      google_certificate_manager_certificate: 1,
      google_certificate_manager_certificate_map: 1,
      google_certificate_manager_certificate_map_entry: 1,
      google_certificate_manager_dns_authorization: 1,
      google_certificate_manager_trust_config: 1,
      google_compute_backend_service: 1,
      google_compute_global_address: 1,
      google_compute_global_forwarding_rule: 1,
      google_compute_health_check: 1,
      google_compute_network_endpoint_group: 3,
      google_compute_security_policy: 1,
      google_compute_ssl_policy: 1,
      google_compute_target_https_proxy: 1,
      google_compute_url_map: 1,
      google_network_security_server_tls_policy: 1,
    });
  });

  test("admits the edge's addresses, each caller at its rate, and nobody else", () => {
    expect(rulesOf()).toEqual([
      {
        priority: 1000,
        description: "The edge, part 1 of 1",
        action: "throttle",
        preview: false,
        match: { versioned_expr: "SRC_IPS_V1", config: { src_ip_ranges: ["192.0.2.0/24", "198.51.100.0/24"] } },
        rate_limit_options: {
          conform_action: "allow",
          exceed_action: "deny(429)",
          enforce_on_key: "HTTP_HEADER",
          enforce_on_key_name: "CF-Connecting-IP",
          rate_limit_threshold: { count: 600, interval_sec: 60 },
        },
      },
      {
        priority: 2147483647,
        description: "Everybody else",
        action: "deny(403)",
        preview: false,
        match: { versioned_expr: "SRC_IPS_V1", config: { src_ip_ranges: ["*"] } },
      },
    ]);
  });

  test("spreads many ranges over rules of ten, none lost and none twice", () => {
    const edgeRanges = Array.from({ length: 23 }, (_, n) => `10.0.${String(n)}.0/24`);
    const rules = rulesOf({ edgeRanges, callerHeader: "X-Caller", rateLimit: { requests: 5, seconds: 10 } });
    expect(rules.map(({ priority, action }) => [priority, action])).toEqual([
      [1000, "throttle"],
      [1001, "throttle"],
      [1002, "throttle"],
      [2147483647, "deny(403)"],
    ]);
    expect(rules.slice(0, 3).map(({ match }) => match.config.src_ip_ranges.length)).toEqual([10, 10, 3]);
    expect(new Set(rules.slice(0, 3).flatMap(({ match }) => match.config.src_ip_ranges))).toEqual(new Set(edgeRanges));
    expect(rules[2]?.rate_limit_options).toMatchObject({
      enforce_on_key_name: "X-Caller",
      rate_limit_threshold: { count: 5, interval_sec: 10 },
    });
  });

  test("asks for a client certificate of the edge's own authority, and refuses callers without", () => {
    const json = synthesized();
    expect(made(json, "google_certificate_manager_trust_config", "gateway_front_client-authority")).toMatchObject({
      trust_stores: [{ trust_anchors: [{ pem_certificate: authority }] }],
    });
    expect(made(json, "google_network_security_server_tls_policy", "gateway_front_client-tls")).toMatchObject({
      allow_open: false,
      mtls_policy: {
        client_validation_mode: "REJECT_INVALID",
        client_validation_trust_config: "${google_certificate_manager_trust_config.gateway_front_client-authority.id}",
      },
    });
  });

  test("speaks TLS 1.2 or later, with a certificate of its one host name", () => {
    const json = synthesized();
    expect(made(json, "google_compute_ssl_policy", "gateway_front_tls-policy")).toMatchObject({
      profile: "RESTRICTED",
      min_tls_version: "TLS_1_2",
    });
    expect(made(json, "google_compute_target_https_proxy", "gateway_front_proxy")).toMatchObject({
      url_map: "${google_compute_url_map.gateway_front_url-map.id}",
      certificate_map: "//certificatemanager.googleapis.com/${google_certificate_manager_certificate_map.gateway_front_certificate-map.id}",
      ssl_policy: "${google_compute_ssl_policy.gateway_front_tls-policy.id}",
      server_tls_policy: "${google_network_security_server_tls_policy.gateway_front_client-tls.id}",
      quic_override: "DISABLE",
      tls_early_data: "DISABLED",
    });
    expect(made(json, "google_certificate_manager_certificate", "gateway_front_certificate")).toMatchObject({
      managed: {
        domains: [goodProps.hostname],
        dns_authorizations: ["${google_certificate_manager_dns_authorization.gateway_front_dns-authorization.id}"],
      },
    });
    expect(made(json, "google_certificate_manager_certificate_map_entry", "gateway_front_certificate-entry")).toMatchObject({
      hostname: goodProps.hostname,
      certificates: ["${google_certificate_manager_certificate.gateway_front_certificate.id}"],
    });
    expect(made(json, "google_compute_global_forwarding_rule", "gateway_front_forwarding-rule")).toMatchObject({
      target: "${google_compute_target_https_proxy.gateway_front_proxy.id}",
      ip_address: "${google_compute_global_address.gateway_front_address.id}",
      port_range: "443",
      load_balancing_scheme: "EXTERNAL_MANAGED",
    });
  });

  test("leads its host name, and no other, to the cluster", () => {
    expect(made(synthesized(), "google_compute_url_map", "gateway_front_url-map")).toMatchObject({
      host_rule: [{ hosts: [goodProps.hostname], path_matcher: "cluster" }],
      path_matcher: [{ name: "cluster", default_service: "${google_compute_backend_service.gateway_backend.id}" }],
      default_url_redirect: { host_redirect: goodProps.hostname, https_redirect: true, strip_query: true },
    });
  });

  test("speaks TLS to the ingress gateway's pods, behind the admission, and logs", () => {
    const json = synthesized();
    const group = (letter: string) => ({
      group: `\${google_compute_network_endpoint_group.gateway_endpoints-${letter}.id}`,
      balancing_mode: "RATE",
      max_rate_per_endpoint: 200,
      capacity_scaler: 1,
    });
    expect(made(json, "google_compute_backend_service", "gateway_backend")).toMatchObject({
      load_balancing_scheme: "EXTERNAL_MANAGED",
      protocol: "HTTPS",
      timeout_sec: 30,
      security_policy: "${google_compute_security_policy.gateway_admission_policy.id}",
      health_checks: ["${google_compute_health_check.gateway_health-check.id}"],
      backend: ["a", "b", "c"].map(group),
      log_config: { enable: true, sample_rate: 1, optional_mode: "EXCLUDE_ALL_OPTIONAL" },
    });
    expect(made(json, "google_compute_health_check", "gateway_health-check")).toMatchObject({
      tcp_health_check: { port_specification: "USE_SERVING_PORT" },
      log_config: { enable: true },
    });
  });

  test("makes groups that GKE takes over: of the cluster's subnetwork, of one name, and without a description", () => {
    const json = synthesized({ targetPort: 9443 });
    expect(made(json, "google_compute_network_endpoint_group", "gateway_endpoints-b")).toEqual({
      name: "test-eu-ingress",
      project,
      zone: "europe-west4-b",
      network: goodProps.networkId,
      subnetwork: goodProps.subnetworkId,
      network_endpoint_type: "GCE_VM_IP_PORT",
      default_port: 9443,
    });
  });

  test("says where its host name has to lead, and which record its certificate waits for", () => {
    const json = synthesizedOnGoogle((stack) => {
      const { hostname, address, validationRecord } = new GoogleGateway(stack, "gateway", goodProps);
      for (const [name, value] of Object.entries({ hostname, address, ...validationRecord })) new TerraformOutput(stack, name, { value });
    });
    const record = "google_certificate_manager_dns_authorization.gateway_front_dns-authorization.dns_resource_record[0]";
    expect(outputs(json)).toEqual({
      hostname: goodProps.hostname,
      address: "${google_compute_global_address.gateway_front_address.address}",
      name: `\${${record}.name}`,
      type: `\${${record}.type}`,
      content: `\${${record}.data}`,
    });
  });
});

describe("gateway of one region", () => {
  const { edgeRanges, ...others } = goodProps;
  const json = synthesizedOnGoogle(
    (stack) => new GoogleGateway(stack, "gateway", { ...others, reach: { kind: "region", region }, timeoutSeconds: 20 }),
  );

  test("has its parts in the region, and no Cloud Armor, which could not be put before them", () => {
    expect(edgeRanges).toBeDefined();
    expect(counts(json)).toEqual({
      google_certificate_manager_certificate: 1,
      google_certificate_manager_dns_authorization: 1,
      google_certificate_manager_trust_config: 1,
      google_compute_address: 1,
      google_compute_forwarding_rule: 1,
      google_compute_network_endpoint_group: 3,
      google_compute_region_backend_service: 1,
      google_compute_region_health_check: 1,
      google_compute_region_ssl_policy: 1,
      google_compute_region_target_https_proxy: 1,
      google_compute_region_url_map: 1,
      google_network_security_server_tls_policy: 1,
    });
    const placed = Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
      Object.values(byName).map((body) => [type, body["region"] ?? body["location"] ?? String(body["zone"]).slice(0, -2)] as const),
    );
    expect(placed.filter(([, place]) => place !== region)).toEqual([]);
  });

  test("refuses callers without the edge's certificate, and ends TLS with its own", () => {
    expect(made(json, "google_compute_region_target_https_proxy", "gateway_front_proxy")).toMatchObject({
      url_map: "${google_compute_region_url_map.gateway_front_url-map.id}",
      certificate_manager_certificates: [
        "//certificatemanager.googleapis.com/${google_certificate_manager_certificate.gateway_front_certificate.id}",
      ],
      ssl_policy: "${google_compute_region_ssl_policy.gateway_front_tls-policy.id}",
      server_tls_policy: "${google_network_security_server_tls_policy.gateway_front_client-tls.id}",
    });
    expect(made(json, "google_network_security_server_tls_policy", "gateway_front_client-tls")).toMatchObject({
      allow_open: false,
      mtls_policy: { client_validation_mode: "REJECT_INVALID" },
    });
    expect(made(json, "google_certificate_manager_dns_authorization", "gateway_front_dns-authorization")).toMatchObject({
      type: "PER_PROJECT_RECORD",
    });
    expect(made(json, "google_compute_region_ssl_policy", "gateway_front_tls-policy")).toMatchObject({
      profile: "RESTRICTED",
      min_tls_version: "TLS_1_2",
    });
  });

  test("leads the same way to the same pods", () => {
    expect(made(json, "google_compute_forwarding_rule", "gateway_front_forwarding-rule")).toMatchObject({
      network: goodProps.networkId,
      target: "${google_compute_region_target_https_proxy.gateway_front_proxy.id}",
      ip_address: "${google_compute_address.gateway_front_address.id}",
      port_range: "443",
      load_balancing_scheme: "EXTERNAL_MANAGED",
    });
    const shared = ["protocol", "load_balancing_scheme", "backend", "log_config", "session_affinity"] as const;
    const backend = made(json, "google_compute_region_backend_service", "gateway_backend");
    const global = made(synthesized(), "google_compute_backend_service", "gateway_backend");
    for (const argument of shared) expect(backend[argument]).toEqual(global[argument]);
    expect(backend).toMatchObject({ timeout_sec: 20, health_checks: ["${google_compute_region_health_check.gateway_health-check.id}"] });
    expect(backend).not.toHaveProperty("security_policy");
    expect(made(json, "google_compute_region_url_map", "gateway_front_url-map")["host_rule"]).toEqual(
      made(synthesized(), "google_compute_url_map", "gateway_front_url-map")["host_rule"],
    );
  });
});

describe("what a gateway is made with", () => {
  test("is right as it stands", () => {
    expect(problems({})).toBe("");
  });

  test.each<[string, Partial<GoogleGatewayProps>]>([
    ["name", { name: "Test" }],
    ["name", { name: "a".repeat(64) }],
    ["projectId", { projectId: "" }],
    ["hostname", { hostname: "localhost" }],
    ["hostname", { hostname: "*.meetbarter-test.example" }],
    ["clientCertificateAuthority", { clientCertificateAuthority: "QUJD" }],
    ["clientCertificateAuthority", { clientCertificateAuthority: authority.replaceAll("CERTIFICATE", "PRIVATE KEY") }],
    ["reach", { reach: { kind: "region", region: "eu" } }],
    ["reach", { reach: { kind: "everywhere" as "global" } }],
    ["edgeRanges", { edgeRanges: [] }],
    ["edgeRanges", { edgeRanges: ["0.0.0.0/0"] }],
    ["callerHeader", { callerHeader: "X Caller" }],
    ["rateLimit", { rateLimit: { requests: 0, seconds: 60 } }],
    ["rateLimit", { rateLimit: { requests: 10, seconds: 45 } }],
    ["networkId", { networkId: "" }],
    ["subnetworkId", { subnetworkId: "" }],
    ["availabilityZones", { availabilityZones: ["europe-west4-a"] }],
    ["endpointGroupName", { endpointGroupName: "-" }],
    ["targetPort", { targetPort: 0 }],
    ["requestsPerEndpoint", { requestsPerEndpoint: 10_001 }],
    ["timeoutSeconds", { timeoutSeconds: 3601 }],
    ["logSampleRate", { logSampleRate: 0 }],
    ["logSampleRate", { logSampleRate: 1.5 }],
  ])("a wrong %s is told", (prop, changes) => {
    const told = problems(changes);
    expect(told).toContain("[BadProp]");
    expect(told).toContain(`'${prop}'`);
  });

  test("addresses are named where Cloud Armor obeys them, and nowhere else", () => {
    const { edgeRanges, ...others } = goodProps;
    const told = (props: GoogleGatewayProps): string => problemsOnGoogle((stack) => new GoogleGateway(stack, "gateway", props));
    const reach = { kind: "region", region } as const;
    expect(told(others)).toContain("[BadProp] 'edgeRanges' must be given");
    expect(told({ ...others, reach })).toBe("");
    expect(told({ ...others, reach, ...(edgeRanges && { edgeRanges }) })).toContain("[BadProp] 'edgeRanges' and 'rateLimit'");
    expect(told({ ...others, reach, rateLimit: { requests: 10, seconds: 60 } })).toContain("[BadProp] 'edgeRanges' and 'rateLimit'");
  });
});
