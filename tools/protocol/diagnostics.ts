import type { Diagnostic } from "./provider";
import type { Path, Step } from "./values";
import type { WireDiagnostic, WirePath, WireStep } from "./wire";

const errorSeverity = 1;
const warningSeverity = 2;

/** A path as the wire has it. */
export const pathToWire = (path: Path): WirePath => ({ steps: path.map(stepToWire) });

const stepToWire = (step: Step): WireStep => {
  if ("attribute" in step) return { attribute_name: step.attribute };
  return typeof step.element === "string" ? { element_key_string: step.element } : { element_key_int: step.element };
};

/** A path from the wire. It ends before the first step that has no form there, as into a set. */
export const pathFromWire = ({ steps = [] }: WirePath): Path => {
  const read = steps.map(stepFromWire);
  const end = read.indexOf(undefined);
  return read.slice(0, end < 0 ? undefined : end).filter((step) => step !== undefined);
};

const stepFromWire = ({ attribute_name: name, element_key_string: key, element_key_int: index }: WireStep): Step | undefined => {
  if (name !== undefined) return { attribute: name };
  const element = key ?? index;
  return element === undefined ? undefined : { element };
};

/** Diagnostics as the wire has them. */
export const diagnosticsToWire = (diagnostics: readonly Diagnostic[]): readonly WireDiagnostic[] =>
  diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === "error" ? errorSeverity : warningSeverity,
    summary,
    detail,
    ...(path === undefined ? {} : { attribute: pathToWire(path) }),
  }));

/** Diagnostics from the wire. */
export const diagnosticsFromWire = (diagnostics: readonly WireDiagnostic[] = []): readonly Diagnostic[] =>
  diagnostics.map(({ severity, summary = "", detail = "", attribute }) => ({
    severity: severity === warningSeverity ? "warning" : "error",
    summary,
    detail,
    ...(attribute?.steps === undefined || attribute.steps.length === 0 ? {} : { path: pathFromWire(attribute) }),
  }));
