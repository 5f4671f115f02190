import { global } from "../../modules/core/words";
import type { ManifestStack } from "../../regions/manifest";

/** A place that can be lost as a whole: `<environment>-<cloud>-<region>`. */
export type SiteName = string;

/** The region of a stack, or, where it has none, the one in which its state lies. */
const regionOf = ({ region, backend }: ManifestStack): string => (region === global && "region" in backend ? backend.region : region);

/** The site of a stack. A stack without a region is at the site of its state, and lost with it. */
export const siteOf = (entry: ManifestStack): SiteName => [entry.environment, entry.cloud, regionOf(entry)].join("-");

/** What became of the stacks outside a site that was lost. */
export interface SiteLoss {
  readonly site: SiteName;
  /** Stacks at the site. */
  readonly inside: number;
  /** Stacks outside that were planned without the site's states. */
  readonly planned: number;
  /** Stacks outside that can't be planned without them, sorted. */
  readonly stopped: readonly string[];
}

/** A stack that was planned with no state but its own site's, and the sites without which it can't be planned. */
export interface PlannedAlone {
  readonly entry: ManifestStack;
  readonly needs: readonly SiteName[];
}

/**
 * The loss of each site, from one plan of each stack in which no state of any other site could be read.
 *
 * That plan says more than all single losses together: each of them hides fewer states from the stack, and a plan reads
 * no more because less is hidden.
 */
export const siteLosses = (stacks: readonly PlannedAlone[]): readonly SiteLoss[] =>
  [...new Set(stacks.map(({ entry }) => siteOf(entry)))].sort().map((site) => {
    const outside = stacks.filter(({ entry }) => siteOf(entry) !== site);
    const stopped = outside.filter(({ needs }) => needs.includes(site)).map(({ entry }) => entry.name);
    return { site, inside: stacks.length - outside.length, planned: outside.length - stopped.length, stopped: stopped.sort() };
  });

/** The sites, other than its own, whose states a stack reads. A state of which nothing is known is at no site. */
export const foreignSites = (entry: ManifestStack, entries: ReadonlyMap<string, ManifestStack>): readonly SiteName[] => {
  const sites = Object.values(entry.reads).flatMap((stack) => entries.get(stack) ?? []);
  return [...new Set(sites.map(siteOf).filter((site) => site !== siteOf(entry)))].sort();
};
