import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { EstateError } from "../../modules/core/errors";
import { requirementsOf, awsSource } from "../terraform/requirements";
import * as terraform from "./commands";
import { writeStackCopy, type RehearsedStack, type StackCopy } from "./copies";
import { rehearseStack, type CycleResult } from "./cycle";
import { destroyStack } from "./destroy";
import { carried, forEmulator, type LeftOut } from "./emulator-copies";
import { emulatorGaps } from "./emulator-gaps";
import { ownFailure, type Failure } from "./failures";
import { planFile, refreshReads, remainingChanges, runIn, type Ground } from "./ground";

/** What came of one stack on the emulator. */
export interface EmulatedStack {
  readonly stack: string;
  /** Resources of the stack, and how many of them the emulator carried: made, unchanged in a second plan, destroyed. */
  readonly resources: number;
  readonly carried: number;
  readonly leftOut: readonly LeftOut[];
  readonly failures: readonly Failure[];
  readonly seconds: number;
}

/** Where an emulator listens. */
const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?\/?$/;

/**
 * Checks that an address is an emulator's on this machine.
 *
 * @throws EstateError UnknownOption
 */
export const checkEndpoint = (address: string): string => {
  if (loopback.test(address)) return address.replace(/\/$/, "");
  throw new EstateError([
    {
      code: "UnknownOption",
      place: "--aws-endpoint",
      rule: "the emulator must listen on this machine: a rehearsal calls no network",
      value: address,
      fix: "use http://127.0.0.1:PORT",
    },
  ]);
};

/**
 * Checks that something answers at an emulator's address.
 *
 * @throws EstateError UnknownOption
 */
export const checkEmulator = async (endpoint: string): Promise<void> => {
  const answers = await fetch(endpoint, { signal: AbortSignal.timeout(answerSeconds * 1000) }).then(
    () => true,
    () => false,
  );
  if (answers) return;
  throw new EstateError([
    {
      code: "UnknownOption",
      place: "--aws-endpoint",
      rule: "an emulator of AWS must answer there",
      value: endpoint,
      fix: "start one, for example: MOTO_IAM_LOAD_MANAGED_POLICIES=true MOTO_ACCOUNT_ID=111122223333 moto_server -H 127.0.0.1 -p 5000",
    },
  ]);
};

/** An emulator on this machine answers in milliseconds. */
const answerSeconds = 10;

/** The environment variables with which the real provider reaches the emulator, and nothing else. */
export const emulatorEnvironment = (endpoint: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_MAX_ATTEMPTS: "2",
});

/** The stacks that an emulator of AWS can be asked about: those of AWS alone. */
export const emulatedStacks = (stacks: readonly RehearsedStack[]): readonly RehearsedStack[] =>
  stacks.filter(({ json }) => requirementsOf(json).every(({ source }) => source === awsSource));

/** What happens beside a rehearsal on an emulator. */
export interface EmulatorHooks {
  readonly onProgress: (line: string) => void;
  /** Called with what the emulator carries of a stack, when it stands there and nothing else of the stack was tried. */
  readonly onStanding: (part: RehearsedStack) => Promise<void>;
}

/**
 * Takes stacks, in their order, through apply, an empty second plan and destroy, with the real provider against an
 * emulator; and then tries what the emulator is said not to carry, so that the list of it stays true.
 */
