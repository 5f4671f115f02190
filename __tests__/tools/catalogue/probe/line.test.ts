import { lineTo, type Question } from "../../../../tools/catalogue/probe/line";
import type { Provider } from "../../../../tools/protocol/provider";
import { fakeProvider } from "./fake-provider";

/** Providers that end, each with a number, and a way to start the next one. */
const mortals = (most = Infinity) => {
  const all: { readonly provider: Provider; hasEnded: boolean }[] = [];
  const connect = (): Promise<Provider> => {
    if (all.length >= most) return Promise.reject(new Error("it doesn't start"));
    const provider = fakeProvider({});
    all.push({ provider, hasEnded: false });
    return Promise.resolve(provider);
  };
  const of = (provider: Provider) => {
    const found = all.find((one) => one.provider === provider);
    if (found === undefined) throw new Error("a provider that nobody started");
    return found;
  };
  return { connect, of, count: () => all.length };
};

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

/** A question that is answered after a while, and rejected where the provider ends before. */
const question =
  (of: ReturnType<typeof mortals>["of"], name: string, wait: number): Question<string> =>
  async (provider) => {
    const mine = of(provider);
    if (name === "deadly") mine.hasEnded = true;
    await turns(wait);
    if (mine.hasEnded) throw new Error(`connection lost at ${name}`);
    return name;
  };

test("the question that ends the provider is told from those that were under way with it", async () => {
  const { connect, of, count } = mortals();
  const line = await lineTo(connect, 4);
  const names = ["a", "b", "deadly", "c", "d", "deadly", "e", "f"];
  const answers = await Promise.all(names.map((name, index) => line.ask(question(of, name, 1 + ((index * 5) % 7)))));
  const lost = { ended: "connection lost at deadly" };
  expect(answers).toEqual(["a", "b", lost, "c", "d", lost, "e", "f"]);
  expect(line.starts()).toBe(count());
});

test("many deadly questions in a row leave every other one its answer", async () => {
  const { connect, of } = mortals();
  const line = await lineTo(connect, 3);
  const names = Array.from({ length: 60 }, (_, index) => (index % 4 === 0 ? "deadly" : `q${String(index)}`));
  const answers = await Promise.all(names.map((name, index) => line.ask(question(of, name, 1 + (index % 5)))));
  expect(answers).toEqual(names.map((name) => (name === "deadly" ? { ended: "connection lost at deadly" } : name)));
});

test("no more questions are under way at a time than the line is wide", async () => {
  const line = await lineTo(mortals().connect, 3);
  let underWay = 0;
  let most = 0;
  const ask = async (): Promise<void> => {
    most = Math.max(most, ++underWay);
    await turns(4);
    underWay -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => line.ask(ask)));
  expect(most).toBe(3);
});

test("a provider that doesn't start again leaves nobody waiting", async () => {
  const { connect, of } = mortals(1);
  const line = await lineTo(connect, 2);
  const asked = ["a", "deadly", "b", "c", "d"].map((name) => line.ask(question(of, name, 3)));
  const results = await Promise.allSettled(asked);
  expect(results.map((one) => (one.status === "rejected" ? String(one.reason) : one.value))).toEqual(
    Array.from({ length: 5 }, () => "Error: it doesn't start"),
  );
});
