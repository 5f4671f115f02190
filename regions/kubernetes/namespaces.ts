import { namespaceValues, type NamespaceSettings } from "../../modules/kubernetes/namespaces/values";
import { networkPolicies, type AddressRanges } from "../../modules/kubernetes/namespaces/network-policies";
import { namespaces } from "../description";
import type { Place } from "../place";
import { has } from "../tables";
import { closedNamespaces, operatorNamespaces, servicesWithPods, siteConnections, siteWorkloads } from "./connections";
import { operatorBounds, serviceBounds } from "./sizes";

/** What the namespaces of a site differ in between the clouds. */
export interface NamespacesOfCloud {
  /** Where each end outside the pods lies. */
  readonly ranges: AddressRanges;
  /** Ports at which the node's own agent hands out workload identities. */
  readonly identityPorts: readonly number[];
  /** Annotations by which the cloud knows a service account. */
  readonly identityAnnotations: (identity: string) => Readonly<Record<string, string>>;
}

/** The policies of a site's namespaces, rendered from the one flow matrix. */
export const siteNetworkPolicies = (place: Place, { ranges, identityPorts }: NamespacesOfCloud): ReturnType<typeof networkPolicies> =>
  networkPolicies({
    namespaces: closedNamespaces,
    workloads: siteWorkloads(place.services),
    connections: siteConnections({ phase: place.phase, size: place.size, services: place.services, identityPorts }),
    ranges,
    flows: place.flows,
  });

/** Values of the chart `namespaces` for a site: those of blueprint §7 and the platform's own. */
export const siteNamespaceValues = (place: Place, cloud: NamespacesOfCloud): Readonly<Record<string, unknown>> => {
  const policies = siteNetworkPolicies(place, cloud);
  const services = Object.values(servicesWithPods(place.services));
  const ofServices = (namespace: string): NamespaceSettings => ({
    podSecurity: "restricted",
    inMesh: has(place.phase, "cluster", "mesh-mtls"),
    quota: serviceBounds[place.size],
    serviceAccounts: Object.fromEntries(
      services.filter((service) => service.namespace === namespace).map(({ identity }) => [identity, cloud.identityAnnotations(identity)]),
    ),
    networkPolicies: policies[namespace] ?? {},
  });
  const ofOperators = (namespace: string): NamespaceSettings => ({
    podSecurity: "restricted",
    inMesh: false,
    quota: operatorBounds[place.size],
    // Each chart makes the accounts of its own operator.
    serviceAccounts: {},
    networkPolicies: policies[namespace] ?? {},
  });
  return namespaceValues({
    ...Object.fromEntries(namespaces.map((namespace) => [namespace, ofServices(namespace)])),
    ...Object.fromEntries(Object.values(operatorNamespaces).map((namespace) => [namespace, ofOperators(namespace)])),
  });
};
