import type { Flow } from "../../core/flows";
import { zones, type Zone } from "../../core/words";

/** How private zones reach the internet: not at all, through one NAT gateway, or through one in each availability zone. */
export const natGatewayModes = ["none", "single", "per-availability-zone"] as const;
/** How private zones reach the internet. */
export type NatGatewayMode = (typeof natGatewayModes)[number];

/** The way out of a route table: the internet gateway, or the NAT gateway in the availability zone with that letter. */
export type WayOut = { readonly via: "internet-gateway" } | { readonly via: "nat-gateway"; readonly letter: string };

/** One route table. */
export interface RouteTableRow {
  /** `<zone>`, or `<zone>-<letter>` for a table of one availability zone. */
  readonly id: string;
  readonly zone: Zone;
  /** Letters of the availability zones whose subnets use it. */
  readonly letters: readonly string[];
  /** Where 0.0.0.0/0 leads. @default - nowhere: addresses outside the network are unreachable */
  readonly wayOut?: WayOut;
}

/** What the route tables follow from, beside the flows. */
export interface RouteShape {
  readonly natGateways: NatGatewayMode;
  /** Letters of the availability zones, in the order of their slots. */
  readonly letters: readonly string[];
}

/** Letters of the availability zones that get a NAT gateway. */
export const natGatewayLetters = ({ natGateways, letters }: RouteShape): readonly string[] =>
  natGateways === "none" ? [] : natGateways === "single" ? letters.slice(0, 1) : letters;

/** Whether the network has an internet gateway: for NAT gateways, and for flows between the public zone and the internet. */
export const hasInternetGateway = (matrix: readonly Flow[], natGateways: NatGatewayMode): boolean =>
  natGateways !== "none" ||
  matrix.some(({ from, to }) => (from === "public" && to === "internet") || (from === "internet" && to === "public"));

/**
 * The route tables that a matrix asks for. A private zone has a way out only if a flow of the matrix leads from it to the
 * internet; the vault zone never has one.
 *
 * The public and the vault zone have one table; the others one in each availability zone, even where all of them lead to
 * the same NAT gateway or nowhere. Tables cost nothing, and so a flow or a NAT gateway more only adds or changes routes
 * in place: if subnets moved between tables, Terraform would delete the old table before it moves them.
 */
export const routeTableRows = (matrix: readonly Flow[], shape: RouteShape): readonly RouteTableRow[] =>
  zones.flatMap((zone) => zoneRows(zone, matrix, shape));

const zoneRows = (zone: Zone, matrix: readonly Flow[], shape: RouteShape): readonly RouteTableRow[] => {
  const { letters } = shape;
  if (zone === "vault") return [{ id: zone, zone, letters }];
  if (zone === "public") {
    return [{ id: zone, zone, letters, ...(hasInternetGateway(matrix, shape.natGateways) && { wayOut: { via: "internet-gateway" } }) }];
  }
  const gateways = natGatewayLetters(shape);
  const leaves = matrix.some(({ from, to }) => from === zone && to === "internet");
  return letters.map((letter) => {
    const gateway = gateways.includes(letter) ? letter : gateways[0];
    const wayOut = leaves && gateway !== undefined && { wayOut: { via: "nat-gateway", letter: gateway } as const };
    return { id: `${zone}-${letter}`, zone, letters: [letter], ...wayOut };
  });
};
