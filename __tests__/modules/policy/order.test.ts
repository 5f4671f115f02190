import fc from "fast-check";
import type { ResolvedStack } from "../../../modules/policy/model";
import { judge, stackOf } from "./stacks";

const stack = (name: string, ...dependsOn: readonly string[]) => stackOf({}, { name }, dependsOn);
const lines = (...stacks: readonly ResolvedStack[]) =>
  judge(...stacks).problems.map(({ code, place, value }) => `[${code}] ${place}: ${String(value)}`);

describe("the order of stacks", () => {
  test("a chain and a diamond can be applied", () => {
    expect(lines(stack("a"), stack("b", "a"), stack("c", "a"), stack("d", "b", "c"))).toEqual([]);
  });

  test("a circle is told once, from its first stack on", () => {
    expect(lines(stack("c", "a"), stack("a", "b"), stack("b", "c"), stack("d", "a"))).toEqual(["[DependencyCircle] a: a -> b -> c -> a"]);
    expect(lines(stack("a", "a"))).toEqual(["[DependencyCircle] a: a -> a"]);
  });

  test("two circles are two problems", () => {
    expect(lines(stack("a", "b"), stack("b", "a"), stack("c", "d"), stack("d", "c", "a"))).toEqual([
      "[DependencyCircle] a: a -> b -> a",
      "[DependencyCircle] c: c -> d -> c",
    ]);
  });

  test("a stack that does not exist is named, with the one that was meant", () => {
    expect(lines(stack("network", "keyz"), stack("keys"))).toEqual(["[UnknownDependency] network: keyz"]);
    expect(judge(stack("network", "keyz"), stack("keys")).problems[0]?.fix).toBe("did you mean 'keys'?");
  });

  test("the order in which stacks are given changes nothing", () => {
    const stacks = [stack("a", "c"), stack("b", "a"), stack("c", "b"), stack("d", "x")];
    fc.assert(
      fc.property(fc.shuffledSubarray(stacks, { minLength: stacks.length }), (shuffled) => {
        expect(lines(...shuffled)).toEqual(lines(...stacks));
      }),
    );
  });

  test("whatever waits only for what came before has no circle", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 20 }), (waits) => {
        const stacks = waits.map((befores, index) =>
          stack(`s${String(index)}`, ...(index === 0 ? [] : befores.map((one) => `s${String(one % index)}`))),
        );
        expect(lines(...stacks)).toEqual([]);
      }),
    );
  });
});
