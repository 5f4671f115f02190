import { compareApplied, differenceLines, merged } from "../../../tools/rehearse/applied-states";

const state = (...instances: readonly { readonly type: string; readonly attributes: unknown; readonly index_key?: string }[]): string =>
  JSON.stringify({
    resources: [
      ...instances.map(({ type, ...instance }) => ({ mode: "managed", type, name: "a", instances: [instance] })),
      { mode: "data", type: "terraform_remote_state", name: "b", instances: [{ attributes: { outputs: null } }] },
    ],
  });

describe("applied states", () => {
  test("are alike where the same attributes are null, whatever the others hold", () => {
    const real = state({ type: "t", attributes: { id: "i-1", tags: null, list: ["a"], block: [{ x: 1, y: null }] } });
    const twin = state({ type: "t", attributes: { id: "i-2", tags: null, list: ["b", "c"], block: [{ x: 2, y: null }] } });
    expect(compareApplied(real, twin)).toEqual({ attributes: 5, differences: [] });
  });

  test("differ where one is null, or has no such attribute or element", () => {
    const real = state({ type: "t", attributes: { id: "i-1", gone: 1, list: [{ x: "a" }, { x: "b" }], block: [{ x: null }], empty: {} } });
    const twin = state({ type: "t", attributes: { id: null, list: [{ x: "a" }], block: [{ x: 1 }], empty: null } });
    expect(compareApplied(real, twin).differences.map(({ path, real: here, twin: there }) => [path, here, there])).toEqual([
      ["block.x", "null", "a value"],
      ["empty", "a value", "null"],
      ["gone", "a value", "nothing"],
      ["id", "a value", "null"],
      ["list.x", "a value", "nothing"],
    ]);
  });

  test("of an instance that the twin doesn't have differ in everything", () => {
    const real = state({ type: "t", index_key: "x", attributes: { id: "i-1" } });
    const twin = state({ type: "t", index_key: "y", attributes: { id: "i-1" } });
    expect(compareApplied(real, twin).differences).toEqual([{ type: "t", path: "id", real: "a value", twin: "nothing" }]);
  });

  test("are told by type and attribute, with how often", () => {
    const parts = ["a", "b"].map((type) =>
      compareApplied(state({ type, attributes: { id: 1 } }, { type, attributes: { id: 1 } }), state({ type, attributes: { id: null } })),
    );
    const all = merged(parts);
    expect(all.attributes).toBe(4);
    expect(differenceLines(all.differences)).toEqual([
      "a id: the real provider's state holds a value, the twin's null (2)",
      "b id: the real provider's state holds a value, the twin's null (2)",
    ]);
  });
});
