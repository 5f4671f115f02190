/** What ids and names need to know of a region. */
export interface AwsRegion {
  readonly partition: string;
  /** Begins the ids of its availability zones: `euc1` of `euc1-az1`. */
  readonly zonePrefix: string;
  /** The Route 53 hosted zone of its S3 website endpoint; missing where AWS names none. */
  readonly websiteZone?: string;
  /** The Route 53 hosted zones of its application and of its network load balancers. */
  readonly balancerZones?: readonly [string, string];
}

const aws = (zonePrefix: string, websiteZone?: string, balancerZones?: readonly [string, string]): AwsRegion => ({
  partition: "aws",
  zonePrefix,
  ...(websiteZone === undefined ? {} : { websiteZone }),
  ...(balancerZones === undefined ? {} : { balancerZones }),
});

const other = (partition: string, zonePrefix: string, websiteZone?: string): AwsRegion => ({ ...aws(zonePrefix, websiteZone), partition });

/**
 * The regions that the AWS provider 5.100.0 takes for valid; each was tried in 2026-11. Website zones:
 * docs.aws.amazon.com/general/latest/gr/s3.html, load balancers: docs.aws.amazon.com/general/latest/gr/elb.html.
 */
export const awsRegions: Readonly<Record<string, AwsRegion>> = {
  "af-south-1": aws("afs1", "Z83WF9RJE8B12"),
  "ap-east-1": aws("ape1", "ZNB98KWMFR0R6"),
  "ap-east-2": aws("ape2"),
  "ap-northeast-1": aws("apne1", "Z2M4EHUR26P7ZW"),
  "ap-northeast-2": aws("apne2", "Z3W03O7B5YMIYP"),
  "ap-northeast-3": aws("apne3", "Z2YQB5RD63NC85"),
  "ap-south-1": aws("aps1", "Z11RGJOFQNVJUP"),
  "ap-south-2": aws("aps2", "Z02976202B4EZMXIPMXF7"),
  "ap-southeast-1": aws("apse1", "Z3O0J2DXBE1FTB"),
  "ap-southeast-2": aws("apse2", "Z1WCIGYICN2BYD"),
  "ap-southeast-3": aws("apse3", "Z01846753K324LI26A3VV"),
  "ap-southeast-4": aws("apse4", "Z0312387243XT5FE14WFO"),
  "ap-southeast-5": aws("apse5", "Z08660063OXLMA7F1FJHU"),
  "ap-southeast-7": aws("apse7"),
  "ca-central-1": aws("cac1", "Z1QDHH18159H29"),
  "ca-west-1": aws("caw1", "Z03565811Z33SLEZTHOUL"),
  "cn-north-1": other("aws-cn", "cnn1", "Z5CN8UMXT92WN"),
  "cn-northwest-1": other("aws-cn", "cnnw1", "Z282HJ1KT0DH03"),
  "eu-central-1": aws("euc1", "Z21DNDUVLTQW6Q", ["Z215JYRZR1TBD5", "Z3F0SRJ5LGBH90"]),
  "eu-central-2": aws("euc2", "Z030506016YDQGETNASS"),
  "eu-isoe-west-1": other("aws-iso-e", "euiew1"),
  "eu-north-1": aws("eun1", "Z3BAZG2TWCNX0D", ["Z23TAZ6LKFMNIO", "Z1UDT6IFJ4EJM"]),
  "eu-south-1": aws("eus1", "Z30OZKI7KPW7MI", ["Z3ULH7SSC9OV64", "Z23146JA1KNAFP"]),
  "eu-south-2": aws("eus2", "Z0081959F7139GRJC19J"),
  "eu-west-1": aws("euw1", "Z1BKCTXD74EZPE", ["Z32O12XQLNTSW2", "Z2IFOLAFXWLO4F"]),
  "eu-west-2": aws("euw2", "Z3GKZC51ZF0DB4"),
  "eu-west-3": aws("euw3", "Z3R1K369G5AVDG"),
  "eusc-de-east-1": other("aws-eusc", "eusce1"),
  "il-central-1": aws("ilc1", "Z09640613K4A3MN55U7GU"),
  "me-central-1": aws("mec1", "Z06143092I8HRXZRUZROF"),
  "me-south-1": aws("mes1", "Z1MPMWCPA7YB62"),
  "mx-central-1": aws("mxc1"),
  "sa-east-1": aws("sae1", "Z7KQH4QJS55SO"),
  "us-east-1": aws("use1", "Z3AQBSTGFYJSTF"),
  "us-east-2": aws("use2", "Z2O1EMRO9K5GLX"),
  "us-gov-east-1": other("aws-us-gov", "usge1", "Z2NIFVYYW2VKV1"),
  "us-gov-west-1": other("aws-us-gov", "usgw1", "Z31GFT0UA1I2HV"),
  "us-iso-east-1": other("aws-iso", "usie1"),
  "us-iso-west-1": other("aws-iso", "usiw1"),
  "us-isob-east-1": other("aws-iso-b", "usibe1"),
  "us-isof-east-1": other("aws-iso-f", "usife1"),
  "us-isof-south-1": other("aws-iso-f", "usifs1"),
  "us-west-1": aws("usw1", "Z2F56UZL2M1ACD"),
  "us-west-2": aws("usw2", "Z3BJ6K6RIION7M"),
};

/** What is known of a region. */
export const regionOf = (name: string): AwsRegion | undefined => awsRegions[name];

const byBeginning: readonly (readonly [string, string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/** The partition of a region, also of one that nobody has heard of: its name tells. */
export const partitionOf = (region: string): string =>
  awsRegions[region]?.partition ?? byBeginning.find(([beginning]) => region.startsWith(beginning))?.[1] ?? "aws";
