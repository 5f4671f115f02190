import { questionsTo, remembering } from "../../../../tools/catalogue/probe/questions";
import type { Diagnostic, Provider } from "../../../../tools/protocol/provider";
import { fakeProvider } from "./fake-provider";

const facts = { fake_thing: { version: 0, block: { attributes: { name: { type: "string", optional: true } } } } } as const;

const error = (summary: string, attribute = "name"): Diagnostic => ({ severity: "error", summary, detail: "", path: [{ attribute }] });

const answering = (answer: () => readonly Diagnostic[]): Provider => ({
  ...fakeProvider(facts),
  validateResource: () => Promise.resolve(answer()),
});

test("errors have one order, whichever the provider tells first, and warnings are left out", async () => {
  const all = [error("b"), error("a", "zone"), error("a"), { ...error("aa"), severity: "warning" as const }];
  let turn = 0;
  const provider = answering(() => all.map((_, index) => all[(index + turn) % all.length] as Diagnostic));
  const questions = await questionsTo(() => Promise.resolve(provider));
  for (turn = 0; turn < all.length; turn += 1)
    expect(await questions.validate("resources", "fake_thing", { name: "x" })).toEqual([error("a"), error("b"), error("a", "zone")]);
});

test("what is remembered is not asked again: neither a configuration nor a plan", async () => {
  const questions = await questionsTo(() => Promise.resolve(fakeProvider(facts)));
  const own = remembering(questions);
  const state = { name: "a" };
  const existing = { state, private: Buffer.from("p") };
  const [first, same] = await Promise.all([
    own.plan("fake_thing", { name: "b" }, existing),
    own.plan("fake_thing", { name: "b" }, existing),
  ]);
  expect(same).toBe(first);
  await own.validate("resources", "fake_thing", state);
  await own.validate("resources", "fake_thing", { name: "a" });
  expect([own.asked(), questions.asked()]).toEqual([2, 2]);
});

test("what differs is asked: the kind, the configuration, the state, what the provider keeps", async () => {
  const own = remembering(await questionsTo(() => Promise.resolve(fakeProvider(facts))));
  const config = { name: "a" };
  const bytes = [Buffer.from("p"), Buffer.from("q")] as const;
  await own.validate("resources", "fake_thing", config);
  await own.validate("data_sources", "fake_thing", config);
  await own.validate("resources", "fake_thing", { name: null });
  await own.plan("fake_thing", config);
  await own.plan("fake_thing", config, { state: config, private: bytes[0] });
  await own.plan("fake_thing", config, { state: config, private: bytes[1] });
  await own.plan("fake_thing", config, { state: { name: "b" }, private: bytes[0] });
  expect(own.asked()).toBe(7);
});
