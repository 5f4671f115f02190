import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";
import { ownCharts } from "../../../../modules/kubernetes/charts/own-charts";
import { namespaceValues, type NamespaceSettings } from "../../../../modules/kubernetes/namespaces/values";
import { helmTemplate, withHelm } from "../../../support/helm";
import { schemaProblems, type Schema } from "../schema-fixture";
import { manifestsOf } from "../manifest-fixture";

const { folder } = ownCharts.namespaces;
const schema = JSON.parse(readFileSync(`${folder}/values.schema.json`, "utf8")) as Schema;

const settings: NamespaceSettings = {
  podSecurity: "restricted",
  inMesh: true,
  quota: { cpu: 8, memoryGib: 16, pods: 40 },
  serviceAccounts: { trader: {}, banker: { "cloud.example/identity": "banker@example" } },
  networkPolicies: {
    "deny-all": { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    "allow-trader": {
      podSelector: { matchLabels: { "app.kubernetes.io/name": "trader" } },
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ protocol: "TCP", port: 443 }] }],
    },
  },
};

const values = namespaceValues({ trade: settings, plain: { ...settings, inMesh: false, serviceAccounts: {} } });

describe("values of the chart of namespaces", () => {
  test("close, label and bound each namespace", () => {
    expect(values).toMatchObject({
      namespaces: {
        trade: {
          labels: {
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/audit": "restricted",
            "pod-security.kubernetes.io/warn": "restricted",
            "istio-injection": "enabled",
          },
          quota: {
            "requests.cpu": "8",
            "requests.memory": "16Gi",
            "limits.memory": "16Gi",
            pods: "40",
            "services.loadbalancers": "0",
            "services.nodeports": "0",
          },
          limits: { max: { cpu: "2", memory: "4Gi" } },
        },
      },
    });
    expect(JSON.stringify((values["namespaces"] as Record<string, unknown>)["plain"])).not.toContain("istio-injection");
  });

  test("are what its schema asks for, and no others are", () => {
    expect(schemaProblems(schema, values)).toEqual([]);
    const broken = namespaceValues({ trade: { ...settings, networkPolicies: {} } });
    expect(schemaProblems(schema, broken)).toEqual(["namespaces.trade.networkPolicies: deny-all is missing"]);
    expect(schemaProblems(schema, { ...values, more: 1 })).toEqual([": more is not allowed"]);
    expect(schemaProblems(schema, namespaceValues({ Trade: settings }))).toEqual(["namespaces: the name Trade is not allowed"]);
  });

  test("are printed by templates that compute nothing", () => {
    const templates = readdirSync(`${folder}/templates`).map((file) => readFileSync(`${folder}/templates/${file}`, "utf8"));
    const actions = templates.flatMap((text) => [...text.matchAll(/\{\{-? *(\w+)/g)].map(([, word]) => word));
    expect([...new Set(actions)].sort()).toEqual(["end", "range", "toYaml", "with"]);
  });

  test("the chart's name and version are those that are installed", () => {
    expect(parse(readFileSync(`${folder}/Chart.yaml`, "utf8"))).toMatchObject({
      name: "namespaces",
      version: ownCharts.namespaces.version,
    });
  });

  test("rendered by Helm they are exactly these objects", () =>
    withHelm(() => {
      const { text, problem } = helmTemplate(folder, values);
      expect(problem).toBe("");
      const manifests = manifestsOf(text);
      expect(manifests.map(({ kind, metadata: { name, namespace = "" } }) => `${kind} ${namespace} ${name}`).sort()).toEqual(
        ["plain", "trade"]
          .flatMap((one) => [
            `LimitRange ${one} bounds`,
            `Namespace  ${one}`,
            `NetworkPolicy ${one} allow-trader`,
            `NetworkPolicy ${one} deny-all`,
            `ResourceQuota ${one} bounds`,
          ])
          .concat(["ServiceAccount trade banker", "ServiceAccount trade trader"])
          .sort(),
      );
      const found = (kind: string, name: string) => manifests.find((one) => one.kind === kind && one.metadata.name === name);
      expect(found("Namespace", "trade")?.metadata).toMatchObject({
        labels: { "pod-security.kubernetes.io/enforce": "restricted" },
        annotations: { "helm.sh/resource-policy": "keep" },
      });
      expect(found("NetworkPolicy", "allow-trader")?.["spec"]).toEqual(settings.networkPolicies["allow-trader"]);
      expect(found("ResourceQuota", "bounds")?.["spec"]).toMatchObject({ hard: { pods: "40" } });
      expect(found("ServiceAccount", "banker")).toMatchObject({
        automountServiceAccountToken: false,
        metadata: { annotations: { "cloud.example/identity": "banker@example" } },
      });
      expect(found("ServiceAccount", "trader")?.metadata).not.toHaveProperty("annotations");
    }));

  test("refused by Helm itself where they break the schema", () =>
    withHelm(() => {
      expect(helmTemplate(folder, { namespaces: { trade: {} } }).problem).toContain("networkPolicies");
    }));
});
