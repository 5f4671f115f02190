import type { ResourceFacts } from "../../../../tools/catalogue/facts";
import { probeTypes } from "../../../../tools/catalogue/probe/probe";
import { questionsTo } from "../../../../tools/catalogue/probe/questions";
import type { Provider } from "../../../../tools/protocol/provider";
import { fakeProvider } from "./fake-provider";

const text = { type: "string", optional: true } as const;

/** One of each thing that can be found out. Order within lists is the prober's. */
const thing: ResourceFacts = {
  version: 3,
  block: {
    attributes: {
      id: { type: "string", optional: true, computed: true },
      arn: { type: "string", computed: true },
      name: { type: "string", required: true },
      kind: text,
      size: { type: "number", optional: true },
      count_of: { type: "number", optional: true },
      role_arn: text,
      code: text,
      note: text,
      class: text,
      encrypted: { type: "bool", optional: true },
      zone: { type: "string", optional: true, computed: true },
      zone_id: text,
      zone_name: text,
      first: text,
      second: text,
      third: text,
      user: text,
      password: text,
    },
    block_types: {
      rule: {
        nesting_mode: "list",
        block: {
          attributes: { port: { type: "number", required: true }, protocol: text, mode: text },
          block_types: { log: { nesting_mode: "list", max_items: 1, block: { attributes: { level: text, target: text } } } },
        },
      },
    },
  },
  replace: ["encrypted", "kind", "name", "rule.protocol"],
  replace_depends: ["class"],
  replace_changes: {
    class: [
      ["basic", "large"],
      [null, "large"],
    ],
  },
  defaults: { class: "basic", size: 5 },
  block_defaults: { "rule.mode": "open", "rule.log.level": "info" },
  rules: {
    class: { enum: ["basic", "large"] },
    code: { pattern: "^[a-z]+$" },
    count_of: { enum: [1, 2, 5] },
    kind: { enum: ["small", "big"] },
    name: { min: 1, max: 12 },
    note: { other: 'invalid value for note (no "~")', orEmpty: true },
    role_arn: { format: "arn" },
    "rule.port": { min: 1, max: 100 },
    "rule.protocol": { enum: ["tcp", "udp"] },
    size: { min: 1, max: 64 },
  },
  relations: [
    { kind: "conflicts", path: "zone", with: ["zone_id", "zone_name"] },
    { kind: "conflicts", path: "zone_id", with: ["zone", "zone_name"] },
    { kind: "conflicts", path: "zone_name", with: ["zone", "zone_id"] },
    { kind: "exactly_one", of: ["first", "second", "third"] },
    { kind: "together", path: "password", of: ["password", "user"] },
  ],
};

/** A type of the SDK of old with blocks of each kind that a plan shows. */
const blocks: ResourceFacts = {
  version: 0,
  block: {
    attributes: { id: { type: "string", optional: true, computed: true }, name: text },
    block_types: {
      cache: { nesting_mode: "list", block: { attributes: { size: text } } },
      health: { nesting_mode: "list", block: { attributes: { path: text }, block_types: { match: { nesting_mode: "list", block: {} } } } },
      rule: { nesting_mode: "set", block: { attributes: { color: text, mode: text } } },
      scan: { nesting_mode: "list", block: { attributes: { on: { type: "bool", optional: true } } } },
    },
  },
  block_defaults: { "rule.color": "", "rule.mode": "open", "scan.on": false },
  computed_blocks: ["health", "health.match"],
  kept_blocks: ["scan"],
};

test("blocks that are computed and blocks that stay are found; an empty text in a set is nothing to the SDK", async () => {
  const questions = await questionsTo(() => Promise.resolve(fakeProvider({ fake_blocks: blocks })));
  const { resources } = await probeTypes(questions, { ...nobody, resources: ["fake_blocks"] });
  const { block_defaults: defaults, computed_blocks: computed, kept_blocks: kept } = resources["fake_blocks"] ?? {};
  expect({ defaults, computed, kept }).toEqual({
    defaults: { "rule.mode": "open", "scan.on": false },
    computed: ["health", "health.match"],
    kept: ["scan"],
  });
});

