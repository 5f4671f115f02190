import type { ObjectValue } from "../../../../tools/protocol/values";
import { DynamicValue, unknown } from "../../../../tools/protocol/values";
import { applied } from "../sample-plan";

const hex = /^[0-9a-f]{32}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test.each([
  ["cloudflare_zone", hex],
  ["cloudflare_dns_record", hex],
  ["cloudflare_ruleset", hex],
  ["cloudflare_load_balancer_pool", hex],
  ["cloudflare_zero_trust_tunnel_cloudflared", uuid],
])("%s has an id of the API's form", (type, form) => {
  expect(applied({ type })["id"]).toMatch(form);
});

test("what Cloudflare's API leaves out is null", () => {
  expect(applied({ type: "cloudflare_zone" })).toMatchObject({ activated_on: null, vanity_name_servers: [], status: "pending" });
});

test("a setting of a zone is named by the setting, other things of a zone by the zone", () => {
  const setting = applied({ type: "cloudflare_zone_setting", given: { zone_id: "z", setting_id: "min_tls_version" } });
  const dnssec = applied({ type: "cloudflare_zone_dnssec", given: { zone_id: "z" } });
  expect([setting["id"], dnssec["id"]]).toEqual(["min_tls_version", "z"]);
});

test("a record whose parts were given one by one has them as its content, as other records have theirs", () => {
  const data = { flags: new DynamicValue("number", 0), tag: "issue", value: "amazon.com" };
  expect(applied({ type: "cloudflare_dns_record", given: { type: "CAA", data, content: unknown } })["content"]).toBe(
    '0 issue "amazon.com"',
  );
  expect(applied({ type: "cloudflare_dns_record", given: { type: "A", content: "192.0.2.7" } })["content"]).toBe("192.0.2.7");
});

const metadata = (more: ObjectValue): ObjectValue => ({
  annotations: null,
  generate_name: null,
  generation: unknown,
  labels: null,
  name: unknown,
  namespace: null,
  resource_version: unknown,
  uid: unknown,
  ...more,
});

describe("something in a Kubernetes cluster", () => {
  test("is named by its namespace and name", () => {
    const values = applied({ type: "kubernetes_config_map_v1", given: { metadata: [metadata({ name: "settings", namespace: "api" })] } });
    expect(values).toMatchObject({
      id: "api/settings",
      metadata: [
        { generation: 1, resource_version: expect.stringMatching(/^\d{7}$/) as unknown, uid: expect.stringMatching(uuid) as unknown },
      ],
    });
  });

  test("has no namespace where its kind has none", () => {
    const { namespace: _, ...alone } = metadata({ name: "api" });
    expect(applied({ type: "kubernetes_namespace_v1", given: { metadata: [alone] } })["id"]).toBe("api");
  });

  test("gets a name behind the one that was begun", () => {
    const values = applied({
      type: "kubernetes_config_map_v1",
      given: { metadata: [metadata({ generate_name: "job-", namespace: "api" })] },
    });
    expect(values["id"]).toMatch(/^api\/job-[a-z0-9]{5}$/);
  });
});

test("a release tells what was released", () => {
  const given: ObjectValue = {
    name: "mesh",
    chart: "oci://charts.example/istiod",
    namespace: "istio-system",
    version: "1.27.0",
    metadata: unknown,
  };
  expect(applied({ type: "helm_release", given })).toMatchObject({
    id: "mesh",
    metadata: { chart: "istiod", name: "mesh", namespace: "istio-system", revision: 1, version: "1.27.0" },
    status: "deployed",
  });
});
