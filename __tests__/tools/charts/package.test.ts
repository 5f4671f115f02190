import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownCharts } from "../../../modules/kubernetes/charts/own-charts";
import { chartTable, copyScript } from "../../../tools/charts";
import { digestOf } from "../../../tools/archive";
import { contentOf, packageChart, writeLayout } from "../../../tools/charts/package";

describe("own charts", () => {
  test.each(Object.entries(ownCharts))(
    "%s has the digest that is pinned; whoever changes the chart raises its version and pins the new one",
    (name, { folder, version, digest }) => {
      const made = packageChart(folder);
      expect({ name: made.name, version: made.version, digest: made.digest }).toEqual({ name, version, digest });
      expect(String(contentOf(made))).toContain(`${name}/values.schema.json`);
    },
  );

  test("any change of a file changes the digest, and a copy elsewhere doesn't", () => {
    const folder = mkdtempSync(join(tmpdir(), "chart-"));
    mkdirSync(join(folder, "templates"));
    const write = (file: string, text: string): string => {
      writeFileSync(join(folder, file), text);
      return packageChart(folder).digest;
    };
    const first = write("Chart.yaml", 'apiVersion: v2\nname: sample\nversion: 1.2.3\nkubeVersion: ">=1.29.0-0"\n');
    const second = write("templates/one.yaml", "kind: One\n");
    expect(new Set([first, second, write("templates/one.yaml", "kind: Two\n")]).size).toBe(3);
    expect(write("templates/one.yaml", "kind: One\n")).toBe(second);
    const [, config] = [...packageChart(folder).blobs.values()];
    expect(JSON.parse(String(config))).toEqual({ apiVersion: "v2", name: "sample", version: "1.2.3", kubeVersion: ">=1.29.0-0" });
  });

  test("are written as a layout in which every blob has its own digest for a name", () => {
    const folder = mkdtempSync(join(tmpdir(), "layout-"));
    const packages = Object.values(ownCharts).map(({ folder: chart }) => packageChart(chart));
    writeLayout(folder, packages);
    const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { manifests: { digest: string; size: number }[] };
    expect(index.manifests.map(({ digest }) => digest)).toEqual(Object.values(ownCharts).map(({ digest }) => digest));
    for (const { digest, size } of index.manifests) {
      const manifest = readFileSync(join(folder, "blobs", digest.replace(":", "/")));
      expect([manifest.length, digestOf(manifest)]).toEqual([size, digest]);
      const { config, layers } = JSON.parse(String(manifest)) as { config: { digest: string }; layers: { digest: string }[] };
      for (const blob of [config, ...layers])
        expect(digestOf(readFileSync(join(folder, "blobs", blob.digest.replace(":", "/"))))).toBe(blob.digest);
    }
  });
});

describe("what a site's registry has to hold", () => {
  test("is printed with versions and digests", () => {
    expect(chartTable()).toContain(ownCharts.namespaces.digest);
    expect(chartTable()).toMatch(/^argo-cd +9\.5\.14 +not recorded +oci:/m);
  });

  test("is copied by digest, and the script ends before the first copy where one is not recorded", () => {
    const lines = copyScript("registry.example", "charts.out", false).split("\n");
    expect(lines.indexOf("exit 1")).toBeGreaterThan(0);
    expect(lines.indexOf("exit 1")).toBeLessThan(lines.findIndex((line) => line.startsWith("oras cp")));
    expect(lines).toContain("oras cp --from-oci-layout charts.out:namespaces-1.0.0 registry.example/charts/namespaces:1.0.0");
    expect(lines.filter((line) => line.includes("charts/karpenter"))).toEqual([
      expect.stringMatching(
        /^oras cp public\.ecr\.aws\/karpenter\/karpenter@sha256:[0-9a-f]{64} registry\.example\/charts\/karpenter:1\.10\.0$/,
      ),
    ]);
  });

  test("is copied by version on demand, and prints the digest that it met", () => {
    const lines = copyScript("registry.example", "charts.out", true).split("\n");
    expect(lines).not.toContain("exit 1");
    expect(lines).toContain("oras resolve ghcr.io/argoproj/argo-helm/argo-cd:9.5.14");
    expect(lines).toContain("sha256sum metrics-server-3.13.0.tgz");
    expect(lines).toContain("oras cp -r quay.io/argoproj/argocd:v3.4.2 registry.example/argoproj/argocd:v3.4.2");
  });
});
