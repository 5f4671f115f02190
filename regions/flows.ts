import { flowMatrix, type Flow } from "../modules/core/flows";
import type { EstateDescription, ServiceDescription, StoreKind } from "./description";

/** Where each kind of store is reached, and on which port. */
export const storeEnds: Readonly<Record<StoreKind, Pick<Flow, "to" | "ports">>> = {
  postgresql: { to: "data", ports: [5432, 5432] },
  dynamodb: { to: "endpoints", ports: [443, 443] },
  object: { to: "endpoints", ports: [443, 443] },
  queue: { to: "endpoints", ports: [443, 443] },
  vault: { to: "vault", ports: [8200, 8200] },
};

/** The flows that one service needs: to the services that it calls and to its stores. */
export const serviceFlows = (
  name: string,
  service: ServiceDescription,
  services: Readonly<Record<string, ServiceDescription>>,
): readonly Flow[] => [
  ...service.calls.flatMap((callee): Flow[] => {
    const target = services[callee];
    if (target === undefined) return [];
    return [{ from: service.zone, to: target.zone, protocol: "tcp", ports: [target.port, target.port], purpose: "services" }];
  }),
  ...Object.values(service.stores).map((store): Flow => ({
    from: service.zone,
    protocol: "tcp",
    purpose: store.kind === "vault" ? "vault" : "stores",
    ...storeEnds[store.kind],
  })),
];

/** The one flow matrix of the estate: what the platform needs, and what the services declare. */
export const estateFlows = ({ flows, services }: EstateDescription): readonly Flow[] =>
  flowMatrix([...flows, ...Object.entries(services).flatMap(([name, service]) => serviceFlows(name, service, services))]);
