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

  const plantReport = (folder: string): void => writeReport(folder, files("old"));

  test.each<[string, (folder: string) => void]>([
    ["a folder of something else", (folder) => writeFileSync(join(folder, "thesis.txt"), "years of work")],
    ["a page of somebody else", (folder) => writeFileSync(join(folder, "index.html"), "<p>hello</p>")],
    [
      "a report with another file in the place of one of its own",
      (folder) => {
        plantReport(folder);
        writeFileSync(join(folder, "report.json"), "{}");
      },
    ],
    ["a folder in the place of a file", (folder) => mkdirSync(join(folder, "index.html"))],
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
