import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf, storedGzip, tapeArchive, type ArchivedFile } from "../archive";

/** A chart as a registry keeps it. */
export interface ChartPackage {
  readonly name: string;
  readonly version: string;
  /** Digest of the manifest, by which the chart is known. */
  readonly digest: string;
  /** Content by digest: the manifest, what it says of the chart, and the package. */
  readonly blobs: ReadonlyMap<string, Buffer>;
  readonly manifestSize: number;
}

const filesBelow = (folder: string, prefix: string): readonly ArchivedFile[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((found) => {
    const path = `${prefix}/${found.name}`;
    if (found.isDirectory()) return filesBelow(join(folder, found.name), path);
    return [{ path, content: readFileSync(join(folder, found.name)) }];
  });

/** What stands at the left margin of `Chart.yaml`, which has plain texts alone there. */
const metadataOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/^(\w+): +(.+)$/gm)].map(([, key = "", value = ""]) => [key, value.replace(/^"(.*)"$/, "$1")]));

/** Kinds of content, by which Helm knows a chart in a registry (https://helm.sh/docs/topics/registries/, read 2026-11-23). */
const mediaTypes = {
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.cncf.helm.config.v1+json",
  content: "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
} as const;

/** Packs a chart's folder: the same bytes, and so the same digest, for the same files on every machine. */
export const packageChart = (folder: string): ChartPackage => {
  const metadata = metadataOf(readFileSync(join(folder, "Chart.yaml"), "utf8"));
  const { name = "", version = "" } = metadata;
  const content = storedGzip(tapeArchive(filesBelow(folder, name)));
  const config = Buffer.from(JSON.stringify(metadata));
  const described = (mediaType: string, data: Buffer): object => ({ mediaType, digest: digestOf(data), size: data.length });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: described(mediaTypes.config, config),
      layers: [described(mediaTypes.content, content)],
    }),
  );
  return {
    name,
    version,
    digest: digestOf(manifest),
    blobs: new Map([manifest, config, content].map((data) => [digestOf(data), data] as const)),
    manifestSize: manifest.length,
  };
};

/** Writes packed charts as one OCI image layout, from which any tool for registries copies them by name and version. */
export const writeLayout = (folder: string, packages: readonly ChartPackage[]): void => {
  const write = (path: string, data: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  };
  write("oci-layout", '{"imageLayoutVersion":"1.0.0"}\n');
  for (const { blobs } of packages) for (const [digest, data] of blobs) write(`blobs/${digest.replace(":", "/")}`, data);
  const manifests = packages.map(({ name, version, digest, manifestSize }) => ({
    mediaType: mediaTypes.manifest,
    digest,
    size: manifestSize,
    annotations: { "org.opencontainers.image.ref.name": `${name}-${version}` },
  }));
  write("index.json", `${JSON.stringify({ schemaVersion: 2, manifests }, undefined, 2)}\n`);
};

/** The package itself, as `helm pull` would leave it. */
export const contentOf = ({ blobs }: ChartPackage): Buffer => [...blobs.values()].at(-1) ?? Buffer.alloc(0);
