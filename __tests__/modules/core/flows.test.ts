import fc from "fast-check";
import { flowKey, flowMatrix, peers, type Flow } from "../../../modules/core/flows";

const flow: fc.Arbitrary<Flow> = fc
  .record({
    from: fc.constantFrom(...peers),
    to: fc.constantFrom(...peers),
    protocol: fc.constantFrom("tcp" as const, "udp" as const),
    first: fc.integer({ min: 1, max: 65535 }),
    length: fc.integer({ min: 0, max: 20 }),
    purpose: fc.constantFrom("one", "two", "three"),
  })
  .map(({ first, length, ...rest }) => ({ ...rest, ports: [first, Math.min(first + length, 65535)] as const }));

describe("the flow matrix", () => {
  test("holds each flow once, in an order that does not depend on how they were declared", () => {
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 30 }), (flows) => {
        const matrix = flowMatrix(flows);
        expect(new Set(matrix.map(flowKey)).size).toBe(matrix.length);
        expect(new Set(matrix.map(flowKey))).toEqual(new Set(flows.map(flowKey)));
        expect(flowMatrix([...flows].reverse())).toEqual(matrix);
      }),
    );
  });

  test("names every purpose of a flow that was declared twice", () => {
    const one: Flow = { from: "mesh", to: "data", protocol: "tcp", ports: [5432, 5432], purpose: "stores" };
    expect(flowMatrix([one, { ...one, purpose: "reports" }, one])).toEqual([{ ...one, purpose: "reports, stores" }]);
  });

  test("has keys that are safe as construct ids", () => {
    expect(flowKey({ from: "mesh", to: "mesh", protocol: "tcp", ports: [15000, 15021], purpose: "mesh" })).toBe(
      "mesh-to-mesh-tcp-15000-15021",
    );
    expect(flowKey({ from: "internet", to: "public", protocol: "tcp", ports: [443, 443], purpose: "edge" })).toBe(
      "internet-to-public-tcp-443",
    );
  });
});
