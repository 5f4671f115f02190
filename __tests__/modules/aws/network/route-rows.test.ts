import fc from "fast-check";
import { hasInternetGateway, natGatewayModes, routeTableRows, type RouteTableRow } from "../../../../modules/aws/network/route-rows";
import { zones } from "../../../../modules/core/words";
import { anyMatrix, flow } from "../../../support/flows";

const letters = ["a", "b", "c"];

const told = ({ id, letters: served, wayOut }: RouteTableRow): string =>
  `${id} ${served.join("")} ${wayOut === undefined ? "nowhere" : wayOut.via === "nat-gateway" ? `nat ${wayOut.letter}` : "internet gateway"}`;

describe("rows of the route tables", () => {
  const matrix = [flow("internet", "public", 443), flow("mesh", "internet", 443)];

  test.each([
    ["none", ["mesh-a a nowhere", "mesh-b b nowhere", "mesh-c c nowhere"]],
    ["single", ["mesh-a a nat a", "mesh-b b nat a", "mesh-c c nat a"]],
    ["per-availability-zone", ["mesh-a a nat a", "mesh-b b nat b", "mesh-c c nat c"]],
  ] as const)("with NAT gateways %s", (natGateways, mesh) => {
    expect(routeTableRows(matrix, { natGateways, letters }).map(told)).toEqual([
      "public abc internet gateway",
      ...letters.map((letter) => `api-${letter} ${letter} nowhere`),
      ...mesh,
      ...letters.map((letter) => `data-${letter} ${letter} nowhere`),
      "vault abc nowhere",
    ]);
  });

  test("the internet gateway exists for NAT gateways and for the public zone only", () => {
    expect(hasInternetGateway([], "none")).toBe(false);
    expect(hasInternetGateway([flow("mesh", "internet", 443)], "none")).toBe(false);
    expect(hasInternetGateway([flow("public", "internet", 443)], "none")).toBe(true);
    expect(hasInternetGateway([flow("internet", "public", 443)], "none")).toBe(true);
    expect(hasInternetGateway([], "single")).toBe(true);
    expect(routeTableRows([], { natGateways: "none", letters }).map(told)).toContain("public abc nowhere");
  });

  test("whatever the flows and the NAT gateways, the tables are the same, so that no subnet ever changes its table", () => {
    const ids = (rows: readonly RouteTableRow[]) => rows.map(({ id, letters: served }) => [id, ...served]);
    const tables = ids(routeTableRows([], { natGateways: "none", letters }));
    fc.assert(
      fc.property(anyMatrix, fc.constantFrom(...natGatewayModes), (any, natGateways) => {
        expect(ids(routeTableRows(any, { natGateways, letters }))).toEqual(tables);
      }),
    );
  });

  test("every zone has tables for all availability zones, and the vault zone never a way out", () => {
    fc.assert(
      fc.property(anyMatrix, fc.constantFrom(...natGatewayModes), (any, natGateways) => {
        const rows = routeTableRows(any, { natGateways, letters });
        for (const zone of zones) expect(rows.filter((row) => row.zone === zone).flatMap((row) => row.letters)).toEqual(letters);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        expect(rows.filter(({ zone, wayOut }) => zone === "vault" && wayOut !== undefined)).toEqual([]);
      }),
    );
  });
});
