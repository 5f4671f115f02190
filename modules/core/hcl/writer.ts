import { failOn, type Problem } from "../errors";
import { rootForm, type ArgumentForm, type BlockForm, type BodyForm, type Schemas } from "./forms";
import { layOut } from "./layout";
import { asValue, isExpression, isName, isReference, objectKey, quoteText } from "./templates";
import { HclSyntaxError } from "./tokens";
import { textTeller } from "./types";
import { expressionOf, type ReadAs } from "./values";

type JsonObject = Readonly<Record<string, unknown>>;

/** One block of a file's top level. */
export interface RootBlock {
  /** `resource`, `variable` … */
  readonly kind: string;
  readonly labels: readonly string[];
  /** Canonical HCL, a line feed at its end. */
  readonly text: string;
}

/**
 * A configuration in Terraform's JSON as blocks of HCL that mean the same: kinds in the order of the style guide, blocks of a
 * kind in the order of the JSON. `place` names the configuration in errors.
 *
 * Comments (`//`) that are text become comments; other ones, such as cdktf's metadata, are left out, as Terraform does.
 * Throws an EstateError with HclCannotSay for each thing that has no form in HCL, or of which no schema is known.
 */
export const blocksOf = (configuration: unknown, schemas: Schemas, place: string): readonly RootBlock[] => {
  const problems: Problem[] = [];
  const root = rootForm(schemas);
  const roots = Array.isArray(configuration) ? (configuration as readonly unknown[]) : [configuration];
  const found = roots.flatMap((one, index) => {
    const at = roots.length > 1 ? `${place}[${String(index)}]` : place;
    const writer = new Writer(problems, isObject(one) ? textTeller(one, schemas) : () => false);
    return isObject(one) ? writer.root(one, root, at) : (writer.refuse(at, "a configuration is an object", one), []);
  });
  failOn(problems);
  const kinds = Object.keys(root.blocks);
  return [...found].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
};

/** A configuration as one file of HCL. See {@link blocksOf}. */
export const writeHcl = (configuration: unknown, schemas: Schemas, place: string): string =>
  blocksOf(configuration, schemas, place)
    .map(({ text }) => text)
    .join("\n");

interface Instance {
  readonly labels: readonly string[];
  readonly body: unknown;
  readonly at: string;
}

/** Types by the names that they had before Terraform 0.12, which `terraform fmt` replaces. */
const formerTypes: Readonly<Partial<Record<string, string>>> = { list: "list(any)", map: "map(any)" };

class Writer {
  private readonly template: ReadAs;
  private readonly text: ReadAs;

  constructor(
    private readonly problems: Problem[],
    givesText: (expression: string) => boolean,
  ) {
    this.template = { literal: false, givesText };
    this.text = { literal: true, givesText };
  }

  root(configuration: JsonObject, form: BodyForm, place: string): RootBlock[] {
    const blocks: RootBlock[] = [];
    for (const [kind, value] of Object.entries(configuration)) {
      if (kind === "//") continue;
      const block = form.blocks[kind];
      if (block === undefined) {
        this.refuse(`${place}: ${kind}`, `Terraform's language has no '${kind}' at its top level`, undefined);
        continue;
      }
      for (const instance of this.instances(value, block.labels, `${place}: ${kind}`)) {
        blocks.push({ kind, labels: instance.labels, text: layOut(this.block(kind, block, instance)) });
      }
    }
    return blocks;
  }

  /** The blocks that a value of JSON stands for: one object, a list of them, and a level of objects for each label. */
  private instances(value: unknown, labels: number, at: string): Instance[] {
    if (labels === 0) {
      if (value === null) return [];
      if (!Array.isArray(value)) return [{ labels: [], body: value, at }];
      return (value as readonly unknown[]).map((body, index) => ({ labels: [], body, at: `${at}[${String(index)}]` }));
    }
    const levels = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return levels.flatMap((level) => {
      if (!isObject(level)) {
        this.refuse(at, "a block with a label is an object with the label as its key", level);
        return [];
      }
      return Object.entries(level).flatMap(([label, inner]) =>
        this.instances(inner, labels - 1, `${at}.${label}`).map((one) => ({ ...one, labels: [label, ...one.labels] })),
      );
    });
  }

  private block(name: string, form: BlockForm, { labels, body, at }: Instance): string {
    const head = [name, ...labels.map(quoteText)].join(" ");
    if (body === null) return `${head} {\n}\n`;
    if (!isObject(body)) {
      this.refuse(at, `'${name}' is a block, and its value an object or a list of objects`, body);
      return "";
    }
    const inner = form.body(labels);
    if (inner === undefined) {
      this.refuse(at, `what '${labels[0] ?? name}' holds has to be known, to tell its arguments from its blocks`, undefined);
      return "";
    }
    const lines = this.body(body, inner, at);
    return `${head} {\n${lines}}\n`;
  }

