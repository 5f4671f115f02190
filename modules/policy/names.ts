import type { Problem } from "../core/errors";
import { nameArguments, type NameArgument } from "./claimed-names";
import type { NameClaim, StackFindings } from "./model";
import { literal, valuesAt, type ResourceView, type StackView } from "./view";

const rowsByType: ReadonlyMap<string, readonly NameArgument[]> = new Map(
  nameArguments.map(({ type }) => [type, nameArguments.filter((row) => row.type === type)]),
);

/** The physical names that a stack claims. A name that is known only at plan is left out. */
export const nameClaims = (view: StackView): readonly NameClaim[] =>
  view.resources.flatMap((resource) =>
    (rowsByType.get(resource.type) ?? []).flatMap((row) =>
      valuesAt(resource.attributes, row.argument)
        .map(literal)
        .filter((name) => name !== undefined)
        .map((name) => ({
          kind: row.kind,
          name: claimedName(row, name),
          scope: scopeOf(view, resource, row),
          stack: view.name,
          address: `${resource.address}.${row.argument}`,
        })),
    ),
  );

/** An OpenID Connect provider is known by its host and path, with or without the scheme. */
const claimedName = ({ argument, ignoresCase }: NameArgument, name: string): string => {
  const bare = argument === "url" ? name.replace(/^https:\/\//, "") : name;
  return ignoresCase === true ? bare.toLowerCase() : bare;
};

const scopeOf = ({ stack: { identity } }: StackView, { cloud, region, attributes }: ResourceView, { scope }: NameArgument): string => {
  if (scope === "everywhere") return cloud === "aws" ? `partition ${partitionOf(region ?? "")}` : (cloud ?? "");
  const account = cloud === "google" ? `project ${literal(attributes["project"]) ?? identity.account}` : `account ${identity.account}`;
  return scope === "account" ? account : `${account} region ${region ?? identity.region}`;
};

/** The partition of a region: AWS Fault Isolation Boundaries, Partitions, read 2026-11. */
const partitionOf = (region: string): string =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : region.startsWith("eusc-") ? "aws-eusc" : "aws";

/** Whether each name is claimed once in its scope. The first claim, in the order of stacks and addresses, is the owner. */
export const namesClaimedTwice = (findings: readonly StackFindings[]): readonly Problem[] => {
  const claims = new Map<string, NameClaim[]>();
  for (const claim of findings.flatMap(({ names }) => names)) {
    const key = `${claim.kind} ${claim.scope} ${claim.name}`;
    const others = claims.get(key);
    if (others === undefined) claims.set(key, [claim]);
    else others.push(claim);
  }
  return [...claims.values()].filter((same) => same.length > 1).flatMap(claimProblems);
};

const claimProblems = (same: readonly NameClaim[]): readonly Problem[] => {
  const [owner = "", ...others] = same.map(({ stack, address }) => `${stack} ${address}`).sort();
  return others.map((place) => ({
    code: "NameClaimedTwice",
    place,
    rule: `${same[0]?.kind ?? ""} names must be unique in ${same[0]?.scope ?? ""}; ${owner} has this one`,
    value: same[0]?.name,
    fix: "put a word into the name that tells the two apart",
  }));
};
