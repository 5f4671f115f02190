import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { marks, writeReport, type ReportFile } from "../../../tools/report/folder";
import { fingerprint, freshFolder } from "../../support/folders";

const files = (more: string): Readonly<Record<ReportFile, string>> => ({
  "estate.mmd": `${marks["estate.mmd"]} ${more}`,
  "index.html": `${marks["index.html"]} ${more}`,
  "report.json": `{${marks["report.json"]}, "more": "${more}"}`,
});

describe("the folder of a report", () => {
  test("is made where there is none, and written again", () => {
    const folder = join(freshFolder(), "a", "b");
    writeReport(folder, files("first"));
    writeFileSync(join(folder, "notes.txt"), "mine");
    writeReport(folder, files("second"));
    expect(readdirSync(folder).sort()).toEqual(["estate.mmd", "index.html", "notes.txt", "report.json"]);
    expect(readFileSync(join(folder, "index.html"), "utf8")).toBe(files("second")["index.html"]);
  });

  test.each<[string, (folder: string) => void]>([
    ["a folder of something else", (folder) => writeFileSync(join(folder, "thesis.txt"), "years of work")],
    ["a page of somebody else", (folder) => writeFileSync(join(folder, "index.html"), "<p>hello</p>")],
    [
      "a report whose file was put out of the way",
      (folder) => (writeReport(folder, files("x")), writeFileSync(join(folder, "report.json"), "{}")),
    ],
    [
      "a folder in a file's place",
      (folder) => (writeReport(join(folder), files("x")), mkdirSync(join(folder, "sub")), replaceByFolder(folder)),
    ],
  ])("refuses %s, and touches nothing", (_what, plant) => {
    const folder = freshFolder();
    plant(folder);
    const before = fingerprint(folder);
    expect(() => writeReport(folder, files("new"))).toThrow(/\[OutputNotOurs\]/);
    expect(fingerprint(folder)).toEqual(before);
  });

  test("refuses a file", () => {
    const file = join(freshFolder(), "file");
    writeFileSync(file, "mine");
    expect(() => writeReport(file, files("new"))).toThrow(/\[OutputNotOurs\]/);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});

const replaceByFolder = (folder: string): void => {
  const other = join(folder, "..", `${folder.split("/").at(-1) ?? ""}-other`);
  mkdirSync(join(other, "index.html"), { recursive: true });
  expect(() => writeReport(other, files("new"))).toThrow(/\[OutputNotOurs\]/);
  writeFileSync(join(folder, "estate.mmd"), "mine");
};
