import { layerTable } from "../../regions/tables";
import type { ReportStack } from "./model";

/** A row of the map: a layer, and the tier that it belongs to. */
export interface MapRow {
  readonly layer: string;
  readonly tier: string;
}

/** Whether a layer stands in a vault's own account. */
export const isOfVault = (layer: string): boolean => layer.startsWith("vault-");

/** The tiers of a site from the users down to the ground, each with its layers in that order (blueprint §20). */
const tiers: readonly (readonly [tier: string, layers: readonly string[]])[] = [
  ["Gateway", ["web", "gateway"]],
  ["Cluster", ["observability", "platform", "cluster"]],
  ["Events", ["events"]],
  ["Databases", ["backup", "data"]],
  [
    "Vault",
    layerTable
      .map(({ layer }) => layer)
      .filter(isOfVault)
      .reverse(),
  ],
  ["Ground", ["baseline", "network", "keys", "backup-keys", "state", "backup-state"]],
];

const placed = tiers.flatMap(([, layers]) => layers);

/** The rows that stacks of sites need. A layer that no tier names is a row of its own, between the databases and the vault. */
export const rowsOf = (stacks: readonly ReportStack[]): readonly MapRow[] => {
  const present = new Set(stacks.filter(({ place }) => place === "site").map(({ layer }) => layer));
  const more = [...present].filter((layer) => !placed.includes(layer)).sort();
  return tiers.flatMap(([tier, layers]) => [
    ...(tier === "Vault" ? more.map((layer) => ({ tier: "More", layer })) : []),
    ...layers.filter((layer) => present.has(layer)).map((layer) => ({ tier, layer })),
  ]);
};
