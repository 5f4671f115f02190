import { progressOf } from "../../../tools/catalogue/progress";

test("a line now and then: how far it is, and what has been asked about for longest; one at the end", () => {
  const lines: string[] = [];
  let now = 5000;
  const watcher = progressOf(
    5,
    (line) => lines.push(line),
    () => now,
  );
  for (const name of ["a", "b", "c", "d", "e"]) watcher.began(name);
  watcher.ended("b", 100);
  now += 12_000;
  watcher.ended("c", 20);
  now += 1000;
  watcher.ended("a", 3);
  now += 10_000;
  watcher.ended("e", 1);
  watcher.ended("d", 1);
  expect(lines).toEqual([
    "2 of 5 types, 120 questions, 12 s; still at a, d, e",
    "4 of 5 types, 124 questions, 23 s; still at d",
    "5 of 5 types, 125 questions, 23 s",
  ]);
});
