import { addressPlan } from "../../../modules/core/addressing";
import { outputName } from "../../../modules/core/contracts";
import { phases, sizes, zones } from "../../../modules/core/words";
import { networkRanges } from "../../../modules/google/network/firewall-ranges";
import { networkContract } from "../../../regions/google/contracts";
import { networkLayer } from "../../../regions/google/network";
import { disagreements, rulesOf } from "../../modules/google/network/packet-fixture";
import { counts, made, outputs } from "../../support/google";
import { addressesOf, builtAt, googlePlace } from "./google-place";

const place = googlePlace("mena", "google-me-central1", "enterprise", "large");
const json = builtAt(networkLayer, place);
const plan = addressPlan(place.site.description.addressBlock);

describe("Google's network layer", () => {
  test("has the site's own ranges of the address plan", () => {
    for (const zone of zones) {
      expect(made(json, "google_compute_subnetwork", `network_subnetworks_${zone}`)).toMatchObject({
        name: `meetbarter-production-mena-${zone}`,
        region: "me-central1",
        ip_cidr_range: plan.zones[zone],
      });
    }
    expect(made(json, "google_compute_subnetwork", "network_subnetworks_proxies")["ip_cidr_range"]).toBe(plan.proxyOnly);
    expect(made(json, "google_compute_global_address", "network_private-services_range")).toMatchObject({
      address: plan.privateService.split("/")[0],
      prefix_length: 20,
    });
  });

  test("lets through what the estate's matrix says, for every pair of peers, and nothing else", () => {
    const ranges = networkRanges({
      cidr: plan.network,
      podCidr: plan.pods,
      proxyOnlyCidr: plan.proxyOnly,
      privateServiceCidr: plan.privateService,
    });
    expect(disagreements(place.flows, ranges, rulesOf(json))).toEqual([]);
  });

  test("has no route to the internet but for machines with the egress tag, and no address translation for the vault zone", () => {
    const routes = Object.values(json.resource?.["google_compute_route"] ?? {});
    expect(routes.filter((route) => route["dest_range"] === "0.0.0.0/0").map((route) => route["tags"])).toEqual([
      ["meetbarter-production-mena-egress"],
    ]);
    expect(made(json, "google_compute_router_nat", "network_ways-out_nat")["subnetwork"]).toEqual([
      { name: "${google_compute_subnetwork.network_subnetworks_mesh.id}", source_ip_ranges_to_nat: ["ALL_IP_RANGES"] },
    ]);
  });

  test("keeps its logs in the region, under the site's key", () => {
    expect(made(json, "google_logging_project_bucket_config", "network_logs_bucket")).toMatchObject({
      location: "me-central1",
      retention_days: 400,
      cmek_settings: { kms_key_name: "${data.terraform_remote_state.keys.outputs.logs_key_id}" },
    });
  });

  test("offers every field of its contract", () => {
    expect(Object.keys(outputs(json)).sort()).toEqual(Object.keys(networkContract.fields).map(outputName).sort());
  });

  test("phase and size change nothing but how much is logged and for how long", () => {
    const addresses = addressesOf(json);
    for (const phase of phases) {
      for (const size of sizes) {
        const other = builtAt(networkLayer, googlePlace("mena", "google-me-central1", phase, size));
        expect(addressesOf(other)).toEqual(addresses);
        expect(counts(other)).toEqual(counts(json));
        const without = (one: typeof json): string =>
          JSON.stringify(one.resource).replaceAll(/"(flow_sampling|retention_days)":[\d.]+/g, "");
        expect(without(other)).toBe(without(json));
      }
    }
  });
});
