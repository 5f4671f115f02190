import { marks } from "./folder";
import type { Report, ReportStack } from "./model";

/** The stacks of a report as a Mermaid flowchart: dotted lines where one only comes before, solid ones with what is read. */
export const mermaidOf = ({ stacks, organization }: Report): string => {
  const sorted = [...stacks].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ids = new Map(sorted.map(({ name }, index) => [name, `s${String(index)}`]));
  const idOf = (name: string): string => ids.get(name) ?? name;
  const known = (name: string): boolean => ids.has(name);
  const boxes = groupsOf(sorted).flatMap(([group, own], index) => [
    `  subgraph g${String(index)}["${group}"]`,
    ...own.map((stack) => `    ${idOf(stack.name)}["${stack.layer}"]`),
    "  end",
  ]);
  const lines = sorted.flatMap(({ name, dependsOn, reads }) =>
    dependsOn.filter(known).map((from) => {
      const read = Object.entries(reads).some(([, source]) => source === from);
      return `  ${idOf(from)} ${read ? "-->" : "-.->"} ${idOf(name)}`;
    }),
  );
  return ["---", `title: the estate of ${organization}`, "---", marks["estate.mmd"], "flowchart LR", ...boxes, ...lines, ""].join("\n");
};

/** The stacks that share all of their name but the layer, by that part of it. */
const groupsOf = (stacks: readonly ReportStack[]): readonly (readonly [string, readonly ReportStack[]])[] => {
  const groups = new Map<string, ReportStack[]>();
  for (const stack of stacks) {
    const group = stack.name.slice(0, -stack.layer.length - 1);
    groups.set(group, [...(groups.get(group) ?? []), stack]);
  }
  return [...groups];
};
