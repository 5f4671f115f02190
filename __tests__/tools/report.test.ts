import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { estate } from "../../environments";
import { runVerb, showsTrace } from "../support/command";
import { fingerprint, freshFolder } from "../support/folders";

describe("npm run report", () => {
  const folder = join(freshFolder(), "out");

  test("writes the page, the flowchart and the JSON, the same bytes each time", () => {
    const { code, out, err } = runVerb("report", ["--out", folder]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^\S+\/index\.html: \d+ stacks, \d+ kB; estate\.mmd and report\.json beside it\n$/);
    expect(readdirSync(folder).sort()).toEqual(["estate.mmd", "index.html", "report.json"]);
    const before = fingerprint(folder);
    expect(runVerb("report", ["--out", folder]).code).toBe(0);
    expect(fingerprint(folder)).toEqual(before);
  });

  test("an environment, a phase and a description from a file", () => {
    const own = freshFolder();
    const file = join(own, "estate.json");
    writeFileSync(file, JSON.stringify({ ...estate, organization: { ...estate.organization, name: "acme" } }));
    const { code, err } = runVerb("report", ["--environment", "dev", "--phase", "growth", "--estate", file, "--out", join(own, "out")]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const report = JSON.parse(readFileSync(join(own, "out", "report.json"), "utf8")) as Record<"environments", readonly unknown[]>;
    expect(report).toMatchObject({ kind: "estate report", organization: "acme" });
    expect(report.environments).toMatchObject([{ name: "dev", phase: "growth" }]);
  });

  test.each([
    [["--enviroment", "dev"], "UnknownOption", "did you mean '--environment'?"],
    [["--phase", "grwth"], "UnknownOption", "did you mean 'growth'?"],
    [["--environment", "prod"], "UnknownEnvironment", ""],
    [["--estate", "/does/not/exist.json"], "BadEstateFile", "see docs/description.md"],
    [["stray"], "UnknownOption", ""],
  ])("%p is one clear error", (args, code, fix) => {
    const result = runVerb("report", [...args, "--out", join(folder, "never")]);
    expect(result.code).toBe(1);
    expect(result.err).toContain(`[${code}]`);
    expect(result.err).toContain(fix);
    expect(showsTrace(result.err)).toBe(false);
    expect(existsSync(join(folder, "never"))).toBe(false);
  });

  test("refuses a folder that it did not write", () => {
    const foreign = freshFolder();
    writeFileSync(join(foreign, "index.html"), "<p>mine</p>");
    const { code, err } = runVerb("report", ["--out", foreign]);
    expect({ code, refused: err.includes("[OutputNotOurs]") }).toEqual({ code: 1, refused: true });
    expect(readFileSync(join(foreign, "index.html"), "utf8")).toBe("<p>mine</p>");
  });
});
