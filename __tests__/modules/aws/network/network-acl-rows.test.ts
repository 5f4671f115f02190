import fc from "fast-check";
import {
  ephemeralPorts,
  networkAclQuotaProblems,
  networkAclRows,
  type AclRow,
  type AclShape,
} from "../../../../modules/aws/network/network-acl-rows";
import { flowAllowed, flowMatrix, peers, type Flow } from "../../../../modules/core/flows";
import { anyFlow, anyMatrix, boundaryPorts, estateFlows, flow } from "../../../support/flows";
import { aclLets, anyShape, bothAclsLet, placesOf, zoneOfPlace, type Place } from "./packet-fixture";

const plain: AclShape = { hasPods: false, hasNat: false, hasGatewayEndpoints: false };

const told = ({ zone, direction, action, range, protocol, ports }: AclRow): string =>
  `${zone} ${direction} ${action} ${range} ${protocol} ${ports.join("-")}`;

const keyOf = ({ zone, direction, range, protocol, ports }: AclRow): string => [zone, direction, range, protocol, ports[0]].join(" ");

describe("rows of the network ACLs", () => {
  test("a flow between two zones is a request and an answer in both ACLs", () => {
    expect(networkAclRows([flow("api", "data", 5432)], plain).map(told)).toEqual([
      "api egress allow data tcp 5432-5432",
      "api ingress allow data tcp 1024-65535",
      "data egress allow api tcp 1024-65535",
      "data ingress allow api tcp 5432-5432",
    ]);
  });

  test("the pods are a second range of the mesh zone, and the endpoints stand in the data zone", () => {
    expect(networkAclRows([flow("mesh", "endpoints", 443)], { ...plain, hasPods: true }).map(told)).toEqual([
      "mesh egress allow data tcp 443-443",
      "mesh ingress allow data tcp 1024-65535",
      "data egress allow mesh tcp 1024-65535",
      "data egress allow pods tcp 1024-65535",
      "data ingress allow mesh tcp 443-443",
      "data ingress allow pods tcp 443-443",
    ]);
  });

  test("traffic to the internet passes the public zone's ACL on its way through the NAT gateway", () => {
    expect(networkAclRows([flow("api", "internet", 443)], { ...plain, hasNat: true }).map(told)).toEqual([
      "public egress allow api tcp 1024-65535",
      "public egress deny network all 0-0",
      "public egress allow internet tcp 443-443",
      "public ingress allow api tcp 443-443",
      "public ingress deny network all 0-0",
      "public ingress allow internet tcp 1024-65535",
      "api egress deny network all 0-0",
      "api egress allow internet tcp 443-443",
      "api ingress deny network all 0-0",
      "api ingress allow internet tcp 1024-65535",
    ]);
  });

  test("a private zone with a flow to the endpoints reaches the public addresses of S3 and DynamoDB; another doesn't", () => {
    const rows = networkAclRows([flow("vault", "endpoints", 443), flow("api", "endpoints", 8443)], { ...plain, hasGatewayEndpoints: true });
    expect(aclLets(rows, "vault", "egress", "internet", "tcp", 443)).toBe(true);
    expect(aclLets(rows, "vault", "ingress", "internet", "tcp", 1024)).toBe(true);
    expect(rows.filter(({ zone, range }) => zone === "api" && range === "internet")).toEqual([]);
  });

  test("ports are joined where that loses nothing", () => {
    const flows = [flow("api", "data", 443), flow("api", "data", 444, 450), flow("api", "data", 452), flow("data", "api", 5000)];
    expect(
      networkAclRows(flows, plain)
        .filter(({ zone }) => zone === "api")
        .map(told),
    ).toEqual([
      "api egress allow data tcp 443-450",
      "api egress allow data tcp 452-452",
      "api egress allow data tcp 1024-65535",
      "api ingress allow data tcp 1024-65535",
    ]);
  });

  test("two first ports with the same number take two numbers, whatever the order of the flows", () => {
    const numbers = (flows: readonly Flow[]): readonly (readonly number[])[] =>
      networkAclRows(flows, plain)
        .filter(({ zone, direction }) => zone === "api" && direction === "egress")
        .map(({ ports, number }) => [ports[0], number]);
    const [low, high] = [flow("api", "data", 443), flow("api", "data", 2686)];
    expect(numbers([low, high])).toEqual([
      [443, 14_043],
      [2686, 14_044],
    ]);
    expect(numbers([high, low])).toEqual(numbers([low, high]));
  });

  test("numbers are unique in an ACL and direction and within AWS's bounds, and so are keys", () => {
    fc.assert(
      fc.property(anyMatrix, anyShape, (matrix, shape) => {
        const rows = networkAclRows(matrix, shape);
        const places = rows.map(({ zone, direction, number }) => `${zone} ${direction} ${String(number)}`);
        expect(new Set(places).size).toBe(rows.length);
        expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
        expect(rows.every(({ number }) => Number.isInteger(number) && number >= 100 && number <= 31_699)).toBe(true);
      }),
    );
  });

  test("adding a flow renumbers nothing", () => {
    const uncrowded = anyFlow.filter(({ ports: [first] }) => first <= 1024);
    fc.assert(
      fc.property(fc.array(uncrowded, { maxLength: 14 }), uncrowded, anyShape, (flows, added, shape) => {
        const after = new Map(networkAclRows(flowMatrix([...flows, added]), shape).map((row) => [keyOf(row), row.number]));
        for (const row of networkAclRows(flowMatrix(flows), shape)) expect(after.get(keyOf(row)) ?? row.number).toBe(row.number);
      }),
    );
  });

  test("every flow is let through, there and back", () => {
    fc.assert(
      fc.property(anyMatrix, anyShape, (matrix, shape) => {
        const rows = networkAclRows(matrix, shape);
        for (const { from, to, protocol, ports } of matrix) {
          for (const here of placesOf(from, shape)) {
            for (const there of placesOf(to, shape)) {
              for (const port of ports) expect(bothAclsLet(rows, here, there, protocol, port)).toBe(true);
              for (const port of ephemeralPorts) expect(bothAclsLet(rows, there, here, protocol, port)).toBe(true);
            }
          }
        }
      }),
    );
  });

  test("nothing is let through but flows, answers, and what goes to the internet by a NAT gateway or a gateway endpoint", () => {
    fc.assert(
      fc.property(anyMatrix, anyShape, (matrix, shape) => {
        const rows = networkAclRows(matrix, shape);
        const places: readonly Place[] = [...new Set(peers.flatMap((peer) => placesOf(peer, shape)))];
        const wrong = places
          .filter((place) => place !== "internet")
          .flatMap((inside) => {
            const may = mayCall(matrix, shape, inside);
            return combinations(places, ["tcp", "udp"] as const, boundaryPorts(matrix)).flatMap(([other, protocol, port]) => {
              const mayAnswer = (caller: Place, service: Place): boolean =>
                port >= ephemeralPorts[0] && boundaryPorts(matrix).some((called) => may(caller, service, protocol, called));
              const out = may(inside, other, protocol, port) || mayAnswer(other, inside);
              const into = may(other, inside, protocol, port) || mayAnswer(inside, other);
              const zone = zoneOfPlace(inside);
              return [
                ...(aclLets(rows, zone, "egress", other, protocol, port) === out
                  ? []
                  : [`${inside} to ${other} ${protocol} ${String(port)}`]),
                ...(aclLets(rows, zone, "ingress", other, protocol, port) === into
                  ? []
                  : [`${other} to ${inside} ${protocol} ${String(port)}`]),
              ];
            });
          });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("more rules than AWS takes in one direction are an error that names the ACL", () => {
    const flows = (count: number): Flow[] => Array.from({ length: count }, (_, index) => flow("public", "api", 100 + 2 * index));
    expect(networkAclQuotaProblems("here", networkAclRows(flows(19), plain))).toEqual([]);
    const problems = networkAclQuotaProblems("here", networkAclRows(flows(20), plain));
    expect(problems.map(({ code, place, value }) => [code, place, value])).toEqual([
      ["QuotaExceeded", "here", 20],
      ["QuotaExceeded", "here", 20],
    ]);
    expect(problems.map(({ rule }) => rule)).toEqual([
      "the network ACL of zone 'public' must have at most 19 egress rules",
      "the network ACL of zone 'api' must have at most 19 ingress rules",
    ]);
  });

  test("a matrix as an estate has it keeps the quota", () => {
    const rows = networkAclRows(flowMatrix(estateFlows), { hasPods: true, hasNat: true, hasGatewayEndpoints: true });
    expect(networkAclQuotaProblems("here", rows)).toEqual([]);
  });
});

const combinations = <A, B, C>(first: readonly A[], second: readonly B[], third: readonly C[]): (readonly [A, B, C])[] =>
  first.flatMap((a) => second.flatMap((b) => third.map((c) => [a, b, c] as const)));

/** Whether the ACL that guards `guarded` has to let a call pass, told from the matrix and not from the rules. */
const mayCall =
  (matrix: readonly Flow[], shape: AclShape, guarded: Place) =>
  (from: Place, to: Place, protocol: Flow["protocol"], port: number): boolean => {
    const inMatrix = (caller: Place, service: Place): boolean =>
      matrix.some(
        (one) =>
          one.protocol === protocol &&
          port >= one.ports[0] &&
          port <= one.ports[1] &&
          placesOf(one.from, shape).includes(caller) &&
          placesOf(one.to, shape).includes(service),
      );
    if (inMatrix(from, to)) return true;
    const behindNat: readonly Place[] = shape.hasNat && guarded === "public" ? ["api", "mesh", "pods", "data"] : [];
    if (from === "public" && to === "internet" && behindNat.some((place) => inMatrix(place, "internet"))) return true;
    if (to === "public" && behindNat.includes(from) && inMatrix(from, "internet")) return true;
    const zone = zoneOfPlace(from);
    const isGateway = shape.hasGatewayEndpoints && to === "internet" && protocol === "tcp" && port === 443;
    return isGateway && zone !== undefined && zone !== "public" && flowAllowed(matrix, zone, "endpoints", "tcp", 443);
  };
