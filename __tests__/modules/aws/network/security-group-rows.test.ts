import fc from "fast-check";
import { networkAclRows } from "../../../../modules/aws/network/network-acl-rows";
import {
  descriptionLength,
  gatewayServices,
  securityGroupQuotaProblems,
  securityGroupRows,
  type SecurityGroupRow,
} from "../../../../modules/aws/network/security-group-rows";
import { endpointsZone, flowAllowed, flowMatrix, peers, type Flow, type Peer } from "../../../../modules/core/flows";
import { anyMatrix, boundaryPorts, flow } from "../../../support/flows";
import { anyShape, bothAclsLet, groupsLet, placesOf } from "./packet-fixture";

const told = ({ id, group, direction, peer, protocol, ports }: SecurityGroupRow): string =>
  `${id}: ${group} ${direction} ${peer} ${protocol} ${ports.join("-")}`;

type Question = readonly [from: Peer, to: Peer, protocol: Flow["protocol"], port: number];

const pairs = peers.flatMap((from) => peers.map((to) => [from, to] as const)).filter((pair) => pair.some((peer) => peer !== "internet"));

/** May this one call that one? Every pair of peers, at every port where a rule might begin or end wrongly. */
const questions = (matrix: readonly Flow[]): readonly Question[] =>
  pairs.flatMap(([from, to]) =>
    (["tcp", "udp"] as const).flatMap((protocol) => boundaryPorts(matrix).map((port): Question => [from, to, protocol, port])),
  );

/** Who may call every address, and who may be called from every address, may meet: a group can't except addresses. */
const openEndsMeet = (matrix: readonly Flow[], ...[from, to, protocol, port]: Question): boolean =>
  flowAllowed(matrix, from, "internet", protocol, port) && flowAllowed(matrix, "internet", to, protocol, port);

describe("rows of the security groups", () => {
  test("a flow is a rule where it begins and a rule where it ends", () => {
    const rows = securityGroupRows(flowMatrix([flow("api", "mesh", 8080, 8099), flow("internet", "public", 443)]), ["s3"]);
    expect(rows.map(told)).toEqual([
      "egress-api-to-mesh-tcp-8080-8099: api egress mesh tcp 8080-8099",
      "ingress-api-to-mesh-tcp-8080-8099: mesh ingress api tcp 8080-8099",
      "ingress-internet-to-public-tcp-443: public ingress internet tcp 443-443",
    ]);
  });

  test("a private zone that may call the endpoints reaches the gateway endpoints too", () => {
    const rows = securityGroupRows(flowMatrix([flow("vault", "endpoints", 443), flow("public", "endpoints", 443)]), ["s3", "dynamodb"]);
    expect(rows.filter(({ peer }) => peer === "s3" || peer === "dynamodb").map(told)).toEqual([
      "egress-vault-to-dynamodb: vault egress dynamodb tcp 443-443",
      "egress-vault-to-s3: vault egress s3 tcp 443-443",
    ]);
  });

  test("a description is the flow's purpose, cut to what EC2 takes", () => {
    const long = { ...flow("api", "data", 5432), purpose: "a".repeat(200) };
    const rows = securityGroupRows(flowMatrix([long, { ...long, purpose: "b".repeat(200) }]), []);
    expect(rows.map(({ description }) => description.length)).toEqual([descriptionLength, descriptionLength]);
    expect(rows[0]?.description).toMatch(/^a{200}, b+\.\.\.$/);
    expect(securityGroupRows([flow("api", "data", 1)], [])[0]?.description).toBe("api to data");
  });

  test("ids are unique", () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const rows = securityGroupRows(matrix, gatewayServices);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      }),
    );
  });

  test("the groups let through what the matrix allows, and nothing else", () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const rows = securityGroupRows(matrix, []);
        const wrong = questions(matrix).filter(([from, to, protocol, port]) => {
          const allowed = flowAllowed(matrix, from, to, protocol, port) || openEndsMeet(matrix, from, to, protocol, port);
          return groupsLet(rows, from, to, protocol, port) !== allowed;
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  test("groups and network ACLs together let through exactly the matrix, where open ends meet too", () => {
    fc.assert(
      fc.property(anyMatrix, anyShape, (matrix, shape) => {
        const groups = securityGroupRows(matrix, shape.hasGatewayEndpoints ? gatewayServices : []);
        const acls = networkAclRows(matrix, shape);
        const wrong = questions(matrix).filter(([from, to, protocol, port]) => {
          const allowed = flowAllowed(matrix, from, to, protocol, port);
          // Above 1023 an ACL can't tell a call from an answer, and the endpoints share the range of a zone.
          const blind = port > 1023 || [from, to].some((peer) => peer === "endpoints" || peer === endpointsZone);
          if (!allowed && blind && openEndsMeet(matrix, from, to, protocol, port)) return false;
          return placesOf(from, shape).some((here) =>
            placesOf(to, shape).some((there) => {
              const passes = groupsLet(groups, from, to, protocol, port) && bothAclsLet(acls, here, there, protocol, port);
              return passes !== allowed;
            }),
          );
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  test("more rules than AWS takes in one direction are an error that names the group", () => {
    const rows = (count: number): readonly SecurityGroupRow[] =>
      securityGroupRows(flowMatrix(Array.from({ length: count }, (_, index) => flow("api", "data", 100 + index))), []);
    expect(securityGroupQuotaProblems("here", rows(60))).toEqual([]);
    expect(securityGroupQuotaProblems("here", rows(61)).map(({ code, rule, value }) => [code, rule, value])).toEqual([
      ["QuotaExceeded", "the security group 'api' must have at most 60 egress rules", 61],
      ["QuotaExceeded", "the security group 'data' must have at most 60 ingress rules", 61],
    ]);
  });
});
