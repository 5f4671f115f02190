import fc from "fast-check";
import type { Flow } from "../../../../modules/core/flows";
import {
  serviceConnections,
  serviceWorkloads,
  type Connection,
  type ConnectedService,
} from "../../../../modules/kubernetes/namespaces/connections";
import {
  networkPolicies,
  zoneOfEnd,
  type AddressRanges,
  type PolicyPlan,
} from "../../../../modules/kubernetes/namespaces/network-policies";
import { codesOf } from "../../../support/stack";
import { policiesLet, type Endpoint } from "./policy-fixture";

const flow = (from: Flow["from"], to: Flow["to"], first: number, last = first, protocol: Flow["protocol"] = "tcp"): Flow => ({
  from,
  to,
  protocol,
  ports: [first, last],
  purpose: "test",
});

const ranges: AddressRanges = {
  internet: [{ cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] }],
  public: [{ cidr: "10.0.0.0/20" }],
  api: [{ cidr: "10.0.16.0/20" }],
  data: [{ cidr: "10.0.48.0/20" }],
  vault: [{ cidr: "10.0.64.0/20" }],
  endpoints: [{ cidr: "10.0.48.0/20" }],
  "gateway-endpoints": [{ cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] }],
  "control-plane": [{ cidr: "10.0.32.0/20" }],
  "node-local": [{ cidr: "169.254.170.23/32" }],
};

const services: Readonly<Record<string, ConnectedService>> = {
  front: { namespace: "one", port: 8080, calls: ["back"], reaches: [] },
  back: { namespace: "two", port: 8081, calls: [], reaches: [{ to: "data", protocol: "tcp", ports: [5432, 5432] }] },
};

const good: PolicyPlan = {
  namespaces: ["two", "one"],
  workloads: { ...serviceWorkloads(services), dns: { namespace: "system", labels: { app: "dns" } }, all: { namespace: "one", labels: {} } },
  connections: [
    ...serviceConnections(services),
    { from: { pods: "all" }, to: { pods: "dns" }, protocol: "udp", ports: [53, 53] },
    { from: { addresses: "api" }, to: { pods: "front" }, protocol: "tcp", ports: [8080, 8080] },
  ],
  ranges,
  flows: [flow("mesh", "mesh", 8080, 8089), flow("mesh", "mesh", 53, 53, "udp"), flow("mesh", "data", 5432), flow("api", "mesh", 8080)],
};

const pod = (name: string, namespace: string): Endpoint => ({ pod: { namespace, labels: { "app.kubernetes.io/name": name } } });

describe("network policies", () => {
  test("close every namespace, and have one policy for each workload that is connected", () => {
    const policies = networkPolicies(good);
    expect(Object.fromEntries(Object.entries(policies).map(([namespace, byName]) => [namespace, Object.keys(byName)]))).toEqual({
      one: ["deny-all", "allow-all", "allow-front"],
      two: ["deny-all", "allow-back"],
    });
    expect(policies["one"]?.["deny-all"]).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });

  test("have one rule for each far end, with its addresses or its namespace and labels, and its ports", () => {
    const policies = networkPolicies(good);
    expect(policies["two"]?.["allow-back"]).toEqual({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "back" } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "one" } },
              podSelector: { matchLabels: { "app.kubernetes.io/name": "front" } },
            },
          ],
          ports: [{ protocol: "TCP", port: 8081 }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.48.0/20" } }], ports: [{ protocol: "TCP", port: 5432 }] }],
    });
    expect(policies["one"]?.["allow-all"]).toEqual({
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "system" } },
              podSelector: { matchLabels: { app: "dns" } },
            },
          ],
          ports: [{ protocol: "UDP", port: 53 }],
        },
      ],
    });
  });

  test("an end without a range is never reached, instead of being everybody", () => {
    const policies = networkPolicies({ ...good, ranges: { ...ranges, data: [] } });
    expect(policies["two"]?.["allow-back"]?.policyTypes).toEqual(["Ingress"]);
    expect(policies["two"]?.["allow-back"]).not.toHaveProperty("egress");
  });

  test("ranges of ports and exceptions of ranges are written as Kubernetes wants them", () => {
    const connection: Connection = { from: { pods: "back" }, to: { addresses: "internet" }, protocol: "tcp", ports: [400, 450] };
    const policies = networkPolicies({ ...good, connections: [connection], flows: [flow("mesh", "internet", 1, 1000)] });
    expect(policies["two"]?.["allow-back"]?.egress).toEqual([
      { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }], ports: [{ protocol: "TCP", port: 400, endPort: 450 }] },
    ]);
  });

  test.each<[string, Partial<PolicyPlan>]>([
    ["a connection that the matrix lacks", { flows: good.flows.filter(({ to }) => to !== "data") }],
    ["a port that the matrix lacks", { flows: good.flows.map((one) => (one.to === "data" ? { ...one, ports: [1, 5431] } : one)) }],
    ["a protocol that the matrix lacks", { flows: good.flows.map((one) => ({ ...one, protocol: "tcp" })) }],
    ["a workload that nobody knows", { workloads: serviceWorkloads(services) }],
  ])("%s is an error: FlowRefused", (_, changes) => {
    expect(codesOf(() => networkPolicies({ ...good, ...changes }))).toEqual(["FlowRefused"]);
  });

  test.each<[string, Connection["from"], ReturnType<typeof zoneOfEnd>]>([
    ["pods", { pods: "front" }, "mesh"],
    ["the control plane", { addresses: "control-plane" }, "mesh"],
    ["gateway endpoints", { addresses: "gateway-endpoints" }, "endpoints"],
    ["a zone", { addresses: "data" }, "data"],
    ["the node itself", { addresses: "node-local" }, undefined],
  ])("%s lie where the network sees them", (_, end, zone) => {
    expect(zoneOfEnd(end)).toBe(zone);
  });

  test("let through what is connected, and nothing else", () => {
    const names = ["a", "b", "c", "d"];
    const anyService = fc.record({
      namespace: fc.constantFrom("one", "two"),
      port: fc.integer({ min: 8080, max: 8083 }),
      calls: fc.subarray(names),
      reaches: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.tuple(anyService, anyService, anyService, anyService), (list) => {
        const all = Object.fromEntries(list.map((service, index) => [names[index] ?? "", service]));
        const policies = networkPolicies({ ...good, workloads: serviceWorkloads(all), connections: serviceConnections(all) });
        const wrong = names.flatMap((from) =>
          names.flatMap((to) =>
            [8079, 8080, 8081, 8082, 8083, 8084].filter((port) => {
              const [caller, callee] = [all[from], all[to]];
              if (caller === undefined || callee === undefined) return true;
              const expected = caller.calls.includes(to) && callee.port === port;
              return policiesLet(policies, pod(from, caller.namespace), pod(to, callee.namespace), "tcp", port) !== expected;
            }),
          ),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  test("do not depend on the order of what they are made from", () => {
    const text = JSON.stringify(networkPolicies(good));
    fc.assert(
      fc.property(fc.shuffledSubarray([...good.connections], { minLength: good.connections.length }), (connections) => {
        const again = networkPolicies({ ...good, connections, namespaces: ["one", "two"], flows: [...good.flows].reverse() });
        expect(JSON.stringify(again)).toBe(text);
      }),
      { numRuns: 20 },
    );
  });
});
