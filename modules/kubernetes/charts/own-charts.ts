/** A chart that stands in this repository. */
export interface OwnChart {
  /** Folder of the chart, from the root of the repository. */
  readonly folder: string;
  /** Rises with every change of what is in the folder: tags of the registry can't be moved. */
  readonly version: string;
  /** Digest of the OCI manifest, which follows from what is in the folder; a test computes it anew. */
  readonly digest: string;
}

/** The charts that stand in this repository, by name. */
export const ownCharts = {
  namespaces: {
    folder: "modules/kubernetes/namespaces/chart",
    version: "1.0.0",
    digest: "sha256:0",
  },
  objects: {
    folder: "modules/kubernetes/objects/chart",
    version: "1.0.0",
    digest: "sha256:0",
  },
} as const satisfies Readonly<Record<string, OwnChart>>;
