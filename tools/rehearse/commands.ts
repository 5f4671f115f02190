import type { TerraformDiagnostic } from "../terraform/diagnostics";
import { runProgram, type RunPlace, type RunResult } from "../terraform/program";

/** What a plan would do with a resource. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  /** `create`, `update`, `replace`, `delete`, and what counts for nothing: `read`, `noop`, `move`, `forget`. */
  readonly action: string;
}

/** What a run of Terraform said. */
export interface Answer {
  readonly code: number | undefined;
  readonly seconds: number;
  /** Errors and warnings, each once. An error is added where a run failed or broke off without naming one. */
  readonly diagnostics: readonly TerraformDiagnostic[];
  readonly changes: readonly PlannedChange[];
  /** The resources that an apply could not make, change or destroy, sorted. */
  readonly failed: readonly string[];
}

/** A program that is Terraform's, and where it runs. */
export interface TerraformRun {
  readonly file: string;
  readonly place: RunPlace;
}

// Each copy has one user, so nobody is locked out. Terraform walks its graph with ten at a time, which keeps a twin busy.
const unattended = ["-no-color", "-json", "-input=false"] as const;

/** Prepares a stack's folder. */
export const init = (run: TerraformRun): Promise<Answer> => messages(run, ["init", ...unattended], [0]);

/** Lets Terraform and the providers check a stack's configuration. */
export const validate = async ({ file, place }: TerraformRun): Promise<Answer> => {
  const result = await runProgram(file, ["validate", "-no-color", "-json"], place);
  const { valid, diagnostics = [] } = parse(result.stdout) as { valid?: boolean; diagnostics?: readonly TerraformDiagnostic[] };
  return answer(result, { ended: typeof valid === "boolean", good: [0], diagnostics, changes: [], failed: [] });
};

/** Plans into a file. The exit code tells whether there is anything to do: 0 nothing, 2 something. */
export const plan = (run: TerraformRun, into: string, more: readonly string[] = []): Promise<Answer> =>
  messages(run, ["plan", ...unattended, "-lock=false", "-detailed-exitcode", `-out=${into}`, ...more], [0, 2], "plan");

/** Removes all that a state holds, unless something is protected. */
export const destroy = (run: TerraformRun): Promise<Answer> =>
  messages(run, ["apply", "-destroy", "-auto-approve", ...unattended, "-lock=false", "-refresh=false"], [0], "apply");

/** Applies a plan. */
export const apply = (run: TerraformRun, planFile: string): Promise<Answer> =>
  messages(run, ["apply", ...unattended, "-lock=false", planFile], [0], "apply");

/** A saved plan in full. */
export const showPlan = async ({ file, place }: TerraformRun, planFile: string): Promise<unknown> =>
  parse((await runProgram(file, ["show", "-json", planFile], place)).stdout);

type Message = Readonly<Record<string, unknown>>;

const parse = (text: string): Message => {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return {};
  }
};

/** Runs a command that tells what it does line by line. `summary` names the one with which it has to end. */
const messages = async (
  { file, place }: TerraformRun,
  args: readonly string[],
  good: readonly number[],
  summary?: string,
): Promise<Answer> => {
  const result = await runProgram(file, args, place);
  const lines = result.stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map(parse);
  const failed = failedIn(lines);
  const diagnostics = addressed(
    lines.flatMap(({ type, diagnostic }) => (type === "diagnostic" ? [diagnostic as TerraformDiagnostic] : [])),
    failed,
  );
  const changes = lines.flatMap(({ type, change }): PlannedChange[] => {
    if (type !== "planned_change") return [];
    const { action, resource } = change as { action: string; resource: { addr: string; resource_type: string } };
    return [{ address: resource.addr, type: resource.resource_type, action }];
  });
  const ended =
    summary === undefined ||
    lines.some(({ type, changes: counts }) => type === "change_summary" && (counts as { operation?: string }).operation === summary);
  return answer(result, { ended, good, diagnostics, changes, failed: failed.map(({ address }) => address).sort() });
};

