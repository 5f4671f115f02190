import { cidrContains, cidrsOverlap, parseCidr, type Cidr } from "../../../modules/core/addressing";
import { api, ec2Errors, page, type Refusal, type WorldRule, type WorldView } from "../rule";
import { askedTexts, textAt } from "../values";
import type { WorldObject } from "../world";
import { firstNamed, othersOf, refuseIf } from "./find";

/** A range of a VPC, with what made it. */
export interface Range {
  readonly cidr: Cidr;
  readonly text: string;
  readonly maker: WorldObject;
}

const vpcTypes = ["aws_vpc", "aws_default_vpc"];
const association = "aws_vpc_ipv4_cidr_block_association";

const rangeOf = (maker: WorldObject): readonly Range[] => {
  const [text] = askedTexts(maker, "cidr_block");
  const cidr = text === undefined ? undefined : parseCidr(text);
  return text === undefined || cidr === undefined ? [] : [{ cidr, text, maker }];
};

const vpcOf = (id: string, view: WorldView): WorldObject | undefined => vpcTypes.flatMap((type) => view.by(type, "id", id))[0];

/** All IPv4 ranges of the VPC with an id: its own and the associated ones. */
export const vpcRangesOf = (id: string, view: WorldView): readonly Range[] => {
  const vpc = vpcOf(id, view);
  return vpc === undefined ? [] : rangesOf(vpc, view);
};

const rangesOf = (vpc: WorldObject, view: WorldView): readonly Range[] => [vpc, ...view.by(association, "vpc_id", vpc.id)].flatMap(rangeOf);

const sizes = { source: page("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"), largest: 16, smallest: 28 };

const sizeRule = (name: string, types: readonly string[], code: string): WorldRule => ({
  name,
  source: sizes.source,
  types,
  onPut: ({ object }) =>
    rangeOf(object).flatMap(({ cidr, text }) =>
      refuseIf(cidr.prefix < sizes.largest || cidr.prefix > sizes.smallest, () => ({
        code,
        path: "cidr_block",
        value: text,
        says: `a range must be between /${String(sizes.largest)} and /${String(sizes.smallest)}`,
      })),
    ),
});

const inside: WorldRule = {
  name: "subnet-inside-vpc",
  source: ec2Errors,
  types: ["aws_subnet"],
  onPut: ({ object, view }) => {
    const vpc = firstNamed(object, "vpc_id", view);
    if (vpc === undefined) return [];
    const ranges = rangesOf(vpc, view);
    return rangeOf(object).flatMap(({ cidr, text }) =>
      refuseIf(ranges.length > 0 && !ranges.some((range) => cidrContains(range.cidr, cidr)), () => ({
        code: "InvalidSubnet.Range",
        path: "cidr_block",
        value: text,
        says: `the subnet lies outside the ranges of its VPC (${ranges.map((range) => range.text).join(", ")})`,
        other: vpc,
      })),
    );
  },
};

const clash = (own: readonly Range[], others: readonly Range[], code: string, says: string): readonly Refusal[] =>
  own.flatMap(({ cidr, text }) => {
    const other = others.find((range) => cidrsOverlap(range.cidr, cidr));
    return other === undefined ? [] : [{ code, path: "cidr_block", value: text, says: `${says} ${other.text}`, other: other.maker }];
  });

const overlap: WorldRule = {
  name: "subnet-overlap",
  source: ec2Errors,
  types: ["aws_subnet"],
  onPut: (question) => {
    const { object, view } = question;
    const neighbours = othersOf(view.by("aws_subnet", "vpc_id", textAt(object, "vpc_id") ?? ""), question);
    return clash(rangeOf(object), neighbours.flatMap(rangeOf), "InvalidSubnet.Conflict", "the subnet overlaps another of the same VPC,");
  },
};

