import { synthesizeEstate } from "../../../../main";
import { writeHcl } from "../../../../modules/core/hcl/writer";
import { schemasOf } from "../../../../tools/hcl/schemas";
import { isFull } from "./real-terraform";
import { normalized, parsedBack, withDocuments } from "./round-trip";

const schemas = schemasOf();
const { texts, stacks } = synthesizeEstate();

/** One stack of each layer of each cloud; in the full run all. */
const chosen = isFull
  ? stacks
  : stacks.filter((stack, index) => stacks.findIndex((one) => one.layer === stack.layer && one.cloud === stack.cloud) === index);

test(`${String(chosen.length)} stacks of the estate read back from HCL are what they were in JSON`, async () => {
  for (const { name } of chosen) {
    const json = JSON.parse(texts.get(name) ?? "") as unknown;
    expect([name, normalized(await parsedBack(writeHcl(json, schemas, name)))]).toEqual([name, normalized(await withDocuments(json))]);
  }
  expect(chosen.length).toBeGreaterThan(10);
}, 900_000);
