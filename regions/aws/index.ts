import type { LayerBuilder } from "../place";
const nothing: LayerBuilder = { build: () => undefined };
/** Temporary. */
export const awsLayers: Readonly<Record<string, LayerBuilder>> = {
  state: nothing,
  account: nothing,
  keys: nothing,
  network: nothing,
  "backup-state": nothing,
  "backup-account": nothing,
  "backup-keys": nothing,
};
