import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nameArguments } from "../../../modules/policy/claimed-names";
import { placeOf, sharesPlace } from "../../../tools/world/place";
import { nameRows } from "../../../tools/world/rules/names";
import { references } from "../../../tools/world/rules/references";
import { worldRules } from "../../../tools/world/rules";
import { projectRoot } from "../../rules/repository";
import { elsewhere, here, otherProject, otherRegion, project, thing } from "./planted";

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const folders: Readonly<Record<string, string>> = { helm_release: "release" };

const read = new Map<string, string | undefined>();

/** The declarations of a type's binding; `undefined` where the bindings don't have the type. */
const declarationsOf = (type: string): string | undefined => {
  if (!read.has(type)) read.set(type, readDeclarations(type));
  return read.get(type);
};

const readDeclarations = (type: string): string | undefined => {
  const [cloud = "", ...words] = type.split("_");
  const folder = join(projectRoot, "node_modules/@cdktf", `provider-${cloud}`, "lib", folders[type] ?? words.join("-"));
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
};

/** Paths of which the bindings know a type or a name not. */
const unknownPaths = (rows: readonly (readonly [type: string, path: string])[]): readonly string[] =>
  [...new Set(rows.map((row) => row.join(" ")))].flatMap((row) => {
    const [type = "", path = ""] = row.split(" ");
    const declarations = declarationsOf(type);
    if (declarations === undefined) return [type];
    const wrong = path.split(".").filter((name) => !new RegExp(`(?:readonly|get) ${camel(name)}(?:\\?:|\\(\\):)`).test(declarations));
    return wrong.map((name) => `${type}.${path}: ${name}`);
  });

/** What only the provider's version 5 has, which is asked too. */
const olderPaths = ["aws_flow_log.log_group_name: log_group_name"];

describe("the tables name what the pinned bindings have", () => {
  test("references, and what they name", () => {
    const used = references.map(({ type, path }) => [type, path] as const);
    const made = references.flatMap(({ thing: { made: makers, alsoIn = [] } }) => [...makers, ...alsoIn]);
    expect(unknownPaths([...used, ...made])).toEqual(olderPaths);
  });

  test("names, and what they are unique in", () => {
    expect(
      unknownPaths(
        nameRows.flatMap(({ type, argument, within = [] }) =>
          [...(argument === undefined ? [] : [argument]), ...within].map((path) => [type, path] as const),
        ),
      ),
    ).toEqual([]);
  });

  test("types of all other rules", () => {
    const types = worldRules.flatMap(({ types: own }) => (typeof own === "function" ? [] : own));
    expect([...new Set(types)].filter((type) => declarationsOf(type) === undefined)).toEqual([]);
  });

  test("a wrong row would be found", () => {
    expect(unknownPaths([["aws_no_such_thing", "name"]])).toEqual(["aws_no_such_thing"]);
    expect(unknownPaths([["aws_subnet", "vpc_di"]])).toEqual(["aws_subnet.vpc_di: vpc_di"]);
  });
});

describe("the table of names", () => {
  test("has every name that the policies know, in the same scope", () => {
    const reaches = { everywhere: "everywhere", account: "account", region: "own-region" } as const;
    const own = nameRows.map(({ type, argument = "", reach, kind }) => `${type}.${argument} ${reach} ${kind}`);
    expect(
      nameArguments
        .map(({ type, argument, scope, kind }) => `${type}.${argument} ${reaches[scope]} ${kind}`)
        .filter((row) => !own.includes(row)),
    ).toEqual([]);
  });

  test("has each row once", () => {
    const rows = nameRows.map(({ type, argument = "" }) => `${type}.${argument}`);
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });
});

describe("places", () => {
  const google = (values: Parameters<typeof thing>[2]) => placeOf(thing("google_x", "x", values, project));

  test.each([
    ["a zone", { zone: "europe-west6-b" }, "europe-west6"],
    ["a link to a region", { region: "https://www.googleapis.com/compute/v1/projects/p/regions/europe-west6" }, "europe-west6"],
    ["a location", { location: "EU" }, "eu"],
    ["nothing", {}, "europe-west4"],
  ])("of what says %s", (_, values, region) => {
    expect(google(values).region).toBe(region);
  });

  test.each([
    ["everywhere", elsewhere, true],
    ["everywhere", { ...here, partition: "aws-cn" }, false],
    ["account", otherRegion, true],
    ["account", elsewhere, false],
    ["region", { ...elsewhere, region: "eu-central-1" }, true],
    ["region", otherRegion, false],
    ["own-region", here, true],
    ["own-region", { ...elsewhere, region: "eu-central-1" }, false],
    ["everywhere", otherProject, false],
  ] as const)("%s", (reach, scope, isShared) => {
    expect(sharesPlace(placeOf(thing("aws_vpc", "a")), placeOf(thing("aws_vpc", "b", {}, scope)), reach)).toBe(isShared);
  });
});
