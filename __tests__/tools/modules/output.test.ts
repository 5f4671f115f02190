import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeModules } from "../../../tools/modules/output";
import { fingerprint, freshFolder } from "../../support/folders";
import { codesOf } from "../../support/stack";

const files = new Map([
  ["aws-key/main.tf", "# key\n"],
  ["aws-key/examples/basic/main.tf", "# basic\n"],
]);

describe("the output of modules", () => {
  test("holds the files and their list, and counts those that changed", () => {
    const folder = join(freshFolder(), "below", "modules");
    expect(writeModules(folder, files)).toBe(3);
    expect(writeModules(folder, files)).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, "index.json"), "utf8"))).toEqual([...files.keys()].sort());
    expect(writeModules(folder, new Map([["aws-key/main.tf", "# another\n"]]))).toBe(2);
    expect(Object.keys(fingerprint(folder))).toEqual(["aws-key", "aws-key/main.tf", "index.json"]);
  });

  test("leaves a folder alone that no run wrote", () => {
    const folder = freshFolder();
    writeFileSync(join(folder, "notes.txt"), "mine");
    expect(codesOf(() => writeModules(folder, files))).toEqual(["OutputNotOurs"]);
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });

  test("is whole or not there: a file that can't be written leaves the last one", () => {
    const folder = join(freshFolder(), "modules");
    writeModules(folder, files);
    const before = fingerprint(folder);
    const clashing = new Map([
      ["aws-new", "a file"],
      ["aws-new/main.tf", "# below a file\n"],
    ]);
    expect(() => writeModules(folder, clashing)).toThrow(/EEXIST|ENOTDIR/);
    expect(fingerprint(folder)).toEqual(before);
  });

  test("takes the place of what an interrupted run left beside it", () => {
    const folder = join(freshFolder(), "modules");
    mkdirSync(`${folder}.next/aws-old`, { recursive: true });
    mkdirSync(`${folder}.last`, { recursive: true });
    writeModules(folder, files);
    expect([existsSync(`${folder}.next`), existsSync(`${folder}.last`), existsSync(join(folder, "aws-old"))]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
