import { readme } from "../../../tools/modules/readme";
import { publishedModule, publishedModules } from "../../support/modules";

const text = readme(publishedModule("aws-queue-from-service"), { version: "1.2.3" });

describe("the README of a module", () => {
  test("has its sections, each once", () => {
    expect(text.match(/^## .*$/gm)).toEqual(["## Usage", "## Resources", "## Inputs", "## Outputs", "## Requirements"]);
  });

  test("says what the shape is for, and what the construct is", () => {
    expect(text).toContain("# aws-queue-from-service\n\nA queue with a queue of its dead letters, into which a service of AWS sends");
    expect(text).toContain("There is no order and a message may come twice");
  });

  test("has a row for each variable, with its rule, and none wider than a line", () => {
    expect(text).toMatch(/\| `visibility_seconds` +\| `number` +\| `60` +\| .*Must be a whole number from 0 to 43200 \(seconds\)\. +\|/);
    expect(text).toMatch(/\| `queue_name` +\| `string` +\| required +\|/);
  });

  test("keeps a list a list, and names variables as the module does", () => {
    const page = readme(publishedModule("google-ci-access"), { version: "1.2.3" });
    expect(page.match(/^- (?:The plan account reads|The apply account administers|Neither) /gm)).toHaveLength(4);
    expect(readme(publishedModule("aws-event-bus"), { version: "1.2.3" })).toContain("within `retry_hours`,");
  });

  test("has as many cells in each row as its table has columns", () => {
    for (const module of publishedModules()) {
      const rows = /(?<=## Inputs\n\n)(?:\|.*\n)+/.exec(readme(module, { version: "1.2.3" }))?.[0] ?? "";
      const cells = rows
        .trim()
        .split("\n")
        .map((row) => row.split(/(?<!\\)\|/).length);
      expect(new Set(cells)).toEqual(new Set([6]));
    }
  });

  test("names every resource, variable and output of every module", () => {
    for (const module of publishedModules()) {
      const page = readme(module, { version: "1.2.3" });
      const names = [
        ...Object.entries(module.json.resource ?? {}).flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`)),
        ...Object.keys(module.json.variable ?? {}),
        ...Object.keys(module.json.output ?? {}),
      ];
      expect(names.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
    }
  });
});
