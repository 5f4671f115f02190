import fc from "fast-check";
import type { Block } from "../../../tools/catalogue/facts";
import { filled } from "../../../tools/fidelity/plan-changes";
import { proposedNew } from "../../../tools/fidelity/verdict-proposed";
import { typeOfBlock } from "../../../tools/protocol/types";
import { unknown, type ObjectValue, type Value } from "../../../tools/protocol/values";
import { planResource } from "../../../tools/twins/plan";
import { isWhollyKnown, objectsIn, recordOf, sameValue } from "../../../tools/twins/plan-values";
import { anyConfig, anyResource } from "./plan-arbitrary";

const context = { provider: "example" };

const anyCase = anyResource.chain((facts) => anyConfig(facts.block, []).map((config) => ({ facts, config })));
const anyOpenCase = anyResource.chain((facts) => anyConfig(facts.block, [null, unknown]).map((config) => ({ facts, config })));

test("a plan from the planned state changes nothing and replaces nothing", () => {
  fc.assert(
    fc.property(anyCase, ({ facts, config }) => {
      const { planned } = planResource(facts, { prior: null, proposed: config, config }, context, "example_thing");
      if (planned === null) throw new Error("a create has a plan");
      const prior = filled(facts.block, planned, "state");
      const again = planResource(facts, { prior, proposed: proposedNew(facts.block, prior, config), config }, context, "example_thing");
      expect(again.planned).toEqual(prior);
      expect(again.requiresReplace).toEqual([]);
    }),
  );
});

test("what is configured is planned as it is configured", () => {
  fc.assert(
    fc.property(anyCase, ({ facts, config }) => {
      const { planned } = planResource(facts, { prior: null, proposed: config, config }, context, "example_thing");
      for (const [name, value] of Object.entries(config)) {
        if (value === null || facts.block.block_types?.[name] !== undefined) continue;
        expect(planned?.[name]).toEqual(value);
      }
    }),
  );
});

/** Places where a plan leaves open what the configuration tells, or tells what the provider alone can know. */
const misplaced = (block: Block, config: ObjectValue, planned: ObjectValue): readonly string[] => [
  ...Object.entries(block.attributes ?? {}).flatMap(([name, { computed = false }]) => {
    const [given = null, found = null] = [config[name], planned[name]];
    if (given === null) return (found === unknown) === computed ? [] : [name];
    return isWhollyKnown(given) === isWhollyKnown(found) ? [] : [name];
  }),
  ...Object.entries(block.block_types ?? {}).flatMap(([name, nested]) => {
    const elements = (value: Value | undefined): readonly ObjectValue[] =>
      recordOf(value) === undefined ? objectsIn(value) : [value as ObjectValue];
    const found = elements(planned[name]);
    return elements(config[name]).flatMap((one, index) =>
      misplaced(nested.block, one, found[index] ?? {}).map((place) => `${name}.${place}`),
    );
  }),
];

test("unknown is what was unknown, and what is computed and not configured; nothing else", () => {
  fc.assert(
    fc.property(anyOpenCase, ({ facts, config }) => {
      const { planned } = planResource(facts, { prior: null, proposed: config, config }, context, "example_thing");
      expect(misplaced(facts.block, config, planned ?? {})).toEqual([]);
    }),
  );
});

test("a plan has the type of its resource, whatever is unknown", () => {
  fc.assert(
    fc.property(anyOpenCase, anyOpenCase, ({ facts, config }) => {
      const { planned } = planResource(facts, { prior: null, proposed: config, config }, context, "example_thing");
      expect(Object.keys(planned ?? {}).sort()).toEqual(Object.keys(config).sort());
      expect(sameValue(typeOfBlock(facts.block), planned, planned)).toBe(isWhollyKnown(planned));
    }),
  );
});
