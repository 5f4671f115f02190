import type { TerraformJson } from "../../modules/core/output-guards";
import * as terraform from "./commands";
import type { StackCopy } from "./copies";
import { carried, forEmulator, type LeftOut } from "./emulator-copies";
import { emulatorGaps, type EmulatorGap } from "./emulator-gaps";
import { ownFailure, withoutKey, type Failure } from "./failures";
import { planFile, refreshReads, remainingChanges, runIn, type Ground } from "./ground";

/**
 * What each stack is tried with, of what was left out of it: each gap once, in the first stack that has it. One that is
 * lost only while a resource is made is tried with one resource, which is made again.
 */
export const gapsToTry = (leftOut: readonly (readonly LeftOut[])[]): readonly (readonly LeftOut[])[] => {
  const taken = new Set<EmulatorGap>();
  return leftOut.map((ofStack) => {
    const fresh = ofStack.filter(({ gap, names }) => names === undefined && gap.untried !== true && !taken.has(gap));
    fresh.forEach(({ gap }) => taken.add(gap));
    return fresh.filter((one) => one.gap.onCreateOnly !== true || fresh.find(({ gap }) => gap === one.gap) === one);
  });
};

/** A stack as the emulator is tried with it: with what these gaps took out, and without what the others did. */
export const withGaps = (json: TerraformJson, gaps: readonly EmulatorGap[], all: readonly EmulatorGap[] = emulatorGaps): TerraformJson =>
  carried(
    forEmulator(json),
    all.filter((gap) => !gaps.includes(gap)),
  ).json;

/** Applies what was left out too. Each of it has to fail as the list says. */
export const tryGaps = async (ground: Ground, copy: StackCopy, tried: readonly LeftOut[]): Promise<readonly Failure[]> => {
  const run = await runIn(ground, copy);
  refreshReads(ground, copy, "all");
  const again = tried.filter(({ gap }) => gap.onCreateOnly === true).map(({ address }) => `-replace=${address}`);
  await terraform.plan(run, planFile, again);
  const { diagnostics } = await terraform.apply(run, planFile);
  const said = diagnostics.map(({ address = "", summary, detail = "" }) => ({
    address: withoutKey(address),
    text: `${summary} ${detail}`,
  }));
  const left = tried.some(({ gap }) => shownIn(gap) !== undefined) ? await changesLeft(run) : "";
  const learned = tried.filter((one) => !stillFails(one, said, left));
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

/** What an apply said of a resource, with all its instances. */
interface Said {
  readonly address: string;
  readonly text: string;
}

/** Whether an apply, or the second plan after it, shows of a gap what the list says; one of a resource's instances is enough. */
export const stillFails = ({ address, gap }: LeftOut, said: readonly Said[], left: string): boolean => {
  const shown = shownIn(gap);
  return shown === undefined
    ? said.some((one) => (one.address === address || one.address === "") && one.text.includes(gap.says))
    : stillDiffers(left, address, shown, gap.says);
};

/** The attribute in which a second plan shows a gap; `undefined` where an apply fails. */
const shownIn = ({ argument, shows = argument }: EmulatorGap): string | undefined => shows;

const changesLeft = async (run: terraform.TerraformRun): Promise<string> => {
  await terraform.plan(run, planFile);
  return remainingChanges(run);
};

/** Whether a second plan would still change an argument of a resource, in the form of {@link remainingChanges}. */
const stillDiffers = (changes: string, address: string, argument: string, says: string): boolean => {
  const lines = changes.split("\n");
  const start = lines.findIndex((line) => withoutKey(line).endsWith(` ${address}`));
  if (start < 0) return false;
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("  "));
  return lines.slice(start + 1, end < 0 ? undefined : end).some((line) => line.startsWith(`  ${argument}: `) && line.includes(says));
};
