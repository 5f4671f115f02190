import { readPart, typesOfPart } from "../../../tools/catalogue/part";

test("a part is a number of several", () => {
  expect([readPart("2/8"), readPart("1/1")]).toEqual([
    { number: 2, of: 8 },
    { number: 1, of: 1 },
  ]);
});

test.each(["", "2", "0/8", "9/8", "1/0", "-1/2", "1.5/2", "a/b", "1/8/2"])("%j is none", (text) => {
  expect(() => readPart(text)).toThrow(/--part: \[UnknownOption\] the value must be <number>\/<of how many>, from 1.*write --part 2\/8/);
});

test("every type is in one part, and neighbours are in different ones", () => {
  const types = { resources: ["a", "b", "c", "d"], data_sources: ["e", "f"], ephemeral_resources: ["g"] };
  const parts = [1, 2, 3].map((number) => typesOfPart(types, { number, of: 3 }));
  expect(parts).toEqual([
    { resources: ["a", "d"], data_sources: [], ephemeral_resources: ["g"] },
    { resources: ["b"], data_sources: ["e"], ephemeral_resources: [] },
    { resources: ["c"], data_sources: ["f"], ephemeral_resources: [] },
  ]);
});
