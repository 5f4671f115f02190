import type { Case } from "../../../tools/fidelity/mutations-case";
import { compareVerdicts } from "../../../tools/fidelity/verdict";
import { reportOn } from "../../../tools/fidelity/verdict-report";
import type { Diagnostic, Provider } from "../../../tools/protocol/provider";
import { door, doorErrors, doorPlan, doorProvider } from "./planted";

const tried = (more: Partial<Case>): Case => ({
  class: "enumeration",
  type: "door",
  path: "kind",
  kind: "planted",
  known: true,
  config: door,
  ...more,
});

const wrongKind = tried({ config: { ...door, kind: "glass" } });
const renamed = tried({ class: "replacement", path: "name", before: door, config: { ...door, name: "back" } });
const higher = tried({ class: "replacement", path: "height", before: door, config: { ...door, height: 3 } });

const compare = async (one: Case, twin: Provider) => (await compareVerdicts([one], doorProvider(), twin)).comparisons[0];

const accepting = doorProvider({ validateResource: () => Promise.resolve([]) });
const elsewhere = doorProvider({
  validateResource: (_, config) =>
    Promise.resolve(doorErrors(config).map((one): Diagnostic => ({ ...one, path: [{ attribute: "lock" }] }))),
});
const placeless = doorProvider({
  validateResource: (_, config) =>
    Promise.resolve(doorErrors(config).map(({ severity, summary, detail }) => ({ severity, summary, detail }))),
});
const warning = doorProvider({
  validateResource: (_, config) => Promise.resolve(doorErrors(config).map((one) => ({ ...one, severity: "warning" }))),
});
const neverReplacing = doorProvider({ plan: (request) => Promise.resolve(doorPlan(request, [])) });

test.each([
  ["the same refusal", wrongKind, doorProvider(), true],
  ["what the twin accepts", wrongKind, accepting, false],
  ["a refusal at another place", wrongKind, elsewhere, false],
  ["a refusal without a place", wrongKind, placeless, false],
  ["a warning for an error", wrongKind, warning, false],
  ["the same replacement", renamed, doorProvider(), true],
  ["a replacement that the twin doesn't see", renamed, neverReplacing, false],
  ["an update in place", higher, doorProvider(), true],
])("of %s, the agreement is told", async (_, one, twin, agrees) => {
  expect((await compare(one, twin))?.agrees).toBe(agrees);
});

test("a path that replaces counts only where its value changes", async () => {
  expect((await compare(higher, neverReplacing))?.real.replaces).toEqual([]);
  expect((await compare(renamed, neverReplacing))?.real.replaces).toEqual(["name"]);
});

test("a twin that refuses what the real one only replaces for doesn't agree", async () => {
  const strict = doorProvider({ validateResource: () => Promise.resolve(doorErrors({ ...door, kind: "glass" })) });
  expect((await compare(renamed, strict))?.agrees).toBe(false);
});

test.each([
  ["that the real provider refuses", { ...renamed, config: { ...door, name: "a".repeat(30) } }, /refuses the changed/],
  ["that starts from what it refuses", { ...renamed, before: { ...door, height: 9 } }, /refuses what the case starts from/],
])("a change %s is not asked", async (_, one, because) => {
  const { comparisons, unasked } = await compareVerdicts([one], doorProvider(), doorProvider());
  expect(comparisons).toEqual([]);
  expect(unasked[0]?.because).toMatch(because);
});

test("a report counts by class, and groups what differs by type, place and reason", async () => {
  const cases = [
    wrongKind,
    tried({ kind: "other", config: { ...door, kind: "iron" } }),
    tried({ kind: "right", config: { ...door, kind: "steel" } }),
    renamed,
  ];
  const report = reportOn(await compareVerdicts(cases, doorProvider(), accepting));
  expect(report.classes.find((one) => one.class === "enumeration")).toMatchObject({ cases: 3, agreed: 1, atStake: 3, atStakeAgreed: 1 });
  expect(report.classes.find((one) => one.class === "all but required")).toMatchObject({ cases: 4, agreed: 2 });
  expect(report.disagreements).toEqual([
    {
      type: "door",
      path: "kind",
      class: "enumeration",
      reason: "only the real one refuses: Invalid value | kind",
      kinds: ["planted", "other"],
    },
  ]);
});
