import fc from "fast-check";
import { addressPlan } from "../../../../modules/core/addressing";
import { flowMatrix, type Peer } from "../../../../modules/core/flows";
import { healthCheckRanges, networkRanges, type FirewallRanges } from "../../../../modules/google/network/firewall-ranges";
import { firewallRules, type FirewallRule } from "../../../../modules/google/network/firewall-rules";
import { anyFlow, anyMatrix, estateFlows, flow } from "../../../support/flows";
import { addressesOf, connects, disagreements, rulesOf } from "./packet-fixture";
import { goodProps, synthesized } from "./network-fixture";

const plan = addressPlan(7);
const bare = networkRanges({ cidr: plan.network });
const full = networkRanges({
  cidr: plan.network,
  podCidr: plan.pods,
  proxyOnlyCidr: plan.proxyOnly,
  privateServiceCidr: plan.privateService,
});
const anyRanges: fc.Arbitrary<FirewallRanges> = fc.constantFrom(bare, full);

const told = ({ id, sources, destinations, ports, priority }: FirewallRule): string =>
  `${String(priority)} ${id}: ${sources.join(" ")} > ${destinations.join(" ")} ${ports.join("-")}`;

describe("rules of the firewall policy", () => {
  test("a flow is a rule where it begins and a rule where it ends, and the rest is refused", () => {
    expect(firewallRules(flowMatrix([flow("public", "mesh", 8443, 8444)]), bare).map(told)).toEqual([
      "101319163 egress-public-to-mesh-tcp-8443: 10.7.0.0/20 > 10.7.32.0/20 8443-8444",
      "107741691 ingress-public-to-mesh-tcp-8443: 10.7.0.0/20 > 10.7.32.0/20 8443-8444",
      "200000000 deny-egress-inside: 0.0.0.0/0 > 10.0.0.0/8 100.64.0.0/10 172.16.0.0/12 192.168.0.0/16 199.36.153.4/30 199.36.153.8/30 0-0",
      "200000001 deny-ingress-inside: 10.0.0.0/8 100.64.0.0/10 172.16.0.0/12 192.168.0.0/16 > 0.0.0.0/0 0-0",
      "2000000000 deny-egress: 0.0.0.0/0 > 0.0.0.0/0 0-0",
      "2000000001 deny-ingress: 0.0.0.0/0 > 0.0.0.0/0 0-0",
    ]);
  });

  test("pods belong to the mesh zone, proxies and probes to the API zone, managed services to the data zone", () => {
    const rules = new Map(
      firewallRules(flowMatrix([flow("api", "mesh", 1), flow("mesh", "data", 2)]), full).map((rule) => [rule.id, rule]),
    );
    const ends = (id: string) => [rules.get(id)?.sources, rules.get(id)?.destinations];
    const mesh = [plan.zones.mesh, "100.65.192.0/19"];
    expect(ends("egress-api-to-mesh-tcp-1")).toEqual([[plan.zones.api], mesh]);
    expect(ends("ingress-api-to-mesh-tcp-1")).toEqual([[plan.zones.api, plan.proxyOnly, ...healthCheckRanges], mesh]);
    expect(ends("egress-mesh-to-data-tcp-2")).toEqual([mesh, [plan.zones.data, plan.privateService]]);
    expect(ends("ingress-mesh-to-data-tcp-2")).toEqual([mesh, [plan.zones.data]]);
  });

  test("what is outside has no rule of ours", () => {
    const ids = firewallRules(
      flowMatrix([flow("mesh", "endpoints", 443), flow("mesh", "internet", 443), flow("internet", "public", 443)]),
      bare,
    )
      .map(({ id }) => id)
      .filter((id) => !id.startsWith("deny"));
    expect(ids).toEqual(["egress-mesh-to-endpoints-tcp-443", "egress-mesh-to-internet-tcp-443", "ingress-internet-to-public-tcp-443"]);
  });

  test("ports are joined where that loses nothing, with their purposes", () => {
    const flows = [flow("api", "data", 443), { ...flow("api", "data", 444, 450), purpose: "another" }, flow("api", "data", 452)];
    const egress = firewallRules(flowMatrix(flows), bare).filter(({ direction, action }) => direction === "egress" && action === "allow");
    expect(egress.map(({ ports, description }) => [...ports, description])).toEqual([
      [443, 450, "another, api to data"],
      [452, 452, "api to data"],
    ]);
  });

  test("priorities and ids are unique, and within what a policy takes", () => {
    fc.assert(
      fc.property(anyMatrix, anyRanges, (matrix, ranges) => {
        const rules = firewallRules(matrix, ranges);
        expect(new Set(rules.map(({ priority }) => priority)).size).toBe(rules.length);
        expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
        expect(rules.every(({ priority }) => Number.isInteger(priority) && priority >= 0 && priority <= 2_147_483_547)).toBe(true);
      }),
    );
  });

  test("adding a flow changes no other rule's priority", () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { maxLength: 14 }), anyFlow, (flows, added) => {
        const after = new Map(firewallRules(flowMatrix([...flows, added]), full).map(({ id, priority }) => [id, priority]));
        for (const { id, priority } of firewallRules(flowMatrix(flows), full)) expect(after.get(id) ?? priority).toBe(priority);
      }),
    );
  });

  test("a connection begins exactly where the matrix has a flow", () => {
    fc.assert(
      fc.property(anyMatrix, anyRanges, (matrix, ranges) => {
        expect(disagreements(matrix, ranges, firewallRules(matrix, ranges))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test("the synthesized policy says the same as the matrix", () => {
    const matrix = flowMatrix(estateFlows);
    expect(disagreements(matrix, full, rulesOf(synthesized()))).toEqual([]);
  });

  test.each(["deny-egress-inside", "deny-egress", "ingress-mesh-to-vault-tcp-8200", "egress-mesh-to-data-tcp-5432"])(
    "without the rule %s it would not",
    (missing) => {
      const matrix = flowMatrix(estateFlows);
      const rules = firewallRules(matrix, full).filter(({ id }) => id !== missing);
      const wrong = (): readonly string[] => disagreements(matrix, full, rules);
      // Without its last rule a policy leaves the decision to others, which the evaluator doesn't take for an answer.
      if (missing === "deny-egress") expect(wrong).toThrow("no rule decides about egress");
      else expect(wrong()).not.toEqual([]);
    },
  );

  test("Google's probes reach what load balancers call, and nothing else", () => {
    const matrix = flowMatrix(estateFlows);
    const rules = firewallRules(matrix, full);
    const probe = (to: Peer, port: number): boolean =>
      connects(
        rules,
        { source: "35.191.0.9", destination: addressesOf(to, full).inside[0] ?? "", protocol: "tcp", port },
        { leavesInside: false, reachesInside: true },
      );
    expect(probe("mesh", 8080)).toBe(true);
    expect([probe("mesh", 443), probe("data", 5432), probe("vault", 8200), probe("mesh", 8100)]).toEqual([false, false, false, false]);
  });

  test("the good props make the ranges that these tests use", () => {
    expect([goodProps.cidr, goodProps.podCidr, goodProps.proxyOnlyCidr, goodProps.privateServiceCidr]).toEqual([
      plan.network,
      plan.pods,
      plan.proxyOnly,
      plan.privateService,
    ]);
  });
});
