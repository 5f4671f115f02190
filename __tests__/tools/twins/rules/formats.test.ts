import { formatCheck, wrongFormat } from "../../../../tools/twins/rules/formats";

const context = { name: "a", siblings: ["a"], sdk: true };
const check = (format: string, text: string, more: Partial<typeof context> = {}): string | undefined =>
  formatCheck(format, { ...context, ...more })?.(text);

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "arn",
    ["", "arn:aws:s3:::b", "arn:aws-cn:iam::111122223333:role/a"],
    ["a", "arn:aws:s3", "arn::s3:::b", "arn:aws:s3:::", "arn:aws:s3:moon::b"],
  ],
  ["json", ["", "{}", "[]", "1"], ["{", "{'a':1}", '{"a":1,}']],
  ["json-policy", ["{}", ' {"a":1}'], ["", "[]", '"text"', '{"a":1,"a":2}']],
  ["cidr", ["10.0.0.0/8", "2001:db8::/32"], ["10.0.0.1/8", "10.0.0.0/33", "10.0.0.0", "010.0.0.0/8"]],
  ["cidr-v4", ["10.0.0.0/8"], ["2001:db8::/32"]],
  ["cidr-v4-vpc", ["10.0.0.0/16", "10.0.0.0/28"], ["10.0.0.0/15", "10.0.0.0/29"]],
  ["cidr-any", ["10.0.0.1/8"], ["10.0.0.1"]],
  ["ip", ["10.0.0.1", "::1"], ["10.0.0", "10.0.0.1/32"]],
  ["ip-v4", ["10.0.0.1"], ["::1"]],
  ["date-time", ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+01:00"], ["2026-02-30T00:00:00Z", "2026-01-01"]],
  ["date", ["2026-01-01"], ["2026-02-30", "2026-01-01T00:00:00Z"]],
  ["duration", ["0", "1h30m", "1.5s"], ["1", "1x", "", "P1D"]],
  ["duration-iso", ["P1D", "PT1H", "P2W", "P1DT2H"], ["", "P", "PT", "1h", "P1X"]],
  ["url-https", ["https://a.example/"], ["http://a.example", "a.example"]],
])("%s", (format, right, wrong) => {
  expect(right.filter((text) => check(format, text) !== undefined)).toEqual([]);
  expect(wrong.filter((text) => check(format, text) === undefined)).toEqual([]);
});

test("the framework looks at an ARN's number of parts alone, and takes no empty one", () => {
  expect([check("arn", "", { sdk: false }), check("arn", "arn::::::", { sdk: false })]).toEqual([
    '"{key}" ({value}) is an invalid ARN: arn: invalid prefix',
    undefined,
  ]);
});

test.each<readonly [string, Partial<typeof context>, readonly string[], readonly string[]]>([
  ["an argument of IPv6", { name: "ipv6_cidr_block" }, ["2001:db8::/56"], ["10.0.0.0/16"]],
  [
    "an argument beside that of IPv6",
    { name: "cidr_block", siblings: ["cidr_block", "ipv6_cidr_block"] },
    ["10.0.0.0/16"],
    ["2001:db8::/56"],
  ],
])("the name of %s tells its kind of network", (_what, more, right, wrong) => {
  expect(right.map((text) => check("cidr", text, more))).toEqual([undefined]);
  expect(wrong.map((text) => check("cidr", text, more) === undefined)).toEqual([false]);
});

test("a format that isn't known has no check", () => {
  expect(formatCheck("colour", context)).toBeUndefined();
});

const place = { key: "rule.0.a", display: "rule[0].a", shown: "x", isOwnType: false };

test.each([
  [true, { summary: '"rule.0.a" (x) is an invalid ARN: arn: invalid prefix', detail: "" }],
  [false, { summary: "Invalid ARN Value", detail: "The provided value cannot be parsed as an ARN.\n\nPath: rule[0].a\nGiven Value: x" }],
])("the words for a wrong format, of the SDK: %s", (sdk, expected) => {
  expect(wrongFormat("arn", '"{key}" ({value}) is an invalid ARN: arn: invalid prefix', { ...place, sdk })).toEqual(expected);
});
