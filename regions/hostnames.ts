import type { Origin } from "../modules/core/words";
import type { EnvironmentDescription, SiteKey } from "./description";

/** The hostname that a site's gateway serves, and that a pool of the edge names: `<origin>-<site>.origin.<domain>`. */
export const originHostname = ({ domain }: Pick<EnvironmentDescription, "domain">, origin: Origin, site: SiteKey): string =>
  `${origin}-${site}.origin.${domain}`;

/** The hostname of the interface for the users of one jurisdiction: `api-<origin>.<domain>`. */
export const apiHostname = ({ domain }: Pick<EnvironmentDescription, "domain">, origin: Origin): string => `api-${origin}.${domain}`;
