import type { Rule } from "../facts";
import type { Value, ValueType } from "../../protocol/values";

/** A text that hardly any rule accepts: no enumeration has it, no format fits it. */
export const badText = "~ a";

/** Longer than nearly all bounds of a text's length, in characters; the message then tells the bound. */
export const longText = "a".repeat(66_000);

/** Numbers below and above nearly all bounds, and none. */
export const badNumbers: readonly number[] = [-999_999, 2_147_483_647, 99_999_999_999, 0];

const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Principal":"*"}]}';

/** What a text is, by a word in its argument's name: a first guess. */
const byName: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^timeouts\./, ["10m", "20m"]],
  [
    /arns?$|_arn_/,
    ["arn:aws:iam::123456789012:role/example", "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012"],
  ],
  [/ipv6_cidr|cidr_ipv6|ipv6_.*block/, ["2001:db8::/56", "2001:db8:1::/64"]],
  [/cidr/, ["10.0.0.0/16", "10.1.0.0/16", "10.0.1.0/24"]],
  [/ipv6/, ["2001:db8::1", "2001:db8::2"]],
  [/(^|[._])ip(s|_|$)|address$/, ["10.0.0.1", "10.0.0.2"]],
  [/policy|document|json|pattern$|definition/, [policy, "{}", policy.replace("Get", "Put"), "[]"]],
  [/account/, ["123456789012", "111122223333"]],
  [/url$|uri$|endpoint/, ["https://a.example/a", "https://b.example/b"]],
  [/email/, ["a@a.example", "b@a.example"]],
  [/event_source_name/, ["aws.partner/a.example/one", "aws.partner/a.example/two"]],
  [/window/, ["mon:00:00-mon:03:00", "00:00-03:00", "tue:00:00-tue:03:00", "03:00-06:00"]],
  [/_(date|time|at|until|from|timestamp)$|(^|\.)(date|time)$/, ["2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"]],
  [/schedule|cron/, ["rate(1 day)", "rate(2 days)", "cron(0 12 * * ? *)"]],
  [/domain|fqdn|host/, ["a.example", "b.example"]],
  [/region/, ["eu-central-1", "eu-west-1"]],
  [/availability_zone$/, ["eu-central-1a", "eu-central-1b"]],
  [/kms_key|key_arn/, ["arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012"]],
  [/version$/, ["1.0", "2.0", "1", "2"]],
  [/timeout|duration|period|interval/, ["60s", "120s", "PT1H", "PT2H", "1h", "60", "120"]],
];

