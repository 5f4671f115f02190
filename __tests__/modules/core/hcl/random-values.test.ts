import fc from "fast-check";
import { writeHcl } from "../../../../modules/core/hcl/writer";
import { schemasOf } from "../../../../tools/hcl/schemas";
import { hasTerraform, isFull, outputsOf } from "./real-terraform";
import { plainValue, templateLocals, templateValue } from "./value-arbitrary";

const schemas = schemasOf();
const batch = 500;
const rounds = isFull ? 10 : 1;
const seed = Number(process.env["ESTATE_HCL_SEED"] ?? 45);

/** Values as they are written into outputs, where texts are templates, and into defaults of variables, where they are not. */
const configuration = (templates: readonly unknown[], plain: readonly unknown[]) => ({
  locals: templateLocals,
  variable: Object.fromEntries(plain.map((value, index) => [`v${String(index)}`, { default: value }])),
  output: {
    ...Object.fromEntries(templates.map((value, index) => [`t${String(index)}`, { value }])),
    ...Object.fromEntries(plain.map((_, index) => [`v${String(index)}`, { value: `\${var.v${String(index)}}` }])),
  },
});

test(`${String(2 * batch * rounds)} random values are the same in JSON and in HCL`, async () => {
  if (!(await hasTerraform())) return;
  for (let round = 0; round < rounds; round += 1) {
    const sample = (from: fc.Arbitrary<unknown>) => fc.sample(from, { numRuns: batch, seed: seed + round });
    const [templates, plain] = [sample(templateValue), sample(plainValue)];
    const json = configuration(templates, plain);
    const text = JSON.stringify(json);
    // What a stack's text holds: a number that JSON changed, such as -0, is not the writer's matter.
    const hcl = writeHcl(JSON.parse(text), schemas, "values");
    const [expected, written] = await Promise.all([outputsOf({ "main.tf.json": text }), outputsOf({ "main.tf": hcl })]);
    const differences = Object.keys(json.output).filter((name) => JSON.stringify(expected[name]) !== JSON.stringify(written[name]));
    expect(differences.map((name) => [name, expected[name], written[name]])).toEqual([]);
    // Terraform keeps no output that is null.
    expect(Object.keys(expected)).toHaveLength([...templates, ...plain].filter((value) => value !== null).length);
  }
}, 600_000);
