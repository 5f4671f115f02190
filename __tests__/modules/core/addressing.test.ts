import fc from "fast-check";
import {
  addressPlan,
  cidrContains,
  cidrsOverlap,
  cidrSlot,
  formatCidr,
  highestAddressBlock,
  parseCidr,
} from "../../../modules/core/addressing";
import { zones } from "../../../modules/core/words";

const range = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`not a range: ${text}`);
  return parsed;
};

describe("addressing", () => {
  test("a range is read and written without loss", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 }), fc.nat(0xffffffff), (prefix, address) => {
        const size = 2 ** (32 - prefix);
        const cidr = { base: Math.floor(address / size) * size, prefix };
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });

  test.each(["10.0.0.1/24", "10.0.0.0/33", "256.0.0.0/8", "10.0.0.0", "10.0.0.0/08", ""])("refuses %p", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test("two plans never share an address, and inside one plan nothing overlaps", () => {
    fc.assert(
      fc.property(fc.nat(highestAddressBlock), fc.nat(highestAddressBlock), (a, b) => {
        const [left, right] = [addressPlan(a), addressPlan(b)];
        expect(cidrsOverlap(range(left.site), range(right.site))).toBe(a === b);
        expect(cidrsOverlap(range(left.pods), range(right.pods))).toBe(a === b);
        const parts = [
          ...zones.map((zone) => left.zones[zone]),
          left.vaultNetwork,
          left.proxyOnly,
          left.privateService,
          left.transit,
          left.clusterServices,
        ].map(range);
        parts.forEach((part, index) => {
          expect(cidrContains(range(left.site), part)).toBe(true);
          for (const other of parts.slice(index + 1)) expect(cidrsOverlap(part, other)).toBe(false);
        });
      }),
    );
  });

  test("every subnet lies in its zone, and every zone in the network", () => {
    const plan = addressPlan(7);
    for (const zone of zones) {
      expect(cidrContains(range(plan.network), range(plan.zones[zone]))).toBe(true);
      for (const subnet of plan.subnets[zone]) expect(cidrContains(range(plan.zones[zone]), range(subnet))).toBe(true);
    }
    expect(plan.zones).toEqual({
      public: "10.7.0.0/20",
      api: "10.7.16.0/20",
      mesh: "10.7.32.0/20",
      data: "10.7.48.0/20",
      vault: "10.7.64.0/20",
    });
    expect(plan.pods).toBe("100.65.192.0/18");
  });

  test("a slot outside its parent is an error with its code", () => {
    expect(() => cidrSlot("10.0.0.0/16", 17, 2)).toThrow(/\[BadCidr\]/);
    expect(() => addressPlan(highestAddressBlock + 1)).toThrow(/\[BadCidr\]/);
  });
});
