import type { Block } from "../../../../tools/catalogue/facts";
import { isHuge, planDepth } from "../../../../tools/catalogue/probe/depth";
import { fieldsOf } from "../../../../tools/catalogue/probe/fields";

/** Ten blocks, each of ten blocks, and so on. */
const tens = (levels: number): Block =>
  levels === 0
    ? {}
    : { block_types: Object.fromEntries(Array.from("abcdefghij", (name) => [name, { nesting_mode: "list", block: tens(levels - 1) }])) };

test("a type of thousands of arguments is asked for plans about its first level only", () => {
  const [ordinary, huge] = [fieldsOf(tens(3)), fieldsOf(tens(4))];
  expect([isHuge(ordinary), planDepth(ordinary)]).toEqual([false, 4]);
  expect([isHuge(huge), planDepth(huge)]).toEqual([true, 1]);
});
