import { faces, projectModules, unpublished } from "../../../tools/modules/faces";

test("every shape of every face is one module, in the order of their names", () => {
  const names = projectModules().map(({ name }) => name);
  const expected = faces.flatMap(([, face]) => Object.keys(face.shapes).map((word) => (word === "" ? face.name : `${face.name}-${word}`)));
  expect(names).toEqual([...expected].sort());
});

test("a folder is published or says why not, never both", () => {
  expect(Object.keys(unpublished).filter((folder) => faces.some(([one]) => one === folder))).toEqual([]);
  expect(Object.values(unpublished).filter((reason) => reason === "")).toEqual([]);
});
