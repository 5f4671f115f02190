import type { Relation, Rule } from "../../../../tools/catalogue/facts";
import { isAboutOthers, messagePath, relationIn, ruleIn } from "../../../../tools/catalogue/probe/messages";
import type { Diagnostic } from "../../../../tools/protocol/provider";

/** As the SDK says something: all in the summary. */
const sdk = (summary: string, detail = ""): Diagnostic => ({ severity: "error", summary, detail });

/** As the framework does: a heading, and the rest. */
const framework = (detail: string, summary = "Invalid Attribute Value Match", ...path: readonly string[]): Diagnostic => ({
  severity: "error",
  summary,
  detail,
  path: path.map((attribute) => ({ attribute })),
});

test.each<readonly [Diagnostic, Rule]>([
  [sdk('expected domain to be one of ["vpc" "standard"], got ~ a'), { enum: ["vpc", "standard"] }],
  [sdk("expected retention_in_days to be one of [0 1 3], got -999999"), { enum: ["0", "1", "3"] }],
  [framework('Attribute type value must be one of: ["a" "b c"], got: "~ a"'), { enum: ["a", "b c"] }],
  [framework("The provided value does not match any valid values.\nGiven Value: ~ a\nValid Values: [VPCE ]\n"), { enum: ["VPCE"] }],
  [sdk("expected deletion_window_in_days to be in the range (7 - 30), got -999999"), { min: 7, max: 30 }],
  [sdk("expected ratio to be in the range (0.500000 - 2.000000), got -999999"), { min: 0.5, max: 2 }],
  [sdk("expected length of name to be in the range (1 - 64), got "), { min: 1, max: 64 }],
  [sdk("expected days to be at least (1), got -999999"), { min: 1 }],
  [sdk("expected days to be at most (9), got 99999999999"), { max: 9 }],
  [framework("Attribute bucket string length must be between 1 and 63, got: 0"), { minLength: 1, maxLength: 63 }],
  [framework("Attribute bucket string length must be at least 3, got: 0"), { minLength: 3 }],
  [framework("Attribute from_port value must be between -1 and 65535, got: -999999"), { min: -1, max: 65535 }],
  [sdk('expected "port" to be a valid port number, got: -999999'), { min: 1, max: 65535 }],
  [sdk('expected "from_port" to be a valid port number or 0, got: -999999'), { min: 0, max: 65535 }],
  [sdk('"role" (~ a) is an invalid ARN: arn: invalid prefix'), { format: "arn" }],
  [sdk('"policy" contains an invalid JSON policy: not a JSON object'), { format: "json" }],
  [sdk('"cidr_block" (~ a) is not a valid CIDR block: invalid CIDR address: ~ a'), { format: "cidr" }],
  [sdk("expected private_ip to contain a valid IPv4 address, got: ~ a"), { format: "ip" }],
  [sdk('expected "date" to be a valid RFC3339 date, got "~ a"'), { format: "date-time" }],
  [sdk('expected "url" to have a host, got ~ a'), { format: "url" }],
  [
    sdk('invalid value for role: expected value of role to match regular expression "[\\\\w+=,.@-]+", got ~ a'),
    { pattern: "[\\w+=,.@-]+" },
  ],
  [sdk('"name" doesn\'t comply with restrictions ("^[0-9A-Za-z_-]+$"): "~ a"'), { pattern: "^[0-9A-Za-z_-]+$" }],
  [
    framework("Attribute domain_dns_ips requires 2 item minimum, but config has only 1 declared.", "Not enough list items"),
    { minItems: 2 },
  ],
  [sdk("invalid value for name (must match [\\w+=,.@-])"), { other: "invalid value for name (must match [\\w+=,.@-])" }],
  [framework("must be right, got: ~ a", "Invalid value"), { other: "Invalid value | must be right, got: ~ a" }],
])("the rule in %j", (diagnostic, rule) => {
  expect(ruleIn(diagnostic)).toEqual(rule);
});

test("a long message is cut", () => {
  expect(ruleIn(sdk("x".repeat(300))).other).toHaveLength(200);
});

const conflicting = "Conflicting configuration arguments";
const combined = "Invalid combination of arguments";
const missing = "Missing required argument";
const attributes = "Invalid Attribute Combination";

test.each<readonly [Diagnostic, Relation]>([
  [sdk(conflicting, '"name": conflicts with name_prefix'), { kind: "conflicts", path: "name", with: ["name_prefix"] }],
  [sdk(conflicting, '"a.0.b": conflicts with a.0.c'), { kind: "conflicts", path: "a.b", with: ["a.c"] }],
  [sdk(missing, '"x": all of `y,x` must be specified'), { kind: "together", path: "x", of: ["x", "y"] }],
  [sdk(missing, '"x": one of `a,b` must be specified'), { kind: "at_least_one", of: ["a", "b"] }],
  [sdk(combined, '"x": one of `a.0.c,b` must be specified'), { kind: "exactly_one", of: ["a.c", "b"] }],
  [sdk(combined, '"x": only one of `b,a` can be specified, but `a,b` were specified.'), { kind: "at_most_one", of: ["a", "b"] }],
  [
    framework("No attribute specified when one (and only one) of [a[0].b.<.c,a[0].b] is required", attributes),
    { kind: "exactly_one", of: ["a.b", "a.c"] },
  ],
  [
    framework(
      '2 attributes specified when one (and only one) of [t[Value({"days":0,"class":"X"})].date,t[Value({"days":0})].days] is required',
      attributes,
    ),
    { kind: "at_most_one", of: ["t.date", "t.days"] },
  ],
  [
    framework("Exactly one of these attributes must be configured: [a,b]", "Missing Attribute Configuration"),
    { kind: "exactly_one", of: ["a", "b"] },
  ],
  [
    framework("At least one of these attributes must be configured: [a,b]", "Missing Attribute Configuration"),
    { kind: "at_least_one", of: ["a", "b"] },
  ],
  [framework("At least one attribute out of [a,b] must be specified", attributes), { kind: "at_least_one", of: ["a", "b"] }],
  [framework("These attributes cannot be configured together: [a,b]", attributes), { kind: "at_most_one", of: ["a", "b"] }],
  [framework("These attributes must be configured together: [a,b]", attributes, "a"), { kind: "together", path: "a", of: ["a", "b"] }],
  [
    framework('Attribute "a[0].s3" cannot be specified when "a[0].payload" is specified', attributes),
    { kind: "conflicts", path: "a.payload", with: ["a.s3"] },
  ],
  [framework('Attribute "b" must be specified when "a" is specified', attributes), { kind: "requires", path: "a", with: ["b"] }],
  [framework("something else", attributes, "a"), { kind: "other", path: "a", says: `${attributes} | something else` }],
])("the relation in %j", (diagnostic, relation) => {
  expect(relationIn(diagnostic)).toEqual(relation);
  expect(isAboutOthers(diagnostic)).toBe(true);
});

test("a message about a value is about no relation", () => {
  const diagnostic = sdk("expected days to be at least (1), got -999999");
  expect([relationIn(diagnostic), isAboutOthers(diagnostic)]).toEqual([undefined, false]);
});

test("a message's place has no indexes", () => {
  expect(messagePath({ ...sdk("x"), path: [{ attribute: "rule" }, { element: 0 }, { attribute: "port" }] })).toBe("rule.port");
});
