import { functionsOf } from "../../../tools/twins/functions";

const aws = functionsOf("registry.terraform.io/hashicorp/aws");

const call = (name: string, ...args: readonly string[]): unknown => aws[name]?.call(...args);

describe("functions of the provider of AWS", () => {
  test("are three, with a parameter for each part of an ARN", () => {
    expect(Object.keys(aws).sort()).toEqual(["arn_build", "arn_parse", "trim_iam_role_path"]);
    expect(aws["arn_build"]?.parameters.map(({ name }) => name)).toEqual(["partition", "service", "region", "account_id", "resource"]);
  });

  // Each was asked of AWS 5.100.0.
  test.each<[string, readonly string[], unknown]>([
    ["arn_build", ["aws", "iam", "", "123456789012", "role/example"], { result: "arn:aws:iam::123456789012:role/example" }],
    ["arn_build", ["", "", "", "", ""], { result: "arn:::::" }],
    [
      "arn_parse",
      ["arn:aws:iam::123456789012:role/a:b"],
      { result: { partition: "aws", service: "iam", region: "", account_id: "123456789012", resource: "role/a:b" } },
    ],
    ["arn_parse", ["nothing"], { error: "arn: invalid prefix" }],
    ["arn_parse", ["arn:aws:s3"], { error: "arn: not enough sections" }],
    ["trim_iam_role_path", ["arn:aws:iam::123456789012:role/with/path/name"], { result: "arn:aws:iam::123456789012:role/name" }],
    ["trim_iam_role_path", ["arn:aws:iam::123456789012:user/name"], { error: 'resource must begin with "role/"' }],
    ["trim_iam_role_path", ["arn:aws:iam:eu-central-1:123456789012:role/name"], { error: "region must be empty" }],
    ["trim_iam_role_path", ["arn:aws:s3:::bucket"], { error: 'service must be "iam"' }],
    ["trim_iam_role_path", ["nothing"], { error: "arn: invalid prefix" }],
  ])("%s(%p)", (name, args, expected) => {
    expect(call(name, ...args)).toEqual(expected);
  });

  test("other providers have none that is known", () => {
    expect(functionsOf("registry.terraform.io/hashicorp/random")).toEqual({});
  });
});
