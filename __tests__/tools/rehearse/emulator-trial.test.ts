import type { TerraformJson } from "../../../modules/core/output-guards";
import { carried } from "../../../tools/rehearse/emulator-copies";
import type { EmulatorGap } from "../../../tools/rehearse/emulator-gaps";
import { gapsToTry, stillFails, withGaps } from "../../../tools/rehearse/emulator-trial";

const whole: EmulatorGap = { type: "aws_whole", says: "error" };
const argument: EmulatorGap = { type: "aws_part", argument: "lost", says: "null -> " };
const onCreate: EmulatorGap = { type: "aws_part", argument: "forgotten", onCreateOnly: true, says: "null -> " };
const untried: EmulatorGap = { type: "aws_slow", untried: true, says: "waits" };
const gaps = [whole, argument, onCreate, untried];

const stack = (...names: readonly string[]): TerraformJson => ({
  resource: {
    aws_whole: Object.fromEntries(names.map((name) => [name, { name }])),
    aws_part: Object.fromEntries(names.map((name) => [name, { lost: 1, forgotten: 2, kept: 3 }])),
    aws_slow: Object.fromEntries(names.map((name) => [name, {}])),
  },
});

const triedOf = (...stacks: readonly TerraformJson[]): readonly (readonly string[])[] =>
  gapsToTry(stacks.map((json) => carried(json, gaps).leftOut)).map((tried) =>
    tried.map(({ address, gap }) => `${address} ${gap.argument ?? ""}`.trim()),
  );

describe("what is tried again of what an emulator is said not to carry", () => {
  test("is every resource of a gap, one of those that a new resource alone shows, and none that can't be tried", () => {
    expect(triedOf(stack("a", "b"))).toEqual([
      ["aws_part.a lost", "aws_part.a forgotten", "aws_part.b lost", "aws_whole.a", "aws_whole.b"],
    ]);
  });

  test("is tried in the first stack that has it, and in no other", () => {
    const other = { resource: { aws_whole: { c: {} } } } as unknown as TerraformJson;
    expect(triedOf(other, stack("a"), stack("b"))).toEqual([["aws_whole.c"], ["aws_part.a lost", "aws_part.a forgotten"], []]);
  });

  test("is put back into the stack, and the rest of what was left out is not", () => {
    expect(withGaps(stack("a"), [whole, onCreate], gaps).resource).toEqual({
      aws_whole: { a: { name: "a" } },
      aws_part: { a: { forgotten: 2, kept: 3 } },
    });
  });
});

describe("what the emulator says of a gap", () => {
  const [lost, broken] = [
    { address: "aws_part.a", instances: 2, gap: argument },
    { address: "aws_whole.a", instances: 1, gap: whole },
  ];

  test("is an error of the resource, or one that names none", () => {
    const said = (address: string, text = "an error"): boolean => stillFails(broken, [{ address, text }], "");
    expect([said("aws_whole.a"), said(""), said("aws_whole.b"), said("aws_whole.a", "another")]).toEqual([true, true, false, false]);
  });

  test("is a change that is left, of the resource or of an instance", () => {
    const left = (address: string, change = "  lost: null -> 1"): boolean =>
      stillFails(lost, [], `update ${address}\n${change}\nupdate x.y`);
    expect([left("aws_part.a"), left('aws_part.a["key"]'), left("aws_part.b"), left("aws_part.a", "  kept: null -> 1")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
