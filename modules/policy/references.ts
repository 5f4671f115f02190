import type { SiteCloud } from "../core/words";

/** Something that a text names, of which the text says where it lies: an ARN, a host name, a name of Google's. */
export interface PlaceReference {
  readonly cloud: SiteCloud;
  /** As the text says it; `global` for what Google keeps nowhere in particular. */
  readonly region: string;
  /** The service of an ARN (`kms`), or `google`; nothing for a host name. */
  readonly service: string;
  /** What follows: `key/…` of an ARN, the collection (`keyRings`) of Google's names, nothing for a host name. */
  readonly resource: string;
}

/** A bucket may be called `my-bucket-1`, so a region in a host name is known by its words. */
const awsRegion =
  "((?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(?:-gov|-iso[a-z]?|-de)?-(?:central|(?:north|south)?(?:east|west)|north|south)-\\d+)";

/** How a text can name a place. The word is looked for first, for most texts have none of them. */
interface Naming {
  readonly word: string;
  readonly pattern: RegExp;
  readonly read: (groups: readonly [string, string, string]) => PlaceReference;
}

const namings: readonly Naming[] = [
  {
    word: "arn:aws",
    pattern: /arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]+):[^:\s"']*:([^"'\s,]*)/g,
    read: ([service, region, resource]) => ({ cloud: "aws", service, region, resource }),
  },
  {
    // bucket.s3.eu-central-1.amazonaws.com, database.x.eu-central-1.rds.amazonaws.com
    word: ".amazonaws.com",
    pattern: new RegExp(`(?<![a-z0-9-])${awsRegion}(?:\\.[a-z0-9-]+)?\\.amazonaws\\.com`, "g"),
    read: ([region]) => ({ cloud: "aws", service: "", region, resource: "" }),
  },
  {
    // com.amazonaws.eu-central-1.s3, com.amazonaws.vpce.eu-central-1.vpce-svc-1
    word: "com.amazonaws.",
    pattern: new RegExp(`com\\.amazonaws\\.(?:vpce\\.)?${awsRegion}\\.`, "g"),
    read: ([region]) => ({ cloud: "aws", service: "", region, resource: "" }),
  },
  {
    word: "projects/",
    pattern: /projects\/[^/\s"']+\/(?:locations|regions|zones)\/([A-Za-z0-9-]+)(?:\/([A-Za-z]+))?/g,
    read: ([region, resource]) => ({ cloud: "google", service: "google", region, resource }),
  },
  {
    // europe-west4-docker.pkg.dev/project/repository
    word: ".pkg.dev",
    pattern: /([a-z0-9-]+)-[a-z]+\.pkg\.dev/g,
    read: ([region]) => ({ cloud: "google", service: "google", region, resource: "" }),
  },
];

const nothing: readonly PlaceReference[] = [];

/**
 * Everything that a text names with a region: arguments, host names, and the statements of policies alike. A region
 * that is a template or a wildcard says nothing and is left out.
 */
export const placesIn = (text: string): readonly PlaceReference[] => {
  const fitting = namings.filter(({ word }) => text.includes(word));
  if (fitting.length === 0) return nothing;
  return fitting
    .flatMap(({ pattern, read }) => [...text.matchAll(pattern)].map(([, a = "", b = "", c = ""]) => read([a, b, c])))
    .filter(({ region }) => region !== "-");
};

const bucketName = "[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]";
const bucketArn = new RegExp(`arn:aws[a-z-]*:s3:::(${bucketName})(?![\\w.*?$-])`, "g");

/** The buckets that a text names by ARN. A bucket's ARN has no region. */
export const bucketsIn = (text: string): readonly string[] =>
  text.includes(":s3:::") ? [...text.matchAll(bucketArn)].map(([, bucket = ""]) => bucket) : [];

/** A bucket that something is written to. */
export interface BucketReference {
  readonly cloud: SiteCloud;
  readonly bucket: string;
}

const destinations: readonly (readonly [SiteCloud, RegExp])[] = [
  ["aws", new RegExp(`^arn:aws[a-z-]*:s3:::(${bucketName})(?:/.*)?$`)],
  ["aws", new RegExp(`^s3://(${bucketName})(?:[/?].*)?$`)],
  ["aws", new RegExp(`^(${bucketName})\\.s3(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com$`)],
  ["google", new RegExp(`^(?:gs://|storage\\.googleapis\\.com/)(${bucketName})(?:[/?].*)?$`)],
];

const bareName = new RegExp(`^${bucketName}$`);

/** The bucket that a destination names, as an ARN, a URL, a host name or a bare name of `cloud`; `undefined` for what is no bucket. */
export const bucketNamed = (cloud: SiteCloud, text: string): BucketReference | undefined => {
  for (const [owner, pattern] of destinations) {
    const bucket = pattern.exec(text)?.[1];
    if (bucket !== undefined) return { cloud: owner, bucket };
  }
  return bareName.test(text) && !text.endsWith(".amazonaws.com") ? { cloud, bucket: text } : undefined;
};

/** Whether a text is a policy document: what it names, it permits or refuses, and stores nothing there. */
export const isPolicyDocument = (text: string): boolean => text.startsWith("{") && text.includes('"Statement"');
