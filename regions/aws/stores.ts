import { dataClasses, type DataClass } from "../../modules/core/words";
import type { ServiceDescription, StoreKind } from "../description";
import type { Place, Site } from "../place";
import { servicesWithIdentity } from "./roles";

/** Where one service keeps one sort of data. */
export interface ServiceStore {
  readonly service: ServiceDescription;
  readonly name: string;
  readonly dataClass: DataClass;
}

/** The stores of a kind, by service and name. Those of the vault lie in the vault's own account. */
export const storesOf = ({ services }: Pick<Place, "services">, kind: Exclude<StoreKind, "vault">): readonly ServiceStore[] =>
  servicesWithIdentity(services).flatMap((service) =>
    Object.entries(service.stores)
      .filter(([, store]) => store.kind === kind && store.dataClass !== "vault")
      .map(([name, { dataClass }]) => ({ service, name, dataClass }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  );

/** The classes that some database holds. Services whose data is as sensitive share an instance, each with its own database in it. */
export const databaseClasses = (place: Pick<Place, "services">): readonly DataClass[] => {
  const stores = storesOf(place, "postgresql");
  return dataClasses.filter((one) => stores.some(({ dataClass }) => dataClass === one));
};

/** Where the stores of a place are replicated from; nothing where the place is the primary itself. */
export const replicatedFrom = ({ site, sites }: Pick<Place, "site" | "sites">): Site | undefined =>
  site.description.role === "primary" ? undefined : sites.find(({ description }) => description.role === "primary");

/** The user of the databases as whom a service signs in. */
export const databaseUser = ({ identity }: Pick<ServiceDescription, "identity">): string => identity.replaceAll("-", "_");
