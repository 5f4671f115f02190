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
    digest: "sha256:2e7649178c63a934a8bcf9da43f524561ed481ea06ffbb4508fa16ae7d7a95c0",
  },
  objects: {
    folder: "modules/kubernetes/objects/chart",
    version: "1.0.0",
    digest: "sha256:e5985ab0f6488df9e7a0e849c5c5308fbe1896777893e7fa64b5c65a3cb61952",
  },
} as const satisfies Readonly<Record<string, OwnChart>>;
