import { dnsSuffix, fixedInstant, madeName, publicAddress, textOf, uuid, type Made } from "./made";

/** The words of a name and what they tell: `undefined` where they tell nothing. */
type Teller = (made: Made, place: string, match: RegExpExecArray) => string | undefined;

/** Of a name that may be configured: what the provider or its configuration fills in. */
const fillsIn: readonly (readonly [RegExp, Teller])[] = [
  [/^name$/, (made, place) => madeName(made, "terraform-", place)],
  [/^project$/, ({ scope }) => scope.project],
  [/^(region|aws_region)$/, ({ scope }) => scope.region],
  [/^location$/, ({ scope }) => scope.region ?? "global"],
  [/^zone$/, ({ scope }) => scope.region && `${scope.region}-a`],
  [/^availability_zone(_name)?$/, ({ scope }) => scope.region && `${scope.region}a`],
  [/^(account_id|owner_id|owner_account_id|aws_account_id|registry_id|catalog_id)$/, ({ scope }) => scope.account],
];

/** Prefixes of ids by the thing that the name says: `vpc_id`, `source_security_group_id`. */
const idPrefixes: Readonly<Record<string, string>> = {
  address_allocation: "eipalloc-",
  allocation: "eipalloc-",
  association: "eipassoc-",
  cidr_block_association: "vpc-cidr-assoc-",
  customer_gateway: "cgw-",
  image: "ami-",
  instance: "i-",
  internet_gateway: "igw-",
  ipam: "ipam-",
  ipam_pool: "ipam-pool-",
  ipam_scope: "ipam-scope-",
  launch_template: "lt-",
  nat_gateway: "nat-",
  network_acl: "acl-",
  network_interface: "eni-",
  prefix_list: "pl-",
  route_table: "rtb-",
  security_group: "sg-",
  security_group_rule: "sgr-",
  snapshot: "snap-",
  subnet: "subnet-",
  transit_gateway: "tgw-",
  transit_gateway_attachment: "tgw-attach-",
  transit_gateway_route_table: "tgw-rtb-",
  volume: "vol-",
  vpc: "vpc-",
  vpc_endpoint: "vpce-",
  vpn_connection: "vpn-",
  vpn_gateway: "vgw-",
};

const service = (type: string): string => type.split("_")[1] ?? type;

const host = (made: Made, place: string): string => {
  const { provider, region, partition } = made.scope;
  const name = made.chance("lower", 12, place);
  if (provider === "aws") return [name, service(made.type), region, dnsSuffix(partition)].filter((one) => one).join(".");
  if (provider.startsWith("google")) return `${name}.${service(made.type)}.googleapis.example`;
  return `${name}.${provider}.example`;
};

const arn: Teller = (made, place, [, stem = ""]) => {
  if (made.scope.provider !== "aws") return undefined;
  const { partition = "aws", region = "", account = "" } = made.scope;
  const id = textOf(made.value("id")).replace(/^arn:.*[:/]/, "") || made.chance("hex", 17, place);
  const kind = (stem === "" ? made.type.split("_").slice(2).join("-") : stem.replaceAll("_", "-")) || "resource";
  return `arn:${partition}:${service(made.type)}:${region}:${account}:${kind}/${stem === "" ? id : made.chance("hex", 17, place)}`;
};

const awsId: Teller = (made, place, [, stem = ""]) => {
  if (made.scope.provider !== "aws") return undefined;
  const found = Object.keys(idPrefixes)
    .filter((thing) => stem === thing || stem.endsWith(`_${thing}`))
    .sort((a, b) => b.length - a.length)[0];
  const prefix = found === undefined ? `${stem.replaceAll("_", "-")}-` : (idPrefixes[found] ?? "");
  return prefix + made.chance("hex", 17, place);
};

const tellers: readonly (readonly [RegExp, Teller])[] = [
  ...fillsIn,
  [/^(?:(.*)_)?arn$/, arn],
  [/(^|_)hosted_zone_id$|^zone_id$/, (made, place) => (made.scope.provider === "aws" ? `Z${made.chance("upper", 20, place)}` : undefined)],
  [/^(uid|uuid)$|_(uid|uuid)$/, (made, place) => uuid(made, place)],
  [/^id$/, (made, place) => (made.scope.provider === "cloudflare" ? made.chance("hex", 32, place) : undefined)],
  [/^(.+)_id$/, (made, place, match) => (made.scope.provider === "cloudflare" ? made.chance("hex", 32, place) : awsId(made, place, match))],
  [
    /(^|_)(at|on|time|date|timestamp|created|updated|modified|not_before|not_after|valid_after|valid_before|valid_until)$/,
    (_, __, match) => instant(match[0]),
  ],
  [/(^|_)(url|uri|link)$/, (made, place) => `https://${host(made, place)}/`],
  [/(^|_)(endpoint|address|host|hostname|dns_name|domain_name|domain|fqdn)$/, (made, place) => host(made, place)],
  [/(^|_)name_server$|^nameserver$/, (made, place) => `ns-${made.chance("digits", 3, place)}.dns.example`],
  [/(^|_)email$/, (made, place) => `${made.chance("letters", 8, place)}@twin.example`],
  [/^(?!.*v6).*(^|_)ip(v4)?(_address)?$/, publicAddress],
  [/(^|_)ipv6(_address)?$/, (made, place) => `2001:db8::${made.chance("hex", 4, place)}`],
  [/(^|_)(fingerprint|checksum|sha256|hash|digest)$/, (made, place) => made.chance("hex", 40, place)],
  [/(^|_)(etag|lock_token|update_token)$/, (made, place) => made.chance("upper", 13, place)],
  [/(^|_)(state|status)$/, ({ scope }) => (scope.provider === "aws" || scope.provider.startsWith("google") ? "ACTIVE" : "active")],
  [/(^|_)generation$/, () => "1"],
  [/(^|_)(count|bytes)$/, () => "0"],
  [/_region$/, ({ scope }) => scope.region],
  [/(^|_)cidr(_block)?$/, () => "10.0.0.0/16"],
  [/(^|_)(description|label|message|notes|reason)$/, () => ""],
  [/^version$|_version(_actual)?$|^revision$/, () => "1"],
  [/(^|_)(secret|password|token|private_key|access_key|secret_key)$/, (made, place) => made.chance("base64", 40, place)],
  [/(^|_)(certificate|cert|pem|csr|certificate_chain|public_key)$/, (made, place) => pem(made, place)],
];

const instant = (name: string): string => (/after|expir|until/.test(name) ? "2027-01-01T00:00:00Z" : fixedInstant);

const pem = (made: Made, place: string): string =>
  `-----BEGIN CERTIFICATE-----\n${made.chance("base64", 64, place)}\n-----END CERTIFICATE-----\n`;

/** A text for a name; `undefined` where the name tells nothing. Of what may be configured only what is filled in by itself. */
export const nameByWord = (name: string, made: Made, place: string, isOptional = false): string | undefined => {
  for (const [pattern, teller] of isOptional ? fillsIn : tellers) {
    const match = pattern.exec(name);
    const text = match === null ? undefined : teller(made, place, match);
    if (text !== undefined) return text;
  }
  return undefined;
};
