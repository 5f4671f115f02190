import { placeOf } from "../place";
import { page, type Refusal, type WorldRule } from "../rule";

/**
 * The service behind each family of types, without `.googleapis.com`. Left out are those that a project has to have
 * before anything can be made in it by a program, and those that every project begins with.
 */
const serviceOf: readonly (readonly [start: string, service: string])[] = [
  ["google_artifact_registry_", "artifactregistry"],
  ["google_binary_authorization_", "binaryauthorization"],
  ["google_certificate_manager_", "certificatemanager"],
  ["google_compute_", "compute"],
  ["google_container_", "container"],
  ["google_dns_", "dns"],
  ["google_firestore_", "firestore"],
  ["google_gke_backup_", "gkebackup"],
  ["google_gke_hub_", "gkehub"],
  ["google_network_security_", "networksecurity"],
  ["google_privateca_", "privateca"],
  ["google_pubsub_", "pubsub"],
  ["google_redis_", "redis"],
  ["google_secret_manager_", "secretmanager"],
  ["google_service_networking_", "servicenetworking"],
  ["google_sql_", "sqladmin"],
];

const serviceOn = ([start, service]: readonly [string, string]): WorldRule => {
  const name = `${service}.googleapis.com`;
  return {
    name: `service-on:${service}`,
    source: page("https://cloud.google.com/service-usage/docs/enable-disable"),
    types: (type) => type.startsWith(start),
    onPut: ({ object, before, view }): readonly Refusal[] => {
      if (view.outside === "open" || before !== undefined) return [];
      const { account } = placeOf(object);
      const isOn = view.by("google_project_service", "service", name).some((one) => placeOf(one).account === account);
      if (isOn) return [];
      const says = `the service has not been switched on in the project '${account}'`;
      return [{ code: "SERVICE_DISABLED", says, value: name, other: { noun: "project service", value: name } }];
    },
  };
};

/** Nothing is made by a service that a project has not switched on. */
export const googleServiceRules: readonly WorldRule[] = serviceOf.map(serviceOn);
