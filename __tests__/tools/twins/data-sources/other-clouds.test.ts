import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ObjectValue } from "../../../../tools/protocol/values";
import { freshFolder } from "../../../support/folders";
import { answer, errorOf, inGoogle, text, type Things } from "./asking";

describe("data sources of Google", () => {
  const asked = { scope: inGoogle };

  test("the client's configuration is the provider's", () => {
    const config = answer("google_client_config", {}, { ...asked, zone: "europe-west4-b", defaultLabels: { team: "a" } });
    expect(config).toMatchObject({
      project: "example-project",
      region: "europe-west4",
      zone: "europe-west4-b",
      default_labels: { team: "a" },
    });
  });

  test("a policy has its bindings by role, its members sorted, and its hash as id", () => {
    const binding = [
      { role: "roles/viewer", members: ["user:b@corp.example", "user:a@corp.example"], condition: [] },
      {
        role: "roles/editor",
        members: ["group:x@corp.example"],
        condition: [{ title: "t", description: null, expression: "request.time < timestamp('2030-01-01T00:00:00Z')" }],
      },
    ];
    const policy = answer("google_iam_policy", { binding }, asked);
    expect(policy["policy_data"]).toBe(
      '{"bindings":[{"condition":{"expression":"request.time \\u003c timestamp(\'2030-01-01T00:00:00Z\')","title":"t"},' +
        '"members":["group:x@corp.example"],"role":"roles/editor"},' +
        '{"members":["user:a@corp.example","user:b@corp.example"],"role":"roles/viewer"}]}',
    );
    expect(text(policy, "id")).toMatch(/^\d+$/);
  });

  test("audit configurations stand before bindings", () => {
    const audit = [{ service: "allServices", audit_log_configs: [{ log_type: "DATA_READ", exempted_members: ["user:a@corp.example"] }] }];
    expect(answer("google_iam_policy", { audit_config: audit }, asked)["policy_data"]).toBe(
      '{"auditConfigs":[{"auditLogConfigs":[{"exemptedMembers":["user:a@corp.example"],"logType":"DATA_READ"}],"service":"allServices"}]}',
    );
  });

  test("the accounts of services have the project's number", () => {
    const things: Things = [["google_project", { id: "projects/example-project", project_id: "example-project", number: "1234" }]];
    expect(answer("google_storage_project_service_account", {}, { ...asked, things })).toMatchObject({
      email_address: "service-1234@gs-project-accounts.iam.gserviceaccount.com",
      member: "serviceAccount:service-1234@gs-project-accounts.iam.gserviceaccount.com",
    });
    const number = text(answer("google_project", {}, asked), "number");
    expect(answer("google_compute_default_service_account", {}, asked)["email"]).toBe(`${number}-compute@developer.gserviceaccount.com`);
  });

  const network: Things = [
    [
      "google_compute_network",
      { id: "projects/example-project/global/networks/main", name: "main", project: "example-project", self_link: "x" },
    ],
    ["google_service_account", { email: "app@example-project.iam.gserviceaccount.com", project: "example-project", unique_id: "77" }],
  ];

  test.each<[string, ObjectValue, ObjectValue]>([
    ["google_compute_zones", {}, { names: ["europe-west4-a", "europe-west4-b", "europe-west4-c"] }],
    ["google_compute_zones", { region: "europe-west1" }, { names: ["europe-west1-b", "europe-west1-c", "europe-west1-d"] }],
    ["google_compute_network", { name: "main" }, { id: "projects/example-project/global/networks/main", self_link: "x" }],
    ["google_service_account", { account_id: "app" }, { unique_id: "77" }],
    ["google_service_account", { account_id: "app@example-project.iam.gserviceaccount.com" }, { unique_id: "77" }],
    ["google_netblock_ip_ranges", { range_type: "iap-forwarders" }, { cidr_blocks_ipv4: ["35.235.240.0/20"], cidr_blocks_ipv6: [] }],
    ["google_container_engine_versions", { version_prefix: "1.32." }, { latest_node_version: "1.32.9-gke.1207000" }],
    [
      "google_compute_image",
      { family: "debian-12", project: "debian-cloud" },
      { id: "projects/debian-cloud/global/images/debian-12-v20260101" },
    ],
  ])("%s %p", (type, config, expected) => {
    expect(answer(type, config, { ...asked, things: network })).toMatchObject(expected);
  });

  test("a network that nobody made is an error", () => {
    expect(errorOf("google_compute_network", { name: "none" }, { ...asked, things: network })).toBe(
      "projects/example-project/global/networks/none not found",
    );
  });

  test("another project than the provider's is looked into where it is named", () => {
    const config = { name: "main", project: "other-project" };
    expect(errorOf("google_compute_network", config, { ...asked, things: network })).toMatch(/not found$/);
  });
});