const nobody = { resources: [], data_sources: [], ephemeral_resources: [] };

test("what a provider made of facts is asked, is those facts", async () => {
  const questions = await questionsTo(() => Promise.resolve(fakeProvider({ fake_thing: thing })));
  const { resources } = await probeTypes(questions, { ...nobody, resources: ["fake_thing"] });
  expect(resources).toEqual({ fake_thing: thing });
});

test("a data source has rules and relations, and nothing of a plan", async () => {
  const questions = await questionsTo(() => Promise.resolve(fakeProvider({ fake_thing: thing })));
  const { data_sources: found } = await probeTypes(questions, { ...nobody, data_sources: ["fake_thing"] });
  const { version, block, rules, relations } = thing;
  expect(found).toEqual({ fake_thing: { version, block, rules, relations } });
});

test("the same questions give the same facts, in whatever order answers and what they say come", async () => {
  const prompt = fakeProvider({ fake_thing: thing, fake_twin: thing });
  let turn = 0;
  const late = async <T>(answer: Promise<T>): Promise<T> => {
    turn += 1;
    for (let wait = (turn * 13) % 7; wait > 0; wait -= 1) await Promise.resolve();
    return answer;
  };
  const shuffled: Provider = {
    ...prompt,
    validateResource: async (type, config) => {
      const said = await late(prompt.validateResource(type, config));
      return turn % 2 === 0 ? said : [...said].reverse();
    },
    plan: (request) => late(prompt.plan(request)),
  };
  const asked = { ...nobody, resources: ["fake_twin", "fake_thing"] };
  const { resources } = await probeTypes(await questionsTo(() => Promise.resolve(shuffled)), asked);
  expect(resources).toEqual({ fake_twin: thing, fake_thing: thing });
  expect(Object.keys(resources)).toEqual(asked.resources);
});

test("who watches is told of each type, with how many questions it took", async () => {
  const questions = await questionsTo(() => Promise.resolve(fakeProvider({ fake_thing: thing })));
  const told: string[] = [];
  let sum = 0;
  await probeTypes(
    questions,
    { resources: ["fake_thing"], data_sources: ["fake_thing"], ephemeral_resources: [] },
    { began: (name) => told.push(`began ${name}`), ended: (name, asked) => ((sum += asked), told.push(`ended ${name}`)) },
  );
  expect(told.sort()).toEqual(["began data.fake_thing", "began fake_thing", "ended data.fake_thing", "ended fake_thing"]);
  expect(sum).toBe(questions.asked());
});

test("what no plan can be made of is said so", async () => {
  const refusing = {
    ...fakeProvider({ fake_thing: { version: 0, block: { attributes: { name: text } } } }),
    plan: () =>
      Promise.resolve({
        planned: null,
        requiresReplace: [],
        private: new Uint8Array(),
        diagnostics: [{ severity: "error" as const, summary: "no cloud", detail: "" }],
      }),
  };
  const { resources } = await probeTypes(await questionsTo(() => Promise.resolve(refusing)), { ...nobody, resources: ["fake_thing"] });
  expect(resources["fake_thing"]).toEqual({
    version: 0,
    block: { attributes: { name: text } },
    defaults_unknown: "no cloud",
    replace_unknown: ["name"],
  });
});

test("a provider that ends when it is asked something is asked the rest all the same", async () => {
  let started = 0;
  const questions = await questionsTo(() => {
    started += 1;
    const provider = fakeProvider({
      fake_thing: { version: 0, block: { attributes: { name: text } }, rules: { name: { enum: ["a", "b"] } } },
    });
    let hasEnded = false;
    return Promise.resolve({
      ...provider,
      validateResource: (type: string, config: Parameters<typeof provider.validateResource>[1]) => {
        hasEnded ||= config["name"] === "";
        return hasEnded ? Promise.reject(new Error("connection lost")) : provider.validateResource(type, config);
      },
    });
  });
  const { resources } = await probeTypes(questions, { ...nobody, resources: ["fake_thing"] });
  expect(resources["fake_thing"]?.rules).toEqual({ name: { enum: ["a", "b"] } });
  expect(started).toBeGreaterThan(1);
});
