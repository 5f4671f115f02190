import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the bindings' sources say of one argument or nested block. */
export interface SourceField {
  /** Terraform's name. */
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** A nested block, as against an attribute that is made of attributes. */
  readonly isBlock: boolean;
  /** How the code speaks of its value: a type of TypeScript, or the word of its getter. */
  readonly value: string;
  /** The getter turns a set into a list. */
  readonly isSet: boolean;
  /** The name of the class without the end that tells the nesting, for what is made of fields. */
  readonly element?: string;
  readonly nesting?: "single" | "list" | "set" | "map";
  /** More than one element may stand there. */
  readonly isMany?: boolean;
}

/** The fields of each class of one file, by the class's name without `OutputReference`. */
export interface BindingsSource {
  readonly fields: ReadonlyMap<string, readonly SourceField[]>;
  /** How the class that stands for the type itself is called. */
  readonly root: string;
}

const marker = "sourceMappingURL=data:application/json;base64,";

/** The TypeScript that stands in the source map at the end of a compiled file. The compiled code has lost most comments. */
const typescriptOf = (file: string): string => {
  const compiled = readFileSync(file, "latin1");
  const start = compiled.lastIndexOf(marker);
  const map = Buffer.from(compiled.slice(start + marker.length).trim(), "base64").toString("utf8");
  const { sourcesContent = [] } = JSON.parse(map) as { readonly sourcesContent?: readonly string[] };
  return sourcesContent[0] ?? "";
};

/** A large type has its nested classes in files of their own. */
const filesOf = (folder: string): readonly string[] => {
  const parts = join(folder, "index-structs");
  const nested = existsSync(parts) ? readdirSync(parts).filter((name) => /^structs\d+\.js$/.test(name)) : [];
  return [join(folder, "index.js"), ...nested.map((name) => join(parts, name))];
};

/**
 * Reads the bindings of one type, or of a provider's configuration. The files are read as text, for running them would
 * load all of cdktf.
 *
 * @throws Error where the folder doesn't exist or holds no class of a resource, data source or provider.
 */
export const readBindings = (folder: string): BindingsSource => {
  const text = filesOf(folder).map(typescriptOf).join("\n");
  const root = /^export class (\w+) extends cdktf\.Terraform(?:Resource|DataSource|Provider) /m.exec(text)?.[1];
  if (root === undefined) throw new Error(`${folder} holds no bindings`);
  const written = writtenForms(text, root);
  const properties = propertiesByInterface(text, root);
  const field = (one: Property, form: string | undefined): SourceField => propertyField(one, form, (name) => properties.has(name));
  const fields = new Map<string, readonly SourceField[]>(
    [...properties].map(([name, all]) => [name, all.map((one) => field(one, written.get(name)?.get(one.name)))]),
  );
  for (const [, name = "", body = ""] of text.matchAll(/^export class (\w+) extends [^\n]*\{\n([\s\S]*?)^\}/gm)) {
    if (name !== root && !name.endsWith("OutputReference")) continue;
    const owner = name === root ? root : name.slice(0, -"OutputReference".length);
    const blocks = new Set(properties.get(owner)?.flatMap((one) => (one.isBlock ? [one.name] : [])));
    fields.set(owner, fieldsIn(body, blocks, written.get(owner) ?? new Map<string, string>(), fields.get(owner) ?? []));
  }
  return { fields, root };
};

interface Property {
  readonly name: string;
  readonly isBlock: boolean;
  readonly required: boolean;
  readonly value: string;
}

/** What an interface says: all of a provider's configuration, and of anything else which names are nested blocks. */
const propertiesByInterface = (text: string, root: string): ReadonlyMap<string, readonly Property[]> =>
  new Map(
    [...text.matchAll(/^export interface (\w+) [^\n]*?\{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => [
      name === `${root}Config` ? root : name,
      body
        .split("/**\n")
        .slice(1)
        .map((part) => ({
          name: /#(\w+) \w+#\w+\}/.exec(part)?.[1] ?? "",
          isBlock: /^ {2}\* \w+ block$/m.test(part),
          required: /^ {2}readonly \w+:/m.test(part),
          value: /^ {2}readonly \w+\??: ([^;]*(?:; \})?[^;]*);$/m.exec(part)?.[1] ?? "any",
        })),
    ]),
  );

const propertyField = (
  { name, isBlock, required, value }: Property,
  form: string | undefined,
  isInterface: (name: string) => boolean,
): SourceField => {
  const common = { name, isBlock, required, optional: !required, computed: false, isSet: form === "set" };
  const element = /^\w+/.exec(value)?.[0];
  if (element === undefined || !isInterface(element)) return { ...common, value };
  return { ...common, value: "", element, isMany: value.includes("[]"), nesting: form === "list" || form === "set" ? form : "single" };
};

/** How a class writes its fields, `list`, `set`, `map`, `struct` or `simple`, by class and name. */
const writtenForms = (text: string, root: string): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const found = new Map<string, ReadonlyMap<string, string>>();
  const start = /^export function (\w+)ToHclTerraform\(|^ {2}protected synthesizeHclAttributes\(\)/gm;
  for (const match of text.matchAll(start)) {
    const end = text.indexOf("remove undefined attributes", match.index);
    const body = text.slice(match.index, end < 0 ? undefined : end);
    const entries = [...body.matchAll(/^ +(\w+): \{\n +value: [^\n]*\n +isBlock: \w+,\n +type: "(\w+)"/gm)];
    const name = match[1] === undefined ? root : match[1].charAt(0).toUpperCase() + match[1].slice(1);
    found.set(name, new Map(entries.map(([, field = "", form = ""]) => [field, form])));
  }
  return found;
};

const flagsLine = /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)$/gm;

const fieldsIn = (
  body: string,
  blocks: ReadonlySet<string>,
  written: ReadonlyMap<string, string>,
  properties: readonly SourceField[],
): readonly SourceField[] => {
  const lines = [...body.matchAll(flagsLine)];
  return lines.map((line, index) => {
    const [, name = "", computed, optional, required] = line;
    const code = body.slice(line.index + line[0].length, lines[index + 1]?.index);
    const flags = { computed: computed === "true", optional: optional === "true", required: required === "true" };
    const form = written.get(name);
    const common = { name, ...flags, isBlock: blocks.has(name), isSet: form === "set" || code.includes("cdktf.Fn.tolist(") };
    const [, element, kind, wrapsSet] = /= new (\w+?)(List|Map|OutputReference)\(this, "\w+"(?:, (true|false))?\)/.exec(code) ?? [];
    if (element !== undefined) return { ...common, value: "", element, ...nestingOf(kind, wrapsSet, form) };
    const property = properties.find((one) => one.name === name);
    const ofCdktf = /= new cdktf\.(\w+)\(this/.exec(code)?.[1];
    return property?.element === undefined ? { ...common, value: ofCdktf ?? valueOf(code) } : { ...property, ...flags };
  });
};

const nestingOf = (
  kind: string | undefined,
  wrapsSet: string | undefined,
  form: string | undefined,
): Pick<SourceField, "nesting" | "isMany"> => {
  if (kind === "Map") return { nesting: "map", isMany: true };
  if (kind === "List") return { nesting: wrapsSet === "true" ? "set" : "list", isMany: true };
  return { nesting: form === "list" || form === "set" ? form : "single", isMany: false };
};

const valueOf = (code: string): string =>
  /private _\w+\?: (.*); *$/m.exec(code)?.[1]?.trim() ?? /return (?:cdktf\.Fn\.tolist\()?this\.(\w+)\(/.exec(code)?.[1] ?? "any";
