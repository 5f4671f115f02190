import { cidrContains, cidrsOverlap, parseCidr, type Cidr } from "../core/addressing";
import type { Problem } from "../core/errors";
import type { NetworkClaim, StackFindings } from "./model";
import { literal, valuesAt, type ResourceView, type StackView } from "./view";

/**
 * Arguments that take addresses out of the one plan that all networks of the estate share: any two of them may be
 * connected one day. Ranges of services inside a cluster are not among them, for they mean nothing outside.
 */
export const networkArguments: readonly { readonly type: string; readonly path: string }[] = [
  { type: "aws_vpc", path: "cidr_block" },
  { type: "aws_vpc_ipv4_cidr_block_association", path: "cidr_block" },
  { type: "google_compute_subnetwork", path: "ip_cidr_range" },
  { type: "google_compute_subnetwork", path: "secondary_ip_range.ip_cidr_range" },
  { type: "google_container_cluster", path: "private_cluster_config.master_ipv4_cidr_block" },
];

/** The ranges that a stack takes. */
export const networkClaims = ({ name, resources }: StackView): readonly NetworkClaim[] =>
  resources.flatMap((resource) => [
    ...networkArguments
      .filter(({ type }) => type === resource.type)
      .flatMap(({ path }) =>
        valuesAt(resource.attributes, path)
          .map(literal)
          .filter((cidr) => cidr !== undefined)
          .map((cidr) => ({ cidr, stack: name, address: `${resource.address}.${path}` })),
      ),
    ...reservedRange(name, resource),
  ]);

/** Google's private services take a reserved address with a length instead of a range. */
const reservedRange = (stack: string, { type, address, attributes }: ResourceView): readonly NetworkClaim[] => {
  const base = literal(attributes["address"]);
  if (type !== "google_compute_global_address" || base === undefined || attributes["purpose"] !== "VPC_PEERING") return [];
  return [{ cidr: `${base}/${String(attributes["prefix_length"])}`, stack, address: `${address}.address` }];
};

/** A range with where it is taken. */
interface Range {
  readonly range: Cidr;
  readonly text: string;
  readonly place: string;
}

const badRange = (place: string, value: string): Problem => ({
  code: "BadCidr",
  place,
  rule: "a range must be in CIDR notation and on its boundary",
  value,
  fix: "take it from the address plan",
});

/** Ranges that can be read, and a problem for each that cannot. */
const readRanges = (
  claims: readonly { readonly text: string; readonly place: string }[],
): readonly [readonly Range[], readonly Problem[]] => {
  const ranges: Range[] = [];
  const problems: Problem[] = [];
  for (const { text, place } of claims) {
    const range = parseCidr(text);
    if (range === undefined) problems.push(badRange(place, text));
    else ranges.push({ range, text, place });
  }
  return [ranges, problems];
};

const byAddress = (a: Range, b: Range): number => {
  const difference = a.range.base === b.range.base ? a.range.prefix - b.range.prefix : a.range.base - b.range.base;
  return difference === 0 ? (a.place < b.place ? -1 : 1) : difference;
};

/** One problem for each range that shares an address with an earlier one, in the order of addresses and places. */
const overlaps = (ranges: readonly Range[], what: string): readonly Problem[] => {
  const sorted = [...ranges].sort(byAddress);
  const problems: Problem[] = [];
  let widest: Range | undefined;
  for (const one of sorted) {
    if (widest !== undefined && cidrsOverlap(widest.range, one.range)) {
      problems.push({
        code: "AddressOverlap",
        place: one.place,
        rule: `${what} must not overlap; ${widest.place} has ${widest.text}`,
        value: one.text,
        fix: "use a free slot of the address plan",
      });
      // CIDR ranges that overlap lie inside one another, and the wider one came first.
    } else widest = one;
  }
  return problems;
};

/** Whether no two networks of the estate overlap. */
export const networkOverlaps = (findings: readonly StackFindings[]): readonly Problem[] => {
  const claims = findings.flatMap(({ networks }) =>
    networks.map(({ cidr, stack, address }) => ({ text: cidr, place: `${stack} ${address}` })),
  );
  const [ranges, problems] = readRanges(claims);
  return [...problems, ...overlaps(ranges, "networks that may be connected")];
};

/**
 * Whether the subnets of each VPC are apart and lie inside it. A VPC of another layer is known by its reference only:
 * its subnets are then compared with each other alone. So are those of a VPC with a range that is not a literal.
 */
export const subnetProblems = ({ name, resources }: StackView): readonly Problem[] => {
  const subnets = new Map<string, { readonly text: string; readonly place: string }[]>();
  const vpcs = new Map<string, (Cidr | undefined)[]>();
  const ofStack = new Map(resources.filter(({ type }) => vpcTypes.has(type)).map((one) => [one.address, one]));
  for (const resource of resources) {
    const text = literal(resource.attributes["cidr_block"]);
    if (resource.type === "aws_subnet" && text !== undefined) {
      const place = `${name} ${resource.address}.cidr_block`;
      listAt(subnets, vpcOf(resource, ofStack)).push({ text, place });
    } else if (vpcTypes.has(resource.type)) {
      listAt(vpcs, vpcOf(resource, ofStack)).push(text === undefined ? undefined : parseCidr(text));
    }
  }
  return [...subnets].flatMap(([vpc, claims]) => {
    const [ranges, problems] = readRanges(claims);
    const outer = ofStack.has(vpc) ? (vpcs.get(vpc) ?? []) : [undefined];
    const outside = ranges.filter(({ range }) => outer.every((one) => one !== undefined && !cidrContains(one, range)));
    return [...problems, ...overlaps(ranges, "subnets of one VPC"), ...outside.map(outsideProblem)];
  });
};

const vpcTypes = new Set(["aws_vpc", "aws_vpc_ipv4_cidr_block_association"]);

const listAt = <T>(lists: Map<string, T[]>, key: string): T[] => {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
};

/** The VPC that a resource belongs to: its address in this stack, or the text that refers to it. An association passes its VPC on. */
const vpcOf = ({ type, address, attributes }: ResourceView, ofStack: ReadonlyMap<string, ResourceView>): string => {
  if (type === "aws_vpc") return address;
  const text = String(attributes["vpc_id"]);
  const [, target = "", attribute = ""] = /^\$\{([\w-]+\.[\w-]+)\.(id|vpc_id)\}$/.exec(text) ?? [];
  const referred = ofStack.get(target);
  if (referred === undefined) return text;
  return attribute === "vpc_id" ? vpcOf(referred, ofStack) : target;
};

const outsideProblem = ({ text, place }: Range): Problem => ({
  code: "AddressOverlap",
  place,
  rule: "a subnet must lie inside its VPC",
  value: text,
  fix: "take it from the VPC's range, or associate the range with the VPC",
});
