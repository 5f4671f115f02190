import type { cloudServices, Fact, RegionFacts } from "./fact";

type GoogleService = (typeof cloudServices)["google"][number];

const read = "2026-11-23";
const fact = <T>(value: T, source: string): Fact<T> => ({ value, source, read });

const locationsPage = "https://cloud.google.com/about/locations";
const regionsAndZonesPage = "https://cloud.google.com/compute/docs/regions-zones";

/** The page of each service with its locations; the page of all locations where a service has none of its own. */
const locationsPages: Readonly<Record<GoogleService, string>> = {
  "artifact-registry": "https://cloud.google.com/artifact-registry/docs/repositories/repo-locations",
  "cloud-armor": locationsPage,
  "cloud-kms": "https://cloud.google.com/kms/docs/locations",
  "cloud-kms-hsm": "https://cloud.google.com/kms/docs/locations",
  "cloud-sql-postgresql": "https://cloud.google.com/sql/docs/postgres/locations",
  "cloud-storage": "https://cloud.google.com/storage/docs/locations",
  compute: regionsAndZonesPage,
  firestore: "https://cloud.google.com/firestore/docs/locations",
  gke: locationsPage,
  logging: "https://cloud.google.com/logging/docs/region-support",
  pubsub: locationsPage,
  "secret-manager": "https://cloud.google.com/secret-manager/docs/locations",
};

/** Services that all regions of this file have. A list of its own, so that a new service starts as unknown. */
const inEveryRegion = [
  "artifact-registry",
  "cloud-armor",
  "cloud-kms",
  "cloud-sql-postgresql",
  "cloud-storage",
  "compute",
  "firestore",
  "gke",
  "logging",
  "pubsub",
  "secret-manager",
] as const satisfies readonly GoogleService[];

const services = (more: Readonly<Partial<Record<GoogleService, boolean>>>): RegionFacts["services"] => {
  const known: Partial<Record<GoogleService, Fact<boolean>>> = {};
  for (const service of inEveryRegion) known[service] = fact(true, locationsPages[service]);
  for (const [service, stands] of Object.entries(more) as [GoogleService, boolean][])
    known[service] = fact(stands, locationsPages[service]);
  return known;
};

type Given = Pick<RegionFacts, "code" | "name" | "jurisdiction" | "faultDomain" | "services"> & { readonly country: string };

/** Every region of this file has the availability zones a, b and c, and none has to be enabled in a project first. */
const region = ({ country, ...given }: Given): RegionFacts => ({
  ...given,
  cloud: "google",
  country: fact(country, locationsPage),
  optIn: fact(false, locationsPage),
  availabilityZones: fact(
    ["a", "b", "c"].map((letter) => `${given.code}-${letter}`),
    regionsAndZonesPage,
  ),
});

/** The Google Cloud regions that a site may lie in. */
export const googleRegions: readonly RegionFacts[] = [
  region({
    code: "europe-west4",
    name: "Netherlands",
    country: "NL",
    jurisdiction: "eu",
    faultDomain: "eemshaven",
    services: services({ "cloud-kms-hsm": true }),
  }),
  region({
    code: "europe-west6",
    name: "Zürich",
    country: "CH",
    jurisdiction: "neutral",
    // One city with AWS's eu-central-2: a copy in each of the two is not two independent copies.
    faultDomain: "zurich",
    services: services({ "cloud-kms-hsm": true }),
  }),
  region({
    code: "me-central1",
    name: "Doha",
    country: "QA",
    jurisdiction: "mena",
    faultDomain: "doha",
    services: services({ "cloud-kms-hsm": true }),
  }),
  region({
    code: "me-central2",
    name: "Dammam",
    country: "SA",
    jurisdiction: "mena",
    faultDomain: "dammam",
    // Cloud HSM is unknown here: the release notes name Cloud KMS for this region (2023-09-15) and never Cloud HSM,
    // which they do name for the other three (https://cloud.google.com/kms/docs/release-notes).
    services: services({}),
  }),
];
