import { html, type Content, type Html } from "./html";
import type { Report, ReportEnvironment, ReportJurisdiction, ReportSite, ReportStack } from "./model";

/** Where users' data comes from, as a person says it. */
export const originWords = { eu: "EU", mena: "MENA", neutral: "neutral", global: "global" } as const;

/** The clouds, as a person says them. */
export const cloudWords = { aws: "AWS", google: "Google", cloudflare: "Cloudflare" } as const;

/** The roles, as a person says them. */
export const roleWords = { primary: "primary", "hot-standby": "hot standby", secondary: "secondary", backup: "backup" } as const;

/** The anchor of a site. */
export const siteAnchor = (environment: string, origin: string, key: string): string => `site-${environment}-${origin}-${key}`;

/** A layer's word without the account's purpose in front: the heading of its column, and the end of its anchor. */
export const layerWord = (layer: string): string => layer.replace(/^(?:vault|backup)-/, "");

/** A link to a stack's section. */
export const stackLink = (name: string, text: Content = name): Html => html`<a href="#${name}">${text}</a>`;

/** A stack's name without what it shares with another one. */
export const shortName = (name: string, { environment, origin, cloud, region }: ReportStack): string => {
  const starts = [`${environment}-${origin}-${cloud}-${region}-`, `${environment}-${origin}-${cloud}-`, `${environment}-`];
  return name.slice(starts.find((one) => name.startsWith(one))?.length ?? 0);
};

/** A site of an environment, and the jurisdiction whose data it holds. */
export interface PlacedSite {
  readonly environment: ReportEnvironment;
  readonly jurisdiction: ReportJurisdiction;
  readonly site: ReportSite;
}

/** All sites of a report, in its order. */
export const placedSites = ({ environments }: Report): readonly PlacedSite[] =>
  environments.flatMap((environment) =>
    environment.jurisdictions.flatMap((jurisdiction) => jurisdiction.sites.map((site) => ({ environment, jurisdiction, site }))),
  );

/** The stacks of a site. */
export const stacksOfSite = ({ stacks }: Report, { environment, jurisdiction, site }: PlacedSite): readonly ReportStack[] =>
  stacks.filter(
    (stack) =>
      stack.place === "site" && stack.environment === environment.name && stack.origin === jurisdiction.origin && stack.site === site.key,
  );
