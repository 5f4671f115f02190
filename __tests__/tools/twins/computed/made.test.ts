import fc from "fast-check";
import { chanceOf, fill, hashcode, publicAddress, readBack, textOf, type Made } from "../../../../tools/twins/computed/made";
import type { Value } from "../../../../tools/protocol/values";

const made = (
  values: Readonly<Record<string, Value>>,
  scope: Made["scope"] = { provider: "aws", partition: "aws-cn", account: "111122223333", region: "cn-north-1" },
): Made => ({
  type: "aws_thing",
  scope,
  stack: "dev-network",
  value: (name) => values[name] ?? null,
  chance: (alphabet, length, salt = "") => chanceOf(`one ${alphabet} ${salt}`, alphabet, length),
});

test.each<readonly [string, string]>([
  ["{@partition} {@region} {@account} {@suffix} {@stack}", "aws-cn cn-north-1 111122223333 amazonaws.com.cn dev-network"],
  ["{role}:{name}", "reader:logs"],
  ["{missing|name}", "logs"],
  ["{arn~last} {path~last} {url~host} {title~lower}", "abc b issuer.example/x upper"],
  ["{suffix~rest}", "l/50dc6c495c0c9188"],
  ["{cidr~code}", "1080289494"],
  ["{.name}", "beside"],
  ["{missing}", ""],
  ["{count}-{flag}", "3-true"],
])("%s becomes %s", (template, text) => {
  const values = {
    role: "reader",
    name: "logs",
    arn: "arn:aws:kms:eu-central-1:111122223333:key/abc",
    path: "a/b",
    url: "https://issuer.example/x",
    title: "UPPER",
    suffix: "app/l/50dc6c495c0c9188",
    cidr: "0.0.0.0/0",
    count: 3,
    flag: true,
  };
  expect(fill(template, made(values), { name: "beside" })).toBe(text);
});

test.each([
  ["{#hex-17}", /^[0-9a-f]{17}$/],
  ["{#base32-16}", /^[A-Z2-7]{16}$/],
  ["{#upper-13}", /^[A-Z0-9]{13}$/],
  ["{#uuid}", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
  ["{#name}", /^\d{18}[0-9a-f]{8}$/],
])("%s is made up in its form", (template, form) => {
  expect(fill(template, made({}))).toMatch(form);
});

test("the same form is the same text in a resource, another with a salt", () => {
  const [a, b, c] = fill("{#hex-17} {#hex-17} {#hex-17:other}", made({})).split(" ");
  expect([a === b, a === c]).toEqual([true, false]);
});

test.each(["{@nonsense}", "{#nonsense-3}", "{name~nonsense}"])("%s is a mistake of a form", (template) => {
  expect(() => fill(template, made({ name: "a" }))).toThrow(/nonsense/);
});

test("a resource of AWS may lie in another region than its provider's", () => {
  expect(fill("{@region}", made({ region: "eu-west-1" }))).toBe("eu-west-1");
});

test("characters are of their alphabet, and differ where the seed differs", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 20, max: 100 }), (a, b, length) => {
      expect(chanceOf(a, "base32", length)).toMatch(new RegExp(`^[A-Z2-7]{${String(length)}}$`));
      expect(chanceOf(a, "hex", length) === chanceOf(b, "hex", length)).toBe(a === b);
    }),
  );
});

test("what a template made is read back from it", () => {
  const word = fc.stringMatching(/^[a-z0-9.-]{1,20}$/);
  fc.assert(
    fc.property(word, word, (role, name) => {
      expect(readBack("{role}:{name}", fill("{role}:{name}", made({ role, name })))).toEqual({ role, name });
    }),
  );
});

test.each([
  ["projects/{@project}/topics/{name}", "projects/p/topics/t", { project: "p", name: "t" }],
  ["arn:{@partition}:sns:{@region}:{@account}:{name}", "arn:aws:sns:eu-central-1:111122223333:t", { name: "t" }],
  ["{role}:{name}", "no separator", undefined],
])("%s reads %s", (template, text, attributes) => {
  expect(readBack(template, text)).toEqual(attributes);
});

test("hash codes are those of the provider", () => {
  // The ids of a route and of an ACL rule that the AWS provider 5.100.0 made.
  expect([hashcode("0.0.0.0/0"), hashcode("acl-e218bd4a22447c870-200-true--1-")]).toEqual(["1080289494", "2733526849"]);
});

test("public addresses are of a range that no network routes", () => {
  expect(publicAddress(made({}), "a")).toMatch(/^198\.18\.\d+\.\d+$/);
});

test.each<readonly [Value, string]>([
  ["a", "a"],
  [7, "7"],
  [null, ""],
  [[], ""],
])("the text of %j is %j", (value, text) => {
  expect(textOf(value)).toBe(text);
});
