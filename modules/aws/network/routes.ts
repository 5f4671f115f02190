import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Construct } from "constructs";
import type { Flow } from "../../core/flows";
import { keyed } from "../../core/keyed";
import { anywhere } from "../../core/ranges";
import { zones, type Zone } from "../../core/words";
import { nameTag } from "../../core/child-name";
import { hasInternetGateway, natGatewayLetters, routeTableRows, type NatGatewayMode, type RouteTableRow, type WayOut } from "./route-rows";
import type { AvailabilityZone, NetworkSubnets } from "./subnets";

/** What the routes are made with. */
export interface NetworkRoutesInput {
  readonly name: string;
  readonly vpcId: string;
  readonly matrix: readonly Flow[];
  readonly natGateways: NatGatewayMode;
  readonly availabilityZones: readonly AvailabilityZone[];
  readonly subnets: NetworkSubnets;
}

/** The gateways to the internet, a route table or more for each zone, and their associations. */
export class NetworkRoutes extends Construct {
  /** Ids of each zone's route tables: one for the public and the vault zone, one an availability zone for the others. */
  readonly tableIds: Readonly<Record<Zone, string[]>>;
  private readonly input: NetworkRoutesInput;
  private readonly internetGateway: InternetGateway | undefined;
  private readonly natGateways: ReadonlyMap<string, NatGateway>;

  constructor(scope: Construct, id: string, input: NetworkRoutesInput) {
    super(scope, id);
    const { name, vpcId, matrix, natGateways, availabilityZones } = input;
    const shape = { natGateways, letters: availabilityZones.map(({ letter }) => letter) };
    this.input = input;
    this.internetGateway = hasInternetGateway(matrix, natGateways)
      ? new InternetGateway(this, "internet-gateway", { vpcId, tags: nameTag(name) })
      : undefined;
    this.natGateways = new Map(natGatewayLetters(shape).map((letter) => [letter, this.natGateway(letter)]));
    const rows = routeTableRows(matrix, shape);
    this.tableIds = keyed(zones, (zone) => rows.filter((row) => row.zone === zone).map((row) => this.table(row)));
  }

  private natGateway(letter: string): NatGateway {
    const { name, subnets } = this.input;
    const address = new Eip(this, `nat-address-${letter}`, { domain: "vpc", tags: nameTag(name, "nat", letter) });
    return new NatGateway(this, `nat-gateway-${letter}`, {
      allocationId: address.id,
      subnetId: subnets.ids.public[this.slot(letter)] as string,
      tags: nameTag(name, "nat", letter),
      // A NAT gateway without an internet gateway fails, and no argument names it.
      ...(this.internetGateway === undefined ? {} : { dependsOn: [this.internetGateway] }),
    });
  }

  private table({ id, zone, letters, wayOut }: RouteTableRow): string {
    const { name, vpcId, subnets } = this.input;
    const routeTableId = new RouteTable(this, id, { vpcId, tags: nameTag(name, id) }).id;
    if (wayOut !== undefined) new Route(this, `${id}-internet`, { routeTableId, destinationCidrBlock: anywhere, ...this.target(wayOut) });
    const associate = (subnet: string, subnetId: string): void => {
      new RouteTableAssociation(this, `${subnet}-association`, { subnetId, routeTableId });
    };
    for (const letter of letters) {
      const slot = this.slot(letter);
      associate(`${zone}-${letter}`, subnets.ids[zone][slot] as string);
      const pods = subnets.podIds[slot];
      if (zone === "mesh" && pods !== undefined) associate(`pods-${letter}`, pods);
    }
    return routeTableId;
  }

  private target(wayOut: WayOut): { gatewayId: string } | { natGatewayId: string } {
    return wayOut.via === "internet-gateway"
      ? { gatewayId: (this.internetGateway as InternetGateway).id }
      : { natGatewayId: (this.natGateways.get(wayOut.letter) as NatGateway).id };
  }

  private slot(letter: string): number {
    return this.input.availabilityZones.findIndex((one) => one.letter === letter);
  }
}
