import { ownCharts } from "../modules/kubernetes/charts/own-charts";
import { upstreamCharts, type UpstreamChart } from "../modules/kubernetes/charts/upstream-charts";
import { packageChart, writeLayout } from "./charts/package";
import { readOptions, runCommand } from "./command";

const help = `npm run charts [-- options]: packs our own charts, and says what a site's registry has to hold

  --out DIR       where our own charts are packed, as an OCI image layout (default: charts.out)
  --to HOST       prints a script that copies all charts and images into this registry: its host, and path where it has one
  --by-version    lets the script copy by version what has no recorded digest, and print the digest that it met

The script needs oras and helm, signed in to both registries. Tags of a site's registry can't be moved, so what was
copied under a version stays what it is.`;

const charts: readonly (readonly [string, UpstreamChart])[] = Object.entries(upstreamCharts);
const isRepository = (source: string): boolean => source.startsWith("https://");
const withoutScheme = (source: string): string => source.replace(/^oci:\/\//, "");

/** A table with one row a chart: name, version, digest and source. */
export const chartTable = (): string => {
  const rows = [
    ["chart", "version", "digest", "source"],
    ...Object.entries(ownCharts).map(([name, { version, digest, folder }]) => [name, version, digest, folder]),
    ...charts.map(([name, { version, digest, source }]) => [name, version, digest ?? "not recorded", source]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const copyChart = (name: string, { source, version, digest }: UpstreamChart, to: string): readonly string[] => {
  const target = `${to}/charts/${name}`;
  if (!isRepository(source)) {
    const from = withoutScheme(source);
    return digest === undefined
      ? [`oras resolve ${from}:${version}`, `oras cp ${from}:${version} ${target}:${version}`]
      : [`oras cp ${from}@${digest} ${target}:${version}`];
  }
  const file = `${name}-${version}.tgz`;
  return [
    `helm pull ${name} --repo ${source} --version ${version}`,
    digest === undefined ? `sha256sum ${file}` : `echo "${digest.replace("sha256:", "")}  ${file}" | sha256sum --check --strict`,
    `helm push ${file} oci://${to}/charts`,
  ];
};

/** A shell script that copies all charts and images into a registry, and ends at the first that is not what was recorded. */
export const copyScript = (to: string, layout: string, byVersion: boolean): string => {
  const unrecorded = byVersion ? [] : charts.filter(([, { digest }]) => digest === undefined);
  const images = new Map(charts.flatMap(([, chart]) => Object.entries(chart.images)));
  return [
    "#!/bin/sh",
    "set -eu",
    ...unrecorded.map(([name, { version }]) => `echo "${name} ${version} has no recorded digest" >&2`),
    ...(unrecorded.length === 0 ? [] : ["exit 1"]),
    ...Object.entries(ownCharts).map(
      ([name, { version }]) => `oras cp --from-oci-layout ${layout}:${name}-${version} ${to}/charts/${name}:${version}`,
    ),
    ...charts.flatMap(([name, chart]) => copyChart(name, chart, to)),
    ...[...images]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { source, tag }]) => `oras cp -r ${source}:${tag} ${to}/${name}:${tag}`),
    "",
  ].join("\n");
};

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const options = readOptions("charts", help, args, {
      out: { type: "string" },
      to: { type: "string" },
      "by-version": { type: "boolean" },
    });
    const out = options.out ?? "charts.out";
    writeLayout(
      out,
      Object.values(ownCharts).map(({ folder }) => packageChart(folder)),
    );
    console.log(options.to === undefined ? chartTable() : copyScript(options.to, out, options["by-version"] === true));
  });
