import { TerraformVariable, Token, type TerraformStack } from "cdktf";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { eachOf, eachPair, hasMembers, instanceOf } from "../../../modules/core/each";
import type { Attributes } from "../../../modules/core/output-guards";
import { synthesizeStack } from "../../../modules/core/synthesize";
import { stackOf } from "../../support/stack";

interface Row {
  readonly bucketName: string;
  readonly roleArn?: string;
  readonly days?: number;
}
type Map<T> = Readonly<Record<string, T>>;

const variable = <T>(stack: TerraformStack): Map<T> => new TerraformVariable(stack, "rows", { type: "any" }).value as Map<T>;
const outcome = (build: (stack: TerraformStack) => unknown): { readonly resources: Map<Attributes>; readonly value: unknown } => {
  const stack = stackOf("test");
  stack.addOverride("output.told.value", build(stack));
  const json = synthesizeStack(stack, "module");
  const resources = Object.values(json.resource ?? {}).flatMap((byName) =>
    Object.entries(byName).map(([name, { "//": _, ...body }]) => [name, body] as const),
  );
  return { resources: Object.fromEntries(resources), value: json.output?.["told"]?.["value"] };
};

const build =
  (map: (stack: TerraformStack) => Map<Row>) =>
  (stack: TerraformStack): unknown => {
    const each = eachOf<Row>(stack, "rows", map(stack), { roleArn: null, days: 7 });
    const bucket = new S3Bucket(stack, "bucket", { forEach: each.forEach, bucket: each.text("bucketName"), tags: { key: each.key } });
    new S3BucketPolicy(stack, "policy", {
      forEach: each.forEach,
      bucket: each.its(bucket, "bucketDomainName"),
      policy: `for ${each.text("roleArn")}`,
    });
    return { names: each.all(bucket, "bucketDomainName"), texts: each.texts((one) => `${one.key}-${one.text("bucketName")}`) };
  };

const same = {
  policy: { bucket: "${aws_s3_bucket.bucket[each.key].bucket_domain_name}", policy: "for ${each.value.role_arn}" },
  bucket: { bucket: "${each.value.bucket_name}", tags: { key: "${each.key}" } },
};

describe("resources for each member of a map", () => {
  test("that is known: every member has every field, in Terraform's names", () => {
    const { resources, value } = outcome(build(() => ({ b: { bucketName: "two", roleArn: "r" }, a: { bucketName: "one", days: 1 } })));
    const each = { a: { bucket_name: "one", days: 1, role_arn: null }, b: { bucket_name: "two", days: 7, role_arn: "r" } };
    expect(resources).toEqual({ bucket: { ...same.bucket, for_each: each }, policy: { ...same.policy, for_each: each } });
    expect(value).toEqual({
      names: { a: '${aws_s3_bucket.bucket["a"].bucket_domain_name}', b: '${aws_s3_bucket.bucket["b"].bucket_domain_name}' },
      texts: { a: "a-one", b: "b-two" },
    });
  });

  test("that is known only later: the same resources", () => {
    const { resources, value } = outcome(build(variable));
    const each = "${var.rows}";
    expect(resources).toEqual({ bucket: { ...same.bucket, for_each: each }, policy: { ...same.policy, for_each: each } });
    expect(value).toEqual({
      names: "${{ for key, one in aws_s3_bucket.bucket : key => one.bucket_domain_name }}",
      texts: '${{ for key, one in var.rows : key => "${key}-${one.bucket_name}" }}',
    });
  });

  test("whose values are known only later", () => {
    const { resources } = outcome((stack) => {
      const other = new S3Bucket(stack, "other", {});
      const each = eachOf<string>(stack, "names", { a: other.arn }, {});
      new S3Bucket(stack, "bucket", { forEach: each.forEach, bucket: each.value });
    });
    expect(resources["bucket"]).toEqual({ for_each: { a: "${aws_s3_bucket.other.arn}" }, bucket: "${each.value}" });
  });

  test("numbers, lists and truths are what they are", () => {
    const { resources } = outcome((stack) => {
      const each = eachOf<{ least: number; arns: readonly string[]; raw: boolean }>(
        stack,
        "rows",
        { a: { least: 1, arns: ["x"], raw: true } },
        {},
      );
      new SnsTopicSubscription(stack, "to", {
        forEach: each.forEach,
        topicArn: "",
        protocol: "",
        endpoint: "",
        confirmationTimeoutInMinutes: each.number("least"),
        rawMessageDelivery: each.truth("raw"),
        filterPolicy: Token.asString(each.list("arns")),
      });
    });
    expect(resources["to"]).toMatchObject({
      confirmation_timeout_in_minutes: "${each.value.least}",
      raw_message_delivery: "${each.value.raw}",
      filter_policy: "${each.value.arns}",
    });
  });

  test("a key that is no word is refused, even where values are known only later", () => {
    const work = () => eachOf(stackOf("test"), "rows", { "A b": Token.asString({ resolve: () => "x" }) }, {});
    expect(work).toThrow(/\[BadProp\] 'rows' must have keys in kebab-case/);
  });

  test("a map has members unless it is known to have none", () => {
    expect([undefined, {}, { a: "" }, variable(stackOf("test"))].map(hasMembers)).toEqual([false, false, true, true]);
  });
});

describe("pairs of a member and a text", () => {
  const pairs =
    (map: (stack: TerraformStack) => Map<unknown>, texts: Map<string>) =>
    (stack: TerraformStack): unknown => {
      const bucket = new S3Bucket(stack, "bucket", {});
      const each = eachPair(stack, "readers", map(stack), texts);
      new S3BucketPolicy(stack, "policy", {
        forEach: each.forEach,
        bucket: instanceOf(bucket, each.text("member"), "id"),
        policy: each.text("text"),
      });
      return "";
    };
  const body = { bucket: "${aws_s3_bucket.bucket[each.value.member].id}", policy: "${each.value.text}" };

  test("of known maps", () => {
    expect(outcome(pairs(() => ({ b: 1, a: 1 }), { x: "1", y: "2" })).resources["policy"]).toEqual({
      ...body,
      for_each: {
        "a/x": { member: "a", text: "1" },
        "a/y": { member: "a", text: "2" },
        "b/x": { member: "b", text: "1" },
        "b/y": { member: "b", text: "2" },
      },
    });
  });

  test("of a map that is known only later", () => {
    const { for_each: each, ...rest } = outcome(pairs(variable, { x: "1" })).resources["policy"] ?? {};
    expect(rest).toEqual(body);
    expect(String(each).replace(/\s+/g, " ")).toBe(
      '${{ for pair in setproduct(keys(var.rows), keys({ x = "1" })) : join("/", pair) => { member = pair[0], text = { x = "1" }[pair[1]] } }}',
    );
  });
});
