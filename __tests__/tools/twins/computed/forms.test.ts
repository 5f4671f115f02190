import type { Attribute, Block } from "../../../../tools/catalogue/facts";
import { loadCatalogue } from "../../../../tools/catalogue/load";
import { formOf } from "../../../../tools/twins/computed/forms";
import { awsForms } from "../../../../tools/twins/computed/aws";
import { cloudflareForms } from "../../../../tools/twins/computed/cloudflare";
import { googleForms } from "../../../../tools/twins/computed/google";
import { helmForms } from "../../../../tools/twins/computed/helm";
import { measuredTypes, keptOf } from "../../../../tools/twins/computed/kept";
import type { Form } from "../../../../tools/twins/computed/made";

const catalogue = loadCatalogue();

const blockOf = (type: string): Block | undefined => catalogue.flatMap(({ resources }) => resources[type]?.block ?? [])[0];

const membersOf = (members: Readonly<Record<string, Attribute>> = {}, before: string): readonly string[] =>
  Object.entries(members).flatMap(([name, { type, nested_type: nested }]) => [
    before + name,
    ...membersOf(nested?.attributes, `${before}${name}.`),
    ...objectPaths(type, `${before}${name}.`),
  ]);

const objectPaths = (type: unknown, before: string): readonly string[] => {
  if (!Array.isArray(type)) return [];
  if (type[0] !== "object") return objectPaths(type[1], before);
  return Object.entries(type[1] as object).flatMap(([name, one]) => [before + name, ...objectPaths(one, `${before}${name}.`)]);
};

const pathsOf = ({ attributes, block_types: nested = {} }: Block, before = ""): readonly string[] => [
  ...membersOf(attributes, before),
  ...Object.entries(nested).flatMap(([name, { block }]) => [before + name, ...pathsOf(block, `${before}${name}.`)]),
];

/** The attributes that a template names. */
const namedIn = (path: string, template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]+)\}/g)]
    .flatMap(([, content = ""]) => content.split("|"))
    .filter((word) => /^\.?[a-z]/.test(word))
    .map((word) => word.replace(/~.*$/, ""))
    .map((word) => (word.startsWith(".") ? path.replace(/[^.]+$/, word.slice(1)) : word));

const strangers = (type: string, form: Form): readonly string[] => {
  const block = blockOf(type);
  if (block === undefined) return [`${type} is not in the catalogue`];
  const known = new Set(pathsOf(block));
  const used = Object.entries(form).flatMap(([path, maker]) => [path, ...(typeof maker === "string" ? namedIn(path, maker) : [])]);
  return used.filter((path) => !known.has(path)).map((path) => `${type}.${path}`);
};

test.each(Object.entries({ aws: awsForms, cloudflare: cloudflareForms, google: googleForms, helm: helmForms }))(
  "every path that a form of %s names is in the schema",
  (_, forms) => {
    expect(Object.entries(forms).flatMap(([type, form]) => strangers(type, form))).toEqual([]);
  },
);

test("every AWS type of the catalogue has a form", () => {
  const types = Object.keys(catalogue.find(({ provider }) => provider.endsWith("/aws"))?.resources ?? {});
  expect(types.filter((type) => !(type in awsForms))).toEqual([]);
});

test("what is kept of a type is in its schema", () => {
  expect(
    measuredTypes.flatMap((type) => strangers(type, Object.fromEntries(Object.keys(keptOf({ type })).map((path) => [path, () => null])))),
  ).toEqual([]);
});

test("a form is looked up by the provider's own name", () => {
  const facts = { version: 0, block: { attributes: { id: { type: "string", computed: true } } } } as const;
  expect(formOf({ source: "registry.terraform.io/somebody/else", type: "else_thing", facts })).toEqual({});
});
