import { inForm } from "../forms";
import { page, type WorldRule, type WorldView } from "../rule";
import { textAt } from "../values";
import type { WorldObject } from "../world";
import { refuseIf } from "./find";

const connection = "google_service_networking_connection";
const networkPath = "settings.ip_configuration.private_network";

const samePlace = (object: WorldObject, path: string, network: string): boolean =>
  inForm("google", textAt(object, path) ?? "") === inForm("google", network);

/** The networks that are known here, by any of their names. */
const isKnown = (network: string, view: WorldView): boolean =>
  ["id", "self_link"].some((path) => view.by("google_compute_network", path, network, "google").length > 0);

/** A private instance lies in a network of Google's, which has to be joined with ours first. */
const peering: WorldRule = {
  name: "private-services-peering",
  source: page("https://cloud.google.com/sql/docs/postgres/configure-private-services-access"),
  types: ["google_sql_database_instance"],
  onPut: ({ object, view }) => {
    const network = textAt(object, networkPath) ?? "";
    if (!isKnown(network, view)) return [];
    return refuseIf(!view.all(connection).some((one) => samePlace(one, "network", network)), () => ({
      code: "NETWORK_NOT_PEERED",
      path: networkPath,
      value: network,
      says: "the network has no private services connection",
      other: { noun: "private services connection", value: inForm("google", network) },
    }));
  },
};

/** The connection can't be taken away while a producer's instance is behind it. */
const peeringInUse: WorldRule = {
  name: "private-services-in-use",
  source: page("https://cloud.google.com/vpc/docs/configure-private-services-access"),
  types: [connection],
  onRemove: ({ object, view }) => {
    const network = textAt(object, "network") ?? "";
    const user = view.all("google_sql_database_instance").find((one) => samePlace(one, networkPath, network));
    if (user === undefined) return [];
    return [
      {
        code: "FLOW_SN_DC_RESOURCE_PREVENTING_DELETE_CONNECTION",
        says: "producer services are still using this connection",
        other: user,
      },
    ];
  },
};

/** What Google's managed services want of the network from which they are reached. */
export const googlePrivateServiceRules: readonly WorldRule[] = [peering, peeringInUse];