describe("data sources of Cloudflare", () => {
  const scope = { provider: "cloudflare", account: "a".repeat(32) };
  const things: Things = [
    ["cloudflare_zone", { id: "z1", name: "corp.example", account: { id: "a".repeat(32), name: null }, name_servers: ["a.ns.example"] }],
  ];

  test.each<[string, ObjectValue]>([
    ["its id", { zone_id: "z1" }],
    ["its name", { filter: { name: "corp.example", account: null, direction: null, match: null, order: null, status: null } }],
  ])("a zone is found by %s", (_case, config) => {
    expect(answer("cloudflare_zone", config, { scope, things })).toMatchObject({
      zone_id: "z1",
      name: "corp.example",
      name_servers: ["a.ns.example"],
    });
  });

  test("zones are listed", () => {
    expect(answer("cloudflare_zones", { name: "corp.example" }, { scope, things })["result"]).toMatchObject([
      { id: "z1", name: "corp.example" },
    ]);
    expect(answer("cloudflare_zones", { name: "none.example" }, { scope, things })["result"]).toEqual([]);
  });

  test("a zone that nobody made is an error", () => {
    expect(errorOf("cloudflare_zone", { zone_id: "z2" }, { scope, things })).toMatch(/^failed to make http request\n.*z2": 404 Not Found$/);
  });

  test("the account is the provider's", () => {
    expect(answer("cloudflare_accounts", {}, { scope })["result"]).toMatchObject([{ id: scope.account }]);
  });
});

describe("data sources of Kubernetes", () => {
  const scope = { provider: "kubernetes", cluster: "cluster.example" };
  const metadata = (name: string, namespace?: string): readonly ObjectValue[] => [
    {
      name,
      namespace: namespace ?? null,
      annotations: null,
      labels: null,
      generate_name: null,
      generation: null,
      resource_version: null,
      uid: null,
    },
  ];
  const things: Things = [
    ["kubernetes_config_map_v1", { id: "app/settings", data: { key: "value" }, metadata: metadata("settings", "app") }],
  ];

  test.each([["kubernetes_config_map_v1"], ["kubernetes_config_map"]])("%s finds an object by name and namespace", (type) => {
    const found = answer(type, { metadata: metadata("settings", "app") }, { scope, things });
    expect(found).toMatchObject({ id: "app/settings", data: { key: "value" } });
  });

  test("what isn't there is no error, and all but its name is null", () => {
    const found = answer("kubernetes_config_map_v1", { metadata: metadata("settings") }, { scope, things });
    expect(found).toMatchObject({ id: "default/settings", data: null, metadata: [{ name: "settings", uid: "" }] });
  });

  test("every cluster has namespaces of its own", () => {
    expect(answer("kubernetes_namespace_v1", { metadata: metadata("kube-system") }, { scope })["metadata"]).toMatchObject([
      { generation: 1 },
    ]);
    expect(answer("kubernetes_all_namespaces", {}, { scope })["namespaces"]).toContain("kube-system");
  });
});

describe("helm_template", () => {
  const scope = { provider: "helm" };

  test("refuses a chart that would have to be fetched", () => {
    expect(errorOf("helm_template", { name: "web", chart: "nginx", repository: "https://charts.example" }, { scope })).toBe(
      "Error locating chart\nUnable to locate chart nginx: it would have to be fetched from https://charts.example, and a rehearsal fetches nothing. Name a chart in a folder instead.",
    );
  });

  test("takes a chart in a folder, and says that nothing was rendered", () => {
    const chart = join(freshFolder(), "chart");
    mkdirSync(chart);
    writeFileSync(join(chart, "Chart.yaml"), "apiVersion: v2\nname: web\nversion: 1.2.3\n");
    const { version, manifest } = answer("helm_template", { name: "web", chart, namespace: "app" }, { scope });
    expect(version).toBe("1.2.3");
    expect(manifest).toMatch(/A rehearsal renders no charts/);
  });
});
