import { awsRegions } from "./aws";
import type { CloudService, RegionFacts } from "./fact";
import { googleRegions } from "./google";

/** All regions that a site may lie in, by `<cloud>-<code>`, which is also the key of a site. */
export const regionFacts: Readonly<Record<string, RegionFacts>> = Object.fromEntries(
  [...awsRegions, ...googleRegions].map((facts) => [`${facts.cloud}-${facts.code}`, facts]),
);

/** Whether a service is known to stand in a region. What is unknown does not stand. */
export const serviceStands = (facts: RegionFacts, service: CloudService): boolean => facts.services[service]?.value === true;
