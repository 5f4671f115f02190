import { dnsSuffix } from "../computed/made";
import { parseArn } from "./arn";
import { awsRegions, digits, type AwsRegion } from "./aws-regions";
import { accountOf, partitionOf, partitionOfRegion, regionOf, reverseDnsPrefix } from "./aws-scope";
import { hasOwnSuffix, isSupported } from "./aws-services";
import { givenText, textOf } from "./config";
import { failed, found, type DataSourceRequest, type Found, type Reader } from "./data-source";

const notFound = "couldn't find resource";

const readPartition: Reader = (request) => {
  const partition = partitionOf(request);
  return found({
    id: partition,
    partition,
    dns_suffix: dnsSuffix(partition),
    reverse_dns_prefix: reverseDnsPrefix(partition),
  });
};

const endpointOf = (region: string): string => {
  const partition = partitionOfRegion(region);
  // The provider puts the endpoints of the European sovereign cloud where those of the commercial partition are.
  return `ec2.${region}.${dnsSuffix(partition === "aws-eusc" ? "aws" : partition)}`;
};

const readRegion: Reader = (request) => {
  const { config } = request;
  const [name, endpoint] = [textOf(config, "name"), textOf(config, "endpoint")];
  const byEndpoint = [...awsRegions.keys()].find((one) => endpointOf(one) === endpoint);
  if (endpoint !== undefined && byEndpoint === undefined) return failed(`finding Region by endpoint (${endpoint})`, notFound);
  if (name !== undefined && !awsRegions.has(name)) return failed(`finding Region by name (${name})`, notFound);
  if (name !== undefined && byEndpoint !== undefined && name !== byEndpoint) {
    return failed("multiple Regions matched", "use additional constraints to reduce matches to a single Region");
  }
  const region = awsRegions.get(name ?? byEndpoint ?? regionOf(request));
  if (region === undefined) return failed(`finding Region by name (${regionOf(request)})`, notFound);
  return found({ id: region.name, name: region.name, description: region.description, endpoint: endpointOf(region.name) });
};

/** All regions of the partition: an account is taken as one that has enabled those that have to be. */
const readRegions: Reader = (request) => {
  const partition = partitionOf(request);
  const names = [...awsRegions.keys()].filter((name) => partitionOfRegion(name) === partition);
  return found({ id: partition, names });
};

const readDefaultTags: Reader = (request) => found({ id: partitionOf(request), tags: request.defaultTags ?? {} });

/** Who makes a rehearsal: a session of a role that stands in no world. */
const readCallerIdentity: Reader = (request) => {
  const account = accountOf(request);
  return found({
    id: account,
    account_id: account,
    arn: `arn:${partitionOf(request)}:sts::${account}:assumed-role/rehearsal/rehearsal`,
    user_id: "AROAREHEARSALREHEARSA:rehearsal",
  });
};

const readArn: Reader = ({ config }) => {
  const text = textOf(config, "arn") ?? "";
  const arn = parseArn(text);
  if (!("wrong" in arn)) return found({ ...arn, id: text });
  const detail = `The provided value cannot be parsed as an ARN.\n\nPath: arn\nValue: ${text}`;
  return { errors: [{ severity: "error", summary: "Invalid ARN Value", detail, path: [{ attribute: "arn" }] }] };
};

const readService: Reader = (request) => {
  const { config } = request;
  const dnsName = textOf(config, "dns_name");
  const reverse = dnsName === undefined ? textOf(config, "reverse_dns_name") : backwards(dnsName);
  if (reverse !== undefined) {
    const parts = reverse.split(".");
    if (parts.length < 4) {
      const kind = dnsName === undefined ? "reverse service DNS names" : "service DNS names";
      return failed(`${kind} must have at least 4 parts`, `${dnsName ?? reverse} has ${String(parts.length)}`);
    }
    return service(parts.slice(0, -2).join("."), parts.at(-2) ?? "", parts.at(-1) ?? "");
  }
  const id = textOf(config, "service_id");
  if (id === undefined) return failed("service ID not provided directly or through a DNS name");
  const prefix = textOf(config, "reverse_dns_prefix") ?? reverseDnsPrefix(partitionOf(request));
  return service(prefix, textOf(config, "region") ?? regionOf(request), id);
};

const service = (prefix: string, region: string, id: string): Found => {
  const reverse = `${prefix}.${region}.${id}`;
  const partition = partitionOfRegion(region);
  return found({
    id: reverse,
    dns_name: backwards(reverse),
    partition: partition ?? null,
    region,
    reverse_dns_name: reverse,
    reverse_dns_prefix: prefix,
    service_id: id,
    supported: isSupported(partition, id),
  });
};

