import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordFile } from "../../tools/modules/record";
import { showsTrace } from "../support/command";
import { freshFolder } from "../support/folders";

/** A copy of the project in which the library's files may be changed. */
const copy = freshFolder();
const linked = ["LICENSE", "environments", "node_modules", "regions", "tools"];
for (const name of linked) symlinkSync(join(process.cwd(), name), join(copy, name));
for (const name of ["modules", "package.json"]) cpSync(name, join(copy, name), { recursive: true });
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(process.cwd(), "tools/run.mjs"), "modules", ...args], { cwd: copy, encoding: "utf8" });
const change = (file: string, edit: (text: string) => string): void => {
  writeFileSync(join(copy, file), edit(readFileSync(join(copy, file), "utf8")));
};
const kept = (): string => readFileSync(join(copy, recordFile), "utf8");

test("an interface that breaks the recorded one is one error a row, and nothing is written until the version says so", () => {
  change(recordFile, (text) => text.replace(/^versions.*\n/m, (line) => `${line}\naws-key 0.1.0 + resource aws_kms_key.former`));
  const before = kept();
  const refused = run("--accept");
  expect([refused.status, showsTrace(refused.stderr)]).toEqual([1, false]);
  expect(refused.stderr.split("\n")).toEqual([
    "aws-key: resource aws_kms_key.former: [AddressChanged] an address of the version before must stay, or be moved while its version is 0.1.0; " +
      `say where it is, moved: { "aws_kms_key.former": "..." } in the face's shape, or raise the version in package.json to 0.2.0`,
    "1 problem; nothing was written.",
    "",
  ]);
  expect([kept(), existsSync(join(copy, "cdktf.out"))]).toEqual([before, false]);

  change("package.json", (text) => text.replace('"version": "0.1.0"', '"version": "0.2.0"'));
  const noted = run();
  expect([noted.status, noted.stderr]).toEqual([0, ""]);
  expect(noted.stdout).toContain(`${recordFile} says otherwise: npm run modules -- --accept`);
  expect(kept()).toBe(before);

  expect(run("--accept").stdout).toContain(`${recordFile}: written`);
  expect(kept()).toContain("aws-key 0.2.0 - resource aws_kms_key.former\n");
  const modules = join(copy, "cdktf.out/modules");
  expect(readFileSync(join(modules, "aws-key/CHANGELOG.md"), "utf8")).toContain("- Removed: `resource aws_kms_key.former`");
  expect(readdirSync(modules)).toContain("aws-topic");
});
