import { compareVerdicts } from "../../../tools/fidelity/verdict";
import { CloudAsked, withPatience } from "../../../tools/fidelity/verdict-patience";
import { reviving, type Running } from "../../../tools/fidelity/verdict-reviving";
import { door, doorErrors, doorPlan, doorProvider } from "./planted";

/** Programs that break down at a door named "bomb", with all that they are being asked, and count themselves. */
const fragile = () => {
  const log = { started: 0, closed: 0 };
  const start = (): Promise<Running> => {
    log.started += 1;
    let isBroken = false;
    const provider = doorProvider({
      validateResource: async (_, config) => {
        isBroken ||= config["name"] === "bomb";
        await Promise.resolve();
        if (isBroken) throw new Error("broken");
        return doorErrors(config);
      },
    });
    return Promise.resolve({
      ...provider,
      close: () => {
        log.closed += 1;
        return Promise.resolve();
      },
    });
  };
  return { log, start };
};

const named = (name: string) => ({ ...door, name });

test("only the question that breaks a provider is rejected", async () => {
  const { start } = fragile();
  const provider = await reviving(start);
  const answers = await Promise.allSettled(["a", "bomb", "b", "c"].map((name) => provider.validateResource("door", named(name))));
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
});

test("each program that broke down is ended, and so is the last one", async () => {
  const { log, start } = fragile();
  const provider = await reviving(start);
  await Promise.allSettled(["a", "bomb", "b"].map((name) => provider.validateResource("door", named(name))));
  await provider.close();
  expect(log.started).toBeGreaterThan(1);
  expect(log.closed).toBe(log.started);
});

test("a provider that doesn't break down is started once", async () => {
  const { log, start } = fragile();
  const provider = await reviving(start);
  expect(await provider.validateResource("door", named("a".repeat(30)))).toHaveLength(1);
  expect(log.started).toBe(1);
});

const slow = doorProvider({ plan: () => new Promise(() => undefined) });

test("a plan that takes too long is not waited for, and neither is the next one", async () => {
  const provider = withPatience(slow, 0.05);
  const request = { type: "door", prior: null, proposed: door, config: door, private: new Uint8Array() };
  await expect(provider.plan(request)).rejects.toThrow(CloudAsked);
  await expect(provider.plan(request)).rejects.toThrow(/asks its cloud/);
});

test("a plan in time is handed on", async () => {
  const quick = withPatience(doorProvider({ plan: (request) => Promise.resolve(doorPlan(request, [])) }), 5);
  const request = { type: "door", prior: null, proposed: door, config: door, private: new Uint8Array() };
  expect((await quick.plan(request)).planned).toEqual(door);
});

test("a case for which the real provider asks its cloud is told, not compared", async () => {
  const one = {
    class: "replacement",
    type: "door",
    path: "name",
    kind: "changed",
    known: true,
    before: door,
    config: named("back"),
  } as const;
  const { comparisons, unasked } = await compareVerdicts([one], withPatience(slow, 0.05), doorProvider());
  expect(comparisons).toEqual([]);
  expect(unasked.map(({ because }) => because)).toEqual(["the real provider asks its cloud while it plans"]);
});