/** A resource at which an apply failed. */
interface FailedResource {
  readonly address: string;
  readonly type: string;
  /** By which its provider may speak of it; empty where it has none yet. */
  readonly id: string;
}

interface Hook {
  readonly resource: { readonly addr: string; readonly resource_type: string };
  readonly id_value?: string;
}

const failedIn = (lines: readonly Message[]): readonly FailedResource[] => {
  const ids = new Map<string, string>();
  return lines.flatMap(({ type, hook }): readonly FailedResource[] => {
    if (hook === undefined) return [];
    const { resource, id_value: id } = hook as Hook;
    if (id !== undefined) ids.set(resource.addr, id);
    if (type !== "apply_errored") return [];
    return [{ address: resource.addr, type: resource.resource_type, id: ids.get(resource.addr) ?? "" }];
  });
};

/**
 * Gives errors without an address that of the resource they are about. Terraform names none where a provider refuses to
 * destroy; the provider's text has the resource's id as a rule, or its type.
 */
const addressed = (diagnostics: readonly TerraformDiagnostic[], failed: readonly FailedResource[]): readonly TerraformDiagnostic[] => {
  const isLost = ({ severity, address, range }: TerraformDiagnostic): boolean =>
    severity === "error" && (address ?? "") === "" && range === undefined;
  const known = new Set(diagnostics.map(({ address }) => address));
  const open = failed.filter(({ address }) => !known.has(address));
  const onlyOne = open.length === 1 && diagnostics.filter(isLost).length === 1;
  return diagnostics.map((diagnostic) => {
    if (!isLost(diagnostic)) return diagnostic;
    const text = `${diagnostic.summary} ${diagnostic.detail ?? ""}`;
    const named = open.filter(({ id }) => id.length > 3 && text.includes(id));
    const typed = open.filter(({ type }) => new RegExp(`\\b${type}\\b`).test(text));
    const [found, ...others] = onlyOne ? open : named.length > 0 ? named : typed;
    return found === undefined || others.length > 0 ? diagnostic : { ...diagnostic, address: found.address };
  });
};

interface Heard {
  /** Whether the last thing that such a run says was said. */
  readonly ended: boolean;
  readonly good: readonly number[];
  readonly diagnostics: readonly TerraformDiagnostic[];
  readonly changes: readonly PlannedChange[];
  readonly failed: readonly string[];
}

const answer = (result: RunResult, { ended, good, diagnostics, changes, failed }: Heard): Answer => {
  const fine = ended && result.code !== undefined && good.includes(result.code);
  const silent = !fine && !diagnostics.some(({ severity }) => severity === "error");
  return {
    code: result.code,
    seconds: result.seconds,
    changes,
    failed,
    diagnostics: unique(silent ? [...diagnostics, failure(result)] : diagnostics),
  };
};

/** What is known of a run that failed without a diagnostic: it was ended, or broke. */
const failure = ({ code, stdout, stderr }: RunResult): TerraformDiagnostic => ({
  severity: "error",
  summary: code === undefined ? "Terraform was ended" : `Terraform ended with exit code ${String(code)} and no result`,
  detail: (stderr.trim() === "" ? stdout : stderr).trim(),
});

/** Terraform says the same thing in each phase of a plan. */
const unique = (diagnostics: readonly TerraformDiagnostic[]): readonly TerraformDiagnostic[] => [
  ...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic] as const)).values(),
];

/** How many resources a plan creates, changes in place, replaces and destroys. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly replace: number;
  readonly destroy: number;
}

/** Nothing at all. */
export const noCounts: Counts = { add: 0, change: 0, replace: 0, destroy: 0 };

/** Counts changes by what they do. */
export const countChanges = (changes: readonly PlannedChange[]): Counts => {
  const of = (action: string): number => changes.filter((change) => change.action === action).length;
  return { add: of("create"), change: of("update"), replace: of("replace"), destroy: of("delete") };
};

/** Whether there is an error among what was said. */
export const isBroken = ({ diagnostics }: Pick<Answer, "diagnostics">): boolean => diagnostics.some(({ severity }) => severity === "error");
