import { didYouMean, type Problem } from "../core/errors";
import type { StackFindings } from "./model";

/** Whether the stacks can be applied in some order: every stack that another waits for exists, and none waits for itself. */
export const orderProblems = (findings: readonly StackFindings[]): readonly Problem[] => {
  const waits = new Map([...findings].sort((a, b) => (a.stack < b.stack ? -1 : 1)).map(({ stack, dependsOn }) => [stack, dependsOn]));
  const unknown = [...waits].flatMap(([stack, dependsOn]) =>
    dependsOn
      .filter((name) => !waits.has(name))
      .map((name): Problem => ({
        code: "UnknownDependency",
        place: stack,
        rule: "a stack must depend only on stacks of the estate at this phase",
        value: name,
        fix: didYouMean(name, [...waits.keys()]),
      })),
  );
  return [...unknown, ...circles(waits).map(circleProblem)];
};

const circleProblem = (circle: readonly string[]): Problem => ({
  code: "DependencyCircle",
  place: circle[0] ?? "",
  rule: "stacks must not depend on each other in a circle",
  value: [...circle, circle[0]].join(" -> "),
  fix: "let one of them derive the name that it reads",
});

/** Each circle once, as the walk in the order of names meets it, beginning with its first name. */
const circles = (waits: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] => {
  const found = new Map<string, readonly string[]>();
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (stack: string): void => {
    const start = path.indexOf(stack);
    if (start >= 0) {
      const circle = fromFirst(path.slice(start));
      found.set(circle.join(" "), circle);
      return;
    }
    if (done.has(stack)) return;
    path.push(stack);
    for (const next of [...(waits.get(stack) ?? [])].sort()) visit(next);
    path.pop();
    done.add(stack);
  };
  for (const stack of waits.keys()) visit(stack);
  return [...found.values()];
};

const fromFirst = (circle: readonly string[]): readonly string[] => {
  const first = circle.indexOf([...circle].sort()[0] ?? "");
  return [...circle.slice(first), ...circle.slice(0, first)];
};
