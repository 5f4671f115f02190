import fc from "fast-check";
import { nameRules, physicalName, physicalPath, shortHash, type NameKind } from "../../../modules/core/names";

const kinds = Object.keys(nameRules) as NameKind[];
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,30}$/);
/** At least six characters together: no kind asks for more. */
const words = fc.array(word, { minLength: 2, maxLength: 12 }).map((all) => (all.join("-").length < 6 ? [...all, "longer"] : all));

describe("physical names", () => {
  test("keep their service's length and characters, whatever the words", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), words, (kind, parts) => {
        const name = physicalName(kind, ...parts);
        expect(name.length).toBeLessThanOrEqual(nameRules[kind].max);
        expect(name).toMatch(nameRules[kind].pattern);
        expect(physicalName(kind, ...parts)).toBe(name);
      }),
    );
  });

  test("are the words themselves as long as they fit, and end in a hash of them all when they don't", () => {
    expect(physicalName("s3Bucket", "meetbarter", "dev", "eu", "eu-central-1", "state")).toBe("meetbarter-dev-eu-eu-central-1-state");
    expect(physicalPath("kmsAlias", "meetbarter-dev-eu", "logs-internal")).toBe("meetbarter-dev-eu/logs-internal");
    const long = ["meetbarter", "x".repeat(60), "state"];
    expect(physicalName("s3Bucket", ...long)).toBe(`meetbarter-${"x".repeat(43)}-${shortHash(long.join("-"))}`);
    expect(physicalName("iamRole", "A", "Role")).toBe("a-role");
    expect(physicalName("edgeList", "meetbarter", "pre-prod", "blocked")).toBe("meetbarter_pre_prod_blocked");
  });

  test("stay apart when they are cut", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{80,90}$/), { minLength: 2, maxLength: 20 }), (longWords) => {
        const names = longWords.map((one) => physicalName("s3Bucket", "same-beginning-of-them-all", one));
        expect(new Set(names).size).toBe(longWords.length);
      }),
    );
  });

  test.each([
    ["s3Bucket", ["under_score", "state"]],
    ["s3Bucket", ["ends-with-", ""]],
    ["iamRole", ["spaced out", "role"]],
    ["kmsAlias", ["dots.are", "refused"]],
  ] as const)("of %s refuse %p", (kind, parts) => {
    expect(() => physicalName(kind, ...parts)).toThrow(/\[BadName\]/);
  });

  test("each have a source for their limit", () => {
    expect(kinds.filter((kind) => !/read \d{4}-\d{2}/.test(nameRules[kind].source))).toEqual([]);
  });
});