export const rehearseOnEmulator = async (
  ground: Ground,
  stacks: readonly RehearsedStack[],
  { onProgress, onStanding }: EmulatorHooks,
): Promise<readonly EmulatedStack[]> => {
  const up: {
    readonly stack: RehearsedStack;
    readonly part: StackCopy;
    readonly leftOut: readonly LeftOut[];
    failures: Failure[];
    seconds: number;
  }[] = [];
  for (const stack of stacks) {
    const start = performance.now();
    const { json, leftOut } = carried(forEmulator(stack.json));
    const part = copyOf(ground, { ...stack, json });
    const { failures, stands }: CycleResult = await rehearseStack(ground, part, "apply");
    if (stands) await onStanding(part);
    const gapFailures = stands && leftOut.length > 0 ? await tryGaps(ground, { ...stack, json: tryable(stack) }, leftOut) : [];
    up.push({ stack, part, leftOut, failures: [...failures.filter(isOfStack), ...gapFailures], seconds: since(start) });
    onProgress(`${stack.entry.name} stands on the emulator after ${String(since(start))} s`);
    if (!stands) break;
  }
  for (const one of [...up].reverse()) {
    const start = performance.now();
    copyOf(ground, one.part);
    one.failures.push(...(await destroyStack(ground, one.part)).failures);
    one.seconds += since(start);
    onProgress(`${one.stack.entry.name} is destroyed after ${String(since(start))} s`);
  }
  return up.map(({ stack: { entry, json }, leftOut, failures, seconds }) => {
    const resources = Object.values(json.resource ?? {}).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
    const missing = leftOut.filter(({ gap }) => gap.argument === undefined).length;
    const isDone = failures.length === 0;
    return {
      stack: entry.name,
      resources,
      carried: isDone ? resources - missing : 0,
      leftOut,
      failures,
      seconds: Math.round(seconds * 10) / 10,
    };
  });
};

/** A stack with all that the emulator is tried with again. */
const tryable = ({ json }: RehearsedStack): RehearsedStack["json"] =>
  carried(
    forEmulator(json),
    emulatorGaps.filter(({ untried }) => untried === true),
  ).json;

/** That providers came from a folder, whose checksums hold for this machine alone, says nothing about a stack. */
const isOfStack = ({ summary }: Failure): boolean => summary !== "Incomplete lock file information for providers";

const since = (start: number): number => Math.round((performance.now() - start) / 100) / 10;

const copyOf = (ground: Ground, stack: RehearsedStack): StackCopy => {
  const folder = join(ground.workspace, "emulated", stack.entry.name);
  mkdirSync(folder, { recursive: true });
  return writeStackCopy(ground.workspace, folder, stack, ground.terraform.version);
};

/** Applies what was left out too. Each of it has to fail as the list says. */
const tryGaps = async (ground: Ground, stack: RehearsedStack, leftOut: readonly LeftOut[]): Promise<readonly Failure[]> => {
  const copy = copyOf(ground, stack);
  const run = await runIn(ground, copy);
  refreshReads(ground, copy, "all");
  await terraform.plan(run, planFile, onePerGap(leftOut));
  const { diagnostics } = await terraform.apply(run, planFile);
  await terraform.plan(run, planFile);
  const left = await remainingChanges(run);
  const said = diagnostics.map(({ address = "", summary, detail = "" }) => ({ address, text: `${summary} ${detail}` }));
  const learned = leftOut
    .filter(isTried(leftOut))
    .filter(({ address, gap }) =>
      gap.argument === undefined
        ? !said.some((one) => (one.address === address || one.address === "") && one.text.includes(gap.says))
        : !stillDiffers(left, address, gap.argument, gap.says),
    );
  return learned.map(({ address, gap: { type, argument } }) =>
    ownFailure("apply", copy, {
      address,
      summary: "The emulator no longer fails at what it is said not to carry",
      detail: `Take ${type}${argument === undefined ? "" : `'s ${argument}`} off the list in tools/rehearse/emulator-gaps.ts, or mend what it says. It says now: ${
        said.find((one) => one.address === address)?.text ?? "nothing"
      }`,
    }),
  );
};

/** What is lost only while a resource is made is tried with one resource of a kind, which is made again. */
const onePerGap = (leftOut: readonly LeftOut[]): readonly string[] =>
  leftOut
    .filter(({ gap }) => gap.onCreateOnly === true)
    .filter(isTried(leftOut))
    .map(({ address }) => `-replace=${address}`);

const isTried =
  (leftOut: readonly LeftOut[]) =>
  (one: LeftOut): boolean =>
    one.gap.untried !== true && (one.gap.onCreateOnly !== true || leftOut.find(({ gap }) => gap === one.gap) === one);

/** Whether a second plan would still change an argument of a resource, in the form of {@link remainingChanges}. */
const stillDiffers = (changes: string, address: string, argument: string, says: string): boolean => {
  const lines = changes.split("\n");
  const start = lines.findIndex((line) => line.endsWith(` ${address}`));
  if (start < 0) return false;
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("  "));
  return lines.slice(start + 1, end < 0 ? undefined : end).some((line) => line.startsWith(`  ${argument}: `) && line.includes(says));
};
