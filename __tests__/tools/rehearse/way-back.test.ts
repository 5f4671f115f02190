import { noCounts } from "../../../tools/rehearse/commands";
import type { Departure } from "../../../tools/rehearse/comparison";
import { checkWayBack } from "../../../tools/rehearse/way-back";
import type { StackUpdate } from "../../../tools/rehearse/update";
import { data, dataStack, planted } from "./planted";

const before = [planted("keys", { json: dataStack({ main: data({}, "keys/main") }) })];
const update = (...addresses: readonly string[]): StackUpdate => ({
  stack: "keys",
  kind: "changed",
  counts: noCounts,
  result: "refused",
  lost: addresses.map((address) => ({ stack: "keys", address, fate: "destroyed", allowed: false })),
  failures: [],
  needs: [],
  seconds: 0,
});
const departure = (address: string, more: Partial<Departure> = {}): Departure => ({
  stack: "keys",
  address,
  fate: "destroyed",
  paths: [],
  isStateful: true,
  ...more,
});
const failuresOf = (updates: readonly StackUpdate[], expected: readonly Departure[]): readonly string[] =>
  checkWayBack(updates, before, expected).flatMap(({ failures }) =>
    failures.map(({ stack, step, severity, summary, address, constructPath }) =>
      [stack, step, severity, address, constructPath, summary].join(" | "),
    ),
  );

describe("a way back", () => {
  test.each<readonly [string, readonly string[], readonly Departure[]]>([
    ["for exactly what would be lost", ["terraform_data.main"], [departure("terraform_data.main")]],
    ["for each instance of it", ['terraform_data.main["a"]', 'terraform_data.main["b"]'], [departure("terraform_data.main")]],
    ["whatever else goes that holds nothing", [], [departure("terraform_data.main", { isStateful: false })]],
    ["whatever goes in another stack", [], [departure("terraform_data.main", { stack: "data" })]],
  ])("is well refused %s", (_, told, expected) => {
    expect(failuresOf([update(...told)], expected)).toEqual([]);
  });

  test("fails where it would lose more than it tells, and keeps what else failed", () => {
    expect(failuresOf([update()], [departure("terraform_data.main")])).toEqual([
      "keys | way back | error | terraform_data.main | keys/main | A stateful resource would be lost without being told: destroyed",
    ]);
    const [failed] = checkWayBack([update()], before, [departure("terraform_data.main")]);
    const again = checkWayBack(failed === undefined ? [] : [failed], before, [departure("terraform_data.main")]);
    expect(again.flatMap(({ failures }) => failures)).toHaveLength(2);
  });

  test("fails where it tells what would stay, or another fate", () => {
    expect(failuresOf([update("terraform_data.main")], [departure("terraform_data.main", { fate: "replaced" })])).toEqual([
      "keys | way back | error | terraform_data.main | keys/main | A stateful resource would be lost without being told: replaced",
      "keys | way back | error | terraform_data.main | keys/main | A stateful resource is told as lost that would stay: destroyed",
    ]);
  });
});
