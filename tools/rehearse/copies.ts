import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Attributes, TerraformJson } from "../../modules/core/output-guards";
import type { ManifestStack } from "../../regions/manifest";
import { sampleState, type Copy } from "../terraform/copy";
import { copyFile, formatCopy } from "../terraform/diagnostics";
import { requirementsOf } from "../terraform/requirements";
import { sampleVariables } from "../terraform/wrapper";
import { withoutCredentials } from "./credentials";
import { rehearsalLineage } from "./guard";

/** A stack of the estate: what the manifest says of it, and its Terraform JSON. */
export interface RehearsedStack {
  readonly entry: ManifestStack;
  readonly json: TerraformJson;
}

/** A stack's copy in its own folder. */
export interface StackCopy extends RehearsedStack {
  /** The folder in which Terraform runs. */
  readonly folder: string;
  readonly copy: Copy;
  /** The sources of its providers, with their hosts. */
  readonly sources: readonly string[];
}

/** The states of a rehearsal lie beside each other, outside the stacks' folders. */
export const stateFile = (workspace: string, stack: string): string => join(workspace, "states", `${stack}.tfstate`);

/** The state of an earlier stack, as the reader finds it: relative to its folder. */
const readPath = (remoteState: string): string => `reads/${remoteState}.tfstate`;

/**
 * The copy that is applied: with a local state, any version of its providers, credentials that are none, and the states
 * of earlier stacks from its own folder, where {@link provideReads} puts them.
 */
export const copyToRehearse = (json: TerraformJson, statePath: string): Copy => {
  const { backend: _backend, cloud: _cloud, required_providers: declared, ...terraform } = json.terraform ?? {};
  const before = (declared ?? {}) as Readonly<Record<string, Attributes | string>>;
  const providers = requirementsOf(json).map(({ local, source }) => {
    const was = before[local];
    const { version: _version, ...rest } = typeof was === "object" ? was : {};
    return [local, { ...rest, source }] as const;
  });
  const states = json.data?.["terraform_remote_state"];
  return {
    ...json,
    terraform: {
      ...terraform,
      backend: { local: { path: statePath } },
      ...(providers.length === 0 ? {} : { required_providers: Object.fromEntries(providers) }),
    },
    ...(json.provider === undefined ? {} : { provider: withoutCredentials(json) }),
    ...(states === undefined ? {} : { data: { ...json.data, terraform_remote_state: localStates(states) } }),
  };
};

const localStates = (states: Readonly<Record<string, Attributes>>): Readonly<Record<string, Attributes>> =>
  Object.fromEntries(
    Object.entries(states).map(([name, { workspace: _workspace, ...state }]) => [
      name,
      { ...state, backend: "local", config: { path: readPath(name) } },
    ]),
  );

/** Writes a stack's copy into a folder of the workspace, and an empty state where the stack has none yet. */
export const writeStackCopy = (workspace: string, folder: string, { entry, json }: RehearsedStack, terraformVersion: string): StackCopy => {
  const state = stateFile(workspace, entry.name);
  const copy = copyToRehearse(json, state);
  mkdirSync(join(folder, "reads"), { recursive: true });
  mkdirSync(join(workspace, "states"), { recursive: true });
  writeFileSync(join(folder, copyFile), formatCopy(copy));
  const variables = sampleVariables(copy);
  // A file that is always read: a saved plan holds no value of an ephemeral variable.
  if (Object.keys(variables).length > 0) writeFileSync(join(folder, "rehearsal.auto.tfvars.json"), formatCopy(variables));
  if (!existsSync(state)) writeFileSync(state, formatCopy(emptyState(entry.name, terraformVersion)));
  return { entry, json, folder, copy, sources: requirementsOf(json).map(({ source }) => source) };
};

/**
 * The state with which a stack begins. Its lineage tells a rehearsal's from any other; Terraform keeps it in every later
 * state and plan, and takes neither where another lineage is.
 */
export const emptyState = (stack: string, terraformVersion: string): Copy => ({
  version: 4,
  terraform_version: terraformVersion,
  serial: 1,
  lineage: rehearsalLineage(stack),
  outputs: {},
  resources: [],
  check_results: null,
});

/** Puts the states that a stack reads where it finds them: as they are now, or not at all where `readable` says no. */
export const provideReads = (workspace: string, { entry, folder }: StackCopy, readable: (stack: string) => boolean): void => {
  for (const [remoteState, stack] of Object.entries(entry.reads)) {
    const file = join(folder, readPath(remoteState));
    if (readable(stack)) copyFileSync(stateFile(workspace, stack), file);
    else rmSync(file, { force: true });
  }
};

/** The same with states that hold nothing but the samples of the contracts' outputs. */
export const provideSamples = (
  entries: ReadonlyMap<string, ManifestStack>,
  { entry, folder }: StackCopy,
  readable: (stack: string) => boolean,
  terraformVersion: string,
): void => {
  for (const [remoteState, stack] of Object.entries(entry.reads)) {
    const file = join(folder, readPath(remoteState));
    if (readable(stack)) writeFileSync(file, formatCopy(sampleState(entries.get(stack)?.outputs ?? {}, terraformVersion)));
    else rmSync(file, { force: true });
  }
};

/** A resource in a state. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
}

/** The resources that a state holds, by address; each instance is one. None where there is no state. */
export const resourcesIn = (workspace: string, stack: string): readonly StateResource[] => {
  const file = stateFile(workspace, stack);
  if (!existsSync(file)) return [];
  const { resources } = JSON.parse(readFileSync(file, "utf8")) as { readonly resources: readonly StoredResource[] };
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ module, type, name, instances }) =>
      instances.map(({ index_key: key }) => ({
        address: `${module === undefined ? "" : `${module}.`}${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
        type,
      })),
    );
};

interface StoredResource {
  readonly module?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly index_key?: string | number }[];
}
