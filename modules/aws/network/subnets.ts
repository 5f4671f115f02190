import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { Construct } from "constructs";
import { keyed } from "../../core/keyed";
import { zones, type Zone } from "../../core/words";
import { nameTag } from "../../core/child-name";
import { podSubnetRange, subnetRange } from "./ranges";

/** An availability zone that the network stands in. */
export interface AvailabilityZone {
  /** The last letter of its name: the key of everything that exists once an availability zone. */
  readonly letter: string;
  readonly name: string;
  /** Its slot in the address plan. */
  readonly slot: number;
}

/** The availability zones in the order of their slots; a lone letter is completed with the region. */
export const availabilityZonesOf = (names: readonly string[], region: string): readonly AvailabilityZone[] =>
  names.map((name, slot) => ({ letter: name.slice(-1), name: name.length === 1 ? `${region}${name}` : name, slot }));

/** What the subnets are made with. */
export interface NetworkSubnetsInput {
  readonly name: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly availabilityZones: readonly AvailabilityZone[];
  /** The range of the pods, and its association with the VPC. @default - no pod subnets */
  readonly pods?: { readonly cidr: string; readonly association: VpcIpv4CidrBlockAssociation };
}

/** A subnet of each network zone in each availability zone, and one for pods where there is a range for them. */
export class NetworkSubnets extends Construct {
  /** Ids in the order of the availability zones. */
  readonly ids: Readonly<Record<Zone, string[]>>;
  /** Ids in the order of the availability zones; empty without a range for pods. */
  readonly podIds: string[];

  constructor(scope: Construct, id: string, { name, vpcId, cidr, availabilityZones, pods }: NetworkSubnetsInput) {
    super(scope, id);
    this.ids = keyed(zones, (zone) =>
      availabilityZones.map(
        ({ letter, name: availabilityZone, slot }) =>
          new Subnet(this, `${zone}-${letter}`, {
            vpcId,
            availabilityZone,
            cidrBlock: subnetRange(cidr, zone, slot),
            mapPublicIpOnLaunch: false,
            tags: { ...nameTag(name, zone, letter), "estate:zone": zone },
          }).id,
      ),
    );
    this.podIds =
      pods === undefined
        ? []
        : availabilityZones.map(
            ({ letter, name: availabilityZone, slot }) =>
              new Subnet(this, `pods-${letter}`, {
                vpcId,
                availabilityZone,
                cidrBlock: podSubnetRange(pods.cidr, slot),
                mapPublicIpOnLaunch: false,
                tags: { ...nameTag(name, "pods", letter), "estate:zone": "mesh" },
                dependsOn: [pods.association],
              }).id,
          );
  }
}
