import { interfaceOf } from "../../../tools/modules/interface";
import { publishedModule } from "../../support/modules";

test("rows say all that callers and states hold on to", () => {
  const json = {
    moved: [{ from: "x_y.a", to: "x_y.b" }],
    output: { arn: { value: "" }, key: { value: "", sensitive: true } },
    resource: { x_y: { b: { for_each: {} }, c: { count: 1 }, d: {} } },
    terraform: { required_version: ">= 1.11.0, < 2.0.0", required_providers: { x: { source: "example/x", version: ">= 1.0.0, < 2.0.0" } } },
    variable: {
      days: { type: "number", default: 0, nullable: false, validation: [{ condition: "", error_message: "days must be 0 to 9." }] },
      rows: { type: "map(object({\n  a = string\n}))", default: {}, nullable: true },
      word: { type: "string", default: "", sensitive: true, ephemeral: true },
      zone: { type: "string" },
    },
  };
  expect(interfaceOf({ json })).toEqual([
    "moved x_y.a -> x_y.b",
    "output arn",
    "output key | sensitive",
    "provider x | example/x | >= 1.0.0, < 2.0.0",
    "resource x_y.b[each.key]",
    "resource x_y.c[count.index]",
    "resource x_y.d",
    "terraform >= 1.11.0, < 2.0.0",
    "variable days | number | default 0 | must be 0 to 9",
    "variable rows | map(object({ a = string })) | default {} | nullable",
    'variable word | string | default "" | ephemeral | sensitive',
    "variable zone | string | required",
  ]);
});

test("of a module of the library", () => {
  expect(interfaceOf(publishedModule("aws-operating-system-metrics"))).toEqual([
    "output arn",
    "provider aws | hashicorp/aws | >= 5.100.0, < 7.0.0",
    "resource aws_cloudwatch_log_group.this",
    "terraform >= 1.11.0, < 2.0.0",
    "variable kms_key_arn | string | required | must be an ARN of kms, 8 to 2048 characters",
  ]);
});