  /** A body's lines: comments, first arguments, arguments, blocks, what comes last; a blank line between the parts. */
  private body(body: JsonObject, form: BodyForm, at: string): string {
    const parts: string[] = [];
    const comment = body["//"];
    if (typeof comment === "string")
      parts.push(
        comment
          .split(/\r?\n/)
          .map((line) => `# ${line}`.trimEnd() + "\n")
          .join(""),
      );
    const names = Object.keys(body).filter((name) => name !== "//");
    const { first = [], last = [] } = form;
    const middle = names.filter((name) => !first.includes(name) && !last.includes(name));
    const isBlock = (name: string) => form.blocks[name] !== undefined;
    const lines = (some: readonly string[]) => some.map((name) => this.argument(name, body[name], form, `${at}.${name}`)).join("");
    const blocks = (some: readonly string[]) => some.flatMap((name) => this.nested(name, body[name], form.blocks[name], `${at}.${name}`));
    const given = (some: readonly string[]) => some.filter((name) => names.includes(name));
    const ordered = [...given(form.order ?? []), ...middle.filter((name) => form.order?.includes(name) !== true)];
    parts.push(lines(given(first)), lines(ordered.filter((name) => !isBlock(name))), ...blocks(middle.filter(isBlock)));
    for (const name of given(last)) parts.push(...(isBlock(name) ? blocks([name]) : [lines([name])]));
    return parts.filter((part) => part !== "").join("\n");
  }

  private nested(name: string, value: unknown, form: BlockForm | undefined, at: string): string[] {
    if (form === undefined) return [];
    return this.instances(value, form.labels, at).map((instance) => this.block(name, form, instance));
  }

  private argument(name: string, value: unknown, form: BodyForm, at: string): string {
    const how = form.arguments[name] ?? form.others;
    if (how === undefined || !isName(name)) {
      this.refuse(at, `no argument or block '${name}' is known here`, undefined);
      return "";
    }
    try {
      return `${name} = ${this.value(value, how, at)}\n`;
    } catch (error) {
      if (!(error instanceof HclSyntaxError) && !(error instanceof TypeError)) throw error;
      this.refuse(at, `a text with sequences has to be a template: ${error.message}`, value);
      return "";
    }
  }

  private value(value: unknown, how: ArgumentForm, at: string): string {
    switch (how) {
      case "expression":
        return expressionOf(value, this.template);
      case "text":
        return expressionOf(value, this.text);
      case "bare":
        return this.bare(value, at);
      case "type":
        return this.bare(typeof value === "string" ? (formerTypes[value] ?? value) : value, at);
      case "bareList":
        return Array.isArray(value) ? this.bareList(value, at) : this.bare(value, at);
      case "bareMap":
        return this.bareMap(value, at);
      case "provider":
        return this.requiredProvider(value, at);
    }
  }

  private bare(value: unknown, at: string): string {
    if (typeof value === "string" && isExpression(value)) return asValue(value.trim());
    this.refuse(at, "a text has to hold a reference, a type or a keyword", value);
    return "";
  }

  private bareList(values: readonly unknown[], at: string): string {
    const items = values.map((value, index) => this.bare(unwrapped(value), `${at}[${String(index)}]`));
    return items.length < 2 ? `[${items.join("")}]` : `[\n${items.map((item) => `${item},\n`).join("")}]`;
  }

  private bareMap(value: unknown, at: string): string {
    if (!isObject(value)) {
      this.refuse(at, "an object of references has to stand here", value);
      return "";
    }
    const lines = Object.entries(value).map(([key, reference]) => {
      if (!isReference(key)) this.refuse(`${at}.${key}`, "a key has to be a provider's name, or name.alias", undefined);
      return `${key} = ${this.bare(reference, `${at}.${key}`)}\n`;
    });
    return `{\n${lines.join("")}}`;
  }

  private requiredProvider(value: unknown, at: string): string {
    if (!isObject(value)) return expressionOf(value, this.text);
    const lines = Object.entries(value).map(([key, inner]) =>
      key === "configuration_aliases" && Array.isArray(inner)
        ? `${key} = ${this.bareList(inner, `${at}.${key}`)}\n`
        : `${objectKey(key, true)} = ${expressionOf(inner, this.text)}\n`,
    );
    return `{\n${lines.join("")}}`;
  }

  refuse(place: string, rule: string, value: unknown): void {
    const fix = "write it in another way, or give the writer the schema that knows it";
    this.problems.push({ code: "HclCannotSay", place, rule, ...(value === undefined ? {} : { value }), fix });
  }
}

const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** cdktf writes some references as interpolations. */
const unwrapped = (value: unknown): unknown => (typeof value === "string" ? value.replace(/^\$\{([^{}]*)\}$/, "$1") : value);
