import type { LayerBuilder } from "../place";
import { accountLayer, backupAccountLayer } from "./account";
import { clusterLayer } from "./cluster";
import { dataLayer } from "./data";
import { eventsLayer } from "./events";
import { gatewayLayer } from "./gateway";
import { backupKeysLayer, keysLayer } from "./keys";
import { networkLayer } from "./network";
import { platformLayer } from "./platform";
import { backupStateLayer, stateLayer } from "./state";

/** The layers that stand on AWS so far, by their word in the layer table. */
export const awsLayers: Readonly<Record<string, LayerBuilder>> = {
  state: stateLayer,
  account: accountLayer,
  keys: keysLayer,
  network: networkLayer,
  data: dataLayer,
  cluster: clusterLayer,
  events: eventsLayer,
  gateway: gatewayLayer,
  platform: platformLayer,
  "backup-state": backupStateLayer,
  "backup-account": backupAccountLayer,
  "backup-keys": backupKeysLayer,
};
