import { createHash } from "node:crypto";

/** Which of another resource's values is asked for. */
export interface Reference {
  readonly type: string;
  /** Where it stands, so that two resources have two ids. */
  readonly address: string;
  readonly attribute: string;
}

/** What ids begin with, by type. */
const idPrefixes: Readonly<Record<string, string>> = {
  aws_eip: "eipalloc",
  aws_internet_gateway: "igw",
  aws_nat_gateway: "nat",
  aws_network_acl: "acl",
  aws_route_table: "rtb",
  aws_security_group: "sg",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
  aws_vpc_endpoint: "vpce",
};

const otherPrefixes: Readonly<Record<string, string>> = {
  default_network_acl_id: "acl",
  default_route_table_id: "rtb",
  default_security_group_id: "sg",
  prefix_list_id: "pl",
  network_interface_id: "eni",
};

/** The service in an ARN where it isn't the second word of the type. */
const services: Readonly<Record<string, string>> = {
  cloudwatch: "logs",
  db: "rds",
  lb: "elasticloadbalancing",
  security: "ec2",
  vpc: "ec2",
  subnet: "ec2",
};

const region = "eu-central-1";
const account = "111122223333";
const globalServices = new Set(["iam", "cloudfront", "route53"]);

/** A value of the form that a provider gives, the same for the same reference. */
export const literalOf = ({ type, address, attribute }: Reference): string => {
  const digest = createHash("sha256").update(`${type} ${address}`).digest("hex");
  const prefix = attribute === "id" ? idPrefixes[type] : otherPrefixes[attribute];
  if (prefix !== undefined) return `${prefix}-0${digest.slice(0, 16)}`;
  if (attribute.endsWith("arn")) return arnOf(type, digest);
  if (attribute === "key_id") return uuidOf(digest);
  if (/(^|_)(at|date|time)$/.test(attribute)) return "2026-01-01T00:00:00Z";
  if (/(^|_)version$/.test(attribute)) return "1.0.0";
  if (attribute.endsWith("account_id") || attribute === "owner_id") return account;
  return `${type.replace(/^aws_/, "").replaceAll("_", "-")}-${digest.slice(0, 12)}`;
};

const arnOf = (type: string, digest: string): string => {
  const [, word = "", ...rest] = type.split("_");
  if (type === "aws_s3_bucket") return `arn:aws:s3:::bucket-${digest.slice(0, 12)}`;
  if (type === "aws_kms_key") return `arn:aws:kms:${region}:${account}:key/${uuidOf(digest)}`;
  if (type === "aws_cloudwatch_log_group") return `arn:aws:logs:${region}:${account}:log-group:/group/${digest.slice(0, 12)}`;
  const service = services[word] ?? word;
  return `arn:aws:${service}:${globalServices.has(service) ? "" : region}:${account}:${rest.at(-1) ?? word}/name-${digest.slice(0, 12)}`;
};

const uuidOf = (digest: string): string =>
  [digest.slice(0, 8), digest.slice(8, 12), `4${digest.slice(13, 16)}`, `a${digest.slice(17, 20)}`, digest.slice(20, 32)].join("-");
