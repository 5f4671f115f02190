import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatCopy, type TerraformDiagnostic } from "../terraform/diagnostics";
import * as terraform from "./commands";
import { isBroken, type Answer, type TerraformRun } from "./commands";
import { resourcesIn, type StackCopy } from "./copies";
import { failuresOf, ownFailure, withoutKey, type Failure } from "./failures";
import { planFile, refreshReads, runIn, type Ground } from "./ground";
import { liftProtection, liftsArgument, protectionOf, type Protected } from "./protection";

/** What came of a stack's way down. */
export interface DestroyResult {
  /** How many resources are gone. */
  readonly destroyed: number;
  /** The resources whose destruction was refused, without instance keys, sorted. */
  readonly refused: readonly string[];
  readonly failures: readonly Failure[];
}

/** Lifts protection in a stack's copy. Its name comes last, so that it overrides what overrides may be there. */
const liftFile = "zz_lifted_override.tf.json";

/** Lifts the protection of these resources in a stack's copy, and in the copy alone; of none, it protects all again. */
export const lift = ({ folder, json }: StackCopy, addresses: readonly string[]): void => {
  const file = join(folder, liftFile);
  if (addresses.length === 0) rmSync(file, { force: true });
  else writeFileSync(file, formatCopy(liftProtection(json, addresses)));
};

/** The resources whose destruction Terraform itself refused, without instance keys: it names them in its text alone. */
export const preventedIn = (diagnostics: readonly TerraformDiagnostic[]): readonly string[] => [
  ...new Set(
    diagnostics.flatMap(({ severity, detail = "" }) => {
      const address = /^Resource (?:instance )?(.+?) has (?:lifecycle\.)?prevent_destroy set\b/.exec(detail)?.[1];
      return severity === "error" && address !== undefined ? [withoutKey(address)] : [];
    }),
  ),
];

/**
 * Takes a stack down. As it stands that has to be refused, for exactly the protected resources; then their protection is
 * lifted in the copy, and it has to be clean.
 *
 * A refusal can hide others: what was refused is lifted, and it is asked again. Where a provider refuses, other
 * resources may be gone already, and lifting an argument means applying it: that makes them again.
 */
export const destroyStack = async (ground: Ground, copy: StackCopy): Promise<DestroyResult> => {
  const standing = resourcesIn(ground.workspace, copy.entry.name);
  const here = new Set(standing.map(({ address }) => withoutKey(address)));
  const expected = protectionOf(copy.json).protected.filter(({ address }) => here.has(address));
  const run = await runIn(ground, copy);
  refreshReads(ground, copy, "all");
  const refused = new Set<string>();
  const failures = await takeDown(copy, run, expected, refused);
  const left = resourcesIn(ground.workspace, copy.entry.name);
  return {
    destroyed: standing.length - left.length,
    refused: [...refused].sort(),
    failures: [
      ...failures,
      ...(failures.length > 0 ? [] : compare(copy, expected, refused)),
      ...(failures.length > 0 || left.length === 0 ? [] : [leftOver(copy, left)]),
    ],
  };
};

/** Destroys, and lifts what is refused, until nothing is. Returns what went wrong, and fills `refused`. */
const takeDown = async (
  copy: StackCopy,
  run: TerraformRun,
  expected: readonly Protected[],
  refused: Set<string>,
): Promise<readonly Failure[]> => {
  for (;;) {
    const answer = await terraform.destroy(run);
    if (!isBroken(answer)) return failuresOf("destroy", copy, answer.diagnostics);
    const prevented = preventedIn(answer.diagnostics);
    const byProvider = prevented.length > 0 ? [] : refusedByProvider(answer, expected);
    const found = [...prevented, ...byProvider];
    // What was lifted and is refused again is not a matter of protection; nor is any other error.
    if (found.length === 0 || found.some((address) => refused.has(address))) return failuresOf("destroy", copy, answer.diagnostics);
    found.forEach((address) => refused.add(address));
    lift(copy, [...refused]);
    // Where Terraform refuses first, an argument that protects too is still in the state.
    if (!liftsArgument(copy.json, found)) continue;
    const lifted = await terraform.plan(run, planFile);
    const applied = isBroken(lifted) ? lifted : await terraform.apply(run, planFile);
    if (isBroken(applied)) return failuresOf("protection", copy, applied.diagnostics);
  }
};

/** The protected resources that their providers refused to destroy. None where there is any other error. */
const refusedByProvider = ({ diagnostics, failed }: Answer, expected: readonly Protected[]): readonly string[] => {
  const byArgument = new Set(expected.filter(({ by }) => by === "argument").map(({ address }) => address));
  const addresses = failed.map(withoutKey);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const isOfFailed = ({ address = "", range }: TerraformDiagnostic): boolean =>
    address === "" ? range === undefined : failed.includes(address);
  return addresses.every((address) => byArgument.has(address)) && errors.every(isOfFailed) ? [...new Set(addresses)] : [];
};

const compare = (copy: StackCopy, expected: readonly Protected[], refused: ReadonlySet<string>): readonly Failure[] => {
  const wanted = new Set(expected.map(({ refusedAt }) => refusedAt));
  return [
    ...expected
      .filter(({ refusedAt }) => !refused.has(refusedAt))
      .map(({ address, by }) =>
        ownFailure("protection", copy, {
          address,
          summary: "The destruction of a protected resource was not refused",
          detail: `The list of stateful types says that it is protected (${by}).`,
        }),
      ),
    ...[...refused]
      .filter((address) => !wanted.has(address))
      .sort()
      .map((address) =>
        ownFailure("protection", copy, {
          address,
          summary: "The destruction of a resource was refused that the list does not know as protected",
        }),
      ),
  ];
};

const leftOver = (copy: StackCopy, left: readonly { readonly address: string }[]): Failure =>
  ownFailure("destroy", copy, {
    summary: "The state is not empty after the destroy",
    detail: left.map(({ address }) => address).join("\n"),
  });
