import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { ownCharts } from "../../../../modules/kubernetes/charts/own-charts";
import { helmTemplate, withHelm } from "../../../support/helm";
import { manifestsOf } from "../manifest-fixture";
import { schemaProblems, type Schema } from "../schema-fixture";

const { folder, version } = ownCharts.objects;
const schema = JSON.parse(readFileSync(`${folder}/values.schema.json`, "utf8")) as Schema;

const project = { apiVersion: "argoproj.io/v1alpha1", kind: "AppProject", metadata: { name: "root", namespace: "argocd" }, spec: {} };
const store = {
  apiVersion: "external-secrets.io/v1",
  kind: "ClusterSecretStore",
  metadata: { name: "site" },
  spec: { provider: { a: 1 } },
};

describe("the chart of objects", () => {
  test("takes objects of the operators' own kinds, and no others", () => {
    expect(schemaProblems(schema, { objects: { project, store } })).toEqual([]);
    expect(schemaProblems(schema, { objects: { pod: { ...project, apiVersion: "v1", kind: "Pod" } } })).toEqual([
      "objects.pod.apiVersion: wrong form",
      "objects.pod.kind: Pod is not one of the list",
    ]);
    expect(schemaProblems(schema, { objects: { project: { ...project, data: {} } } })).toEqual(["objects.project: data is not allowed"]);
  });

  test("has the name and version that are installed", () => {
    expect(parse(readFileSync(`${folder}/Chart.yaml`, "utf8"))).toMatchObject({ name: "objects", version });
  });

  test("rendered by Helm prints them as they are", () =>
    withHelm(() => {
      const { text, problem } = helmTemplate(folder, { objects: { store, project } });
      expect(problem).toBe("");
      const byName = (a: { readonly kind: string }, b: { readonly kind: string }): number => (a.kind < b.kind ? -1 : 1);
      expect([...manifestsOf(text)].sort(byName)).toEqual([project, store]);
    }));
});