/** Texts of all kinds: one of them is mostly right. */
const texts: readonly string[] = [
  ...[
    "example",
    "sample",
    "a",
    "b",
    "1",
    "2",
    "true",
    "false",
    "10",
    "20",
    "443",
    "0",
    "abcd1234",
    "efgh5678",
    "Example1",
    "EXAMPLE",
    "SAMPLE",
  ],
  ...["arn:aws:iam::123456789012:role/example", "arn:aws:iam::123456789012:policy/example", "arn:aws:s3:::example-bucket"],
  ...["arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012", "arn:aws:sns:eu-central-1:123456789012:example"],
  ...["arn:aws:sqs:eu-central-1:123456789012:example", "arn:aws:lambda:eu-central-1:123456789012:function:example"],
  ...["123456789012", "111122223333", "12345678-1234-1234-1234-123456789012", "87654321-4321-4321-4321-210987654321"],
  ...[
    "10.0.0.0/16",
    "10.1.0.0/16",
    "10.0.0.1",
    "10.0.0.2",
    "2001:db8::/56",
    "2001:db8:1::/56",
    "2001:db8::1",
    "2001:db8::2",
    "169.254.10.0/30",
  ],
  ...[policy, "{}", '{"a":1}', "[]", '[{"name":"a","image":"a"}]'],
  ...[
    "2030-01-01T00:00:00Z",
    "2031-01-01T00:00:00Z",
    "2030-01-01",
    "2031-01-01",
    "2030-01-01T00:00:00",
    "00:00",
    "01:00",
    "1:00:00",
    "12:30",
  ],
  ...["https://a.example/a", "https://b.example/b", "http://a.example", "a.example", "b.example", "a.example.", "*.a.example"],
  ...[
    "s3://example-bucket/a",
    "s3://example-bucket/b",
    "/a",
    "/b",
    "/a/",
    "a/b",
    "/aws/a",
    "alias/example",
    "alias/sample",
    "alias/aws/s3",
  ],
  ...["a@a.example", "b@a.example", "+12065550100", "+12065550101", "eu-central-1", "eu-west-1", "eu-central-1a", "eu-central-1_Abcdefghi"],
  ...[
    "mon:00:00-mon:03:00",
    "tue:00:00-tue:03:00",
    "00:00-03:00",
    "03:00-06:00",
    "rate(1 day)",
    "cron(0 12 * * ? *)",
    "at(2030-01-01T00:00:00)",
  ],
  ...["60s", "120s", "1h", "2h", "PT1H", "PT2H", "P1D", "1 day", "50%", "1.0", "2.0", "7.1", "8.0", "1.32"],
  ...[
    "vpc-12345678",
    "subnet-12345678",
    "sg-12345678",
    "rtb-12345678",
    "acl-12345678",
    "eni-12345678",
    "i-1234567890abcdef0",
    "ami-12345678",
  ],
  ...["lt-12345678", "vpce-12345678", "igw-12345678", "snap-12345678", "vol-12345678", "tgw-12345678", "pl-12345678", "fl-12345678"],
  ...[
    "example.amazonaws.com",
    "elasticbeanstalk.amazonaws.com",
    "custom-a",
    "AWSRDSCustomA",
    "aws-waf-logs-example",
    "service-role/example",
  ],
  ...["YWJjZGVmZ2g=", "aWprbG1ub3A=", "0123456789abcdef0123456789abcdef01234567", "fedcba9876543210fedcba9876543210fedcba98"],
  ...[
    "0123456789abcdef0123456789abcdef",
    "fedcba9876543210fedcba9876543210",
    "Etc/UTC",
    "Europe/Berlin",
    "tcp",
    "udp",
    "-1",
    "A",
    "B",
    "us-east-1",
  ],
  ...[
    "1234567890",
    "a1b2c3d4e5",
    "abcdefghijklmnop",
    "ABCDEFGHIJ",
    "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
  ],
  ...[
    "allow",
    "deny",
    "a.pem",
    "a.zip",
    "Basic",
    "#ffffff",
    "a=b",
    "a:b",
    "1:1",
    "1000:1000",
    "latest",
    "$LATEST",
    "$Default",
    "GET /a",
    "ANY /a",
    "GMT+1:00",
    "GMT-2:00",
  ],
];

const numbers: readonly number[] = [
  1, 2, 5, 10, 0, 60, 120, 3, 4, 7, 30, 100, 20, 50, 300, 443, 512, 1024, 3600, 64_512, 86_400, 1.5, 31, 62, 65_000, 4000,
];

/** Values of an argument that may be right, likely ones first. `name` is its path. */
export const candidates = (name: string, type: ValueType, rule: Rule = {}): readonly Value[] => {
  if (type === "bool") return [true, false];
  const told = (rule.enum ?? []).slice(0, 12);
  if (type === "number") return unique([...told.map(Number), ...bounds(rule), ...numbers]);
  const named = byName.filter(([form]) => form.test(name)).flatMap(([, values]) => values);
  const bounded = [rule.min ?? rule.minLength, rule.max ?? rule.maxLength].flatMap((size) =>
    size === undefined || size > 300 ? [] : ["a".repeat(size), "b".repeat(size)],
  );
  return unique([...told.map(String), ...named, ...texts.slice(0, 6), ...bounded, ...texts.slice(6)]);
};

const bounds = ({ min, max }: Rule): readonly number[] => [
  ...(min === undefined ? [] : [min, min + 1]),
  ...(max === undefined ? [] : [max, max - 1]),
];

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
