import type { cloudServices, Fact, RegionFacts } from "./fact";

type AwsService = (typeof cloudServices)["aws"][number];

const read = "2026-11-23";
const fact = <T>(value: T, source: string): Fact<T> => ({ value, source, read });

const regionsPage = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html";
const availabilityZonesPage = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html";

/**
 * The endpoints that AWS publishes with its SDK. Every pair of service and region below was read from it (Macie and
 * Managed Grafana are missing as well from the CloudFormation types of the regions that lack them). A fact names the
 * page on which AWS prints the same table, which is where to look when it has to be read again.
 */
const sdkEndpoints = "https://github.com/boto/botocore/blob/1.44.5/botocore/data/endpoints.json";

const generalReference = "https://docs.aws.amazon.com/general/latest/gr";

/** The page of each service with the table of its endpoints by region. */
const endpointsPages: Readonly<Record<AwsService, string>> = {
  apigateway: `${generalReference}/apigateway.html`,
  backup: `${generalReference}/bk.html`,
  cloudhsm: `${generalReference}/cloudhsm.html`,
  codebuild: `${generalReference}/codebuild.html`,
  config: `${generalReference}/awsconfig.html`,
  dynamodb: `${generalReference}/ddb.html`,
  ec2: `${generalReference}/ec2-service.html`,
  ecr: `${generalReference}/ecr.html`,
  eks: `${generalReference}/eks.html`,
  elasticloadbalancing: `${generalReference}/elb.html`,
  eventbridge: `${generalReference}/ev.html`,
  guardduty: `${generalReference}/guardduty.html`,
  inspector: `${generalReference}/inspector2.html`,
  kms: `${generalReference}/kms.html`,
  logs: `${generalReference}/cwl_region.html`,
  macie: `${generalReference}/macie.html`,
  "managed-grafana": `${generalReference}/grafana-service.html`,
  "managed-prometheus": `${generalReference}/prometheus-service.html`,
  msk: `${generalReference}/msk.html`,
  "network-firewall": `${generalReference}/network-firewall.html`,
  "rds-postgresql": `${generalReference}/rds-service.html`,
  s3: `${generalReference}/s3.html`,
  secretsmanager: `${generalReference}/asm.html`,
  securityhub: `${generalReference}/sechub.html`,
  sns: `${generalReference}/sns.html`,
  sqs: `${generalReference}/sqs-service.html`,
  synthetics: `${generalReference}/cw-synthetics_region.html`,
};

/** Services with an endpoint in all regions of this file. A list of its own, so that a new service starts as unknown. */
const inEveryRegion = [
  "apigateway",
  "backup",
  "cloudhsm",
  "codebuild",
  "config",
  "dynamodb",
  "ec2",
  "ecr",
  "eks",
  "elasticloadbalancing",
  "eventbridge",
  "guardduty",
  "kms",
  "logs",
  "managed-prometheus",
  "msk",
  "network-firewall",
  "rds-postgresql",
  "s3",
  "secretsmanager",
  "securityhub",
  "sns",
  "sqs",
  "synthetics",
] as const satisfies readonly AwsService[];

const services = (more: Readonly<Partial<Record<AwsService, boolean>>>): RegionFacts["services"] => {
  const known: Partial<Record<AwsService, Fact<boolean>>> = {};
  for (const service of inEveryRegion) known[service] = fact(true, endpointsPages[service]);
  for (const [service, stands] of Object.entries(more) as [AwsService, boolean][]) known[service] = fact(stands, endpointsPages[service]);
  return known;
};

type Given = Pick<RegionFacts, "code" | "name" | "jurisdiction" | "faultDomain" | "services"> & {
  readonly country: string;
  readonly optIn: boolean;
};

/** Every region of this file is in the commercial partition and has the availability zones a, b and c. */
const region = ({ country, optIn, ...given }: Given): RegionFacts => ({
  ...given,
  cloud: "aws",
  partition: "aws",
  country: fact(country, regionsPage),
  optIn: fact(optIn, regionsPage),
  availabilityZones: fact(
    ["a", "b", "c"].map((letter) => `${given.code}${letter}`),
    availabilityZonesPage,
  ),
});

/**
 * The AWS regions that a site may lie in. A service stands in a region when AWS publishes an endpoint for it there;
 * that says nothing of the region's health, for which see the comment on the Gulf regions.
 */
export const awsRegions: readonly RegionFacts[] = [
  region({
    code: "eu-central-1",
    name: "Europe (Frankfurt)",
    country: "DE",
    jurisdiction: "eu",
    optIn: false,
    faultDomain: "frankfurt",
    services: services({ inspector: true, macie: true, "managed-grafana": true }),
  }),
  region({
    code: "eu-west-1",
    name: "Europe (Ireland)",
    country: "IE",
    jurisdiction: "eu",
    optIn: false,
    faultDomain: "dublin",
    services: services({ inspector: true, macie: true, "managed-grafana": true }),
  }),
  region({
    code: "eu-central-2",
    name: "Europe (Zurich)",
    country: "CH",
    jurisdiction: "neutral",
    optIn: true,
    // One city with Google's europe-west6: a copy in each of the two is not two independent copies.
    faultDomain: "zurich",
    services: services({ inspector: true, macie: false, "managed-grafana": false }),
  }),

  // The two Gulf regions are one fault domain: in March 2026 one cause took availability zones of both within about a
  // day, so the one is no independent standby for the other. The tables of endpoints still list both, but presence is
  // not health: on 2026-04-28 AWS's own release lists dropped me-south-1 as no longer operational
  // (https://github.com/aws-observability/aws-otel-python-instrumentation/pull/739). Read
  // https://health.aws.amazon.com/health/status before a site there is made active.
  region({
    code: "me-central-1",
    name: "Middle East (UAE)",
    country: "AE",
    jurisdiction: "mena",
    optIn: true,
    faultDomain: "uae-bahrain",
    services: {
      ...services({ macie: false, "managed-grafana": false }),
      // Newer here than elsewhere: found in the SDK's endpoints only.
      inspector: fact(true, sdkEndpoints),
    },
  }),
  region({
    code: "me-south-1",
    name: "Middle East (Bahrain)",
    country: "BH",
    jurisdiction: "mena",
    optIn: true,
    faultDomain: "uae-bahrain",
    services: services({ inspector: true, macie: true, "managed-grafana": false }),
  }),
];
