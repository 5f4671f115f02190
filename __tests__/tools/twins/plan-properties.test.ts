import fc from "fast-check";
import type { Block } from "../../../tools/catalogue/facts";
import { filled } from "../../../tools/fidelity/plan-changes";
import { proposedNew } from "../../../tools/fidelity/verdict-proposed";
import { decode, encode, typeOfBlock } from "../../../tools/protocol/codec";
import { unknown, type ObjectValue, type Value } from "../../../tools/protocol/values";
import { planResource } from "../../../tools/twins/plan";
import { isWhollyKnown, objectsIn, partOf, recordOf } from "../../../tools/twins/plan-values";
import { anyConfig, anyResource } from "./plan-arbitrary";

const context = { provider: "example" };

const anyCase = anyResource.chain((facts) => anyConfig(facts.block, []).map((config) => ({ facts, config })));
const anyOpenCase = anyResource.chain((facts) => anyConfig(facts.block, [null, unknown]).map((config) => ({ facts, config })));

const created = ({ facts, config }: { readonly facts: Parameters<typeof planResource>[0]; readonly config: ObjectValue }): ObjectValue => {
  const { planned } = planResource(facts, { prior: null, proposed: config, config }, context, "example_thing");
  if (planned === null) throw new Error("a create has a plan");
  return planned;
};

test("a plan from the planned state changes nothing and replaces nothing", () => {
  fc.assert(
    fc.property(anyCase, ({ facts, config }) => {
      const prior = filled(facts.block, created({ facts, config }), "state");
      const again = planResource(facts, { prior, proposed: proposedNew(facts.block, prior, config), config }, context, "example_thing");
      expect(again.planned).toEqual(prior);
      expect(again.requiresReplace).toEqual([]);
    }),
  );
});

test("what is configured is planned as it is configured", () => {
  fc.assert(
    fc.property(anyCase, ({ facts, config }) => {
      const planned = created({ facts, config });
      const given = Object.keys(facts.block.attributes ?? {}).filter((name) => partOf(config, name) !== null);
      expect(given.map((name) => planned[name])).toEqual(given.map((name) => config[name]));
    }),
  );
});

/** Places where a plan leaves open what the configuration tells, or tells what the provider alone can know. */
const misplaced = (block: Block, config: ObjectValue, planned: ObjectValue | undefined): readonly string[] => [
  ...Object.entries(block.attributes ?? {}).flatMap(([name, { computed = false }]) => {
    const given = partOf(config, name);
    const found = partOf(planned, name);
    if (given === null) return (found === unknown) === computed ? [] : [name];
    return isWhollyKnown(given) === isWhollyKnown(found) ? [] : [name];
  }),
  ...Object.entries(block.block_types ?? {}).flatMap(([name, nested]) => {
    const found = elementsIn(partOf(planned, name));
    return elementsIn(partOf(config, name)).flatMap((one, index) =>
      misplaced(nested.block, one, found[index]).map((place) => `${name}.${place}`),
    );
  }),
];

const elementsIn = (value: Value): readonly ObjectValue[] => {
  const object = recordOf(value);
  return object === undefined ? objectsIn(value) : [object];
};

test("unknown is what was unknown, and what is computed and not configured; nothing else", () => {
  fc.assert(
    fc.property(anyOpenCase, ({ facts, config }) => {
      expect(misplaced(facts.block, config, created({ facts, config }))).toEqual([]);
    }),
  );
});

test("a plan has the type of its resource, whatever is unknown", () => {
  fc.assert(
    fc.property(anyOpenCase, ({ facts, config }) => {
      const type = typeOfBlock(facts.block);
      const planned = created({ facts, config });
      expect(decode(type, encode(type, planned))).toEqual(planned);
    }),
  );
});

const anyChange = anyResource.chain((facts) =>
  fc.tuple(anyConfig(facts.block, []), anyConfig(facts.block, [])).map(([config, other]) => ({ facts, config, other })),
);

test("a change of one argument leaves the others as they were", () => {
  fc.assert(
    fc.property(anyChange, ({ facts, config, other }) => {
      const prior = filled(facts.block, created({ facts, config }), "state");
      const names = Object.keys(facts.block.attributes ?? {});
      const left = (changed: string): readonly string[] =>
        names.filter((name) => name !== changed && facts.block.attributes?.[name]?.computed !== true);
      for (const changed of names) {
        const after: ObjectValue = { ...config, [changed]: partOf(other, changed) };
        const proposed = proposedNew(facts.block, prior, after);
        const { planned } = planResource(facts, { prior, proposed, config: after }, context, "example_thing");
        expect(left(changed).map((name) => planned?.[name])).toEqual(left(changed).map((name) => prior[name]));
      }
    }),
  );
});

test("what replaces a resource is what its facts say, where another value is planned for it", () => {
  fc.assert(
    fc.property(anyChange, ({ facts, config, other }) => {
      const prior = filled(facts.block, created({ facts, config }), "state");
      const after: ObjectValue = { ...other, id: null };
      const proposed = proposedNew(facts.block, prior, after);
      const { planned, requiresReplace } = planResource(facts, { prior, proposed, config: after }, context, "example_thing");
      const named = requiresReplace.map(([step]) => (step !== undefined && "attribute" in step ? step.attribute : ""));
      const differs = (name: string): boolean => JSON.stringify(planned?.[name]) !== JSON.stringify(prior[name]);
      expect([...named].sort()).toEqual((facts.replace ?? []).filter((name) => name !== "id" && differs(name)).sort());
    }),
  );
});
