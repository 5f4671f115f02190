import type { Place, Site } from "../place";

/** Where the stores of a place are replicated from; nothing where the place is the primary itself. */
export const replicatedFrom = ({ site, sites }: Pick<Place, "site" | "sites">): Site | undefined =>
  site.description.role === "primary" ? undefined : sites.find(({ description }) => description.role === "primary");
