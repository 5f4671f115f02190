import { Fn, TerraformVariable } from "cdktf";
import {
  accountId,
  arn,
  cidr,
  keyArn,
  listOf,
  oneOf,
  oneOfNumbers,
  partition,
  recordOf,
  regionalArn,
  roleArnPattern,
  text,
  wholeNumber,
} from "../../../modules/core/checks";
import { formatJson } from "../../../modules/core/json";
import { globTest } from "../../../modules/core/glob";
import { checkProps, shape, value } from "../../../modules/core/props";
import { dataClassTag, defaultTags } from "../../../modules/core/tags";
import { stackOf } from "../../support/stack";

describe("checks", () => {
  test.each([
    ["a whole number", wholeNumber(7, 30, "days"), 7, 6.5, "be a whole number from 7 to 30 (days)"],
    ["a number of a list", oneOfNumbers([1, 3, 5], "days"), 3, 2, "be one of 1, 3, 5 (days)"],
    ["a word of a list", oneOf(["b", "a"]), "a", "c", "be one of a, b"],
    ["a text", text(/^[a-z]+$/, "letters", 2, 4), "abc", "abcde", "be letters, 2 to 4 characters"],
    ["an ARN", arn("kms"), "arn:aws:kms:eu-central-1:111122223333:key/1", "arn:aws:s3:::b", "be an ARN of kms, 8 to 2048 characters"],
    [
      "an ARN of a region",
      arn("kms"),
      "arn:aws:kms:eu-central-1:111122223333:key/1",
      "arn:aws:kms:0:111122223333:key/1",
      "be an ARN of kms, 8 to 2048 characters",
    ],
    ["an ARN of a partition", arn(), "arn:aws-us-gov:s3:::b/*", "arn:awsx:s3:::b/*", "be an ARN, 8 to 2048 characters"],
    [
      "an ARN of a key",
      keyArn,
      "arn:aws:kms:eu-central-1:111122223333:key/1",
      "arn:aws:kms:eu-central-1:111122223333:alias/orders",
      "be the ARN of a key, not of an alias, 20 to 2048 characters",
    ],
    [
      "an ARN of a table in a region",
      regionalArn("dynamodb", /table\/[a-z]+/, "the ARN of a table"),
      "arn:aws-us-gov:dynamodb:us-gov-west-1:111122223333:table/orders",
      "arn:aws:dynamodb:---:111122223333:table/orders",
      "be the ARN of a table, 20 to 2048 characters",
    ],
    [
      "a role by a pattern",
      roleArnPattern,
      "arn:aws:iam::111122223333:role/orders-*",
      "arn:aws-l---:iam::111122223333:role/orders",
      "be the ARN or pattern of a role, 20 to 2048 characters",
    ],
    ["a partition", partition, "aws-us-gov", "aws-", "be a partition, 3 to 20 characters"],
    ["an account", accountId, "111122223333", "1111", "be a twelve-digit account id, 12 characters"],
    ["a range", cidr(16, 24), "10.0.0.0/17", "10.0.0.1/17", "be an IPv4 range on its boundary with a prefix from /16 to /24"],
    ["a list", listOf(oneOf(["a", "b"]), 1, 2), ["a"], ["a", "a"], "have different members"],
    ["a long list", listOf(oneOf(["a", "b"]), 1, 2), ["b", "a"], [], "have 1 to 2 members"],
    ["a record", recordOf(oneOf(["x"])), { "my-key": "x" }, { myKey: "x" }, "have keys in kebab-case (they become addresses)"],
  ] as const)("%s is taken or refused with its rule", (_, check, good, bad, must) => {
    const run = check as (input: unknown) => { must: string; fix: string } | undefined;
    expect(run(good)).toBeUndefined();
    expect(run(bad)?.must).toBe(must);
    expect(run(bad)?.fix).not.toBe("");
  });

  test("say which member of a list or record is wrong", () => {
    expect(listOf(oneOf(["a"]), 1, 3)(["a", "z"])?.got).toBe("z");
    expect(recordOf(wholeNumber(1, 2, "nodes"))({ one: 1, nine: 9 })?.got).toBe(9);
  });
});

describe("props", () => {
  const stack = stackOf("test");

  test("report every problem at once, with the construct's path", () => {
    const rules = { days: value(wholeNumber(1, 3, "days")), zones: shape(listOf(oneOf(["a"]), 1, 1)), name: value(oneOf(["x"])) };
    expect(() => checkProps(stack, { days: 9, zones: [], name: "x" }, rules)).toThrow(
      /^dev-eu-aws-eu-central-1-test: \[BadProp\] 'days' must .*, got 9; use 3\ndev-eu-aws-eu-central-1-test: \[BadProp\] 'zones'/,
    );
  });

  test("leave what is not known yet to Terraform, where it may be unknown", () => {
    const variable = new TerraformVariable(stack, "days", { type: "number" });
    const rules = { days: value(wholeNumber(1, 3, "days")) };
    expect(() => checkProps(stack, { days: variable.numberValue }, rules)).not.toThrow(/./);
    expect(() => checkProps(stack, { days: Fn.parseint("2", 10) as number }, rules)).not.toThrow(/./);
    expect(() => checkProps(stack, { days: variable.numberValue }, { days: shape<number>() })).toThrow(/\[ShapeIsToken\] 'days'/);
  });
});

describe("texts that come out", () => {
  test("JSON has sorted keys, lists as they were, and a line feed at its end", () => {
    expect(formatJson({ b: [2, 1], a: { d: null, c: "x" } })).toBe(
      '{\n  "a": {\n    "c": "x",\n    "d": null\n  },\n  "b": [\n    2,\n    1\n  ]\n}\n',
    );
  });

  test("globs take * and ? only", () => {
    expect(["a-network", "b-network", "a.network"].filter(globTest("?-net*"))).toEqual(["a-network", "b-network"]);
    expect(globTest("a.b")("axb")).toBe(false);
  });

  test("tags of the estate win over an environment's own, and are sorted", () => {
    const tags = defaultTags(
      { organization: "acme", environment: "dev", phase: "foundation", origin: "eu", jurisdiction: "eu", layer: "keys", stack: "dev-keys" },
      { zebra: "1", "estate:layer": "lie" },
    );
    expect(Object.keys(tags)).toEqual([...Object.keys(tags)].sort());
    expect(tags).toMatchObject({ "estate:layer": "keys", "estate:managed-by": "terraform", zebra: "1" });
    expect(dataClassTag("vault")).toEqual({ "estate:data-class": "vault" });
  });
});