const secondaryOverlap: WorldRule = {
  name: "vpc-range-overlap",
  source: api("EC2 AssociateVpcCidrBlock"),
  types: [association],
  onPut: (question) => {
    const { object, view } = question;
    const vpc = firstNamed(object, "vpc_id", view);
    if (vpc === undefined) return [];
    const others = rangesOf(vpc, view).filter(({ maker }) => othersOf([maker], question).length > 0);
    return clash(rangeOf(object), others, "InvalidVpc.Range", "the range overlaps one that the VPC has,");
  },
};

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((text) => parseCidr(text) as Cidr);

const privateRangeOf = (cidr: Cidr): Cidr | undefined => privateRanges.find((range) => cidrContains(range, cidr));

const restricted: WorldRule = {
  name: "vpc-range-restricted",
  source: sizes.source,
  types: [association],
  onPut: ({ object, view }) => {
    const vpc = firstNamed(object, "vpc_id", view);
    const [primary] = vpc === undefined ? [] : rangeOf(vpc);
    if (primary === undefined) return [];
    const home = privateRangeOf(primary.cidr);
    return rangeOf(object).flatMap(({ cidr, text }) => {
      const other = privateRangeOf(cidr);
      return refuseIf(home !== undefined && other !== undefined && home !== other, () => ({
        code: "InvalidVpc.Range",
        path: "cidr_block",
        value: text,
        says: `the range is restricted: the VPC's own range ${primary.text} lies in another private range (RFC 1918)`,
        other: primary.maker,
      }));
    });
  },
};

const rangeInUse: WorldRule = {
  name: "vpc-range-in-use",
  source: api("EC2 DisassociateVpcCidrBlock"),
  types: [association],
  onRemove: ({ object, view }) =>
    rangeOf(object).flatMap(({ cidr, text }) =>
      view
        .by("aws_subnet", "vpc_id", textAt(object, "vpc_id") ?? "")
        .flatMap(rangeOf)
        .filter((subnet) => cidrContains(cidr, subnet.cidr))
        .map(({ maker }) => ({
          code: "InvalidCidrBlock.InUse",
          says: `the VPC has a subnet within the range ${text}`,
          value: maker.id,
          other: maker,
        })),
    ),
};

const peeringOverlap: WorldRule = {
  name: "peering-overlap",
  source: page("https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html"),
  types: ["aws_vpc_peering_connection"],
  onPut: ({ object, view }) => {
    const [own, peer] = ["vpc_id", "peer_vpc_id"].map((path) => vpcOf(textAt(object, path) ?? "", view));
    if (own === undefined || peer === undefined) return [];
    const theirs = rangesOf(peer, view);
    const shared = rangesOf(own, view).find(({ cidr }) => theirs.some((range) => cidrsOverlap(range.cidr, cidr)));
    if (shared === undefined) return [];
    const says = `the connection fails: the two VPCs have overlapping ranges (${shared.text})`;
    return [{ code: "failed", path: "peer_vpc_id", value: peer.id, says, other: peer }];
  },
};

const mappedAddresses: WorldRule = {
  name: "internet-gateway-mapped-addresses",
  source: api("EC2 DetachInternetGateway"),
  types: ["aws_internet_gateway", "aws_internet_gateway_attachment"],
  onRemove: ({ object, view }) =>
    view
      .by("aws_subnet", "vpc_id", textAt(object, "vpc_id") ?? "")
      .flatMap((subnet) => view.by("aws_nat_gateway", "subnet_id", subnet.id))
      .filter((nat) => textAt(nat, "connectivity_type") !== "private")
      .map((nat) => ({
        code: "DependencyViolation",
        says: "the network has some mapped public addresses, which have to be unmapped before the gateway is detached",
        value: nat.id,
        other: nat,
      })),
};

/** What EC2 says of ranges of addresses. */
export const networkRules: readonly WorldRule[] = [
  sizeRule("vpc-range-size", ["aws_vpc", association], "InvalidVpc.Range"),
  sizeRule("subnet-range-size", ["aws_subnet"], "InvalidSubnet.Range"),
  inside,
  overlap,
  secondaryOverlap,
  restricted,
  rangeInUse,
  peeringOverlap,
  mappedAddresses,
];
