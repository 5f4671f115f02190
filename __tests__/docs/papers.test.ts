import { estate } from "../../environments";
import { synthesizeEstate } from "../../main";
import { problemCodes } from "../../modules/core/problem-codes";
import { upstreamCharts } from "../../modules/kubernetes/charts/upstream-charts";
import { generatedDocuments, renderDocument } from "../../tools/docs";
import { markdownTable, markedSections, withSection } from "../../tools/docs/markdown";
import { sections } from "../../tools/docs/sections";
import { projectFiles, readProjectFile } from "../rules/repository";
import { documents, proseOf } from "./documents";

/** The first column of every table of a document, without backticks. */
const firstColumn = (text: string): readonly string[] =>
  [...text.matchAll(/^\| ([^|]*?) *\|/gm)].map(([, cell = ""]) => cell.replace(/`/g, "")).filter((cell) => !/^-+$/.test(cell));

/** Every key that stands in a description or a manifest, however deep; names of things are told apart by `isName`. */
const keysIn = (value: unknown, isName: (path: readonly string[]) => boolean, path: readonly string[] = []): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => keysIn(item, isName, path));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(isName(path) ? [] : [key]), ...keysIn(inner, isName, [...path, key])]);
};

describe("generated documents", () => {
  test.each(generatedDocuments)("%s is what npm run docs would write", (path) => {
    expect(renderDocument(path)).toBe(readProjectFile(path));
  });

  test("every section is generated into a document, and every document with a section is known", () => {
    const marked = generatedDocuments.flatMap((path) => markedSections(readProjectFile(path)));
    expect([...marked].sort()).toEqual([...Object.keys(sections), "decisions"].sort());
    expect(documents.filter((path) => markedSections(readProjectFile(path)).length > 0).sort()).toEqual([...generatedDocuments].sort());
  });

  test("a section is replaced and nothing else", () => {
    const text = "a\n\n<!-- generated: x -->\n\nold\n\n<!-- end of x -->\n\nb\n";
    expect(withSection(text, "x", "new")).toBe("a\n\n<!-- generated: x -->\n\nnew\n\n<!-- end of x -->\n\nb\n");
    expect(() => withSection("a", "x", "new")).toThrow(/<!-- generated: x -->/);
  });

  test("a table is aligned, and a bar in a cell is escaped", () => {
    expect(markdownTable(["a", "n"], [["x|y", "10"]], [1])).toBe("| a    |   n |\n| ---- | --: |\n| x\\|y |  10 |");
  });

  test("the errors' page has every code", () => {
    expect(firstColumn(readProjectFile("docs/errors.md"))).toEqual(["code", ...Object.keys(problemCodes)]);
  });
});

describe("references", () => {
  test("docs/description.md has every key of a description", () => {
    const named = new Set(firstColumn(readProjectFile("docs/description.md")).flatMap((cell) => [cell, ...cell.split(".")]));
    const isName = (path: readonly string[]): boolean =>
      ["services", "sites", "stores", "tags", "jurisdictions"].includes(path.at(-1) ?? "");
    const prose = readProjectFile("docs/description.md");
    const missing = [...new Set(keysIn(estate, isName))].filter((key) => !named.has(key) && !prose.includes(`\`${key}\``));
    expect(missing).toEqual([]);
    expect(named.has("size")).toBe(true);
  });

  test("docs/manifest.md has every field of the manifest", () => {
    const { stacks, verdict } = synthesizeEstate();
    const [whole = "", stack = ""] = readProjectFile("docs/manifest.md").split("## A stack");
    expect(firstColumn(whole).slice(1)).toEqual(["version", "organization", "stacks", "residencyExceptions"]);
    for (const one of stacks) expect(firstColumn(stack).slice(1).sort()).toEqual(Object.keys(one).sort());
    const fields = [...stacks.flatMap(({ backend }) => Object.keys(backend)), ...verdict.exceptions.flatMap(Object.keys)];
    expect([...new Set(fields)].filter((field) => !readProjectFile("docs/manifest.md").includes(`\`${field}\``))).toEqual([]);
  });

  test("docs/dependencies.md gives a reason for each dependency, and for nothing else", () => {
    const { dependencies, devDependencies } = JSON.parse(readProjectFile("package.json")) as Record<
      "dependencies" | "devDependencies",
      Readonly<Record<string, string>>
    >;
    const [, forSynthesis = "", forDevelopment = ""] = readProjectFile("docs/dependencies.md").split(/^## /m);
    expect(firstColumn(forSynthesis).slice(1).sort()).toEqual(Object.keys(dependencies).sort());
    expect(firstColumn(forDevelopment).slice(1).sort()).toEqual(Object.keys(devDependencies).sort());
    expect(Object.values({ ...dependencies, ...devDependencies }).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("docs/dependencies.md says of each chart of others in which version it is installed", () => {
    const [, charts = ""] = readProjectFile("docs/dependencies.md").split("## Charts of others");
    const rows = [...charts.matchAll(/^\| `([^`]+)` *\| (\S+) /gm)].map(([, name, version]) => [name, version]);
    expect(rows).toEqual(Object.entries(upstreamCharts).map(([name, { version }]) => [name, version]));
  });

  test("every code that a document names exists", () => {
    const known = new Set(Object.keys(problemCodes));
    const words = /`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`/g;
    const types = new Set(["EstateStack", "OrganizationAccountAccessRole", "PlatformAdministrator", "KeyAdministrator"]);
    const unknown = documents.flatMap((document) =>
      [...readProjectFile(document).matchAll(words)]
        .map(([, word = ""]) => word)
        .filter((word) => !known.has(word) && !types.has(word))
        .map((word) => `${document}: ${word}`),
    );
    expect(unknown.filter((one) => !/: (S3Backend|MalformedPolicyDocumentException|ArnEquals|ArnLike|PropRules)/.test(one))).toEqual([]);
  });
});

describe("decisions", () => {
  const decisions = projectFiles.filter((file) => /^docs\/adr\/\d{4}-/.test(file));

  test("are numbered without a gap", () => {
    expect(decisions.map((file) => Number(file.slice("docs/adr/".length, "docs/adr/".length + 4)))).toEqual(
      decisions.map((_, index) => index + 1),
    );
    expect(decisions.length).toBeGreaterThan(10);
  });

  test.each(decisions)("%s has a date and all its parts", (file) => {
    const text = readProjectFile(file);
    expect(text).toMatch(/^# .+\n\n\d{4}-\d{2}-\d{2}\n/);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      "Context",
      "Options",
      "Decision",
      "Consequences",
      "How we would notice that it was wrong",
    ]);
  });
});

describe("links", () => {
  const pages = [...documents, "CHANGELOG.md"];

  /** The anchor that a heading gets on GitHub. */
  const anchorOf = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .replace(/\s/g, "-");

  const resolve = (from: string, to: string): string =>
    new URL(to, `file:///${from}`).pathname.slice(1) + new URL(to, `file:///${from}`).hash;

  test("lead to files and headings that exist", () => {
    const anchors = new Map(
      pages.map((page) => [page, [...proseOf(readProjectFile(page)).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading))]),
    );
    const broken = pages.flatMap((page) =>
      [...proseOf(readProjectFile(page)).matchAll(/\]\(([^)]+)\)/g)]
        .map(([, link = ""]) => link)
        .filter((link) => !link.startsWith("https://"))
        .filter((link) => {
          const [file = "", anchor] = resolve(page, link).split("#");
          const known = projectFiles.includes(file) || (file.endsWith("/") && projectFiles.some((one) => one.startsWith(file)));
          return !known || (anchor !== undefined && anchors.get(file)?.includes(anchor) !== true);
        })
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test("so do paths of the project in backticks", () => {
    const path = /`((?:environments|regions|modules|tools|docs|__tests__|\.ci|\.github)\/[\w./-]*|[\w-]+\.ts|\.[\w-]+\.cjs)`/g;
    const broken = pages.flatMap((page) =>
      [...proseOf(readProjectFile(page)).matchAll(path)]
        .map(([, shown = ""]) => shown)
        .filter((shown) => !projectFiles.some((file) => file === shown || file.endsWith(`/${shown}`) || file.startsWith(shown)))
        .map((shown) => `${page}: ${shown}`),
    );
    expect(broken).toEqual([]);
  });

  test("every decision and page is linked from another page", () => {
    const linked = new Set(
      pages.flatMap((page) =>
        [...proseOf(readProjectFile(page)).matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => resolve(page, link).split("#")[0]),
      ),
    );
    expect(documents.filter((page) => page !== "README.md" && !linked.has(page))).toEqual([]);
  });
});
