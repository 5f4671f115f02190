import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesizeEstate } from "../../../main";
import { boundProviders } from "../../../tools/catalogue/bindings";
import { fieldsOf, allFields, pathText } from "../../../tools/catalogue/probe/fields";
import { formatCatalogue } from "../../../tools/catalogue/format";
import { catalogueFolder, loadCatalogue, parseCatalogue } from "../../../tools/catalogue/load";

const catalogue = loadCatalogue();
const files = readdirSync(catalogueFolder).sort();

test("there is one catalogue for each provider whose bindings are installed", () => {
  expect(catalogue.map(({ provider }) => provider).sort()).toEqual(Object.values(boundProviders).sort());
});

test("a file is named after its provider and version", () => {
  expect(files).toEqual(catalogue.map(({ provider, version }) => `${provider.split("/")[2] ?? ""}-${version}.json`).sort());
});

test("each provider was asked on a day", () => {
  for (const { date } of catalogue) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test.each(files)("%s is written as it would be again", (file) => {
  const text = readFileSync(join(catalogueFolder, file), "utf8");
  expect(formatCatalogue(parseCatalogue(text)) === text).toBe(true);
});

test("every type that the estate uses is known", () => {
  const used = new Set(
    synthesizeEstate()
      .stacks.flatMap(({ resources }) => Object.keys(resources))
      .map((one) => one.split(".")[0] ?? ""),
  );
  const known = new Set(catalogue.flatMap(({ resources }) => Object.keys(resources)));
  expect([...used].filter((type) => !known.has(type))).toEqual([]);
  expect(used.size).toBeGreaterThan(30);
});

test("every rule is about an argument of its type", () => {
  const strangers = catalogue.flatMap(({ resources, data_sources: dataSources }) =>
    [...Object.entries(resources), ...Object.entries(dataSources)].flatMap(([type, { block, rules = {} }]) => {
      const paths = new Set(allFields(fieldsOf(block), 10).map(({ path }) => pathText(path)));
      return Object.keys(rules)
        .filter((path) => !paths.has(path))
        .map((path) => `${type} ${path}`);
    }),
  );
  expect(strangers).toEqual([]);
});

test("every path of a replacement is one of its type", () => {
  const strangers = catalogue.flatMap(({ resources }) =>
    Object.entries(resources).flatMap(([type, { block, replace = [], replace_depends: depends = [], replace_unknown: unproved = [] }]) => {
      const paths = new Set(allFields(fieldsOf(block), 10).map(({ path }) => pathText(path)));
      return [...replace, ...depends, ...unproved].filter((path) => !paths.has(path)).map((path) => `${type} ${path}`);
    }),
  );
  expect(strangers).toEqual([]);
});

test("what repeats is one object, so that the whole takes little room", () => {
  const aws = catalogue.find(({ provider }) => provider === boundProviders.aws);
  expect(aws?.resources["aws_vpc"]?.block.attributes?.["arn"]).toBe(aws?.resources["aws_subnet"]?.block.attributes?.["arn"]);
});
