import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { residencyExceptions } from "../../../modules/policy";
import { networkArguments } from "../../../modules/policy/addresses";
import { nameArguments } from "../../../modules/policy/claimed-names";
import { placedArguments } from "../../../modules/policy/placed-arguments";
import { placeOfType } from "../../../modules/policy/residency-exceptions";
import { projectRoot } from "../../rules/repository";
import { backupSite, googleSite, named, resourceStack } from "./stacks";

const bindings = (cloud: string): string => join(projectRoot, "node_modules/@cdktf", `provider-${cloud}`, "lib");

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The declarations of a resource type's binding; `undefined` when the provider does not have the type. */
const declarationsOf = (type: string): string | undefined => {
  const [cloud = "", ...words] = type.split("_");
  const folder = join(bindings(cloud), words.join("-"));
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
};

/** Keys of maps, which no binding declares. */
const mapKeys = new Set(["bucketName"]);

const unknownRows = (rows: readonly { readonly type: string; readonly path: string }[]): string[] =>
  rows.flatMap(({ type, path }) => {
    const declarations = declarationsOf(type);
    if (declarations === undefined) return [type];
    const wrong = path.split(".").filter((name) => !mapKeys.has(name) && !new RegExp(`readonly ${camel(name)}\\??:`).test(declarations));
    return wrong.map((name) => `${type}.${path}: ${name}`);
  });

const duplicates = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

describe("the tables of the policies name what the pinned bindings have", () => {
  test("arguments that place something", () => {
    expect(unknownRows(placedArguments)).toEqual([]);
    expect(duplicates(placedArguments.map(({ type, path }) => `${type} ${path}`))).toEqual([]);
  });

  test("arguments that claim a name", () => {
    expect(unknownRows(nameArguments.map(({ type, argument }) => ({ type, path: argument })))).toEqual([]);
    expect(duplicates(nameArguments.map(({ type, argument }) => `${type} ${argument}`))).toEqual([]);
  });

  test("arguments that take addresses", () => {
    expect(unknownRows(networkArguments)).toEqual([]);
  });

  test("types of exceptions, by name or by the start of it", () => {
    const folders = Object.fromEntries(["aws", "google", "cloudflare"].map((cloud) => [cloud, readdirSync(bindings(cloud))]));
    const unknown = residencyExceptions
      .flatMap(({ types }) => types)
      .filter((type) => {
        const [cloud = "", ...words] = type.replace(/\*$/, "").split("_");
        const start = words.join("-");
        return !(folders[cloud] ?? []).some((folder) => (type.endsWith("*") ? folder.startsWith(start) : folder === start));
      });
    expect(unknown).toEqual([]);
  });

  test("a wrong row would be found", () => {
    expect(unknownRows([{ type: "aws_no_such_thing", path: "region" }])).toEqual(["aws_no_such_thing"]);
    expect(unknownRows([{ type: "aws_secretsmanager_secret", path: "replica.regoin" }])).toEqual([
      "aws_secretsmanager_secret.replica.regoin: regoin",
    ]);
  });
});

describe("every row bites", () => {
  const nest = (path: string, value: unknown): Record<string, unknown> =>
    path
      .split(".")
      .reverse()
      .reduce<unknown>((inner, name) => ({ [name]: inner }), value) as Record<string, unknown>;

  const placed = placedArguments.map((row) => [`${row.type} ${row.path}`, row] as const);

  test.each(placed)("%s", (_, { type, path, form, kind }) => {
    const google = type.startsWith("google_");
    const breach = (where: "eu" | "mena" | "neutral"): boolean => {
      const region = {
        eu: google ? "europe-west4" : "eu-west-1",
        mena: google ? "me-central1" : "me-central-1",
        neutral: google ? "europe-west6" : "eu-central-2",
      }[where];
      const bucketUrl = google ? "storage.googleapis.com/target" : "s3://target/x";
      const values = { region, arn: `arn:aws:kms:${region}:111122223333:key/x`, bucket: bucketUrl };
      const stack = resourceStack(`${type}.x`, nest(path, values[form]), google ? googleSite : {});
      const origin = where === "mena" ? "mena" : "eu";
      const site = where === "neutral" ? backupSite : ({ origin, region, layer: "baseline" } as const);
      const maker = google
        ? resourceStack("google_storage_bucket.target", { name: "target", location: region }, { ...site, cloud: "google", region })
        : resourceStack("aws_s3_bucket.target", { bucket: "target" }, { ...site, region });
      return named(stack, maker).includes(`[ResidencyBreach] ${stack.identity.name} ${type}.x.${path}`);
    };
    expect({ eu: breach("eu"), neutral: breach("neutral"), mena: breach("mena") }).toEqual({
      eu: false,
      neutral: kind !== "backup",
      mena: true,
    });
  });

  test.each(nameArguments.map((row) => [`${row.type} ${row.argument}`, row] as const))("%s", (_, { type, argument, scope }) => {
    const google = type.startsWith("google_");
    const base = google ? googleSite : {};
    const claim = (unlike: Parameters<typeof resourceStack>[2]) =>
      resourceStack(`${type}.x`, { [argument]: "same" }, { ...base, ...unlike });
    const caught = (unlike: Parameters<typeof resourceStack>[2]): boolean =>
      named(claim({}), claim({ layer: "other", ...unlike })).some((line) => line.startsWith("[NameClaimedTwice]"));
    expect({
      here: caught({}),
      region: caught({ region: google ? "europe-west6" : "eu-west-1" }),
      account: caught({ account: "222233334444" }),
    }).toEqual({
      here: true,
      region: scope !== "region",
      account: scope === "everywhere",
    });
  });
});

describe("AWS resource types without a region", () => {
  /** They have no argument for it and lie in their provider's region all the same. */
  const regionalAllTheSame = ["aws_dx_hosted_connection", "aws_rolesanywhere_profile", "aws_rolesanywhere_trust_anchor"];

  const types = readdirSync(bindings("aws")).flatMap((folder) => {
    const file = join(bindings("aws"), folder, "index.d.ts");
    if (folder.startsWith("data-") || folder === "provider" || !existsSync(file)) return [];
    const text = readFileSync(file, "utf8");
    const type = /static readonly tfResourceType = "(aws_\w+)"/.exec(text)?.[1];
    const config = /Config[A-Z]? extends cdktf\.TerraformMetaArguments \{\n([^]*?)\n\}/.exec(text)?.[1] ?? "";
    return type === undefined ? [] : [{ type, regional: /^ {4}readonly region\??: string;/m.test(config) }];
  });

  test("each is excepted, a switch of the account, or closed", () => {
    expect(types.length).toBeGreaterThan(1_000);
    const forgotten = types.filter(({ type, regional }) => !regional && placeOfType(type).place === "region").map(({ type }) => type);
    expect(forgotten.sort()).toEqual(regionalAllTheSame);
  });

  test("none that has a region is treated as if it had none", () => {
    expect(types.filter(({ type, regional }) => regional && placeOfType(type).place !== "region")).toEqual([]);
  });
});