const backwards = (name: string): string => name.split(".").reverse().join(".");

const readServicePrincipal: Reader = (request) => {
  const name = textOf(request.config, "service_name") ?? "";
  const region = textOf(request.config, "region") ?? regionOf(request);
  const partition = partitionOfRegion(region);
  if (!awsRegions.has(region) || partition === undefined) return failed(`finding Region by name (${region})`, notFound);
  const suffix = hasOwnSuffix(partition, name) ? dnsSuffix(partition) : "amazonaws.com";
  return found({ id: `${name}.${region}.${suffix}`, name: `${name}.${suffix}`, region, service_name: name, suffix });
};

type RegionText = { readonly [K in keyof AwsRegion]: AwsRegion[K] extends string ? K : never }[keyof AwsRegion];

/** A data source that looks something up by region: `region`, or where the provider works. */
const byRegion =
  (
    of: (request: DataSourceRequest) => RegionText,
    unsupported: (region: string) => Found,
    values: (request: DataSourceRequest, text: string) => Found,
  ): Reader =>
  (request) => {
    const region = givenText(request.config, "region") ?? regionOf(request);
    const text = awsRegions.get(region)?.[of(request)] ?? "";
    return text === "" ? unsupported(region) : values(request, text);
  };

const account =
  (user: string) =>
  (request: DataSourceRequest, id: string): Found =>
    found({ id, region: givenText(request.config, "region") ?? null, arn: `arn:${partitionOf(request)}:iam::${id}:${user}` });

const zone = ({ config }: DataSourceRequest, id: string): Found => found({ id, region: givenText(config, "region") ?? null });

const unsupportedRegion = (region: string): Found => failed(`unsupported AWS Region: ${region}`);

const readLoadBalancerZone: Reader = (request) => {
  const type = givenText(request.config, "load_balancer_type") ?? "application";
  const read = byRegion(
    () => (type === "network" ? "networkLoadBalancerZone" : "loadBalancerZone"),
    unsupportedRegion,
    (_, id) => found({ id, load_balancer_type: type, region: givenText(request.config, "region") ?? null }),
  );
  return read(request);
};

/** The account to which AWS's bills belong, as its console writes it; the provider has one for all partitions. */
const billingAccount = "3862-0938-4616";

/** The canonical user who writes CloudFront's logs, in China and elsewhere, as AWS 5.100.0 has them. */
const cloudfrontLogUsers = {
  china: "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
  elsewhere: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
};

/** Data sources of AWS that say where one is, and what the provider knows without asking. */
export const placeReaders: Readonly<Record<string, Reader>> = {
  aws_arn: readArn,
  aws_partition: readPartition,
  aws_region: readRegion,
  aws_regions: readRegions,
  aws_default_tags: readDefaultTags,
  aws_caller_identity: readCallerIdentity,
  aws_service: readService,
  aws_service_principal: readServicePrincipal,
  aws_elb_service_account: byRegion(() => "elbAccount", unsupportedRegion, account("root")),
  aws_cloudtrail_service_account: byRegion(
    () => "cloudtrailAccount",
    (region) => failed(`unsupported CloudTrail Service Account Region (${region})`),
    account("root"),
  ),
  aws_redshift_service_account: byRegion(
    () => "redshiftAccount",
    (region) => failed(`Unknown region (${JSON.stringify(region)})`),
    account("user/logs"),
  ),
  aws_elb_hosted_zone_id: byRegion(() => "loadBalancerZone", unsupportedRegion, zone),
  aws_lb_hosted_zone_id: readLoadBalancerZone,
  aws_apprunner_hosted_zone_id: byRegion(
    () => "apprunnerZone",
    (region) => failed("unsupported AWS Region", `region ${region} is currently not supported`),
    (request, id) => found({ id, region: givenText(request.config, "region") ?? regionOf(request) }),
  ),
  aws_billing_service_account: (request) => {
    const id = digits(billingAccount);
    return found({ id, arn: `arn:${partitionOf(request)}:iam::${id}:root` });
  },
  aws_cloudfront_log_delivery_canonical_user_id: (request) => {
    const region = givenText(request.config, "region");
    const inChina = partitionOfRegion(region ?? regionOf(request)) === "aws-cn";
    return found({ id: cloudfrontLogUsers[inChina ? "china" : "elsewhere"], region: region ?? null });
  },
};
