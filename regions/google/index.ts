import type { LayerBuilder } from "../place";
import { accountLayer, backupAccountLayer } from "./account";
import { dataLayer } from "./data";
import { clusterLayer } from "./cluster";
import { gatewayLayer } from "./gateway";
import { backupKeysLayer, keysLayer } from "./keys";
import { networkLayer } from "./network";
import { platformLayer } from "./platform";
import { backupStateLayer, stateLayer } from "./state";

/** The layers that stand on Google so far, by their word in the layer table. */
export const googleLayers: Readonly<Record<string, LayerBuilder>> = {
  state: stateLayer,
  account: accountLayer,
  keys: keysLayer,
  network: networkLayer,
  data: dataLayer,
  cluster: clusterLayer,
  gateway: gatewayLayer,
  platform: platformLayer,
  "backup-state": backupStateLayer,
  "backup-account": backupAccountLayer,
  "backup-keys": backupKeysLayer,
};
