import type { ObjectValue } from "../../../tools/protocol/values";
import { nameRows } from "../../../tools/world/rules/names";
import type { NameRow } from "../../../tools/world/rules/name-row";
import type { Scope } from "../../../tools/world/world";
import { cluster, edge, elsewhere, here, otherProject, otherRegion, project, thing, type PlantedCase } from "./planted";

const scopes: Readonly<Record<string, readonly [Scope, Scope]>> = {
  aws: [here, elsewhere],
  google: [project, otherProject],
  cloudflare: [edge, { ...edge, account: "account-2" }],
  helm: [
    { ...cluster, provider: "helm" },
    { ...cluster, provider: "helm", cluster: "https://two.example" },
  ],
};

/** What the nearest claim that is allowed differs in. */
const apart = (row: NameRow, home: Scope, away: Scope): { readonly scope: Scope; readonly changed: ObjectValue } => {
  const [narrow] = row.within ?? [];
  if (narrow !== undefined) return { scope: home, changed: { [narrow]: "another" } };
  if (row.reach === "everywhere" && row.argument !== undefined) return { scope: home, changed: { [row.argument]: "another" } };
  return { scope: row.reach === "own-region" && home.provider === "aws" ? otherRegion : away, changed: {} };
};

const needed: Readonly<Record<string, ObjectValue>> = { cloudflare_ruleset: { kind: "zone" } };

const caseOf = (row: NameRow): PlantedCase => {
  const [home, away] = scopes[row.type.split("_")[0] ?? ""] ?? [here, elsewhere];
  const values: ObjectValue = {
    ...needed[row.type],
    ...Object.fromEntries((row.within ?? []).map((path) => [path, "same"])),
    ...(row.argument === undefined ? {} : { [row.argument]: "taken" }),
  };
  const { scope, changed } = apart(row, home, away);
  const owner = thing(row.type, "owner-0001", values, home);
  return {
    rule: row.argument === undefined ? `only-one:${row.type}` : `name-taken:${row.type}.${row.argument}`,
    code: row.ownCode ?? row.code,
    standing: [owner],
    asked: { create: thing(row.type, "second-0001", values, home) },
    other: owner.id,
    allowed: { asked: { create: thing(row.type, "second-0001", { ...values, ...changed }, scope) } },
  };
};

/** A case for each argument that claims a name. */
export const nameCases: readonly PlantedCase[] = nameRows.map(caseOf);

/** A case for each name that outlives its owner. */
export const keptNameCases: readonly PlantedCase[] = nameRows.flatMap((row): readonly PlantedCase[] => {
  const { kept, argument } = row;
  if (kept === undefined || argument === undefined) return [];
  const planted = caseOf(row);
  const owners = planted.standing ?? [];
  return [{ ...planted, code: kept.code, standing: [], gone: owners, allowed: { gone: [] } }];
});
