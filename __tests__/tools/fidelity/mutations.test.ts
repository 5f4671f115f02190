import { mutationsOf } from "../../../tools/fidelity/mutations";
import type { Case } from "../../../tools/fidelity/mutations-case";
import type { ObjectValue } from "../../../tools/protocol/values";
import { door, doorErrors, doorFacts } from "./planted";

const refusal = (config: ObjectValue): Promise<readonly string[]> => Promise.resolve(doorErrors(config).map(({ detail }) => detail));

const mutate = async (facts = doorFacts): Promise<readonly Case[]> =>
  (await mutationsOf("door", facts, [{ address: "a/door.front", type: "door", config: door }], refusal)).cases;

const valuesAt = (cases: readonly Case[], name: string, path: string): readonly unknown[] =>
  cases.filter((one) => one.class === name && one.path === path).map(({ config }) => config[path]);

test("the same seeds give the same cases", async () => {
  expect(await mutate()).toEqual(await mutate());
});

test("no case comes twice", async () => {
  const names = (await mutate()).map((one) => [one.class, one.path, one.kind].join(" "));
  expect(names).toEqual([...new Set(names)]);
});

test("every argument but the id is mutated, also one of which no rule is known", async () => {
  const paths = new Set((await mutate()).filter(({ class: name }) => name !== "exclusion").map(({ path }) => path));
  expect([...paths].sort()).toEqual(["code", "colors", "height", "key_arn", "kind", "lock", "lock.strength", "name"]);
});

test.each([
  ["enumeration", "kind", ["", "WOOD", "steel", "not-one-of-these", " wood"]],
  ["range", "height", [0, 1, 4, 5, -1]],
  ["range", "name", ["frontaaaaaaaaaaaaaaa", "frontaaaaaaaaaaaaaaaa"]],
  ["format", "key_arn", ["arn:aws:iam", "~ a", "arn:aws:iam::111122223333:role/name"]],
  ["format", "code", ["~ a", "{not json", "Zürich"]],
  ["required", "name", [null]],
] as const)("%s at %s tries what is allowed and what isn't", async (name, path, values) => {
  expect(valuesAt(await mutate(), name, path)).toEqual(expect.arrayContaining([...values]));
});

test("arguments that exclude each other are tried together, alone and not at all", async () => {
  const cases = (await mutate()).filter((one) => one.class === "exclusion" && one.path.startsWith("code + lock"));
  const given = cases.map(({ config }) => [config["code"] !== null, (config["lock"] as readonly unknown[]).length > 0].join());
  expect([...new Set(given)].sort()).toEqual(["false,false", "false,true", "true,false", "true,true"]);
});

test("what exists is changed, and optional arguments are added and left out", async () => {
  const cases = (await mutate()).filter((one) => one.class === "replacement");
  const kinds = (path: string): readonly string[] => cases.filter((one) => one.path === path).map(({ kind }) => kind);
  expect(kinds("kind")).toEqual(expect.arrayContaining(["changed", "added", "left out"]));
  expect(kinds("name")).not.toContain("left out");
  expect(cases.filter(({ before }) => before === undefined)).toEqual([]);
});

test("a mistake is made in a right configuration, which a provider helped to find", async () => {
  const strict = { ...doorFacts, relations: [] };
  const cases = (await mutate(strict)).filter((one) => one.class === "range" && one.path === "lock.strength");
  expect(cases.map(({ config }) => config["code"])).toEqual(cases.map(() => null));
  expect(cases.length).toBeGreaterThan(0);
});

test("an argument that no configuration can give is told, and nothing is tried at it", async () => {
  const never = (config: ObjectValue): Promise<readonly string[]> => Promise.resolve(config["code"] === null ? [] : ["code"]);
  const { cases, notReached } = await mutationsOf("door", doorFacts, [{ address: "a", type: "door", config: door }], never);
  expect(notReached).toEqual(["code"]);
  expect(cases.filter(({ path }) => path.split(" + ").includes("code"))).toEqual([]);
});

test("a type that no seed has is asked with what it must have", async () => {
  const { cases } = await mutationsOf("door", doorFacts, [], refusal);
  expect(cases.length).toBeGreaterThan(100);
});
