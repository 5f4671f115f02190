import type { Provider } from "../../../../tools/protocol/provider";
import { changed, created, errorPaths, placeOf, replacedPaths, twinOf, validated, valueAt, withArguments } from "./ask";
import { cloudflare } from "./cloudflare";
import { google } from "./google";
import { helm } from "./helm";
import { kubernetes } from "./kubernetes";

const providers = [google, cloudflare, helm, kubernetes];
const resources = providers.flatMap((one) => one.resources);

test("there are enough configurations, right ones and with one mistake each", () => {
  expect(resources.length).toBeGreaterThanOrEqual(100);
  expect(resources.flatMap(({ mistakes = [] }) => mistakes).length).toBeGreaterThanOrEqual(250);
  expect(resources.flatMap(({ changes = [] }) => changes).length).toBeGreaterThanOrEqual(120);
});

describe.each(providers)("the twin of $provider $version", (handwritten) => {
  let twin: Provider;
  beforeAll(async () => {
    twin = await twinOf(handwritten);
  });

  describe.each(handwritten.resources)("$type: $name", ({ type, config, defaults = {}, mistakes = [], changes = [] }) => {
    test("is right", async () => {
      expect(await validated(twin, type, config)).toEqual([]);
    });

    test("is planned with what the provider fills in", async () => {
      const { planned, diagnostics } = await created(twin, type, config);
      expect(errorPaths(diagnostics)).toEqual([]);
      const known = Object.fromEntries(Object.keys(defaults).map((path) => [path, valueAt(planned, path)]));
      expect(known).toEqual(defaults);
    });

    test("is left as it is where nothing changes", async () => {
      expect(replacedPaths(await changed(twin, type, config, config))).toEqual([]);
    });

    if (mistakes.length > 0)
      test.each(mistakes)("refuses a mistake: $mistake at $at", async ({ with: wrong, at }) => {
        const paths = errorPaths(await validated(twin, type, withArguments(config, wrong)));
        expect(paths).not.toEqual([]);
        expect(at.map((path) => placeOf(twin, type, path))).toEqual(expect.arrayContaining([...paths]));
      });

    if (changes.length > 0)
      test.each(changes)("a change of $change replaces for $replaces", async ({ with: other, replaces }) => {
        const after = withArguments(config, other);
        expect(await validated(twin, type, after)).toEqual([]);
        const answer = await changed(twin, type, config, after);
        expect(errorPaths(answer.diagnostics)).toEqual([]);
        const told = replacedPaths(answer);
        expect(told.length > 0).toBe(replaces.length > 0);
        expect(told.filter((path) => !replaces.some((one) => `${one}.`.startsWith(`${path}.`)))).toEqual([]);
      });
  });
});
