import { EstateError, failOn } from "../../modules/core/errors";
import { compareVersions, isMajorStep, nextMajor } from "../../modules/core/versions";
import { asProblem, breaksOf, keyOf } from "./breaking";

/** The file of the interfaces that published modules had, version by version. */
export const recordFile = "modules/interfaces.txt";

/** A row that a version of a module brought (`+`) or took away (`-`). */
interface Change {
  readonly module: string;
  readonly version: string;
  readonly sign: "+" | "-";
  readonly row: string;
}

/** What is kept of the interfaces of all modules: the versions for which it was made, in order, and what each changed. */
export interface InterfaceRecord {
  readonly versions: readonly string[];
  readonly changes: readonly Change[];
}

/** The rows of each module, by its name. */
export type Interfaces = ReadonlyMap<string, readonly string[]>;

const head = `# The interface of every published module: what each version brought (+) and took away (-).
# Written by: npm run modules -- --accept
`;
const line = /^([a-z0-9-]+) ([0-9][\w.+-]*) ([+-]) (.+)$/;

/**
 * Reads a record; an empty text is the record of no version.
 *
 * @throws EstateError InterfaceBroken for lines that no run wrote, such as those of a merge.
 */
export const readRecord = (text: string): InterfaceRecord => {
  const lines = text.split("\n").map((one, index) => ({ one, place: `${recordFile}:${String(index + 1)}` }));
  const versions = lines.flatMap(({ one }) => (one.startsWith("versions: ") ? one.slice("versions: ".length).split(", ") : []));
  const rows = lines.filter(({ one }) => one !== "" && !one.startsWith("# ") && !one.startsWith("versions: "));
  const rule = "a line must be a module's name, a version, + or - and a row";
  const fix = "take the file of one side and run npm run modules -- --accept";
  failOn(rows.flatMap(({ one, place }) => (line.test(one) ? [] : [{ code: "InterfaceBroken" as const, place, rule, value: one, fix }])));
  const changes = rows.map(({ one }): Change => {
    const [, module = "", version = "", sign, row = ""] = line.exec(one) ?? [];
    return { module, version, sign: sign === "-" ? "-" : "+", row };
  });
  return { versions, changes };
};

/** A record as text: by module, version and row. */
export const formatRecord = ({ versions, changes }: InterfaceRecord): string =>
  [
    head,
    `versions: ${versions.join(", ")}\n\n`,
    ...[...changes].sort(inOrder).map(({ module, version, sign, row }) => `${module} ${version} ${sign} ${row}\n`),
  ].join("");

const inOrder = (a: Change, b: Change): number =>
  [compareText(a.module, b.module), compareVersions(a.version, b.version), compareText(a.row, b.row), compareText(b.sign, a.sign)].find(
    (order) => order !== 0,
  ) ?? 0;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The interfaces as the changes left them. */
const interfacesAfter = (changes: readonly Change[]): Interfaces => {
  const rows = new Map<string, Set<string>>();
  for (const { module, sign, row } of [...changes].sort(inOrder)) {
    const own = rows.get(module) ?? new Set();
    if (sign === "+") own.add(row);
    else own.delete(row);
    rows.set(module, own);
  }
  return new Map([...rows].filter(([, own]) => own.size > 0).map(([module, own]) => [module, [...own].sort()]));
};

/**
 * The record with the interfaces that modules have now as those of `version`. Where the record was made for that version
 * already, its changes are written again, against the version before.
 *
 * `unpublished` says that nobody has the record's last version yet: then it is the version before that must not be broken.
 *
 * @throws EstateError AddressChanged and InterfaceBroken for all that callers of the version before would lose, unless the
 * step between the versions is a major one.
 */
export const recordedAt = (record: InterfaceRecord, now: Interfaces, version: string, unpublished = false): InterfaceRecord => {
  const last = record.versions.at(-1);
  const earlier = record.versions.filter((one) => one !== version);
  const ahead = earlier.find((one) => compareVersions(one, version) > 0);
  if (ahead !== undefined) {
    const rule = `the version must not be lower than ${ahead}, for which the record was made`;
    throw new EstateError([{ code: "InterfaceBroken", place: "package.json: version", rule, value: version, fix: `use ${ahead}` }]);
  }
  const kept = record.changes.filter(({ version: one }) => one !== version);
  const before = interfacesAfter(kept);
  const [judge, judged] = unpublished ? [earlier.at(-1), before] : [last, interfacesAfter(record.changes)];
  if (judge !== undefined && !isMajorStep(judge, version)) {
    failOn(
      [...judged].flatMap(([module, rows]) => {
        const own = now.get(module);
        const breaks = own === undefined ? [gone] : breaksOf(rows, own);
        return breaks.map((one) => asProblem(module, one, version, nextMajor(judge)));
      }),
    );
  }
  const changes = [...new Set([...before.keys(), ...now.keys()])].flatMap((module) => {
    const [then, today] = [before.get(module) ?? [], now.get(module) ?? []];
    const change = (sign: Change["sign"], rows: readonly string[]): Change[] => rows.map((row) => ({ module, version, sign, row }));
    return [
      ...change(
        "-",
        then.filter((row) => !today.includes(row)),
      ),
      ...change(
        "+",
        today.filter((row) => !then.includes(row)),
      ),
    ];
  });
  return { versions: [...earlier, version], changes: [...kept, ...changes] };
};

const gone = { code: "InterfaceBroken", row: "module", rule: "a published module must stay", fix: "put it back" } as const;

/** What changed of a module, version by version from the newest, as the text of its CHANGELOG.md. */
export const changesOf = (module: string, { versions, changes }: InterfaceRecord): string => {
  const own = changes.filter((one) => one.module === module);
  const first = versions.find((version) => own.some((one) => one.version === version)) ?? versions[0];
  const sections = [...versions].reverse().flatMap((version) => {
    const here = own.filter((one) => one.version === version);
    if (version === first) return [`## ${version}\n\nFirst version.\n`];
    if (here.length === 0)
      return version === versions.at(-1) ? [`## ${version}\n\nVariables, outputs, providers and addresses are as before.\n`] : [];
    return [`## ${version}\n\n${sentences(here).join("")}`];
  });
  return [`# Changes of ${module}\n`, ...sections].join("\n");
};

/** A line for each change of a version; a row that has another text than before is one change. */
const sentences = (changes: readonly Change[]): readonly string[] => {
  const removed = new Map(changes.filter(({ sign }) => sign === "-").map(({ row }) => [keyOf(row), row]));
  const added = new Set(changes.filter(({ sign }) => sign === "+").map(({ row }) => keyOf(row)));
  return [...changes].sort(inOrder).flatMap(({ sign, row }) => {
    if (sign === "-") return added.has(keyOf(row)) ? [] : [`- Removed: \`${row}\`\n`];
    const before = removed.get(keyOf(row));
    return [before === undefined ? `- Added: \`${row}\`\n` : `- Changed: \`${row}\`, before \`${before}\`\n`];
  });
};
