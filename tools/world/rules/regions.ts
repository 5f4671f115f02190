import { placeOf } from "../place";
import { page, type Question, type Refusal, type Source, type WorldRule } from "../rule";
import { textAt, textsAt } from "../values";
import { firstNamed } from "./find";

/** The region in which CloudFront looks for certificates and web ACLs. */
const edgeRegion = "us-east-1";

const inEdgeRegion = (name: string, path: string, code: string, source: Source, what: string): WorldRule => ({
  name,
  source,
  types: ["aws_cloudfront_distribution"],
  onPut: ({ object, view }: Question): readonly Refusal[] => {
    const value = textAt(object, path);
    const region = /^arn:[^:]*:[^:]*:([^:]*):/.exec(value ?? "")?.[1];
    if (value === undefined || region === undefined || region === "" || region === edgeRegion) return [];
    const other = firstNamed(object, path, view) ?? { noun: `${what} in ${edgeRegion}`, value };
    return [{ code, path, value, says: `the ${what} lies in ${region}, and CloudFront takes one of ${edgeRegion} only`, other }];
  },
});

const edgeScope: WorldRule = {
  name: "cloudfront-web-acl-scope",
  source: page("https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html"),
  types: ["aws_wafv2_web_acl", "aws_wafv2_ip_set", "aws_wafv2_rule_group", "aws_wafv2_regex_pattern_set"],
  onPut: ({ object }) => {
    if (textAt(object, "scope") !== "CLOUDFRONT" || placeOf(object).region === edgeRegion) return [];
    const says = `what is for CloudFront is made in ${edgeRegion} only, and this is made in ${placeOf(object).region}`;
    return [{ code: "WAFInvalidParameterException", path: "scope", value: "CLOUDFRONT", says }];
  },
};

const regionalWebAcl: WorldRule = {
  name: "cloudfront-web-acl-regional",
  source: page("https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html"),
  types: ["aws_cloudfront_distribution"],
  onPut: ({ object, view }) => {
    const acl = firstNamed(object, "web_acl_id", view);
    if (acl === undefined || textAt(acl, "scope") === "CLOUDFRONT") return [];
    const says = "the web ACL is for regional resources, not for CloudFront";
    return [{ code: "InvalidWebACLId", path: "web_acl_id", value: acl.id, says, other: acl }];
  },
};

/** A key of Google's that something is encrypted with, in the location of what it encrypts. */
interface KeyLocationRow {
  readonly type: string;
  readonly path: string;
  readonly source: Source;
}

const keyLocations: readonly KeyLocationRow[] = [
  {
    type: "google_storage_bucket",
    path: "encryption.default_kms_key_name",
    source: page("https://cloud.google.com/storage/docs/encryption/customer-managed-keys"),
  },
  {
    type: "google_sql_database_instance",
    path: "encryption_key_name",
    source: page("https://cloud.google.com/sql/docs/postgres/configure-cmek"),
  },
  {
    type: "google_container_cluster",
    path: "database_encryption.key_name",
    source: page("https://cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets"),
  },
  {
    type: "google_artifact_registry_repository",
    path: "kms_key_name",
    source: page("https://cloud.google.com/artifact-registry/docs/cmek"),
  },
  {
    type: "google_redis_instance",
    path: "customer_managed_key",
    source: page("https://cloud.google.com/memorystore/docs/redis/about-cmek"),
  },
];

/** Multi-regions that a key calls otherwise than the bucket that it encrypts. */
const keyNames: Readonly<Record<string, string>> = { eu: "europe" };

const keyLocation = ({ type, path, source }: KeyLocationRow): WorldRule => ({
  name: `key-location:${type}.${path}`,
  source,
  types: [type],
  onPut: ({ object, view }) => {
    const { region } = placeOf(object);
    return textsAt(object.values, path).flatMap((value): readonly Refusal[] => {
      const location = /\/locations\/([^/]+)\//.exec(value)?.[1];
      if (location === undefined || region === "" || location === (keyNames[region] ?? region)) return [];
      const other = firstNamed(object, path, view) ?? { noun: `Cloud KMS key in ${region}`, value };
      return [{ code: "INVALID_ARGUMENT", path, value, says: `the key lies in ${location}, and what it encrypts in ${region}`, other }];
    });
  },
});

/** What lies in the wrong region for its user, where no id says so; keys and buckets of AWS are in the table of references. */
export const regionRules: readonly WorldRule[] = [
  inEdgeRegion(
    "cloudfront-certificate-region",
    "viewer_certificate.acm_certificate_arn",
    "InvalidViewerCertificate",
    page("https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html"),
    "certificate",
  ),
  edgeScope,
  regionalWebAcl,
  ...keyLocations.map(keyLocation),
];
