import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expandInstances } from "../../../modules/core/expand";
import { templateLiteral, type Attributes } from "../../../modules/core/output-guards";
import { terraformEnvironment } from "../../../tools/terraform/environment";
import { findTerraform, runProgram } from "../../../tools/terraform/program";
import { freshFolder } from "../../support/folders";
import { randomOf } from "../../support/random";

const odd = ['"', "\\", "${", "%{", "$", "\n", "/", ".x", "é", "'", "{", "}", "each.key", "null", " "];

/** What constructs write of a member: the value alone, in texts, in calls, and in other references. */
const input = {
  whole: "${each.value.text}",
  inText: "a ${each.value.text} of ${each.key}, $${each.key} and ${each.value.count}",
  document: '{"a":"${each.key}","n":${each.value.count}}',
  call: '${upper(each.value.text)}-${join(",", each.value.list)}',
  end: '${trimsuffix(each.value.text, ".x")}',
  last: "${basename(each.value.text)} alone",
  word: '${lookup({ "one" = "first", "two" = "second" }, each.value.word)}',
  given: '${each.value.list != null ? "some" : "none"}, ${each.value.nothing != null ? "some" : "none"}',
  list: "${each.value.list}",
  nested: { truth: "${each.value.truth}", other: "${terraform_data.other[each.key].input}" },
};

test("instances are what real Terraform makes of them", async () => {
  const random = randomOf(7);
  const text = (): string => Array.from({ length: random.below(5) }, () => random.pick([...odd, "a", "b"])).join("");
  const members = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `m${String(index)}`,
      {
        text: templateLiteral(random.pick([text(), `${text()}.x`, `a/${text()}`])),
        count: random.below(9),
        list: [templateLiteral(text())],
        truth: random.below(2) === 0,
        word: random.pick(["one", "two"]),
        nothing: null,
      },
    ]),
  );
  const other = { for_each: members, input: "o-${each.key}" };
  const made = { terraform_data: { other, thing: { for_each: members, input } } };
  const expanded = expandInstances({ resource: made }).resource?.["terraform_data"] ?? {};
  const home = freshFolder();
  mkdirSync(join(home, "root"));
  writeFileSync(join(home, "cli.tfrc"), "");
  const env = terraformEnvironment(process.env, { home, cliConfig: join(home, "cli.tfrc"), network: false });
  const place = { cwd: join(home, "root"), env, limitSeconds: 120 };
  const ours = Object.fromEntries(Object.keys(members).map((key) => [key, (expanded[`thing["${key}"]`] as Attributes)["input"]]));
  const output = { ours: { value: ours }, real: { value: "${{ for key, one in terraform_data.thing : key => one.input }}" } };
  writeFileSync(join(home, "root", "main.tf.json"), JSON.stringify({ resource: made, output }));
  const { file } = await findTerraform(undefined, place);
  await runProgram(file, ["init", "-no-color"], place);
  const applied = await runProgram(file, ["apply", "-auto-approve", "-no-color"], place);
  expect(applied.stderr.slice(0, 2000)).toBe("");
  const { stdout } = await runProgram(file, ["output", "-json"], place);
  const { ours: told, real } = JSON.parse(stdout) as Record<"ours" | "real", { readonly value: unknown }>;
  expect(Object.keys(real.value as object)).toHaveLength(60);
  expect(told.value).toEqual(real.value);
});
