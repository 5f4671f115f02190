import type { Problem } from "../../modules/core/errors";
import { compareVersions } from "../../modules/core/versions";
import { between } from "./interface";
import { addressOf, destination, type Moves } from "./moved";
import { takesAll } from "./type-constraints";

/** One thing that callers or states of the version before would lose. */
export interface Break {
  readonly code: "AddressChanged" | "InterfaceBroken";
  /** The row of before, or the new one that asks for something. */
  readonly row: string;
  readonly rule: string;
  /** What mends it without a new major version. */
  readonly fix: string;
}

/** A break as a problem of a module. `major` is the next version that may have it. */
export const asProblem = (module: string, { code, row, rule, fix }: Break, version: string, major: string): Problem => ({
  code,
  place: `${module}: ${row}`,
  rule: `${rule} while its version is ${version}`,
  fix: `${fix}, or raise the version in package.json to ${major}`,
});

/** What a module that had the rows `before` breaks with the rows `after`. Rows are those of `interfaceOf`. */
export const breaksOf = (before: readonly string[], after: readonly string[]): readonly Break[] => {
  const had = new Map(before.map(parts));
  const has = new Map(after.map(parts));
  const moves = Object.fromEntries(
    after.flatMap((row) => {
      const [, from, to] = /^moved (.*) -> (.*)$/.exec(row) ?? [];
      return from === undefined || to === undefined ? [] : [[from, to] as const];
    }),
  );
  const broken = (row: string, rule: string, fix: string): readonly Break[] => [{ code: "InterfaceBroken", row, rule, fix }];
  const gone = [...had].flatMap(([key, { row, rest }]): readonly Break[] => {
    const now = has.get(key);
    switch (key.split(" ")[0]) {
      case "resource":
        return addressBreaks(row, has, had, moves);
      case "moved":
        return moves[/^moved (.*) -> /.exec(row)?.[1] ?? ""] !== undefined
          ? []
          : [{ code: "AddressChanged", row, rule: "a move must stay for callers who come from before it", fix: "put it back" }];
      case "provider":
      case "terraform":
        return now === undefined || includesRange(now.rest, rest)
          ? []
          : broken(row, "versions that ran the module must run it", `put back what ${now.row} leaves out`);
      case "variable":
        return now === undefined ? broken(row, "a variable must stay", "put it back") : variableBreaks(row, now.row);
      default:
        if (now === undefined) return broken(row, "an output must stay", "put it back");
        return rest.includes("sensitive") || !now.rest.includes("sensitive")
          ? []
          : broken(row, "an output must not become sensitive", "make it plain again");
    }
  });
  const added = [...has].flatMap(([key, { row, rest }]) => {
    if (had.has(key)) return [];
    if (key.startsWith("provider ")) return broken(row, "a module must not ask for a further provider", "do without it");
    return key.startsWith("variable ") && rest[1] === "required" ? broken(row, "a new variable must have a default", "give it one") : [];
  });
  return [...gone, ...added];
};

/** By what a row is the same as one of another version: its kind and its name. */
export const keyOf = (row: string): string => parts(row)[0];

