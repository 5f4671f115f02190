import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { givenText, textOf } from "./config";
import { failed, found, type Reader } from "./data-source";

/** A chart that lies in a folder: only such a one can be looked at without a network. */
const chartFile = (chart: string): string | undefined => {
  const file = join(chart, "Chart.yaml");
  return (isAbsolute(chart) || chart.startsWith(".")) && existsSync(file) ? file : undefined;
};

/** What a line of a chart's `Chart.yaml` says. */
const lineOf = (text: string, name: string): string | undefined => new RegExp(`^${name}:\\s*["']?([^"'\\s#]+)`, "m").exec(text)?.[1];

/**
 * `helm_template`. A rehearsal fetches no charts and has no template engine: a chart in a folder gets a manifest that says
 * so, and every other one is an error, as it is for the real provider without a network.
 */
const readTemplate: Reader = ({ config }) => {
  const chart = textOf(config, "chart") ?? "";
  const name = textOf(config, "name") ?? "";
  const file = chartFile(chart);
  if (file === undefined) {
    const repository = givenText(config, "repository");
    const place = repository === undefined ? "" : ` from ${repository}`;
    return failed(
      "Error locating chart",
      `Unable to locate chart ${chart}: it would have to be fetched${place}, and a rehearsal fetches nothing. Name a chart in a folder instead.`,
    );
  }
  const text = readFileSync(file, "utf8");
  const namespace = givenText(config, "namespace") ?? "default";
  const version = lineOf(text, "version") ?? "0.0.0";
  const source = `${lineOf(text, "name") ?? chart}/templates/not-rendered.yaml`;
  const manifest = [
    "---",
    `# Source: ${source}`,
    "# A rehearsal renders no charts: this stands for all that the chart makes.",
    "apiVersion: v1",
    "kind: ConfigMap",
    "metadata:",
    `  name: ${name}-not-rendered`,
    `  namespace: ${namespace}`,
    "",
  ].join("\n");
  return found({ id: name, namespace, version, manifest, manifests: { "templates/not-rendered.yaml": manifest }, notes: "", crds: [] });
};

/** Data sources of Helm's provider. */
export const helmReaders: Readonly<Record<string, Reader>> = { helm_template: readTemplate };
