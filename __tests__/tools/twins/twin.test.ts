import type { ProviderFacts } from "../../../tools/catalogue/facts";
import type { Provider } from "../../../tools/protocol/provider";
import { unknown, type ObjectValue } from "../../../tools/protocol/values";
import { readMark } from "../../../tools/twins/marks";
import { Seeds } from "../../../tools/twins/seeds";
import { createTwin } from "../../../tools/twins/twin";
import { createWorld } from "../../../tools/world/create-world";

const facts: ProviderFacts = {
  provider: "registry.terraform.io/acme/acme",
  version: "1.0.0",
  config: { attributes: { region: { type: "string", optional: true } } },
  resources: {
    acme_thing: {
      version: 0,
      block: {
        attributes: {
          id: { type: "string", computed: true },
          name: { type: "string", required: true },
          size: { type: "number", optional: true },
        },
      },
      replace: ["name"],
    },
  },
  data_sources: {},
  ephemeral_resources: {},
};

const noBytes = new Uint8Array();

interface Made {
  readonly twin: Provider;
  readonly create: (values: ObjectValue) => Promise<{ readonly state: ObjectValue; readonly private: Uint8Array }>;
}

const newTwin = (seeds = new Seeds(), stack = "one", world = createWorld({ outside: "empty" })): Made => {
  const twin = createTwin({ facts, world, stack, seeds });
  return {
    twin,
    create: async (config) => {
      const planned = await twin.plan({ type: "acme_thing", prior: null, proposed: config, config, private: noBytes });
      const applied = await twin.apply({ type: "acme_thing", prior: null, planned: planned.planned, config, private: planned.private });
      return { state: applied.state ?? {}, private: applied.private };
    },
  };
};

const thing = (name: string, size: number | null = null): ObjectValue => ({ id: null, name, size });

test("a create is planned with what is computed unknown, and applied with values of its own", async () => {
  const { twin } = newTwin();
  const config = thing("a", 3);
  const { planned, private: kept } = await twin.plan({ type: "acme_thing", prior: null, proposed: config, config, private: noBytes });
  expect(planned).toEqual({ id: unknown, name: "a", size: 3 });
  const { state, diagnostics } = await twin.apply({ type: "acme_thing", prior: null, planned, config, private: kept });
  expect(diagnostics).toEqual([]);
  expect(state).toMatchObject({ name: "a", size: 3 });
  expect(typeof state?.["id"]).toBe("string");
});

test("the same resource has the same values in every run, and equal ones are told apart", async () => {
  const [first, second] = [newTwin(), newTwin()];
  const [a, b, again] = [await first.create(thing("a")), await second.create(thing("a")), await second.create(thing("a"))];
  expect(a.state).toEqual(b.state);
  expect(again.state["id"]).not.toEqual(a.state["id"]);
  expect((await newTwin(new Seeds(), "two").create(thing("a"))).state["id"]).not.toEqual(a.state["id"]);
});

test("an update keeps the identity; a change that replaces is said to", async () => {
  const { twin, create } = newTwin();
  const { state: prior, private: kept } = await create(thing("a", 1));
  const plan = (next: ObjectValue) =>
    twin.plan({ type: "acme_thing", prior, proposed: next, config: { ...next, id: null }, private: kept });
  const resized = { ...prior, size: 2 };
  const { planned, requiresReplace, private: planPrivate } = await plan(resized);
  expect([planned, requiresReplace]).toEqual([resized, []]);
  const updated = await twin.apply({ type: "acme_thing", prior, planned, config: { ...resized, id: null }, private: planPrivate });
  expect(updated.state).toEqual(resized);
  expect(readMark(updated.private)).toEqual(readMark(kept));
  expect((await plan({ ...prior, name: "b" })).requiresReplace).toEqual([[{ attribute: "name" }]]);
});

test("what was destroyed is gone from the world", async () => {
  const world = createWorld({ outside: "empty" });
  const { twin, create } = newTwin(new Seeds(), "one", world);
  const { state: prior, private: kept } = await create(thing("a"));
  expect(world.all("acme_thing")).toHaveLength(1);
  const destroyed = await twin.apply({ type: "acme_thing", prior, planned: null, config: null, private: kept });
  expect([destroyed.state, destroyed.diagnostics]).toEqual([null, []]);
  expect(world.all("acme_thing")).toEqual([]);
});

describe("a state", () => {
  test("that a twin of an earlier process left is taken over, its seed too", async () => {
    const { state, private: kept } = await newTwin().create(thing("a"));
    const later = newTwin();
    expect(await later.twin.read("acme_thing", state, kept)).toEqual({ state, private: kept, diagnostics: [] });
    expect((await later.create(thing("a"))).state["id"]).not.toEqual(state["id"]);
  });

  test("that a real provider made is refused", async () => {
    const { diagnostics } = await newTwin().twin.read(
      "acme_thing",
      { id: "x", name: "a", size: null },
      Buffer.from('{"schema_version":"0"}'),
    );
    expect(diagnostics).toMatchObject([{ severity: "error", summary: "The state was not made by a twin" }]);
  });

  test("of an earlier schema, as JSON, is read by the type", async () => {
    const { state } = await newTwin().twin.upgradeState("acme_thing", 0, '{"id":"x","name":"a","gone":1}');
    expect(state).toEqual({ id: "x", name: "a", size: null });
  });
});

describe("an import", () => {
  test("of what stands takes it as it is", async () => {
    const { twin, create } = newTwin();
    const { state } = await create(thing("a", 4));
    const { resources } = await twin.importState("acme_thing", state["id"] as string);
    expect(resources).toMatchObject([{ type: "acme_thing", state }]);
  });

  test("of what nobody made is never replaced because nothing is known of it, at a second plan neither", async () => {
    const { twin } = newTwin();
    for (const plan of ["first", "second"]) {
      const { resources } = await twin.importState("acme_thing", "x");
      const [{ state: prior, private: kept } = { state: {}, private: noBytes }] = resources;
      await twin.read("acme_thing", prior, kept);
      const { requiresReplace } = await twin.plan({
        type: "acme_thing",
        prior,
        proposed: { ...prior, name: "a" },
        config: thing("a"),
        private: kept,
      });
      expect([plan, requiresReplace]).toEqual([plan, []]);
    }
  });
});

test("what is not in the catalogue is said by name", async () => {
  await expect(newTwin().twin.validateResource("acme_other", {})).rejects.toThrow("nothing is known of acme_other");
});