/** A row's key (`variable name`, `resource type.name`), and the parts behind it. */
const parts = (row: string): readonly [string, { readonly row: string; readonly rest: readonly string[] }] => {
  const [head = "", ...rest] = row.split(between);
  const [, key = head, behind = ""] = /^(resource [^[]*|terraform(?= )) ?(.*)$/.exec(head) ?? [];
  return [key, { row, rest: behind === "" ? rest : [behind, ...rest] }];
};

type Rows = ReadonlyMap<string, { readonly row: string; readonly rest: readonly string[] }>;

const addressBreaks = (row: string, has: Rows, had: Rows, moves: Moves): readonly Break[] => {
  const [resource = "", repetition = ""] = row.slice("resource ".length).split(/(?=\[)/);
  const end = addressOf(destination(resource, moves) ?? "");
  const found = end && has.get(`resource ${end.resource}`);
  const now = found?.rest[0] ?? "";
  // One instance becomes the first of a count by Terraform itself.
  const stays = now === repetition || (repetition === "" && now === "[count.index]");
  // Which instances a resource had is the caller's word: that some are moved by name is all that can be asked for.
  const instancesMove = repetition !== "" && Object.keys(moves).some((from) => from.startsWith(`${resource}[`));
  if (instancesMove || (found !== undefined && (stays || end?.key !== ""))) return [];
  const likely = [...has].filter(
    ([key]) => key.startsWith(`${row.split(".")[0] ?? ""}.`) && (!had.has(key) || key === `resource ${resource}`),
  );
  const to = likely.length === 1 ? (likely[0]?.[1].row.slice("resource ".length).replace("[each.key]", '["..."]') ?? "") : "...";
  return [
    {
      code: "AddressChanged",
      row,
      rule: "an address of the version before must stay, or be moved",
      fix: `say where it is, moved: { ${quotedName(resource)}: ${quotedName(to)} } in the face's shape`,
    },
  ];
};

const quotedName = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);

const variableBreaks = (before: string, after: string): readonly Break[] => {
  const [, type = "", standing, ...more] = before.split(between);
  const [, typeNow = "", standingNow, ...moreNow] = after.split(between);
  const rule = (words: readonly string[]): string | undefined => words.find((word) => word.startsWith("must "));
  const say = (holds: boolean, text: string, fix: string): readonly Break[] =>
    holds ? [] : [{ code: "InterfaceBroken", row: before, rule: text, fix }];
  return [
    ...say(takesAll(typeNow, type), `a variable must take what it took, and ${typeNow} does not`, "widen the type"),
    ...say(standing === "required" || standingNow !== "required", "a variable must keep a default", "give it one"),
    ...say(!more.includes("ephemeral") || moreNow.includes("ephemeral"), "a variable must stay ephemeral", "make it ephemeral again"),
    ...say(!more.includes("nullable") || moreNow.includes("nullable"), "a variable must go on taking null", "make it nullable again"),
    ...say(!narrows(rule(more), rule(moreNow)), `a variable must take what it took, and now it ${rule(moreNow) ?? ""}`, "widen its check"),
  ];
};

const numbers = /(-?[0-9.]+) to (-?[0-9.]+)/g;
const words = /one of ([^()]*)/;

/** Whether a rule refuses what the rule before took, as far as its words tell: closed lists, ranges of numbers, a first rule. */
const narrows = (before: string | undefined, after: string | undefined): boolean => {
  if (after === undefined) return false;
  if (before === undefined) return true;
  const [listBefore, listNow] = [before, after].map((text) => words.exec(text)?.[1]?.trim().split(", "));
  if (listBefore !== undefined && listNow !== undefined) return listBefore.some((word) => !listNow.includes(word));
  const ranges = (text: string) => [...text.matchAll(numbers)].map(([, least, most]) => [Number(least), Number(most)] as const);
  if (before.replace(numbers, "") !== after.replace(numbers, "")) return false;
  return ranges(before).some(([least, most], index) => {
    const [leastNow = least, mostNow = most] = ranges(after)[index] ?? [];
    return leastNow > least || mostNow < most;
  });
};

/** Whether versions in the form `>= 1.0.0, < 2.0.0` include all that the ones before did. The source must be the same. */
const includesRange = (after: readonly string[], before: readonly string[]): boolean => {
  if (after.join() === before.join()) return true;
  const [now, then] = [after, before].map((rest) => /^>= ([\w.-]+), < ([\w.-]+)$/.exec(rest.at(-1) ?? ""));
  if (now === null || then === null || after.slice(0, -1).join() !== before.slice(0, -1).join()) return false;
  const [, least = "", most = ""] = now ?? [];
  const [, leastThen = "", mostThen = ""] = then ?? [];
  return compareVersions(least, leastThen) <= 0 && compareVersions(most, mostThen) >= 0;
};
