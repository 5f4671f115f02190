import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ProviderFacts } from "../../../tools/catalogue/facts";
import { readCatalogueFile } from "../../../tools/catalogue/file";
import { formatCatalogue } from "../../../tools/catalogue/format";
import { freshFolder } from "../../support/folders";

const facts: ProviderFacts = {
  provider: "registry.terraform.io/example/fake",
  version: "1.0.0",
  config: {},
  resources: { fake_thing: { version: 0, block: { attributes: { name: { type: "string", required: true } } }, replace: ["name"] } },
  data_sources: {},
  ephemeral_resources: {},
};

const written = (content: string | Buffer, name = "catalogue.json"): string => {
  const file = join(freshFolder(), name);
  writeFileSync(file, content);
  return file;
};

test.each([
  ["a committed file's form", formatCatalogue(facts)],
  ["plain JSON", JSON.stringify(facts)],
  ["compressed", gzipSync(JSON.stringify(facts))],
  ["without what is empty", JSON.stringify({ ...facts, data_sources: undefined, ephemeral_resources: undefined })],
])("%s is read", (_, content) => {
  expect(readCatalogueFile(written(content))).toEqual(facts);
});

test.each<readonly [string, string | Buffer, RegExp]>([
  ["no JSON", "{", /\[UnknownOption\] the file must be JSON/],
  ["half of a compressed file", gzipSync(JSON.stringify(facts)).subarray(0, 40), /\[UnknownOption\] the file must be JSON/],
  ["a list", "[]", /\[UnknownOption\] the file must hold a provider's facts/],
  ["another JSON", '{"name":"x"}', /\[UnknownOption\] the file must hold a provider's facts/],
  ["null", "null", /\[UnknownOption\] the file must hold a provider's facts/],
  ["a provider without its host", JSON.stringify({ ...facts, provider: "fake" }), /"provider: must be <host>\/<namespace>\/<type>"/],
  ["no version", JSON.stringify({ ...facts, version: undefined }), /"version: /],
  [
    "a resource without a block",
    JSON.stringify({ ...facts, resources: { fake_thing: { version: 0 } } }),
    /"resources\.fake_thing\.block: /,
  ],
  [
    "an attribute without a type",
    JSON.stringify({ ...facts, resources: { fake_thing: { version: 0, block: { attributes: { a: {} } } } } }),
    /"resources\.fake_thing\.block\.attributes\.a: must have a type"/,
  ],
  [
    "an unknown way of nesting",
    JSON.stringify({ ...facts, config: { block_types: { a: { nesting_mode: "pile", block: {} } } } }),
    /"config\.block_types\.a\.nesting_mode: /,
  ],
])("%s is refused", (_, content, message) => {
  expect(() => readCatalogueFile(written(content))).toThrow(message);
});

test("a file that is missing is refused, and so is a folder", () => {
  const folder = freshFolder();
  expect(() => readCatalogueFile(join(folder, "nothing.json"))).toThrow(
    /--catalogue .*nothing\.json: \[UnknownOption\] the file must exist/,
  );
  expect(() => readCatalogueFile(folder)).toThrow(/\[UnknownOption\] the file must exist/);
});
