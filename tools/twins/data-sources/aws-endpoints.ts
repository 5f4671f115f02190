import type { ObjectValue } from "../../protocol/values";
import { chanceOf, dnsSuffix, fixedInstant } from "../computed/made";
import { awsRegions } from "./aws-regions";
import { accountOf, partitionOf, regionOf } from "./aws-scope";
import { isSupported } from "./aws-services";
import { chanceHere, inRegion, serviceName } from "./aws-standing";
import { blocksOf, givenText, textOf, textsOf } from "./config";
import { failed, found, type DataSourceRequest, type Reader } from "./data-source";
import { hashOf } from "./go-set";
import { ec2 } from "./aws-network";
import { reader, type Lookup } from "./lookup";

/** Services with an endpoint in a network of which the provider keeps no name of this form. */
const moreServices = new Set(["ec2messages", "ecr", "execute-api", "notebook", "rds-data", "ssmmessages", "sms-voice", "transfer", "xray"]);

const gateways = new Set(["s3", "dynamodb"]);

const hasEndpoint = (request: DataSourceRequest, service: string): boolean =>
  service.split(".").some((label) => isSupported(partitionOf(request), label) || moreServices.has(label));

const readEndpointService: Reader = (request) => {
  const { config } = request;
  const short = givenText(config, "service");
  const full = givenText(config, "service_name") ?? filtered(request, "service-name") ?? serviceName(request, short ?? "");
  const own = inRegion(request, "aws_vpc_endpoint_service").find((one) => one["service_name"] === full);
  const beginning = serviceName(request, "");
  if (own === undefined && !(full.startsWith(beginning) && hasEndpoint(request, full.slice(beginning.length))) && request.open !== true) {
    return failed("reading EC2 VPC Endpoint Services: couldn't find resource");
  }
  const service = full.slice(beginning.length);
  const label = service.split(".").reverse().join(".");
  const suffix = `${regionOf(request)}.${dnsSuffix(partitionOf(request))}`;
  const domain = `${label.startsWith("dkr.") ? "*." : ""}${label}.${suffix}`;
  const id = own === undefined ? `vpce-svc-${chanceHere(request, full)}` : (textOf(own, "id") ?? "");
  return found({
    id: hashOf(full),
    acceptance_required: own?.["acceptance_required"] ?? false,
    arn: own?.["arn"] ?? `arn:${partitionOf(request)}:ec2:${regionOf(request)}:${accountOf(request)}:vpc-endpoint-service/${id}`,
    availability_zones: (awsRegions.get(regionOf(request))?.zones ?? []).map(({ name }) => name),
    base_endpoint_dns_names: own?.["base_endpoint_dns_names"] ?? [`${label}.${regionOf(request)}.vpce.${dnsSuffix(partitionOf(request))}`],
    manages_vpc_endpoints: false,
    owner: own === undefined ? "amazon" : accountOf(request),
    private_dns_name: own?.["private_dns_name"] ?? domain,
    private_dns_names: own === undefined ? [domain] : [],
    region: regionOf(request),
    service_id: id,
    service_name: full,
    service_type: givenText(config, "service_type") ?? (gateways.has(service) ? "Gateway" : "Interface"),
    supported_ip_address_types: ["ipv4"],
    tags: {},
    vpc_endpoint_policy_supported: own === undefined,
  });
};

const filtered = ({ config }: DataSourceRequest, name: string): string | undefined => {
  const filter = blocksOf(config, "filter").find((one) => one["name"] === name);
  return filter && textsOf(filter, "values")[0];
};

/** A block of addresses of the range that no network routes (RFC 2544). */
const block = (seed: string): string => {
  const [third, fourth] = [Number(chanceOf(seed, "digits", 4)) % 256, (Number(chanceOf(`${seed} `, "digits", 4)) % 8) * 32];
  return `198.18.${String(third)}.${String(fourth)}/27`;
};

/** The lists of addresses that AWS keeps. Their addresses are made up: no network has them. */
const awsPrefixLists = (request: DataSourceRequest): readonly ObjectValue[] =>
  [
    serviceName(request, "s3"),
    serviceName(request, "dynamodb"),
    serviceName(request, "vpc-lattice"),
    "com.amazonaws.global.cloudfront.origin-facing",
    `com.amazonaws.${regionOf(request)}.route53-healthchecks`,
  ].map((name) => {
    const id = `pl-${chanceHere(request, name, 8)}`;
    return {
      id,
      name,
      prefix_list_name: name,
      arn: `arn:${partitionOf(request)}:ec2:${regionOf(request)}:aws:prefix-list/${id}`,
      owner_id: "AWS",
      address_family: "IPv4",
      entry: [1, 2, 3].map((number) => ({ cidr: block(`${name}${String(number)}`), description: "" })),
      max_entries: 0,
      version: 0,
      tags_all: {},
    };
  });

const entries = (values: ObjectValue): readonly ObjectValue[] =>
  blocksOf(values, "entry").map(({ cidr = "", description }) => ({ cidr, description: description ?? "" }));

const managedList: Lookup = ec2("Managed Prefix List", "aws_ec2_managed_prefix_list", {
  by: { id: "id", name: "name" },
  filters: { "prefix-list-name": "name", "prefix-list-id": "id" },
  standing: awsPrefixLists,
  values: (values) => ({ entries: entries(values) }),
});

const prefixList: Lookup = ec2("Prefix List", [], {
  by: { name: "name", prefix_list_id: "id" },
  filters: { "prefix-list-name": "name", "prefix-list-id": "id" },
  standing: awsPrefixLists,
  values: (values, { config }) => ({
    cidr_blocks: entries(values).map(({ cidr = "" }) => cidr),
    prefix_list_id: config["prefix_list_id"] ?? null,
  }),
});

/** The addresses of AWS's services: made up, so that nobody takes them for an extract of what AWS publishes. */
const readIpRanges: Reader = (request) => {
  const regions = textsOf(request.config, "regions");
  const services = textsOf(request.config, "services").map((service) => service.toLowerCase());
  const places = regions.length === 0 ? [regionOf(request)] : regions.map((region) => region.toLowerCase());
  const pairs = [...places].sort().flatMap((place) => [...services].sort().map((service) => `${place} ${service}`));
  const token = Math.floor(new Date(fixedInstant).getTime() / 1000);
  return found({
    id: String(token),
    sync_token: token,
    create_date: fixedInstant.replace(/[T:]/g, "-").replace("Z", ""),
    cidr_blocks: pairs.map(block).sort(),
    ipv6_cidr_blocks: pairs.map((pair) => `2001:db8:${chanceOf(pair, "hex", 4)}::/48`).sort(),
  });
};

/** Data sources of what AWS offers to networks. */
export const endpointReaders: Readonly<Record<string, Reader>> = {
  aws_vpc_endpoint_service: readEndpointService,
  aws_ec2_managed_prefix_list: reader(managedList),
  aws_prefix_list: reader(prefixList),
  aws_ip_ranges: readIpRanges,
};
