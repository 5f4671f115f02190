import { estate } from "../../../environments";
import type { Attributes, TerraformJson } from "../../../modules/core/output-guards";
import { departures, type Departure } from "../../../tools/rehearse/comparison";
import type { RehearsedStack } from "../../../tools/rehearse/copies";
import { selectFrom, synthesizeSteps } from "../../../tools/rehearse/estate";
import { factsOfStacks } from "../../../tools/rehearse/facts";
import { isStateful } from "../../../tools/rehearse/protection";
import { phaseSteps } from "../../../tools/rehearse/steps";
import { ofType } from "../../../tools/rehearse/twin-run";
import { planted } from "./planted";

const { first, later } = synthesizeSteps({ phase: phaseSteps.phase, changes: phaseSteps.changes.filter(({ isWayBack }) => !isWayBack) });
const stacksOf = (environment: string): readonly (readonly RehearsedStack[])[] =>
  [first, ...later.map(({ synthesis }) => synthesis)].map(
    (synthesis) => selectFrom(synthesis, { environments: [environment], globs: [] }, true).stacks,
  );
const environments = estate.environments.map(({ name }) => name);
const factsOf = ofType(factsOfStacks(environments.flatMap((name) => stacksOf(name).flat())));

const addressesOf = (stacks: readonly RehearsedStack[]): readonly string[] =>
  stacks.flatMap(({ entry, json }) =>
    Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
      Object.keys(byName).map((name) => `${isStateful(type) ? "stateful " : ""}${entry.name} ${type}.${name}`),
    ),
  );
const words = ({ stack, address, fate, paths }: Departure): string => [stack, address, fate, ...paths].join(" ");

describe.each(environments)("%s, from phase to phase", (name) => {
  const [foundation = [], growth = [], enterprise = []] = stacksOf(name);

  test.each([
    ["foundation to growth", foundation, growth],
    ["growth to enterprise", growth, enterprise],
    ["foundation to enterprise", foundation, enterprise],
  ])("%s, no resource leaves its stack and no stateful one is replaced", (_, before, after) => {
    expect(addressesOf(before).length).toBeGreaterThan(400);
    expect(addressesOf(after).length).toBeGreaterThan(addressesOf(before).length);
    const found = departures(before, after, factsOf);
    expect(found.filter(({ fate }) => fate === "destroyed").map(words)).toEqual([]);
    expect(found.filter((one) => one.isStateful).map(words)).toEqual([]);
  });

  test.each([
    ["enterprise to growth", enterprise, growth],
    ["growth to foundation", growth, foundation],
  ])("%s, every stateful resource that came with the step is told", (_, before, after) => {
    const kept = new Set(addressesOf(after));
    const expected = addressesOf(before).filter((one) => one.startsWith("stateful ") && !kept.has(one));
    expect(expected.length).toBeGreaterThan(10);
    const found = departures(before, after, factsOf).filter((one) => isStateful(one.address.split(".")[0] ?? ""));
    expect(found.map(({ stack, address, fate }) => `stateful ${stack} ${address} ${fate}`).sort()).toEqual(
      expected.map((one) => `${one} destroyed`).sort(),
    );
  });
});

describe("a departure is found where", () => {
  const stack = (resource: NonNullable<TerraformJson["resource"]>, name = "data"): RehearsedStack => planted(name, { json: { resource } });
  const bucket = (body: Attributes): RehearsedStack => stack({ aws_s3_bucket: { main: body } });
  const one = (fate: string, ...paths: readonly string[]) => [
    { stack: "data", address: "aws_s3_bucket.main", fate, paths, isStateful: true },
  ];
  const main = { bucket: "acme-main", tags: { phase: "foundation" } };

  test.each<readonly [string, RehearsedStack, readonly RehearsedStack[], readonly unknown[]]>([
    ["nothing is other", bucket(main), [bucket(main)], []],
    ["an argument is other that replaces nothing", bucket(main), [bucket({ ...main, tags: {} })], []],
    ["an address is another", bucket(main), [stack({ aws_s3_bucket: { other: main } })], one("destroyed")],
    ["its stack is gone", bucket(main), [], one("destroyed")],
    ["it is in another stack now", bucket(main), [stack({}), stack({ aws_s3_bucket: { main } }, "moved")], one("destroyed")],
    ["a replacing argument is other", bucket(main), [bucket({ bucket: "acme-new" })], one("replaced", "bucket")],
    ["a replacing argument refers to another", bucket(main), [bucket({ bucket: "${local.name}" })], one("replaced", "bucket")],
    ["an instance is gone", bucket({ ...main, for_each: { a: 1, b: 2 } }), [bucket({ ...main, for_each: { b: 2 } })], one("destroyed")],
    ["the last instance is gone", bucket({ ...main, count: 3 }), [bucket({ ...main, count: 2 })], one("destroyed")],
    ["there are more instances", bucket({ ...main, for_each: { a: 1 } }), [bucket({ ...main, for_each: { a: 2, b: 1 } })], []],
  ])("%s", (_, before, after, expected) => {
    expect(departures([before], after, factsOf)).toEqual(expected);
  });

  test.each([
    ["an argument inside a block", { settings: [{ disk_type: "PD_HDD" }] }, ["settings.disk_type"]],
    [
      "an argument inside a block, where it replaces nothing",
      { settings: [{ disk_type: "PD_SSD", tier: "db-custom-4-16384" }] },
      undefined,
    ],
    ["a block that is gone", { settings: [] }, ["settings.disk_type"]],
  ])("%s is other", (_, change, paths) => {
    const database = (more: Attributes) =>
      stack({ google_sql_database_instance: { main: { name: "orders", settings: [{ disk_type: "PD_SSD" }], ...more } } });
    expect(departures([database({})], [database(change)], factsOf).map((found) => found.paths)).toEqual(paths === undefined ? [] : [paths]);
  });

  test.each([
    ["comes and replaces by that", [{ enabled: true }], ["hierarchical_namespace", "hierarchical_namespace.enabled"]],
    ["is there as before", undefined, undefined],
  ])("a block %s", (_, block, paths) => {
    const store = (more: Attributes) => stack({ google_storage_bucket: { main: { name: "acme", ...more } } });
    const after = store(block === undefined ? {} : { hierarchical_namespace: block });
    expect(departures([store({})], [after], factsOf).map((found) => found.paths)).toEqual(paths === undefined ? [] : [paths]);
  });

  test("an argument of which nothing could be proved counts as one that replaces", () => {
    const table = (key: string) => stack({ aws_dynamodb_table: { main: { name: "orders", hash_key: key } } });
    expect(departures([table("id")], [table("other")], factsOf).map(({ paths }) => paths)).toEqual([["hash_key"]]);
  });

  test("what holds nothing is told apart", () => {
    const topic = (name: string, protect: boolean) =>
      stack({ aws_sns_topic: { main: { name, ...(protect ? { lifecycle: { prevent_destroy: true } } : {}) } } });
    const of = (protect: boolean) => departures([topic("a", protect)], [topic("b", protect)], factsOf);
    expect([of(false), of(true)].map(([found]) => [found?.paths, found?.isStateful])).toEqual([
      [["name"], false],
      [["name"], true],
    ]);
  });
});
