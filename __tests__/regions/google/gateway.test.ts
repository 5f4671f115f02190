import { estate } from "../../../environments";
import { parseCidr } from "../../../modules/core/addressing";
import { outputName } from "../../../modules/core/contracts";
import { phases } from "../../../modules/core/words";
import { edgeRanges } from "../../../regions/facts/edge";
import { gatewayContract } from "../../../regions/google/contracts";
import { gatewayLayer } from "../../../regions/google/gateway";
import { counts, made, outputs } from "../../support/google";
import { addressesOf, builtAt, googlePlace } from "./google-place";

const json = builtAt(gatewayLayer, googlePlace("mena", "google-me-central1", "enterprise", "large"));
const hostname = "mena-google-me-central1.origin.meetbarter.example";

describe("Google's gateway layer", () => {
  test("is a load balancer and two records of the environment's zone", () => {
    expect(counts(json)).toMatchObject({
      cloudflare_dns_record: 2,
      google_compute_backend_service: 1,
      google_compute_network_endpoint_group: 3,
      google_compute_security_policy: 1,
    });
    expect(addressesOf(json)).toHaveLength(19);
  });

  test("serves the host name that a pool of the edge names, and puts its records into the zone", () => {
    const zoneId = estate.environments.find(({ name }) => name === "production")?.edge.zoneId;
    const record = "google_certificate_manager_dns_authorization.gateway_front_dns-authorization.dns_resource_record[0]";
    expect(made(json, "google_certificate_manager_dns_authorization", "gateway_front_dns-authorization")).toMatchObject({
      domain: hostname,
    });
    expect(made(json, "cloudflare_dns_record", "origin-record")).toMatchObject({
      zone_id: zoneId,
      type: "A",
      name: hostname,
      content: "${google_compute_global_address.gateway_front_address.address}",
      proxied: false,
    });
    expect(made(json, "cloudflare_dns_record", "validation-record")).toMatchObject({
      zone_id: zoneId,
      type: "CNAME",
      name: `\${trimsuffix(${record}.name, ".")}`,
      content: `\${trimsuffix(${record}.data, ".")}`,
      proxied: false,
    });
  });

  test("admits the whole edge by address, and our own zone alone by certificate", () => {
    const rules = made(json, "google_compute_security_policy", "gateway_admission_policy")["rule"] as readonly {
      readonly action: string;
      readonly match: { readonly config: { readonly src_ip_ranges: readonly string[] } };
    }[];
    const admitted = rules.filter(({ action }) => action === "throttle").flatMap(({ match }) => match.config.src_ip_ranges);
    expect(admitted.sort()).toEqual([...edgeRanges.value].sort());
    expect(rules.filter(({ action }) => action !== "throttle").map(({ action }) => action)).toEqual(["deny(403)"]);
    expect(made(json, "google_certificate_manager_trust_config", "gateway_front_client-authority")).toMatchObject({
      trust_stores: [
        {
          trust_anchors: [
            { pem_certificate: estate.environments.find(({ name }) => name === "production")?.edge.originPullCertificateAuthority },
          ],
        },
      ],
    });
  });

  test("offers every field of its contract", () => {
    expect(Object.keys(outputs(json)).sort()).toEqual(Object.keys(gatewayContract.fields).map(outputName).sort());
  });

  test("is the same in every phase", () => {
    const at = (phase: (typeof phases)[number]) =>
      builtAt(gatewayLayer, googlePlace("mena", "google-me-central1", phase, "large")).resource;
    for (const phase of phases) expect(at(phase)).toEqual(json.resource);
  });
});

describe("the edge's addresses", () => {
  test("are fifteen IPv4 ranges on their boundaries, none inside another", () => {
    const ranges = edgeRanges.value.map((range) => parseCidr(range));
    expect(ranges.every((range) => range !== undefined)).toBe(true);
    expect(new Set(edgeRanges.value).size).toBe(15);
    expect(edgeRanges).toMatchObject({ source: "https://www.cloudflare.com/ips-v4", read: "2026-11-23" });
  });
});
