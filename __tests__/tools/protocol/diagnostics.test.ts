import { diagnosticsFromWire, diagnosticsToWire, pathFromWire, pathToWire } from "../../../tools/protocol/diagnostics";
import { providerService } from "../../../tools/protocol/messages";
import type { Diagnostic } from "../../../tools/protocol/provider";
import type { Path } from "../../../tools/protocol/values";
import type { WirePath, WireStep } from "../../../tools/protocol/wire";

const { responseSerialize, responseDeserialize } = providerService(6).PlanResourceChange;

const overTheWire = (path: WirePath): WirePath =>
  responseDeserialize(responseSerialize({ requires_replace: [path] })).requires_replace?.[0] ?? {};

describe("paths and diagnostics on the wire", () => {
  test.each<[string, Path]>([
    ["to the whole", []],
    ["to an attribute", [{ attribute: "a" }]],
    ["through a list, from its first element", [{ attribute: "a" }, { element: 0 }, { attribute: "b" }]],
    ["through a map", [{ attribute: "a" }, { element: "" }, { element: "0" }]],
  ])("a path %s comes back as it was", (_title, path) => {
    expect(pathFromWire(overTheWire(pathToWire(path)))).toEqual(path);
  });

  test("a path ends before a step that the wire can't say", () => {
    const steps: readonly WireStep[] = [{ attribute_name: "a" }, {}, { attribute_name: "b" }];
    expect(pathFromWire(overTheWire({ steps }))).toEqual([{ attribute: "a" }]);
  });

  test("diagnostics come back as they were", () => {
    const diagnostics: readonly Diagnostic[] = [
      { severity: "error", summary: "s", detail: "d", path: [{ attribute: "a" }] },
      { severity: "warning", summary: "s", detail: "" },
    ];
    const bytes = responseSerialize({ diagnostics: diagnosticsToWire(diagnostics) });
    expect(diagnosticsFromWire(responseDeserialize(bytes).diagnostics)).toEqual(diagnostics);
  });

  test("a diagnostic of no known severity is an error", () => {
    expect(diagnosticsFromWire([{ summary: "s" }])).toEqual([{ severity: "error", summary: "s", detail: "" }]);
  });
});
