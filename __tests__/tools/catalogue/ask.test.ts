import { chosenTypes } from "../../../tools/catalogue/ask";
import { compareFacts } from "../../../tools/catalogue/compare";
import type { ProviderFacts } from "../../../tools/catalogue/facts";

const type = { version: 0, block: {} };
const source = "registry.terraform.io/example/fake";

const facts: ProviderFacts = {
  provider: source,
  version: "1.0.0",
  config: { attributes: { region: { type: "string", optional: true } } },
  resources: { fake_a: type, fake_b: type },
  data_sources: { fake_a: type },
  ephemeral_resources: { fake_c: type },
};

describe("types that are chosen", () => {
  test.each([
    ["a bare name means every kind", ["fake_a"], [["fake_a"], ["fake_a"], []]],
    ["data. means one kind", ["data.fake_a"], [[], ["fake_a"], []]],
    ["resource. means one kind", ["resource.fake_a"], [["fake_a"], [], []]],
    ["ephemeral. means one kind", ["ephemeral.fake_c"], [[], [], ["fake_c"]]],
    ["a name twice is asked once", ["fake_b", "resource.fake_b", "fake_b"], [["fake_b"], [], []]],
  ])("%s", (_, named, expected) => {
    const chosen = chosenTypes(facts, { named }, source);
    expect([chosen.resources, chosen.data_sources, chosen.ephemeral_resources]).toEqual(expected);
  });

  test("all of them, and those of a catalogue", () => {
    expect(chosenTypes(facts, "all", source).resources).toEqual(["fake_a", "fake_b"]);
    expect(chosenTypes(facts, { of: { ...facts, resources: { fake_b: type } } }, source).resources).toEqual(["fake_b"]);
  });

  test("a type that the provider doesn't have is refused", () => {
    expect(() => chosenTypes(facts, { named: ["fake_x", "data.fake_b"] }, source)).toThrow(
      /\[UnknownType\] .*example\/fake must have the type, got "data\.fake_b"[^]*got "fake_x"; did you mean 'fake_/,
    );
  });

  test("so is a type of a catalogue that is gone", () => {
    const old = { ...facts, resources: { fake_old: type } };
    expect(() => chosenTypes(facts, { of: old }, source)).toThrow(/\[UnknownType\] .*got "fake_old"/);
  });
});

describe("what a catalogue and a provider that was asked again don't say alike", () => {
  const asked: ProviderFacts = {
    ...facts,
    config: { attributes: { region: { type: "string", required: true } } },
    resources: {
      fake_a: {
        version: 1,
        block: {
          attributes: { name: { type: "string", optional: true, sensitive: true }, parts: { type: ["list", ["object", { b: "bool" }]] } },
          block_types: { rule: { nesting_mode: "set", min_items: 1, block: { attributes: { port: { type: "number" } } } } },
        },
        replace: ["name"],
        replace_depends: ["rule"],
        replace_unknown: ["parts"],
        replace_changes: { rule: [[null, true]] },
        defaults: { name: "a" },
        block_defaults: { "rule.port": 1 },
        rules: { name: { max: 3 } },
        relations: [{ kind: "conflicts", path: "name", with: ["rule"] }],
      },
    },
    data_sources: { fake_new: type },
    ephemeral_resources: {},
  };

  test("has a line for each thing", () => {
    expect(compareFacts(facts, asked)).toEqual([
      "provider: region: committed string optional, asked string required",
      "fake_a: default in a block of rule.port: only asked: 1",
      'fake_a: default of name: only asked: "a"',
      "fake_a: name: only asked: string optional sensitive",
      'fake_a: parts: only asked: ["list",["object",{}]]',
      'fake_a: relation {"kind":"conflicts","path":"name","with":["rule"]}: only asked: holds',
      "fake_a: replacement by name: only asked: always",
      "fake_a: replacement by parts: only asked: not proved",
      "fake_a: replacement by rule: only asked: depends",
      "fake_a: replacing changes of rule: only asked: [[null,true]]",
      "fake_a: rule: only asked: block set min 1",
      'fake_a: rule of name: only asked: {"max":3}',
      "fake_a: schema version: committed 0, asked 1",
      "data source fake_new: not committed",
    ]);
  });

  test("each the other way round", () => {
    const lines = compareFacts(asked, { ...facts, resources: { fake_a: type }, data_sources: {}, ephemeral_resources: {} });
    expect(lines).toContain('fake_a: rule of name: only committed: {"max":3}');
    expect(lines).toHaveLength(13);
  });

  test("is nothing where they say the same, whatever its order", () => {
    const backwards = { ...asked, resources: { fake_a: { ...asked.resources["fake_a"], rules: { name: { max: 3 } } } } } as ProviderFacts;
    expect(compareFacts(asked, backwards)).toEqual([]);
  });
});
