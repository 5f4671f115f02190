import { openLane } from "./lane";
import type { Stage } from "./rehearsal";

const stage: Stage = { folder: "", env: {}, close: () => Promise.resolve() };

test("runs each text once, one after another, and goes on after one that can't be run", async () => {
  const seen: string[] = [];
  const lane = openLane(["a", "b", "a", "c"], stage, async (text) => {
    seen.push(`${text} begins`);
    await new Promise((done) => setTimeout(done, 5));
    seen.push(`${text} ends`);
    if (text === "b") throw new Error("no shell");
    return { code: 0, output: text };
  });
  expect([...lane.results.keys()]).toEqual(["a", "b", "c"]);
  await expect(lane.results.get("b")).rejects.toThrow("no shell");
  expect(await lane.results.get("c")).toEqual({ code: 0, output: "c" });
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("begins nothing once it is closed", async () => {
  const seen: string[] = [];
  let release = (): void => undefined;
  const lane = openLane(["a", "b"], stage, async (text) => {
    seen.push(text);
    await new Promise<void>((done) => (release = done));
    return { code: 0, output: text };
  });
  while (seen.length === 0) await Promise.resolve();
  const closed = lane.close();
  release();
  await closed;
  expect([await lane.results.get("a"), await lane.results.get("b"), seen]).toEqual([
    { code: 0, output: "a" },
    { code: null, output: "not run" },
    ["a"],
  ]);
});
