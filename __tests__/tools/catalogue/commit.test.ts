import { catalogueFile, withAsked } from "../../../tools/catalogue/commit";
import type { ProviderFacts } from "../../../tools/catalogue/facts";

const facts = (version: string, date: string, types: Readonly<Record<string, number>>): ProviderFacts => ({
  provider: "registry.terraform.io/example/fake",
  version,
  date,
  config: {},
  resources: Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { version: schema, block: {} }])),
  data_sources: {},
  ephemeral_resources: {},
});

const committed = facts("1.0.0", "2026-01-01", { fake_a: 1, fake_b: 1 });

test("types that were asked take the place of what was said of them, and the others stay", () => {
  const merged = withAsked(committed, facts("1.1.0", "2026-02-02", { fake_b: 2, fake_c: 2 }));
  expect(Object.entries(merged.resources).map(([type, { version }]) => [type, version])).toEqual([
    ["fake_a", 1],
    ["fake_b", 2],
    ["fake_c", 2],
  ]);
});

test("the date is that of the oldest answer", () => {
  expect(withAsked(committed, facts("1.1.0", "2026-02-02", { fake_b: 2 })).date).toBe("2026-01-01");
  expect(withAsked(committed, facts("1.1.0", "2026-02-02", { fake_a: 2, fake_b: 2, fake_c: 2 })).date).toBe("2026-02-02");
});

test("the first catalogue of a provider is what was asked", () => {
  const asked = facts("1.0.0", "2026-02-02", { fake_a: 1 });
  expect(withAsked(undefined, asked)).toBe(asked);
});

test("a file is named after provider and version", () => {
  expect(catalogueFile(committed)).toBe("fake-1.0.0.json");
});
