import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withSortedKeys } from "../../../../modules/core/json";
import { freshFolder } from "../../../support/folders";
import { runTerraform, writeFiles } from "./real-terraform";

/** A configuration that is to be judged as a child module, under a name of its own. */
export interface Candidate {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** A root can't hand on ephemeral outputs. */
  readonly hasEphemeralOutput: boolean;
}

/** What Terraform said of candidates, by their names. */
export interface Verdicts {
  /** What is wrong with those that Terraform refuses. */
  readonly refused: ReadonlyMap<string, string>;
  /** The plans of the others: resources, values, checks and references, as one text each. */
  readonly plans: ReadonlyMap<string, string>;
}

type Env = Readonly<Record<string, string>>;
type Json = Readonly<Record<string, unknown>>;

/**
 * Judges all candidates with a few runs of Terraform: they are child modules of one root, and who is refused, by the file
 * of the message, is taken out before the next run.
 */
export const judge = async (candidates: readonly Candidate[], env: Env): Promise<Verdicts> => {
  const folder = freshFolder();
  const refused = new Map<string, string>();
  candidates.forEach(({ files }, index) => {
    writeFiles(join(folder, `c${String(index)}`), files);
  });
  const writeRoot = () => {
    const left = candidates.flatMap((one, index) => (refused.has(one.name) ? [] : [[`c${String(index)}`, one] as const]));
    const outputs = left.filter(([, { hasEphemeralOutput }]) => !hasEphemeralOutput);
    const root = {
      ...(left.length > 0 && { module: Object.fromEntries(left.map(([id]) => [id, { source: `./${id}` }])) }),
      output: Object.fromEntries(outputs.map(([id]) => [id, { value: `\${module.${id}}`, sensitive: true }])),
    };
    const text = JSON.stringify(root, undefined, 1);
    writeFileSync(join(folder, "main.tf.json"), text);
    return text.split("\n");
  };
  for (const args of [["init", "-backend=false", "-input=false"], ["validate"], ["plan", "-input=false", "-out=plan"]]) {
    for (;;) {
      const lines = writeRoot();
      const run = await runTerraform(folder, [...args, "-json", "-no-color"], env);
      const found = run.code === 0 ? [] : blamed(run.stdout, candidates, lines);
      found.forEach(([name, message]) => refused.set(name, message));
      if (run.code === 0) break;
      if (found.length === 0) throw new Error(`${folder}: ${args[0] ?? ""} failed: ${run.stderr}${JSON.stringify(errorsIn(run.stdout))}`);
    }
  }
  const shown = await runTerraform(folder, ["show", "-json", "plan"], env);
  const plan = JSON.parse(shown.stdout) as Json;
  return {
    refused,
    plans: new Map(candidates.flatMap(({ name }, index) => (refused.has(name) ? [] : [[name, planOf(plan, `c${String(index)}`)]]))),
  };
};

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly address?: string;
}

/** The errors of a command's answer, with the candidates whose files they name. */
const blamed = (stdout: string, candidates: readonly Candidate[], root: readonly string[]): readonly (readonly [string, string])[] =>
  errorsIn(stdout).flatMap(({ summary, detail = "", range, address = "" }) => {
    // What a call lacks is said of the call.
    const call = root.slice(0, range?.filename === "main.tf.json" ? range.start.line : 0).join("");
    const places = [
      /^(c\d+)\//.exec(range?.filename ?? ""),
      /^module\.(c\d+)\b/.exec(address),
      /.*"(c\d+)"/.exec(call),
      /\bmodule\.(c\d+)\b/.exec(detail),
    ];
    const index = places.find((place) => place !== null)?.[1];
    const candidate = index === undefined ? undefined : candidates[Number(index.slice(1))];
    return candidate === undefined ? [] : [[candidate.name, `${summary}: ${detail}`] as const];
  });

const errorsIn = (stdout: string): readonly Diagnostic[] => diagnosticsIn(stdout).filter(({ severity }) => severity === "error");

const diagnosticsIn = (stdout: string): readonly Diagnostic[] => {
  if (stdout.startsWith("{\n")) return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
  return stdout.split("\n").flatMap((line) => {
    const { diagnostic } = line.startsWith("{") ? (JSON.parse(line) as { readonly diagnostic?: Diagnostic }) : {};
    return diagnostic === undefined ? [] : [diagnostic];
  });
};

interface Change {
  readonly address: string;
}

/** All that a plan says of one module. */
const planOf = (plan: Json, id: string): string => {
  const {
    resource_changes = [],
    output_changes = {},
    checks = [],
    configuration,
  } = plan as {
    readonly resource_changes?: readonly Change[];
    readonly output_changes?: Json;
    readonly checks?: readonly { readonly address: { readonly module?: string } }[];
    readonly configuration: { readonly root_module: { readonly module_calls: Readonly<Record<string, unknown>> } };
  };
  const own = (address: string) => address === `module.${id}` || address.startsWith(`module.${id}.`);
  const said = {
    changes: resource_changes.filter(({ address }) => own(address)),
    output: output_changes[id],
    checks: checks.filter(({ address }) => own(address.module ?? "")),
    configuration: comparable(configuration.root_module.module_calls[id]),
  };
  return JSON.stringify(withSortedKeys(said));
};

/**
 * A configuration's JSON without what differs by the way of writing: constants, which are compared as values (of JSON,
 * Terraform shows the text of a template there), and the order of references.
 */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (key === "constant_value") return [];
    if (key === "references") return [[key, [...new Set(inner as readonly string[])].sort()]];
    const compared = comparable(inner);
    return JSON.stringify(compared) === "{}" ? [] : [[key, compared]];
  });
  return Object.fromEntries(entries);
};
