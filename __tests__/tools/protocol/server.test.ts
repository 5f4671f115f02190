import { connect as connectSocket } from "node:net";
import { encode, typeOfBlock } from "../../../tools/protocol/codec";
import type { Diagnostic, Provider } from "../../../tools/protocol/provider";
import { serveProvider, type ServedProvider } from "../../../tools/protocol/server";
import { unknown, type ObjectValue } from "../../../tools/protocol/values";
import { dial, type Dialled } from "./dial";
import { fakeProvider, fakeSchema } from "./fake";

const noBytes = Buffer.alloc(0);

const bare: ObjectValue = {
  id: null,
  name: "a",
  place: null,
  size: null,
  ratio: null,
  tags: null,
  words: null,
  any: null,
  secret: null,
  parts: null,
  old: null,
  rule: [],
  member: [],
  limits: null,
  zone: {},
};

const made: ObjectValue = { ...bare, id: "home/a", place: "home", size: 1 };

describe("a served provider", () => {
  let served: ServedProvider;
  let one: Dialled;
  let sessions = 0;

  beforeAll(async () => {
    served = await serveProvider(() => {
      sessions += 1;
      return fakeProvider();
    }, fakeSchema);
    one = await dial(served.port);
    await one.provider.configure({ place: "home" });
  });

  afterAll(async () => {
    one.close();
    await served.close();
  });

  test("tells its schema", () => {
    expect(one.provider.schema).toEqual(fakeSchema);
  });

  test("tells what it can do, and its types", async () => {
    expect(await one.ask("GetMetadata", {})).toEqual({
      server_capabilities: { plan_destroy: true, get_provider_schema_optional: true, move_resource_state: true },
      resources: [{ type_name: "fake_thing" }, { type_name: "fake_empty" }],
      data_sources: [{ type_name: "fake_where" }],
      ephemeral_resources: [{ type_name: "fake_token" }],
    });
  });

  const bad = (summary: string, ...names: readonly string[]): readonly Diagnostic[] => [
    { severity: "error", summary, detail: "", path: names.map((attribute) => ({ attribute })) },
  ];

  test.each<[string, (provider: Provider) => Promise<unknown>, unknown]>([
    ["a good configuration", (provider) => provider.validateProviderConfig({ place: "x" }), []],
    ["a bad configuration", (provider) => provider.validateProviderConfig({ place: "" }), bad("Empty place", "place")],
    ["a good resource", (provider) => provider.validateResource("fake_thing", bare), []],
    ["a bad resource", (provider) => provider.validateResource("fake_thing", { ...bare, name: "bad" }), bad("Bad name", "name")],
    ["a data source", (provider) => provider.validateDataSource("fake_where", { prefix: unknown, place: null }), []],
    ["an ephemeral resource", (provider) => provider.validateEphemeral("fake_token", { length: 1, value: null }), []],
    [
      "a create's plan",
      (provider) => provider.plan({ type: "fake_thing", prior: null, proposed: bare, config: bare, private: noBytes }),
      { planned: { ...bare, id: unknown, place: unknown, size: 1 }, requiresReplace: [], private: noBytes, diagnostics: [] },
    ],
    [
      "a replacement's plan",
      (provider) =>
        provider.plan({ type: "fake_thing", prior: made, proposed: { ...made, name: "b" }, config: bare, private: Buffer.of(7) }),
      {
        planned: { ...made, name: "b", id: unknown, place: unknown },
        requiresReplace: [[{ attribute: "name" }]],
        private: Buffer.of(7),
        diagnostics: [],
      },
    ],
    [
      "a deletion's plan",
      (provider) => provider.plan({ type: "fake_thing", prior: made, proposed: null, config: null, private: noBytes }),
      { planned: null, requiresReplace: [], private: noBytes, diagnostics: [] },
    ],
    [
      "a change",
      (provider) => {
        const planned: ObjectValue = { ...bare, id: unknown, place: unknown, size: 1 };
        return provider.apply({ type: "fake_thing", prior: null, planned, config: bare, private: noBytes });
      },
      { state: made, private: Buffer.of(1, 2, 3), diagnostics: [] },
    ],
    [
      "a deletion",
      (provider) => provider.apply({ type: "fake_thing", prior: made, planned: null, config: null, private: noBytes }),
      { state: null, private: Buffer.of(1, 2, 3), diagnostics: [] },
    ],
    [
      "a resource as it is",
      (provider) => provider.read("fake_thing", made, Buffer.of(5)),
      { state: made, private: Buffer.of(5), diagnostics: [] },
    ],
    [
      "an older state",
      (provider) =>
        provider.upgradeState(
          "fake_thing",
          1,
          '{"id":"home/a","name":"a","place":"home","size":1,"gone":true,"rule":[],"member":[],"zone":{}}',
        ),
      { state: made, diagnostics: [] },
    ],
    [
      "an import",
      (provider) => provider.importState("fake_thing", "a"),
      { resources: [{ type: "fake_thing", state: { ...made, id: "a" }, private: Buffer.of(4) }], diagnostics: [] },
    ],
    [
      "data",
      (provider) => provider.readDataSource("fake_where", { prefix: "at-", place: null }),
      { state: { prefix: "at-", place: "at-home" }, diagnostics: [] },
    ],
    [
      "an open ephemeral resource",
      (provider) => provider.openEphemeral("fake_token", { length: 3, value: null }),
      { state: { length: 3, value: "xxx" }, diagnostics: [] },
    ],
    ["a closed ephemeral resource", (provider) => provider.closeEphemeral("fake_token"), []],
  ])("answers for %s", async (_title, ask, answer) => {
    expect(await ask(one.provider)).toEqual(answer);
  });

  test("an error of its own becomes a diagnostic, without a trace", async () => {
    expect(await one.provider.validateResource("fake_thing", { ...bare, name: "broken" })).toEqual([
      { severity: "error", summary: "The provider could not answer", detail: "no such luck" },
    ]);
  });

  const value = { msgpack: encode(typeOfBlock({}), {}) };
  test.each([
    ["ValidateResourceConfig", { type_name: "fake_other", config: value }, /^The provider has no resource type 'fake_other'\.$/],
    ["ValidateResourceConfig", { type_name: "__proto__", config: value }, /^The provider has no resource type '__proto__'\.$/],
    ["PlanResourceChange", {}, /^The provider has no resource type ''\.$/],
    ["ApplyResourceChange", { type_name: "fake_where" }, /^The provider has no resource type 'fake_where'\.$/],
    ["ReadResource", { type_name: "x" }, /^The provider has no resource type 'x'\.$/],
    ["UpgradeResourceState", { type_name: "x" }, /^The provider has no resource type 'x'\.$/],
    ["ImportResourceState", { type_name: "x" }, /^The provider has no resource type 'x'\.$/],
    ["ValidateDataResourceConfig", { type_name: "x" }, /^The provider has no data source 'x'\.$/],
    ["ReadDataSource", { type_name: "fake_thing" }, /^The provider has no data source 'fake_thing'\.$/],
    ["ValidateEphemeralResourceConfig", { type_name: "x" }, /^The provider has no ephemeral resource 'x'\.$/],
    ["OpenEphemeralResource", { type_name: "x" }, /^The provider has no ephemeral resource 'x'\.$/],
    ["CloseEphemeralResource", { type_name: "x" }, /^The provider has no ephemeral resource 'x'\.$/],
    [
      "MoveResourceState",
      { source_type_name: "a", target_type_name: "fake_thing" },
      /^The 'fake_thing' resource type does not support .* 'a'\.$/,
    ],
    ["ReadResource", { type_name: "fake_thing" }, /^the request has no value$/],
    [
      "ValidateResourceConfig",
      { type_name: "fake_thing", config: { msgpack: Buffer.of(0xa1, 0x78) } },
      /^the value: expected object, got string$/,
    ],
    ["ValidateResourceConfig", { type_name: "fake_thing", config: { msgpack: Buffer.of(0x81) } }, /\S/],
  ] as const)("%s of %j is refused", async (method, request, detail) => {
    const { diagnostics = [] } = await one.ask(method, request);
    expect(diagnostics).toEqual([{ severity: 1, summary: expect.any(String) as string, detail: expect.stringMatching(detail) as string }]);
  });

  test("it has no functions, nothing to renew, and stops", async () => {
    expect(await one.ask("CallFunction", { name: "f" })).toEqual({ error: { text: "The provider has no function 'f'." } });
    expect([
      await one.ask("GetFunctions", {}),
      await one.ask("RenewEphemeralResource", { type_name: "fake_token" }),
      await one.ask("StopProvider", {}),
    ]).toEqual([{}, {}, {}]);
  });

  test("it is well, and a word to end ends no process that others use", async () => {
    expect([await one.plugin("Check"), await one.plugin("Shutdown"), await one.plugin("Check")]).toEqual([
      Buffer.of(8, 1),
      noBytes,
      Buffer.of(8, 1),
    ]);
  });

  test("each connection has a provider of its own, made when it is needed", async () => {
    const before = sessions;
    const two = await dial(served.port);
    expect(sessions).toBe(before);
    await two.provider.configure({ place: "away" });
    const ask = async ({ provider }: Dialled) =>
      (await provider.readDataSource("fake_where", { prefix: null, place: null })).state?.["place"];
    expect(await Promise.all([ask(one), ask(two), ask(one)])).toEqual(["home", "away", "home"]);
    expect(sessions).toBe(before + 1);
    two.close();
  });

  test("a connection that says nothing does no harm", async () => {
    await new Promise<void>((succeed) => {
      const socket = connectSocket(served.port, "127.0.0.1", () => socket.end());
      socket.resume();
      socket.once("close", () => succeed());
    });
    expect(await one.plugin("Check")).toEqual(Buffer.of(8, 1));
  });
});

test("closing ends open connections, and what is being asked, at once", async () => {
  const never: Provider = { ...fakeProvider(), validateDataSource: () => new Promise(() => undefined) };
  const served = await serveProvider(() => never, fakeSchema);
  const dialled = await dial(served.port);
  const asked = dialled.provider.validateDataSource("fake_where", { prefix: null, place: null });
  const refused = expect(asked).rejects.toThrow(/^(CANCELLED|UNAVAILABLE)$/);
  await dialled.plugin("Check");
  const start = performance.now();
  await served.close();
  await refused;
  dialled.close();
  expect(performance.now() - start).toBeLessThan(500);
});
