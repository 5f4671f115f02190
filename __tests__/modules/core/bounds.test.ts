import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lengthCondition, regexCondition } from "../../../modules/core/bounds";
import {
  cidr,
  cidrInside,
  jsonObject,
  listOf,
  oneOf,
  oneOfNumbers,
  partOf,
  recordOf,
  text,
  wholeNumber,
} from "../../../modules/core/checks";
import { member } from "../../../modules/core/google";
import { allOf, distinctMembers, fieldsOf, members } from "../../../modules/core/member-checks";
import type { Check } from "../../../modules/core/props";
import { listType, mapType, typeText, valueInTerraform, type ObjectType, type VariableType } from "../../../modules/core/variable-types";
import { findTerraform, runProgram } from "../../../tools/terraform/program";
import { terraformEnvironment } from "../../../tools/terraform/environment";
import { oddities } from "../../support/draws";
import { freshFolder } from "../../support/folders";
import { publishedModules } from "../../support/modules";
import { randomOf, type Random } from "../../support/random";

interface Subject {
  readonly place: string;
  readonly type: VariableType;
  readonly check: Check<never>;
  readonly good: readonly unknown[];
}

const spoiltText = (random: Random, good: string): string => {
  const at = random.below(good.length + 1);
  const odd = random.pick(oddities);
  return random.pick([
    good.slice(0, at) + odd + good.slice(at),
    good.slice(0, at) + good.slice(at + 1),
    odd + good,
    good + odd,
    good.slice(0, at),
    good.toUpperCase(),
    good + good,
    "x".repeat(random.below(600)),
    good,
  ]);
};

const spoilt = (random: Random, good: unknown, type: VariableType): unknown => {
  if (typeof type !== "string" && type.kind === "object") return spoiltFields(random, good as Readonly<Record<string, unknown>>, type);
  if (typeof good === "string") return spoiltText(random, good);
  if (typeof good === "number") {
    return random.pick([good, good + 1, good - 1, -good, good + 0.5, good * 10, good / 10, good * 1000, 0, 1, random.below(500)]);
  }
  if (Array.isArray(good)) {
    const members = good as readonly unknown[];
    const one = spoilt(random, random.pick(members), innerType(type));
    return random.pick([members, [], [...members, ...members], [...members, one], [one], members.slice(1), Array<unknown>(60).fill(one)]);
  }
  const entries = Object.entries(good as object) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([key, inner]) => [random.pick([key, key, spoiltText(random, key)]), spoilt(random, inner, innerType(type))]),
  );
};

const innerType = (type: VariableType): VariableType => (typeof type === "string" || type.kind === "object" ? type : type.of);

/** An object with one field that is spoilt, or left out where it may be. */
const spoiltFields = (random: Random, good: Readonly<Record<string, unknown>>, { fields }: ObjectType): unknown => {
  const [name, { type, optional }] = random.pick(Object.entries(fields));
  const { [name]: given, ...others } = good;
  if (given === undefined || (optional && random.below(3) === 0)) return others;
  return { ...others, [name]: spoilt(random, given, type) };
};

/** One check of each kind, whatever the library uses of it. */
const kinds: readonly Subject[] = [
  { place: "wholeNumber", type: "number", check: wholeNumber(7, 30, "days"), good: [7, 30] },
  { place: "oneOfNumbers", type: "number", check: oneOfNumbers([1, 3, 5], "days"), good: [1, 5] },
  { place: "partOf", type: "number", check: partOf("all", "use 1"), good: [1, 0.1] },
  { place: "partOf, with a least", type: "number", check: partOf("all", "use 1", 0.01), good: [1, 0.01] },
  { place: "oneOf", type: "string", check: oneOf(["small", "large"]), good: ["small"] },
  { place: "text with classes", type: "string", check: text(/^(?!sg-)[\w.-]+$/, "a name", 2, 9), good: ["sg-1", "name"] },
  { place: "text with anything", type: "string", check: text(/^[^\r\n]+$/, "a line", 1, 6), good: ["ab cd"] },
  { place: "text with a dot", type: "string", check: text(/^a.c$/, "a, one more, c", 1, 9), good: ["abc", "a\u2028c"] },
  { place: "text with blanks", type: "string", check: text(/^\S+\s[^\s@]+$/, "two words", 1, 30), good: ["a b", "a\u00a0b", "a b@"] },
  { place: "text that ends otherwise", type: "string", check: text(/^(?!.*-[a-z]{2}$)[a-z-]+$/, "a name", 1, 30), good: ["a-bc", "a-bcd"] },
  { place: "cidr", type: "string", check: cidr(16, 24), good: ["10.7.0.0/17", "10.7.0.1/17", "10.7.0.0/8", "fd00::/20", "010.7.0.0/17"] },
  {
    place: "cidrInside",
    type: "string",
    check: cidrInside(12, 24, ["10.0.0.0/8", "172.16.0.0/12"]),
    good: ["10.7.0.0/17", "172.32.0.0/16"],
  },
  { place: "member", type: "string", check: member, good: ["group:a@b.example", "principal://iam.googleapis.com/a", "user:a@b.example"] },
  {
    place: "listOf",
    type: listType("string"),
    check: listOf(oneOf(["a", "b", "c"]), 1, 2),
    good: [
      ["a", "b"],
      ["a", "a"],
    ],
  },
  { place: "recordOf", type: mapType("string"), check: recordOf(oneOf(["x"])), good: [{ "my-key": "x" }] },
  { place: "jsonObject", type: "string", check: jsonObject("a pattern", 30), good: ['{"a":["b"]}', "{}", '["a"]', ' { "b" : 1 } '] },
  {
    place: "fieldsOf",
    type: mapType({
      kind: "object",
      fields: {
        name: { type: "string", doc: "", optional: false },
        leastNodes: { type: "number", doc: "", optional: true },
        zones: { type: listType("string"), doc: "", optional: true },
      },
    }),
    check: allOf(
      recordOf(
        fieldsOf<{ name: string; leastNodes?: number; zones?: readonly string[] }>(
          { name: text(/^[a-z]+$/, "letters", 1, 5) },
          { leastNodes: wholeNumber(1, 3, "nodes"), zones: listOf(oneOf(["a", "b"]), 1, 2) },
        ),
      ),
      members(1, 2),
      distinctMembers("name", "name"),
    ),
    good: [
      { one: { name: "a", leastNodes: 2, zones: ["a"] }, two: { name: "b" } },
      { one: { name: "a" } },
      { one: { name: "a" }, two: { name: "a", leastNodes: 1 } },
    ],
  },
] as readonly Subject[];

