import { writeFileSync, mkdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { brokenEstate } from "../support/broken-estate";
import { runVerb, showsTrace } from "../support/command";
import { fingerprint, freshFolder } from "../support/folders";
import { samples } from "../support/samples";
import { randomOf } from "../support/random";

const { spawns } = samples;

const codesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/: \[([A-Z][A-Za-z]+)\] /g)].map(([, code = ""]) => code))].sort();

describe("npm run synth", () => {
  const folder = join(freshFolder(), "out");
  const good = runVerb("synth", ["--out", folder]);

  test("writes the estate and prints a table with totals", () => {
    expect({ code: good.code, err: good.err }).toEqual({ code: 0, err: "synthesized 132 stacks\n" });
    expect(good.out).toMatch(/^stack +cloud +region +layer +resources +depends on$/m);
    expect(good.out).toMatch(/^production-mena-aws-me-central-1-network +aws +me-central-1 +network +\d+ +me-central-1-keys$/m);
    expect(good.out).toMatch(/^all .* 132 +\d+$/m);
    expect(good.out).toMatch(/^residency exceptions in use:$/m);
  });

  test(`${String(spawns)} broken descriptions: exit 1, exactly their codes, no stack trace, the folder untouched`, () => {
    const before = fingerprint(folder);
    const file = join(freshFolder(), "estate.json");
    for (let seed = 1; seed <= spawns; seed += 1) {
      const { description, codes } = brokenEstate(randomOf(seed + 10_000));
      writeFileSync(file, JSON.stringify(description));
      const { code, out, err } = runVerb("synth", ["--out", folder, "--estate", file]);
      expect({ seed, code, out, codes: codesIn(err), trace: showsTrace(err) }).toEqual({ seed, code: 1, out: "", codes, trace: false });
    }
    expect(fingerprint(folder)).toEqual(before);
  }, 1_800_000);

  test.each([
    [["--enviroment", "dev"], "UnknownOption", "did you mean '--environment'?"],
    [["--phase", "grwth"], "UnknownOption", "did you mean 'growth'?"],
    [["--backend", "s3"], "UnknownOption", "use one of: cloud, local"],
    [["--environment", "prod"], "UnknownEnvironment", ""],
    [["--stack", "nothing-*"], "UnknownStack", ""],
    [["--estate", "/does/not/exist.json"], "BadEstateFile", "see docs/description.md"],
    [["stray"], "UnknownOption", ""],
  ])("%p is one clear error", (args, code, fix) => {
    const result = runVerb("synth", [...args, "--out", join(folder, "never")]);
    expect(result.code).toBe(1);
    expect(codesIn(result.err)).toEqual([code]);
    expect(result.err).toContain(fix);
    expect(showsTrace(result.err)).toBe(false);
    expect(existsSync(join(folder, "never"))).toBe(false);
  });

  test("refuses a folder that it did not write", () => {
    const foreign = freshFolder();
    writeFileSync(join(foreign, "thesis.txt"), "years of work");
    const result = runVerb("synth", ["--out", foreign]);
    expect({ code: result.code, codes: codesIn(result.err) }).toEqual({ code: 1, codes: ["OutputNotOurs"] });
    expect(Object.keys(fingerprint(foreign))).toEqual(["thesis.txt"]);
  });

  test("keeps a state that lies in the folder of a stack that is gone, and says so", () => {
    const own = join(freshFolder(), "out");
    expect(runVerb("synth", ["--out", own, "--environment", "staging"]).code).toBe(0);
    const gone = join(own, "stacks/staging-eu-aws-eu-west-1-network");
    writeFileSync(join(gone, "terraform.tfstate"), "{}");
    const below = runVerb("synth", ["--environment", "staging", "--phase", "foundation"], { CDKTF_OUTDIR: own });
    expect({ code: below.code, codes: codesIn(below.err) }).toEqual({ code: 1, codes: ["StateInTheWay"] });
    const result = runVerb("synth", ["--out", own, "--environment", "staging", "--phase", "foundation"]);
    expect(result.code).toBe(0);
    expect(result.out).toContain("staging-eu-aws-eu-west-1-network is no longer part of the estate but holds a state");
    expect(readFileSync(join(gone, "terraform.tfstate"), "utf8")).toBe("{}");
    expect(existsSync(join(gone, "cdk.tf.json"))).toBe(false);
  });

  test("keeps what Terraform made in a stack's folder", () => {
    const own = join(freshFolder(), "out");
    runVerb("synth", ["--out", own, "--environment", "dev"]);
    const folderOfTerraform = join(own, "stacks/dev-eu-aws-eu-central-1-network/.terraform");
    mkdirSync(folderOfTerraform);
    writeFileSync(join(folderOfTerraform, "providers"), "x");
    expect(runVerb("synth", ["--out", own, "--environment", "dev", "--phase", "growth"]).code).toBe(0);
    expect(readFileSync(join(folderOfTerraform, "providers"), "utf8")).toBe("x");
  });
});
