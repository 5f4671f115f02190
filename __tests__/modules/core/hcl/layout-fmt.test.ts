import { layOut } from "../../../../modules/core/hcl/layout";
import { randomHcl } from "./random-hcl";
import { formatted, hasTerraform, isFull } from "./real-terraform";

const count = isFull ? 5_000 : 500;
const seed = Number(process.env["ESTATE_HCL_SEED"] ?? 1);

test(`${String(count)} random texts are laid out as terraform fmt lays them out`, async () => {
  if (!(await hasTerraform())) return;
  const texts = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`t${String(index)}.tf`, randomHcl(seed * 100_000 + index)]),
  );
  const expected = await formatted(texts);
  const differences = Object.entries(expected).flatMap(([name, text]) => {
    const ours = layOut(texts[name] ?? "");
    return ours === text ? [] : [{ source: texts[name], ours, terraform: text }];
  });
  expect(differences.sort((a, b) => (a.source?.length ?? 0) - (b.source?.length ?? 0)).slice(0, 5)).toEqual([]);
  // The generator knows nothing of what words mean; still most of what it makes is well formed.
  expect(Object.keys(expected).length).toBeGreaterThan(count * 0.6);
  expect(Object.values(expected).filter((text) => layOut(text) !== text)).toEqual([]);
}, 300_000);
