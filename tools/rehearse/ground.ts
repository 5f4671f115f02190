import type { Schemas } from "../../modules/core/hcl/forms";
import type { ManifestStack } from "../../regions/manifest";
import { isRecord } from "../../modules/policy/view";
import type { RunPlace, Terraform } from "../terraform/program";
import { showPlan, type TerraformRun } from "./commands";
import { provideReads, type StackCopy } from "./copies";
import { siteOf } from "./sites";

/** What all stacks of a rehearsal are rehearsed on. */
export interface Ground {
  /** The folder of the whole rehearsal. */
  readonly workspace: string;
  readonly terraform: Terraform;
  /** How Terraform runs, but for its folder and the way to its providers. */
  readonly place: Omit<RunPlace, "cwd">;
  /** The environment variables with which a stack's Terraform reaches its providers. */
  readonly providers: (stack: string, sources: readonly string[]) => Promise<Readonly<Record<string, string>>>;
  /** Every stack that there is or was, by name. */
  readonly entries: ReadonlyMap<string, ManifestStack>;
  /** Given where each stack is planned in HCL too, by what tells arguments from blocks. */
  readonly hcl?: Schemas;
}

/** Terraform in the folder of a stack's copy. */
export const runIn = async ({ terraform, place, providers }: Ground, { entry, sources, folder }: StackCopy): Promise<TerraformRun> => ({
  file: terraform.file,
  place: { ...place, cwd: folder, env: { ...place.env, ...(await providers(entry.name, sources)) } },
});

/** The plan file of a stack's copy. */
export const planFile = "rehearsal.tfplan";

/** Which states a stack may read: all of them, or those of its own site. */
export type Readable = "all" | "own site";

/** Puts the states of earlier stacks, as they are now, where a stack reads them. */
export const refreshReads = ({ workspace, entries }: Ground, copy: StackCopy, readable: Readable): void => {
  provideReads(workspace, copy, (stack) => isReadable(entries, copy, stack, readable));
};

/** Whether a stack may read another's state. One that the manifest doesn't know has none. */
export const isReadable = (
  entries: ReadonlyMap<string, ManifestStack>,
  { entry }: StackCopy,
  stack: string,
  readable: Readable,
): boolean => {
  const source = entries.get(stack);
  return source !== undefined && (readable === "all" || siteOf(source) === siteOf(entry));
};

/** What a saved plan would still do, one line for each resource and output. Values that are secret are left out. */
export const remainingChanges = async (run: TerraformRun): Promise<string> => {
  const plan = (await showPlan(run, planFile)) as ShownPlan;
  const resources = (plan.resource_changes ?? []).flatMap(({ address, change }) => {
    if (change.actions.every((action) => action === "no-op" || action === "read")) return [];
    return [`${change.actions.join(", then ")} ${address}${attributeLines(change)}`];
  });
  const outputs = Object.entries(plan.output_changes ?? {}).flatMap(([name, { actions }]) =>
    actions.every((action) => action === "no-op") ? [] : [`${actions.join(", then ")} output.${name}`],
  );
  return [...resources, ...outputs].join("\n");
};

interface ShownPlan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: ShownChange }[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

interface ShownChange {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown: unknown;
  readonly before_sensitive: unknown;
  readonly after_sensitive: unknown;
}

const attributeLines = ({ before, after, after_unknown: unknowns, before_sensitive: was, after_sensitive: is }: ShownChange): string => {
  if (!isRecord(before) || !isRecord(after)) return "";
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(isRecord(unknowns) ? unknowns : {})])].sort();
  return names
    .flatMap((name) => {
      const isUnknown = isRecord(unknowns) && hasTrue(unknowns[name]);
      if (!isUnknown && JSON.stringify(before[name]) === JSON.stringify(after[name])) return [];
      const isSecret = [was, is].some((marks) => marks === true || (isRecord(marks) && hasTrue(marks[name])));
      const values = isSecret ? "(secret)" : `${short(before[name])} -> ${isUnknown ? "(known after apply)" : short(after[name])}`;
      return [`\n  ${name}: ${values}`];
    })
    .join("");
};

/** Marks of a value have its form, with `true` where it is marked. */
const hasTrue = (marks: unknown): boolean =>
  marks === true || (typeof marks === "object" && marks !== null && Object.values(marks).some(hasTrue));

const short = (value: unknown): string => {
  const text = (JSON.stringify(value) as string | undefined) ?? "null";
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
};
