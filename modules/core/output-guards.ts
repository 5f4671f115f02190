import { isAbsolute, win32 } from "node:path";
import type { Problem } from "./errors";

/** The resolved Terraform JSON of a stack. */
export interface TerraformJson {
  readonly [block: string]: unknown;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly provider?: Readonly<Record<string, readonly Attributes[]>>;
  readonly output?: Readonly<Record<string, Attributes>>;
  readonly terraform?: Attributes;
}

/** The arguments of one block. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Text that only an unresolved or broken token leaves behind. */
const leftOver = /e\+29\d|TfToken|TFTOKEN/;
/** The start of a template that is not escaped by another `$` or `%` in front of it, however many there are. */
const template = /(?<!\$)\$\{\s*([^\s}]*)/g;
const directive = /(?<!%)%\{/;
/** What an expression of ours may begin with: a reference, a call, a literal, a bracket or an operator. */
const expression = /^(?:[A-Za-z_][\w-]*(?:[.[(]|$|\s)|["[{(!-]|\d)/;
const references = /(?<![\w.-])(data\.)?([a-z][a-z0-9]*_[a-z0-9_]+)\.([A-Za-z_][\w-]*)/g;

/** What is wrong with what came out, whatever the constructs said. Runs over each stack's resolved JSON. */
export const outputProblems = (stack: string, json: TerraformJson): Problem[] => {
  const problems: Problem[] = [];
  const known = addresses(json);
  // A text that was right once is right everywhere, and most texts with a template stand in many resources.
  const right = new Set<string>();
  walk(json, [], (text, path) => {
    if (right.has(text)) return;
    const found = textProblems(text, known, () => `${stack} ${path.join(".")}`);
    if (found.length === 0) right.add(text);
    else problems.push(...found);
  });
  problems.push(...dependencyProblems(stack, json, known), ...pathProblems(stack, json));
  if (json.terraform?.["backend"] === undefined) {
    problems.push({
      code: "BackendMissing",
      place: stack,
      rule: "a stack must declare where its state lies, for the default is a path of the machine that ran the synthesis",
      fix: "give the stack a backend",
    });
  }
  return problems;
};

const textProblems = (text: string, known: ReadonlySet<string>, place: () => string): Problem[] => {
  const problems: Problem[] = [];
  if (leftOver.test(text)) {
    problems.push({
      code: "TokenLeftOver",
      place: place(),
      rule: "a token must be passed on whole, never changed as text or as a number",
      value: text,
      fix: "use Fn or an expression of Terraform instead of arithmetic or string methods",
    });
  }
  if (text.includes("${")) problems.push(...templateProblems(place, text, known));
  if (text.includes("%{") && directive.test(text)) problems.push(unescaped(place(), text));
  return problems;
};

/** Visits every text, and every key and number that a token may have become. `path` is one list that changes as it goes. */
const walk = (value: unknown, path: string[], visit: (text: string, path: readonly string[]) => void): void => {
  if (typeof value === "string") visit(value, path);
  else if (typeof value === "number") {
    if (Math.abs(value) > 1e290) visit(String(value), path);
  } else if (value !== null && typeof value === "object") {
    const isList = Array.isArray(value);
    for (const key of Object.keys(value)) {
      if (key === "//" && !isList) continue;
      if (leftOver.test(key)) visit(key, path);
      path.push(key);
      walk((value as Readonly<Record<string, unknown>>)[key], path, visit);
      path.pop();
    }
  }
};

const addresses = (json: TerraformJson): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [type, byName] of Object.entries(json.resource ?? {})) for (const name of Object.keys(byName)) found.add(`${type}.${name}`);
  for (const [type, byName] of Object.entries(json.data ?? {})) for (const name of Object.keys(byName)) found.add(`data.${type}.${name}`);
  return found;
};

const unescaped = (place: string, value: string): Problem => ({
  code: "UnescapedTemplate",
  place,
  rule: "a literal '${' or '%{' must be written '$${' or '%%{'",
  value,
  fix: "use templateLiteral() around the text",
});

const templateProblems = (place: () => string, text: string, known: ReadonlySet<string>): Problem[] => {
  const problems: Problem[] = [];
  for (const [, start = ""] of text.matchAll(template)) if (!expression.test(start)) problems.push(unescaped(place(), text));
  for (const inner of text.matchAll(/\$\{([^}]*)\}/g)) {
    for (const [, data = "", type = "", name = ""] of (inner[1] ?? "").matchAll(references)) {
      if (!known.has(`${data}${type}.${name}`)) problems.push(foreign(place(), `${data}${type}.${name}`));
    }
  }
  return problems;
};

const foreign = (place: string, address: string): Problem => ({
  code: "ForeignDependency",
  place,
  rule: "a reference must point to something in the same stack",
  value: address,
  fix: "pass it through a contract, or derive its name",
});

const dependencyProblems = (stack: string, json: TerraformJson, known: ReadonlySet<string>): Problem[] =>
  Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, attributes]) => {
      const dependsOn = (attributes["depends_on"] ?? []) as readonly string[];
      return dependsOn
        .filter((address) => !address.startsWith("module.") && !known.has(address))
        .map((address) => foreign(`${stack} ${type}.${name}.depends_on`, address));
    }),
  );

const pathProblems = (stack: string, json: TerraformJson): Problem[] => {
  const candidates: (readonly [string, unknown])[] = [];
  const backend = json.terraform?.["backend"] as Readonly<Record<string, Attributes>> | undefined;
  candidates.push(["terraform.backend.local.path", backend?.["local"]?.["path"]]);
  for (const [name, block] of Object.entries((json["module"] ?? {}) as Readonly<Record<string, Attributes>>)) {
    candidates.push([`module.${name}.source`, block["source"]]);
  }
  for (const [name, block] of Object.entries(json.data?.["terraform_remote_state"] ?? {})) {
    candidates.push([`data.terraform_remote_state.${name}.config.path`, (block["config"] as Attributes | undefined)?.["path"]]);
  }
  return candidates
    .filter(([, path]) => typeof path === "string" && (isAbsolute(path) || win32.isAbsolute(path)))
    .map(([where, path]) => ({
      code: "AbsolutePath",
      place: `${stack} ${where}`,
      rule: "a path must be relative, so that the output is the same on every machine",
      value: path,
      fix: "give a path relative to the stack's folder",
    }));
};

/** Escapes a text so that Terraform takes it literally: `${aws:username}` becomes `$${aws:username}`. */
export const templateLiteral = (text: string): string => text.replace(/([$%])\{/g, "$1$1{");
