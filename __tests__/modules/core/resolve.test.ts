import { DefaultTokenResolver, Lazy, StringConcat, TerraformVariable, Token, Tokenization } from "cdktf";
import fc from "fast-check";
import { estate } from "../../../environments";
import { tokenResolver } from "../../../modules/core/resolve";
import { stackRoot, synthesizeStack } from "../../../modules/core/synthesize";
import { buildStack, planEstate } from "../../../regions/estate";
import { stackOf } from "../../support/stack";

const stack = stackOf("test");
const variable = new TerraformVariable(stack, "input", { type: "string" });
const resolver = new DefaultTokenResolver(new StringConcat());
const asCdktf = (value: unknown): unknown => Tokenization.resolve(value, { scope: stack, resolver, preparing: false });

const leaf = fc.oneof(
  fc.string({ maxLength: 20 }).filter((text) => !/[$#&]\{|e[+-]?\d/i.test(text)),
  fc.integer(),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.constant("$${aws:username}"),
  fc.constant("${test_thing.a.id}"),
  fc.constantFrom(
    variable.stringValue,
    `before-${variable.stringValue}-after`,
    variable.numberValue,
    variable.booleanValue,
    variable.listValue,
    Token.asStringMap(variable.value as never),
    Lazy.stringValue({ produce: () => `lazy ${variable.stringValue}` }),
    Lazy.anyValue({ produce: () => ({ deep: [variable.stringValue, undefined, 1] }) }),
  ),
);
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie("node"), { maxKeys: 4 }),
  ),
}));

describe("resolving tokens", () => {
  test("gives what cdktf gives, for any tree of values and tokens", () => {
    fc.assert(
      fc.property(tree.node, (value) => {
        let expected: unknown;
        try {
          expected = asCdktf(value);
        } catch (error) {
          expect(() => tokenResolver(stack)(value)).toThrow((error as Error).message);
          return;
        }
        expect(tokenResolver(stack)(value)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test("gives what cdktf gives, for every stack of the estate", () => {
    for (const plan of planEstate(estate)) {
      const theirs = JSON.parse(JSON.stringify(buildStack(stackRoot(), plan).toTerraform())) as Record<string, unknown>;
      const ours = JSON.parse(JSON.stringify(synthesizeStack(buildStack(stackRoot(), plan)))) as Record<string, unknown>;
      expect({ stack: plan.identity.name, ...ours }).toEqual({ stack: plan.identity.name, ...theirs });
    }
  });
});
