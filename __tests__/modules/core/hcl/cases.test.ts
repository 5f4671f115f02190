import { isDeepStrictEqual } from "node:util";
import { factsFor } from "../../../../tools/catalogue/for-types";
import { formatTable } from "../../../../tools/table";
import { startTwins } from "../../../../tools/twins/twins";
import { freshFolder } from "../../../support/folders";
import { batchCases, rootCases, type CaseTexts } from "./case-texts";
import { childModule } from "./cases/language";
import { aliasesCaller, aliasesModule } from "./cases/resources";
import { normalized, parsedBack, withDocuments } from "./round-trip";
import { values } from "./cases/values";
import { judge, type Candidate, type Verdicts } from "./judge";
import { formatted, hasTerraform, isFull, runTerraform, writeFiles } from "./real-terraform";

const batch = batchCases();
const roots = rootCases();
const types = (kind: string): readonly string[] => [...new Set([...batch, ...roots].flatMap(({ json }) => Object.keys(json[kind] ?? {})))];

/** The files of a case as a module that a root can call without giving it anything. */
const inPlace = (one: CaseTexts, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  JSON.stringify(one.json).includes('"configuration_aliases"')
    ? { ...aliasesCaller, ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`inner/${path}`, text])) }
    : { ...files, ...childModule, ...aliasesModule };

const candidates = (fileOf: (one: CaseTexts) => Readonly<Record<string, string>>): readonly Candidate[] =>
  batch.map((one) => ({
    name: one.name,
    files: inPlace(one, fileOf(one)),
    hasEphemeralOutput: Object.values((one.json["output"] ?? {}) as Record<string, { ephemeral?: boolean }>).some(
      (output) => output.ephemeral,
    ),
  }));

const theirs = ({ theirs: text }: CaseTexts): Readonly<Record<string, string>> =>
  "text" in text ? { "main.tf": text.text } : { "main.tf": "cdktf threw an error\n" };

/** How many cases a way of writing got right. */
const row = (way: string, { refused, plans }: Verdicts, right: Verdicts): readonly string[] => {
  const equal = [...plans].filter(([name, plan]) => right.plans.get(name) === plan).length;
  return [way, String(refused.size + plans.size), String(plans.size), String(equal)];
};

test("every case is the same to Terraform in HCL as in JSON", async () => {
  expect(batch.length + roots.length).toBeGreaterThanOrEqual(150);
  if (!(await hasTerraform())) return;
  const facts = factsFor({ resources: types("resource"), data_sources: types("data"), ephemeral_resources: types("ephemeral") }, [], {
    unknown: "leave",
  });
  const twins = await startTwins({ facts, outside: "open" });
  try {
    const verdicts = async (way: string, fileOf: (one: CaseTexts) => Readonly<Record<string, string>>) =>
      judge(candidates(fileOf), await twins.environment(way));
    const [json, hcl] = await Promise.all([
      verdicts("json", (one) => ({ "main.tf.json": JSON.stringify(one.json) })),
      verdicts("hcl", (one) => ({ "main.tf": one.hcl })),
    ]);
    const rows = [row("JSON", json, json), row("HCL", hcl, json)];
    if (isFull) rows.push(row("cdktf's own HCL", await verdicts("cdktf", theirs), json));
    process.stdout.write(`${formatTable(["written as", "cases", "valid", "equal to JSON"], rows, [1, 2, 3])}\n`);
    expect([...json.refused]).toEqual([]);
    expect([...hcl.refused]).toEqual([]);
    const differing = batch.flatMap(({ name }) =>
      json.plans.get(name) === hcl.plans.get(name) ? [] : [[name, json.plans.get(name), hcl.plans.get(name)]],
    );
    expect(differing).toEqual([]);
  } finally {
    await twins.close();
  }
}, 900_000);

test("every case is laid out as terraform fmt lays it out", async () => {
  if (!(await hasTerraform())) return;
  const texts = Object.fromEntries([...batch, ...roots].map(({ hcl }, index) => [`c${String(index)}.tf`, hcl]));
  expect(await formatted(texts)).toEqual(texts);
});

/** What Terraform says against a root module. */
const errorsOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = freshFolder();
  writeFiles(folder, files);
  const { code, stdout, stderr } = await runTerraform(folder, ["validate", "-no-color"]);
  return code === 0 ? "" : stdout + stderr;
};

test("every case that needs a root of its own is valid in JSON and in HCL", async () => {
  if (!(await hasTerraform())) return;
  for (const { name, json, hcl } of roots) {
    const errors = [await errorsOf({ "main.tf.json": JSON.stringify(json) }), await errorsOf({ "main.tf": hcl })];
    expect([name, errors]).toEqual([name, ["", ""]]);
  }
}, 300_000);

// A plan shows nothing of lifecycle, moved and removed blocks, backends; of values it shows all.
test("every case but those of values reads back from HCL as what it was in JSON", async () => {
  const reworded = [
    // Text that is no template in JSON is escaped in HCL; the plan shows its value.
    "a default with a dollar and a brace",
    "a default that is plain text like a template",
    "a description with quotes, templates and lines",
    // Types have other names today.
    "the old name of lists",
    "the old name of maps",
    "an output with a description",
    // Read back, provisioners stand by kind; the plan shows their order.
    "provisioners with a connection",
    "a provisioner that may fail",
    // A resource called 'provider' is read as if its arguments were references.
    "names that are words of the language",
  ];
  const differing: string[] = [];
  for (const { name, json, hcl } of [...roots, ...batch].filter((one) => !(one.name in values))) {
    const [written, expected] = [normalized(await parsedBack(hcl)), normalized(await withDocuments(json))];
    if (!isDeepStrictEqual(written, expected)) differing.push(name);
  }
  expect(differing).toEqual(reworded);
}, 300_000);
