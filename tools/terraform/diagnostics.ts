import { backendProbe } from "./copy";
import type { Child } from "./wrapper";

/** What Terraform says, in the form of its machine-readable output. */
export interface TerraformDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

/** What Terraform says about one stack. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The resource, output or block, in the stack's own words; empty where Terraform names none. */
  readonly address: string;
}

/** A finding and the stack that it is about; `undefined` where that cannot be told. */
export interface Located {
  readonly stack: string | undefined;
  readonly finding: Finding;
}

/** What a diagnostic is looked up in. */
export interface Source {
  readonly children: readonly Child[];
  /** The text of the root module's file. */
  readonly root: string;
}

/** How the copies are written: their lines are read back by {@link pathAtLine}. */
export const formatCopy = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The file of a module's copy. */
export const copyFile = "cdk.tf.json";

/** The file of the root module. */
export const rootFile = "main.tf.json";

/** Finds the stack and the address of a diagnostic. The words that name the wrapper are taken out of its text. */
export const locate = (diagnostic: TerraformDiagnostic, source: Source): Located => {
  const { severity, summary, detail = "", address } = diagnostic;
  const { child, path } = place(diagnostic, source);
  const unwrap = (text: string): string =>
    child === undefined ? text : text.replace(new RegExp(` in module\\.${child.key}\\b|module\\.${child.key}\\.`, "g"), "");
  const named = address === undefined || address === "" ? addressOf(path) : unwrap(address);
  return {
    stack: child?.stack,
    finding: {
      severity,
      summary: unwrap(summary),
      detail: unwrap(detail),
      address: named.endsWith(`.${backendProbe}`) ? "terraform.backend" : named,
    },
  };
};

const place = ({ range, address, summary, detail }: TerraformDiagnostic, { children, root }: Source) => {
  const stack = /^stacks\/([^/]+)\//.exec(range?.filename ?? "")?.[1];
  const inCopy = children.find((child) => child.stack === stack);
  if (inCopy !== undefined) return { child: inCopy, path: pathAtLine(formatCopy(inCopy.copy), range?.start.line ?? 1) };
  const inRoot = range?.filename === rootFile ? pathAtLine(root, range.start.line) : [];
  const key = inRoot[1]?.split("_")[0];
  const [block = "", name = ""] = inRoot;
  const path = key === undefined ? [] : block === "module" ? ["variable", ...inRoot.slice(2, 3)] : [block, name.slice(key.length + 1)];
  const mentioned = children.filter((child) => new RegExp(`module\\.${child.key}\\b`).test(`${address ?? ""} ${summary} ${detail ?? ""}`));
  return { child: children.find((one) => one.key === key) ?? (mentioned.length === 1 ? mentioned[0] : undefined), path };
};

/** The keys that lead to a line of a text written by {@link formatCopy}. Lines count from 1. */
export const pathAtLine = (text: string, line: number): readonly string[] => {
  const lines = text.split("\n").slice(0, line).reverse();
  const closes = /^( *)[}\]]/.exec(lines[0] ?? "");
  const path: string[] = [];
  let depth = closes === null ? Infinity : (closes[1] ?? "").length + 1;
  for (const one of lines.slice(closes === null ? 0 : 1)) {
    const [, indent = "", key] = /^( *)("(?:[^"\\]|\\.)*"(?=: ))?/.exec(one) ?? [];
    if (indent.length >= depth) continue;
    depth = indent.length;
    if (key !== undefined) path.unshift(JSON.parse(key) as string);
  }
  return path;
};

const addressOf = ([block = "", ...names]: readonly string[]): string => {
  switch (block) {
    case "resource":
      return names.slice(0, 2).join(".");
    case "data":
    case "ephemeral":
      return [block, ...names.slice(0, 2)].join(".");
    case "variable":
      return ["var", ...names.slice(0, 1)].join(".");
    default:
      return [block, ...names.slice(0, 1)].filter((word) => word !== "").join(".");
  }
};
