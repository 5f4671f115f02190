import { estate } from "../../environments";
import { EstateError } from "../../modules/core/errors";
import type { EstateDescription } from "../../regions/description";
import { buildEstate, planWork } from "../../regions/synthesis";

const description: EstateDescription = estate;
const problemsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof EstateError) return error.problems.map(({ code, place }) => `${code} ${place}`);
    throw error;
  }
};

/** An estate of which two environments have a certificate that no construct takes. No check of form has seen it. */
const broken: EstateDescription = {
  ...description,
  environments: description.environments
    .slice(0, 2)
    .map((one) => ({ ...one, edge: { ...one.edge, originPullCertificateAuthority: "no certificate" } })),
};

describe("an estate that is built stack by stack", () => {
  test("is the same in any order and in any parts", () => {
    const work = planWork(description);
    const backwards = Array.from({ length: work.count }, (_, index) => work.count - 1 - index);
    const parts = [0, 1, 2].map((rest) => backwards.filter((index) => index % 3 === rest));
    const together = work.conclude(parts.flatMap((part) => work.build(part)));
    expect({ ...together, selects: undefined }).toEqual({ ...buildEstate(description), selects: undefined });
  });

  test("ends after the first stack that fails, and tells that one of several", () => {
    const work = planWork(broken);
    const all = Array.from({ length: work.count }, (_, index) => index);
    const forwards = work.build(all);
    const [failed, ...rest] = all.filter((index) => "problems" in (work.build([index])[0] ?? {}));
    expect(forwards.map(({ index }) => index)).toEqual(all.slice(0, (failed ?? 0) + 1));
    expect(rest.length).toBeGreaterThan(0);
    const outcomes = [...work.build(rest), ...forwards];
    expect(problemsOf(() => work.conclude(outcomes))).toEqual(problemsOf(() => work.conclude(forwards)));
    expect(problemsOf(() => work.conclude(outcomes))).toEqual(["BadProp dev-eu-aws-eu-central-1-gateway/gateway"]);
  });

  test("has no stack beyond its last", () => {
    const work = planWork(description);
    expect(() => work.build([work.count])).toThrow(new RangeError(`the estate has no stack ${String(work.count)}`));
  });
});
