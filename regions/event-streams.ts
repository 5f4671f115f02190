import type { DataClass } from "../modules/core/words";
import type { ServiceDescription } from "./description";

/** One stream of events: what a service is told, in a store of kind `queue`. */
export interface EventStream {
  /** `<service>-<store>`: stands in names and addresses. */
  readonly word: string;
  /** `<service>/<store>`: the kind of its events. */
  readonly detailType: string;
  readonly dataClass: DataClass;
  /** Name of the service that is told: it alone takes from the queue. */
  readonly owner: string;
  /** Names of the services that may tell it, sorted: itself, and those that call it. */
  readonly tellers: readonly string[];
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/**
 * The streams of events, from the services' stores and calls, sorted by word. Events go the way that calls go, so that
 * nobody hears of anything from a service that may not speak to it.
 */
export const eventStreams = (services: Readonly<Record<string, ServiceDescription>>): readonly EventStream[] =>
  Object.entries(services)
    .sort(byName)
    .flatMap(([owner, service]) =>
      Object.entries(service.stores)
        .sort(byName)
        .filter(([, { kind }]) => kind === "queue")
        .map(([store, { dataClass }]) => ({
          word: `${owner}-${store}`,
          detailType: `${owner}/${store}`,
          dataClass,
          owner,
          tellers: Object.entries(services)
            .filter(([name, { calls, zone }]) => zone !== "public" && (name === owner || calls.includes(owner)))
            .map(([name]) => name)
            .sort(),
        })),
    );

/** The name under which a service tells events. */
export const eventSource = (organization: string, service: string): string => `${organization}.${service}`;
