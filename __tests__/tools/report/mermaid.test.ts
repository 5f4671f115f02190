import { mermaidOf } from "../../../tools/report/mermaid";
import { reportOf } from "./planted";

describe("the Mermaid flowchart", () => {
  const report = reportOf();
  const lines = mermaidOf(report).split("\n");

  test("begins with its title, as Mermaid wants it", () => {
    expect(lines.slice(0, 5)).toEqual(["---", "title: the estate of meetbarter", "---", "%% written by npm run report", "flowchart LR"]);
  });

  test("has each stack once, and a line for each dependency: solid where it reads", () => {
    expect(lines.filter((line) => /^ {4}s\d+\["[a-z-]+"\]$/.test(line))).toHaveLength(report.stacks.length);
    const edges = lines.filter((line) => /^ {2}s\d+ (-->|-\.->) s\d+$/.test(line));
    expect(edges).toHaveLength(report.stacks.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0));
    expect(edges.filter((line) => line.includes(" --> "))).toHaveLength(
      report.stacks.reduce((sum, { reads }) => sum + new Set(Object.values(reads)).size, 0),
    );
  });

  test("stays within what viewers take by default: 500 lines between stacks, 50,000 characters", () => {
    expect(lines.filter((line) => line.includes("->")).length).toBeLessThanOrEqual(500);
    expect(lines.join("\n").length).toBeLessThanOrEqual(50_000);
  });

  test("a stack that is not selected has no line", () => {
    const dev = mermaidOf(reportOf({ globs: ["dev-*-network"] }));
    expect(dev).not.toContain("-->");
    expect(dev).toContain('["network"]');
  });
});
