import type { Block, NestedBlock, ResourceFacts } from "../../../tools/catalogue/facts";
import { proposedNew } from "../../../tools/fidelity/verdict-proposed";
import { unknown, type ObjectValue } from "../../../tools/protocol/values";
import { planResource, type PlannedChange } from "../../../tools/twins/plan";

// Where a test names a type, the real provider plans that type so.

const listOf = (block: Block): NestedBlock => ({ nesting_mode: "list", block });
const setOf = (block: Block): NestedBlock => ({ nesting_mode: "set", block });

const logs: Block = {
  attributes: {
    bucket: { type: "string", required: true },
    prefix: { type: "string", optional: true },
    days: { type: "number", optional: true },
    enabled: { type: "bool", optional: true },
    paths: { type: ["list", "string"], optional: true },
    labels: { type: ["map", "string"], optional: true },
  },
};

const thing = (facts: Omit<ResourceFacts, "version" | "block">, block_types: Block["block_types"] = {}): ResourceFacts => ({
  version: 0,
  block: {
    attributes: {
      id: { type: "string", optional: true, computed: true },
      name: { type: "string", optional: true },
    },
    block_types,
  },
  ...facts,
});

/** The plan of a change to `config` of a resource of the SDK of old. */
const planned = (facts: ResourceFacts, prior: ObjectValue, config: ObjectValue): PlannedChange =>
  planResource(
    facts,
    { prior, proposed: proposedNew(facts.block, prior, config), config },
    { provider: "example" },
    `example_${String(Object.keys(facts).length)}`,
  );

const nothing = { prefix: null, days: null, enabled: null, paths: null, labels: null };
const zeros = { prefix: "", days: 0, enabled: false, paths: [], labels: {} };

describe("a change of a resource of the SDK of old", () => {
  const facts = thing({}, { logs: listOf(logs) });
  const prior = { id: "1", name: "a", logs: [{ bucket: "b", ...nothing }] };

  test("shows zero for what is nothing in blocks, also in those that nobody changed (aws_lb access_logs)", () => {
    const changed = planned(facts, prior, { ...prior, id: null, name: "other" });
    expect(changed.planned).toEqual({ id: "1", name: "other", logs: [{ bucket: "b", ...zeros }] });
  });

  test("isn't replaced by a zero that shows in the place of nothing (google_container_node_pool node_config)", () => {
    const replacing = thing({ replace: ["logs.enabled", "logs.days", "logs.prefix"] }, { logs: listOf(logs) });
    expect(planned(replacing, prior, { ...prior, id: null, name: "other" }).requiresReplace).toEqual([]);
    const enabled = { ...prior, id: null, logs: [{ bucket: "b", ...nothing, enabled: true }] };
    expect(planned(replacing, prior, enabled).requiresReplace).toEqual([[{ attribute: "logs" }, { element: 0 }, { attribute: "enabled" }]]);
  });

  test("that is none leaves the state as it was", () => {
    expect(planned(facts, prior, { ...prior, id: null }).planned).toEqual(prior);
  });

  test("leaves nothing as it was at the top", () => {
    const before = { ...prior, name: null };
    const changed = planned(facts, before, { ...before, id: null, logs: [{ bucket: "other", ...nothing }] });
    expect(changed.planned).toEqual({ id: "1", name: null, logs: [{ bucket: "other", ...zeros }] });
  });

  test("reads a number and a boolean that is not known as the zero that was there (aws_codebuild_project source)", () => {
    const config: ObjectValue = { ...prior, id: null, logs: [{ bucket: "b", ...nothing, days: unknown, enabled: unknown }] };
    expect(planned(facts, prior, config).planned).toEqual(prior);
  });

  test("sees a text that is not known, and with it what stands beside it", () => {
    const config: ObjectValue = { ...prior, id: null, logs: [{ bucket: unknown, ...nothing, enabled: unknown }] };
    const logged = { bucket: unknown, ...zeros, enabled: unknown };
    expect(planned(facts, prior, config).planned).toEqual({ id: "1", name: "a", logs: [logged] });
  });

  test("sees a boolean that is not known where a set stands in the block", () => {
    const withSet = thing(
      {},
      { logs: listOf({ attributes: { on: { type: "bool", optional: true }, groups: { type: ["set", "string"], optional: true } } }) },
    );
    const before = { id: "1", name: "a", logs: [{ on: false, groups: [] }] };
    const changed = planned(withSet, before, { ...before, id: null, logs: [{ on: unknown, groups: null }] });
    expect(changed.planned).toEqual({ id: "1", name: "a", logs: [{ on: unknown, groups: [] }] });
  });
});

describe("a set of blocks", () => {
  const facts = thing({}, { logs: setOf(logs) });
  const one = { bucket: "b", ...nothing };
  const prior = { id: "1", name: "a", logs: [{ bucket: "b", ...zeros }] };

  test("is as it was where its elements are", () => {
    expect(planned(facts, prior, { ...prior, id: null, logs: [one] }).planned).toEqual(prior);
  });

  test("loses the zeros of an element beside which another comes (aws_s3_bucket_server_side_encryption_configuration)", () => {
    const other = { ...one, bucket: "c" };
    const changed = planned(facts, prior, { ...prior, id: null, logs: [one, other] });
    expect(changed.planned).toEqual({
      id: "1",
      name: "a",
      logs: [
        { bucket: "b", ...nothing, paths: [], labels: {} },
        { ...other, prefix: "", paths: [] },
      ],
    });
  });
});

describe("a block that is taken away", () => {
  const block_types = { logs: listOf(logs) };
  const prior = { id: "1", name: "a", logs: [{ bucket: "b", ...zeros, enabled: true, days: 7 }] };

  test("goes", () => {
    expect(planned(thing({}, block_types), prior, { ...prior, id: null, logs: [] }).planned).toEqual({ ...prior, logs: [] });
  });

  test("stays where the provider computes it (aws_efs_file_system protection)", () => {
    const facts = thing({ computed_blocks: ["logs"] }, block_types);
    expect(planned(facts, prior, { ...prior, id: null, logs: [] }).planned).toEqual(prior);
  });

  test("stays without what it held where the provider takes a missing block for no change (aws_apigatewayv2_stage)", () => {
    const facts = thing({ kept_blocks: ["logs"], block_defaults: { "logs.days": 30 } }, block_types);
    const emptied = { bucket: null, ...zeros, enabled: null, days: 30 };
    expect(planned(facts, prior, { ...prior, id: null, logs: [] }).planned).toEqual({ ...prior, logs: [emptied] });
  });
});