const library = (): readonly Subject[] =>
  publishedModules().flatMap((module) => {
    const values: Readonly<Record<string, unknown>> = { ...module.shape.basic, ...module.shape.complete };
    return module.variables
      .filter(({ check }) => check.bound !== undefined && check.bound.secret !== true)
      .map(({ name, prop, type, check, default: fallback }) => ({
        place: `${module.name}.${name}`,
        type,
        check,
        good: [values[prop] ?? fallback],
      }));
  });

describe("bounds", () => {
  test("Terraform lets pass what the check lets pass, and refuses the rest", async () => {
    const random = randomOf(45);
    const rounds = process.env["ESTATE_MODULES"] === "full" ? 20 : 1;
    const cases = [...Array.from({ length: 30 * rounds }, () => kinds).flat(), ...Array.from({ length: rounds }, library).flat()].map(
      (subject) => {
        const value = spoilt(random, random.pick(subject.good), subject.type);
        return { ...subject, value, fine: subject.check(value as never) === undefined };
      },
    );
    expect(cases.length).toBeGreaterThan(700);
    expect(cases.filter(({ fine }) => fine).length).toBeGreaterThan(100);
    expect(cases.filter(({ fine }) => !fine).length).toBeGreaterThan(100);
    const home = freshFolder();
    mkdirSync(join(home, "root"));
    writeFileSync(join(home, "cli.tfrc"), "");
    const place = {
      cwd: join(home, "root"),
      env: terraformEnvironment(process.env, { home, cliConfig: join(home, "cli.tfrc"), network: false }),
      limitSeconds: 120,
    };
    writeFileSync(
      join(home, "root", "main.tf.json"),
      JSON.stringify({
        variable: Object.fromEntries(
          cases.map(({ value, type }, index) => [`v${String(index)}`, { type: typeText(type), default: valueInTerraform(type, value) }]),
        ),
        output: {
          verdicts: {
            value: cases.map(({ check }, index) => `\${${check.bound?.condition(`var.v${String(index)}`) ?? "null"}}`),
          },
        },
      }),
    );
    const { file } = await findTerraform(undefined, place);
    const applied = await runProgram(file, ["apply", "-auto-approve", "-no-color"], place);
    expect(applied.stderr).toBe("");
    const { stdout } = await runProgram(file, ["output", "-json", "verdicts"], place);
    const verdicts = JSON.parse(stdout) as readonly boolean[];
    const differing = cases
      .filter(({ fine }, index) => verdicts[index] !== fine)
      .map(({ place: where, value, fine }) => ({ where, value, fine }));
    expect(differing).toEqual([]);
  });

  test("a negative lookahead at the beginning is a condition of its own", () => {
    expect(regexCondition(/^(?!aws\/)[\w/-]+$/, "var.x")).toBe('!can(regex("^(?:aws/)", var.x)) && can(regex("^[\\\\w/-]+$", var.x))');
  });

  test.each([/a(?!b)/, /^(?=a)/, /(?<=a)b/, /(a)\1/, /a/i])("%s has no counterpart, and says so", (pattern) => {
    expect(() => regexCondition(pattern, "var.x")).toThrow(/has no counterpart in Terraform/);
  });

  test("characters are counted one by one where a pattern lets more than ASCII pass", () => {
    expect(lengthCondition(/^[\w.-]+$/, "var.x", 1, 9)).toBe("length(var.x) >= 1 && length(var.x) <= 9");
    expect(lengthCondition(/^[^\n]+$/, "var.x", 1, 9)).toContain('length(regexall("(?s).", var.x)) <= 9');
  });
});
