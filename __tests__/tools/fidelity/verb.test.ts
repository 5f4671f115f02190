import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FidelityRun } from "../../../tools/fidelity/verdict-run";
import { runVerb } from "../../support/command";
import { freshFolder } from "../../support/folders";
import { notRunWithRealTerraform, plantMirror } from "../terraform-output";

const empty = { ESTATE_PROVIDER_MIRROR: plantMirror("hashicorp/other/1.0.0") };

test("without the real provider, one line says so", () => {
  const { code, out, err } = runVerb("fidelity", [], { ...empty, CI: "" });
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^not run: the provider registry\.terraform\.io\/hashicorp\/aws 5\.100\.0 is in no filesystem mirror\n$/);
});

test("without the real provider, CI fails", () => {
  expect(runVerb("fidelity", [], { ...empty, CI: "true" }).code).toBe(1);
});

test("an unknown option is refused", () => {
  const { code, err } = runVerb("fidelity", ["--ful"]);
  expect(code).toBe(1);
  expect(err).toMatch(/\[UnknownOption\].*--full/);
});

test("one type is compared, and the JSON says what the table says", () => {
  const file = join(freshFolder(), "report.json");
  const { code, out } = runVerb("fidelity", ["--type", "aws_kms_alias", "--json", file], { CI: "" });
  if (out.startsWith("not run")) {
    notRunWithRealTerraform(out.trim());
    return;
  }
  const { estate } = JSON.parse(readFileSync(file, "utf8")) as FidelityRun;
  const { cases, agreed } = estate.classes.find((one) => one.class === "all but required") ?? {};
  expect([code, estate.types]).toEqual([0, 1]);
  expect(cases).toBeGreaterThan(50);
  expect(out).toMatch(new RegExp(`all but required +${String(cases)} +${String(agreed)} `));
});
