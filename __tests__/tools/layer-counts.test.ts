import { synthesizeEstate } from "../../main";
import { layerCounts, resourceCount } from "../../tools/layer-counts";

test("the counts by cloud and layer hold every stack and every resource once", () => {
  const { stacks } = synthesizeEstate();
  const counts = layerCounts(stacks);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  expect(sum(counts.map((one) => one.stacks))).toBe(stacks.length);
  expect(sum(counts.map((one) => one.resources))).toBe(sum(stacks.map(resourceCount)));
  expect(counts[0]).toMatchObject({ cloud: "aws", layer: "state" });
  expect(counts.at(-1)).toMatchObject({ cloud: "cloudflare", layer: "edge", stacks: 4 });
});

test("a layer without a stack is left out", () => {
  expect(layerCounts([{ cloud: "google", layer: "keys", resources: { a: 2, b: 3 } }])).toEqual([
    { cloud: "google", layer: "keys", stacks: 1, resources: 5 },
  ]);
});
