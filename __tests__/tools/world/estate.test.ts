import { synthesizeEstate } from "../../../main";
import { statefulTypes } from "../../../tools/rehearse/protection";
import type { Diagnostic } from "../../../tools/protocol/provider";
import { createWorld } from "../../../tools/world/create-world";
import type { WorldObject } from "../../../tools/world/world";
import { playStack, type Outputs } from "./tiny-terraform";

const { stacks, texts } = synthesizeEstate();

const said = (diagnostics: readonly Diagnostic[]): readonly string[] => diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`);

/** Plays stacks in the given order, and hands each object to `make`. */
const play = (names: readonly string[], make: (object: WorldObject) => void): void => {
  const outputs = new Map<string, Outputs>();
  for (const name of names) {
    const reads = stacks.find((stack) => stack.name === name)?.reads ?? {};
    const look = (remote: string, output: string) =>
      outputs.get(reads[remote] ?? "")?.get(output) ?? `arn:aws:kms:eu-west-1:111122223333:key/${remote}`;
    outputs.set(name, playStack({ name, text: texts.get(name) ?? "" }, look, make));
  }
};

/** An object without the argument that protects it. */
const lifted = (object: WorldObject): WorldObject => {
  const mechanism = statefulTypes[object.type];
  if (mechanism?.kind !== "argument" || !(mechanism.argument in object.values)) return object;
  return { ...object, values: { ...object.values, [mechanism.argument]: mechanism.lifted } };
};

const inWaves = stacks.map(({ name }) => name);

describe("the whole estate", () => {
  const world = createWorld({ outside: "empty" });
  const objects: WorldObject[] = [];
  const refusals: string[] = [];
  play(inWaves, (object) => {
    objects.push(object);
    refusals.push(...said(world.create(object)));
  });

  test("is made in its order from a cold start without a word of the world", () => {
    expect(objects.length).toBeGreaterThan(2_500);
    expect(refusals).toEqual([]);
  });

  test("is updated in place without a word", () => {
    expect(
      objects.flatMap((object) => said(world.update(object, { ...object, values: { ...object.values, tags: { changed: "yes" } } }))),
    ).toEqual([]);
  });

  test("is removed in the reverse order without a word, after its protection was lifted", () => {
    const unprotected = [...objects].reverse().map((object) => {
      const open = lifted(object);
      return open === object ? { open, told: [] } : { open, told: said(world.update(object, open)) };
    });
    expect(unprotected.flatMap(({ told }) => told)).toEqual([]);
    expect(unprotected.filter(({ open }) => !objects.includes(open)).length).toBeGreaterThan(40);
    expect(unprotected.flatMap(({ open }) => said(world.remove(open)))).toEqual([]);
    expect([...new Set(objects.map(({ type }) => type))].filter((type) => world.all(type).length > 0)).toEqual([]);
  });
});

/** The rules that refuse something when stacks are played in an order, without those that only follow from an earlier refusal. */
const refusedIn = (names: readonly string[]): readonly string[] => {
  const world = createWorld({ outside: "empty" });
  const rules = new Set<string>();
  play(names, (object) => {
    for (const { summary } of world.create(object)) rules.add(/^\[([^\]]+)\]/.exec(summary)?.[1] ?? summary);
  });
  return [...rules].sort();
};

describe("a wrong order between layers", () => {
  const layers = [
    "dev-eu-aws-eu-central-1-state",
    "dev-eu-aws-global-account",
    "dev-eu-aws-eu-central-1-keys",
    "dev-eu-aws-eu-central-1-network",
  ];
  const [state = "", account = "", keys = "", network = ""] = layers;

  test.each([
    ["the right one", layers, []],
    ["keys before the roles that their policies name", [state, keys, account], ["principal-exists:aws_kms_key.policy"]],
    [
      "a network before its keys",
      [state, account, network, keys],
      ["exists:aws_cloudwatch_log_group.kms_key_id", "exists:aws_flow_log.log_destination"],
    ],
    ["a network before the roles of its flow logs", [state, network, keys], ["exists:aws_flow_log.iam_role_arn"]],
    ["a layer twice", [state, account, account], ["name-taken:aws_iam_role.name", "name-taken:aws_iam_policy.name"]],
  ])("%s", (_, names, expected) => {
    expect(refusedIn(names)).toEqual(expect.arrayContaining([...expected]));
    if (expected.length === 0) expect(refusedIn(names)).toEqual([]);
  });
});

test("three thousand objects are made well under a second", () => {
  const objects: WorldObject[] = [];
  play(inWaves, (object) => objects.push(object));
  const milliseconds = [1, 2, 3].map(() => {
    const world = createWorld({ outside: "empty" });
    const started = performance.now();
    for (const object of objects) world.create(object);
    return performance.now() - started;
  });
  // Measured: 110 to 300 ms. The machine may do something else as well, but not all three times.
  expect(Math.min(...milliseconds)).toBeLessThan(1_000);
});
