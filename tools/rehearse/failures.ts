import type { Attributes } from "../../modules/core/output-guards";
import { copyFile, locate, type TerraformDiagnostic } from "../terraform/diagnostics";
import type { StackCopy } from "./copies";

/** What was being done when something went wrong. */
export type Step =
  | "init"
  | "validate"
  | "plan"
  | "apply"
  | "second plan"
  | "loss"
  | "protection"
  | "destroy"
  | "change"
  | "way back"
  | "real validate"
  | "real plan"
  | "plan in HCL";

/** Something that is wrong with a stack. */
export interface Failure {
  readonly stack: string;
  readonly step: Step;
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The resource, output or block; empty where none is named. */
  readonly address: string;
  /** The construct that made the resource; empty where none is known. */
  readonly constructPath: string;
  /** Where in the copy's file, and what stands there. */
  readonly source?: { readonly line: number; readonly code: string };
}

/** A diagnostic of Terraform's, with its full range and text. */
type FullDiagnostic = TerraformDiagnostic & { readonly snippet?: { readonly code: string; readonly start_line: number } };

/** What Terraform said about a stack, with the construct path of the resource that it is about. */
export const failuresOf = (step: Step, stack: StackCopy, diagnostics: readonly TerraformDiagnostic[]): readonly Failure[] =>
  diagnostics.map((diagnostic) => terraformFailure(step, stack, diagnostic));

const terraformFailure = (step: Step, stack: StackCopy, diagnostic: FullDiagnostic): Failure => {
  const { severity, summary, detail = "", range, snippet } = diagnostic;
  const name = stack.entry.name;
  const inCopy = range === undefined ? diagnostic : { ...diagnostic, range: { ...range, filename: `stacks/${name}/${range.filename}` } };
  // `locate` reads a copy's own lines; of files beside it nothing is known.
  const readable = range === undefined || range.filename === copyFile;
  const found = readable ? locate(inCopy, { children: [{ key: "none", stack: name, copy: stack.copy }], root: "" }).finding.address : "";
  const address = found === "" ? addressIn(`${summary} ${detail}`) : found;
  return {
    stack: name,
    step,
    severity,
    summary,
    detail,
    address,
    constructPath: constructPathOf(stack, address),
    ...(snippet === undefined ? {} : { source: { line: snippet.start_line, code: snippet.code } }),
  };
};

/** The resource that a text begins to speak of: Terraform names it in the text alone where it has no expression to point at. */
const addressIn = (text: string): string =>
  /\b[Rr]esource ((?:module\.\S+\.)?[a-z][a-z0-9]*_\w+\.[\w-]+(?:\[[^\]]*\])?)/.exec(text)?.[1] ?? "";

/** Something that the rehearsal itself found wrong. */
export const ownFailure = (
  step: Step,
  stack: Pick<StackCopy, "entry" | "json">,
  { address = "", summary, detail = "" }: { readonly address?: string; readonly summary: string; readonly detail?: string },
): Failure => ({
  stack: stack.entry.name,
  step,
  severity: "error",
  summary,
  detail,
  address,
  constructPath: constructPathOf(stack, address),
});

/** An address without its instance: `aws_subnet.each["a"]` becomes `aws_subnet.each`. */
export const withoutKey = (address: string): string => address.replace(/\[[^\]]*\]$/, "");

/** The path of the construct that made a resource, which cdktf leaves beside its arguments; empty where there is none. */
export const constructPathOf = ({ json }: Pick<StackCopy, "json">, address: string): string => {
  const words = withoutKey(address).split(".");
  const [block, type = "", name = ""] = words.length === 3 ? words : ["resource", ...words];
  const blocks = (block === "resource" || block === "data" || block === "ephemeral" ? json[block] : undefined) as
    Readonly<Record<string, Readonly<Record<string, Attributes>>>> | undefined;
  const metadata = (blocks?.[type]?.[name]?.["//"] as { readonly metadata?: { readonly path?: unknown } } | undefined)?.metadata;
  return typeof metadata?.path === "string" ? metadata.path : "";
};

/** A failure in full, as people read it. */
export const failureText = ({ stack, step, severity, summary, detail, address, constructPath, source }: Failure): string =>
  [
    `${stack}: ${step}: ${severity === "error" ? "Error" : "Warning"}: ${summary}`,
    ...(address === "" ? [] : [`  with ${address}`]),
    ...(constructPath === "" ? [] : [`  made by ${constructPath}`]),
    ...(source === undefined ? [] : [`  on ${copyFile} line ${String(source.line)}: ${source.code.trim().slice(0, 300)}`]),
    ...(detail === "" ? [] : ["", ...detail.split("\n").map((line) => (line === "" ? "" : `  ${line}`))]),
  ].join("\n");
