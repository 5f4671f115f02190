import { spawnSync } from "node:child_process";
import { projectRoot } from "./repository";

/** Where a piece of code stands decides which rules it meets; any file of the room does. */
const rooms = {
  core: "modules/core/words.ts",
  regions: "regions/description.ts",
  environments: "environments/dev.ts",
  main: "main.ts",
  test: "__tests__/rules/repository.ts",
} as const;

interface Planted {
  readonly room: keyof typeof rooms;
  readonly code: string;
  /** The rule that has to find it; `undefined` where the code is allowed. */
  readonly rule: string | undefined;
}

const imports = "no-restricted-imports";
const properties = "no-restricted-properties";
const syntax = "no-restricted-syntax";

const planted: readonly Planted[] = [
  { room: "regions", code: 'export { release } from "@cdktf/provider-helm";', rule: imports },
  { room: "regions", code: 'export { release } from "@cdktf/provider-helm/lib";', rule: imports },
  { room: "test", code: 'import { release } from "@cdktf/provider-helm/lib/index";', rule: imports },
  { room: "regions", code: 'export { Release } from "@cdktf/provider-helm/lib/release";', rule: undefined },
  { room: "regions", code: 'export { deepMerge } from "cdktf/lib/util";', rule: imports },
  { room: "test", code: 'export { deepMerge } from "cdktf/lib/util";', rule: imports },
  { room: "core", code: 'export { deepMerge } from "cdktf/lib/util";', rule: undefined },
  { room: "regions", code: 'export { readFileSync } from "fs";', rule: imports },
  { room: "regions", code: 'export { env } from "node:process";', rule: imports },
  { room: "core", code: 'export { randomUUID } from "node:crypto";', rule: imports },
  { room: "core", code: 'export { createHash } from "node:crypto";', rule: undefined },
  { room: "core", code: 'export const home = process.env["HOME"];', rule: properties },
  { room: "environments", code: "export const { env } = process;", rule: properties },
  { room: "main", code: 'export const home = process.env["HOME"];', rule: undefined },
  { room: "regions", code: "export const now = Date.now();", rule: properties },
  { room: "main", code: "export const chance = Math.random();", rule: properties },
  { room: "core", code: 'export const order = "a".localeCompare("b");', rule: properties },
  {
    room: "core",
    code: "export const read = (node: { tryGetContext(key: string): string }): string => node.tryGetContext('a');",
    rule: properties,
  },
  {
    room: "core",
    code: "export const read = (node: { getContext(key: string): string }): string => node.getContext('a');",
    rule: properties,
  },
  { room: "main", code: "export const now = new Date();", rule: syntax },
  { room: "regions", code: 'export const day = new Date("2026-11-23");', rule: undefined },
  { room: "regions", code: "export enum Size { small }", rule: syntax },
  { room: "regions", code: "export default 1;", rule: syntax },
  { room: "core", code: "export interface KeyProps { name: string }", rule: syntax },
  { room: "core", code: "export class Key { arn = 1; }", rule: syntax },
  { room: "core", code: "export class Key { readonly arn = 1; }", rule: undefined },
  { room: "core", code: "export interface IKey { readonly name: string }", rule: "@typescript-eslint/naming-convention" },
  { room: "core", code: "export class KeyManager { readonly arn = 1; }", rule: "@typescript-eslint/naming-convention" },
  { room: "core", code: "export class SecretsManager { readonly arn = 1; }", rule: undefined },
  { room: "core", code: "export const loose = (value: any): unknown => value;", rule: "@typescript-eslint/no-explicit-any" },
  { room: "core", code: "export const sure = (value?: string): string => value!;", rule: "@typescript-eslint/no-non-null-assertion" },
  {
    room: "core",
    code: "export const show = (value: object): string => `${value}`;",
    rule: "@typescript-eslint/restrict-template-expressions",
  },
  {
    room: "core",
    code: "export const days = (value?: number): number => (value ? value : 7);",
    rule: "@typescript-eslint/strict-boolean-expressions",
  },
  { room: "core", code: "export function one(): number { return 1; }", rule: "func-style" },
  { room: "core", code: "console.log(1);", rule: "no-console" },
  { room: "core", code: "\n".repeat(401), rule: "max-lines" },
  { room: "test", code: ["test", 'only("one", () => undefined);'].join("."), rule: syntax },
  { room: "test", code: ["describe", 'skip.each([1])("%p", () => undefined);'].join("."), rule: syntax },
  { room: "test", code: 'xit("one", () => undefined);', rule: syntax },
  { room: "test", code: "expect(() => 1).toThrow();", rule: syntax },
  { room: "test", code: "await expect(Promise.reject(new Error())).rejects.toThrow();", rule: syntax },
  { room: "test", code: "expect(() => 1).not.toThrow();", rule: undefined },
  { room: "test", code: "expect(() => 1).toThrow(/\\[BadName\\]/);", rule: undefined },
];

/** ESLint is loaded by a program of its own, since its configuration is an ES module. */
const program = `
  import { ESLint } from "eslint";
  const eslint = new ESLint();
  const found = {};
  for (const [path, code] of Object.entries(JSON.parse(process.argv[1]))) {
    const [result] = await eslint.lintText(code, { filePath: path });
    found[path] = result.messages.map(({ ruleId, message, line }) => ({ rule: ruleId ?? message, line }));
  }
  process.stdout.write(JSON.stringify(found));
`;

type Found = Readonly<Record<string, readonly { readonly rule: string; readonly line: number }[]>>;

/** All cases of a room in one file, one after the other, for a type check a case would take ten times as long. */
const lint = (): Found => {
  const files = Object.entries(rooms).map(([room, path]) => [
    path,
    casesOf(room)
      .map(({ code }) => code)
      .join("\n"),
  ]);
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", program, JSON.stringify(Object.fromEntries(files))], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Found;
};

const casesOf = (room: string): readonly Planted[] => planted.filter((one) => one.room === room);

describe("lint rules", () => {
  test("each ban finds what was planted for it, where it holds and only there", () => {
    const found = lint();
    const bans = new Set(planted.map(({ rule }) => rule));
    const wrong = Object.entries(rooms).flatMap(([room, path]) => {
      let next = 1;
      return casesOf(room).flatMap(({ code, rule }) => {
        const first = next;
        next += code.split("\n").length;
        const rules = (found[path] ?? []).filter(({ line }) => line >= first && line < next).map((one) => one.rule);
        const right = rule === undefined ? !rules.some((one) => bans.has(one)) : rules.includes(rule);
        return right ? [] : [`${path}: ${code.trim()} must give ${rule ?? "no ban"}, got ${rules.join(", ")}`];
      });
    });
    expect(wrong).toEqual([]);
  });
});
