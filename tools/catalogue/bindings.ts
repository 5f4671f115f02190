import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ValueType } from "../protocol/values";
import { readBindings, type BindingsSource, type SourceField } from "./bindings-source";
import type { Attribute, Block, NestedBlock, ProviderFacts } from "./facts";

/** The providers whose bindings are installed, with their sources in Terraform's registry. */
export const boundProviders = {
  aws: "registry.terraform.io/hashicorp/aws",
  cloudflare: "registry.terraform.io/cloudflare/cloudflare",
  google: "registry.terraform.io/hashicorp/google",
  helm: "registry.terraform.io/hashicorp/helm",
  kubernetes: "registry.terraform.io/hashicorp/kubernetes",
} as const;

/** A provider whose bindings are installed. */
export type BoundProvider = keyof typeof boundProviders;

/** Types by name. */
export interface TypeNames {
  readonly resources?: readonly string[];
  readonly data_sources?: readonly string[];
}

/** Providers whose schemas have attributes that are made of attributes. The others have attributes of object types there. */
const withNestedAttributes: readonly BoundProvider[] = ["cloudflare", "helm"];

const requireHere = createRequire(join(__dirname, "package.json"));

/** The folder of a provider's installed bindings. */
const bindingsFolder = (provider: BoundProvider): string => dirname(requireHere.resolve(`@cdktf/provider-${provider}/package.json`));

/** The version of the provider that installed bindings are made from. */
export const boundVersion = (provider: BoundProvider): string => {
  const file = join(bindingsFolder(provider), "package.json");
  const { cdktf } = JSON.parse(readFileSync(file, "utf8")) as { readonly cdktf: { readonly provider: { readonly version: string } } };
  return cdktf.provider.version;
};

/**
 * What the installed bindings tell of these types: names, types, nesting, required, optional and computed at every depth,
 * and no rule, default or replacement; nor what is sensitive or write-only. Types that they don't hold are left out.
 */
export const bindingFacts = (provider: BoundProvider, types: TypeNames): ProviderFacts => {
  const folder = join(bindingsFolder(provider), "lib");
  const read = (type: string, prefix: string): readonly (readonly [string, { readonly version: number; readonly block: Block }])[] => {
    const name = prefix === "" ? type.slice(provider.length + 1) : `${prefix}${type}`;
    const ofType = join(folder, name.replaceAll("_", "-"));
    return existsSync(join(ofType, "index.js")) ? [[type, { version: 0, block: rootBlock(provider, readBindings(ofType)) }]] : [];
  };
  return {
    provider: boundProviders[provider],
    version: boundVersion(provider),
    config: boundConfig(provider, folder),
    resources: Object.fromEntries((types.resources ?? []).flatMap((type) => read(type, ""))),
    data_sources: Object.fromEntries((types.data_sources ?? []).flatMap((type) => read(type, "data-"))),
    ephemeral_resources: {},
  };
};

const configs = new Map<BoundProvider, Block>();

/** The provider's own configuration. Read once: who asks type by type would read it with each. */
const boundConfig = (provider: BoundProvider, folder: string): Block => {
  const config = configs.get(provider) ?? withoutAlias(rootBlock(provider, readBindings(join(folder, "provider"))));
  configs.set(provider, config);
  return config;
};

/** Terraform's own, which no provider sees. */
const withoutAlias = ({ attributes: { alias: _, ...attributes } = {}, ...block }: Block): Block => ({ attributes, ...block });

const rootBlock = (provider: BoundProvider, source: BindingsSource): Block => blockOf({ provider, source, above: [] }, source.root);

interface Reading {
  readonly provider: BoundProvider;
  readonly source: BindingsSource;
  /** Classes that hold this one. */
  readonly above: readonly string[];
}

const blockOf = (reading: Reading, name: string): Block => {
  const fields = reading.source.fields.get(name) ?? [];
  const inner = { ...reading, above: [...reading.above, name] };
  const attributes = fields.filter(({ isBlock }) => !isBlock);
  const blocks = fields.filter(({ isBlock }) => isBlock);
  return {
    ...(attributes.length > 0 && { attributes: byName(attributes, (field) => attributeOf(inner, field)) }),
    ...(blocks.length > 0 && { block_types: byName(blocks, (field) => nestedOf(inner, field)) }),
  };
};

const byName = <T>(fields: readonly SourceField[], make: (field: SourceField) => T): Record<string, T> =>
  Object.fromEntries([...fields].sort((a, b) => (a.name < b.name ? -1 : 1)).map((field) => [field.name, make(field)]));

const nestedOf = (reading: Reading, { element = "", nesting = "single", isMany = false, required }: SourceField): NestedBlock => ({
  nesting_mode: nesting,
  block: reading.above.includes(element) ? {} : blockOf(reading, element),
  ...(nesting !== "single" && required && { min_items: 1 }),
  ...(nesting !== "single" && !isMany && { max_items: 1 }),
});

const attributeOf = (reading: Reading, field: SourceField): Attribute => {
  const { computed, optional, required, element, nesting = "single" } = field;
  const flags = { ...(required && { required }), ...(optional && { optional }), ...(computed && { computed }) };
  if (element === undefined) return { type: typeOf(field), ...flags };
  const { attributes = {} } = blockOf(reading, element);
  if (withNestedAttributes.includes(reading.provider)) return { nested_type: { attributes, nesting_mode: nesting }, ...flags };
  const object: ValueType = ["object", Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, one.type ?? "dynamic"]))];
  return { type: nesting === "single" ? object : [nesting, object], ...flags };
};

/** By the getter that reads a value, or the class that holds it. */
const getters: Readonly<Record<string, ValueType>> = {
  getStringAttribute: "string",
  getNumberAttribute: "number",
  getBooleanAttribute: "bool",
  getListAttribute: ["list", "string"],
  getNumberListAttribute: ["list", "number"],
  getStringMapAttribute: ["map", "string"],
  getNumberMapAttribute: ["map", "number"],
  getBooleanMapAttribute: ["map", "bool"],
  StringMap: ["map", "string"],
  NumberMap: ["map", "number"],
  BooleanMap: ["map", "bool"],
  AnyMap: "dynamic",
  StringListMap: ["map", ["list", "string"]],
  StringMapList: ["list", ["map", "string"]],
};

const typeOf = ({ value, isSet }: SourceField): ValueType => {
  const type = getters[value] ?? fromTypescript(value);
  return isSet && typeof type !== "string" && type[0] === "list" ? ["set", type[1]] : type;
};

/** The type that a property's TypeScript stands for; `dynamic` where it says nothing. */
const fromTypescript = (text: string): ValueType => {
  const bare = text
    .replace(/ \| cdktf\.IResolvable$/, "")
    .replace(/^\((.*)\)$/, "$1")
    .replace(/ \| cdktf\.IResolvable$/, "")
    .trim();
  if (bare === "string" || bare === "number") return bare;
  if (bare === "boolean") return "bool";
  const element = /^Array<(.*)>$/.exec(bare)?.[1] ?? /^(.*)\[\]$/.exec(bare)?.[1];
  if (element !== undefined) return ["list", fromTypescript(element)];
  const inMap = /^\{ \[key: string\]: (.*?);? \}$/.exec(bare)?.[1];
  return inMap === undefined || inMap === "any" ? "dynamic" : ["map", fromTypescript(inMap)];
};
