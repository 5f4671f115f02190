import { synthesizeEstate } from "../../../main";
import { loadCatalogue } from "../../../tools/catalogue/load";
import { estateSeeds } from "../../../tools/fidelity/seeds";
import { literalOf } from "../../../tools/fidelity/seeds-literal";

const facts = loadCatalogue().find(({ provider }) => provider.endsWith("/aws"));
const synthesis = synthesizeEstate();
const types = facts?.resources ?? {};
const { seeds, leftOut } = estateSeeds(synthesis, "aws", types);

test("every resource of the estate becomes a seed", () => {
  expect(leftOut).toEqual([]);
  const counts = synthesis.stacks
    .flatMap(({ resources }) => Object.entries(resources))
    .filter(([type]) => facts?.resources[type] !== undefined);
  expect(seeds.length).toBe(counts.reduce((sum, [, count]) => sum + count, 0));
});

test("no address comes twice, and their order is the alphabet's", () => {
  const addresses = seeds.map(({ address }) => address);
  expect(addresses).toEqual([...new Set(addresses)].sort());
});

test("no reference is left, and what was escaped stands as it is meant", () => {
  const texts = JSON.stringify(seeds.map(({ config }) => config));
  expect(texts).not.toMatch(/\$\$\{|\$\{(aws_|data\.)/);
  expect(texts).toMatch(/\$\{version\}/);
});

test.each([
  ["aws_vpc", "id", /^vpc-0[0-9a-f]{16}$/],
  ["aws_vpc", "default_network_acl_id", /^acl-0[0-9a-f]{16}$/],
  ["aws_kms_key", "arn", /^arn:aws:kms:eu-central-1:111122223333:key\/[0-9a-f-]{36}$/],
  ["aws_kms_key", "key_id", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
  ["aws_iam_role", "arn", /^arn:aws:iam::111122223333:role\/[a-z0-9-]+$/],
  ["aws_s3_bucket", "arn", /^arn:aws:s3:::[a-z0-9-]+$/],
  ["aws_iam_role_policy", "name", /^iam-role-policy-[0-9a-f]+$/],
])("a reference to %s.%s becomes a value of its form", (type, attribute, form) => {
  expect(literalOf({ type, address: "stack/name", attribute })).toMatch(form);
});

test("two resources have two ids, and the same one the same", () => {
  const id = (address: string): string => literalOf({ type: "aws_subnet", address, attribute: "id" });
  expect(id("a/one")).toBe(id("a/one"));
  expect(id("a/one")).not.toBe(id("a/two"));
});

const planted = (expression: string) => ({
  ...synthesis,
  texts: new Map([["planted", JSON.stringify({ resource: { aws_vpc: { one: { cidr_block: expression, count: 1 } } } })]]),
});

test("what a provider doesn't know is left out, and told", () => {
  const { aws_vpc: vpc } = types;
  const { leftOut: told } = estateSeeds(planted("10.0.0.0/16"), "aws", { aws_vpc: { ...vpc, block: {} } });
  expect(told).toEqual(["planted/aws_vpc.one: there is no argument 'cidr_block'"]);
  expect(estateSeeds(planted("10.0.0.0/16"), "aws", {}).leftOut).toEqual(["planted/aws_vpc.one: there is no type 'aws_vpc'"]);
});

test("an expression that is more than a reference is an error", () => {
  expect(() => estateSeeds(planted("${cidrsubnet(var.range, 8, 1)}"), "aws", types)).toThrow(
    /'cidrsubnet\(var.range, 8, 1\)' is not a reference/,
  );
});
