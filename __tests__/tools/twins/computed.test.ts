import fc from "fast-check";
import { encode, typeOfBlock } from "../../../tools/protocol/codec";
import { DynamicValue, unknown, type ObjectValue, type Value } from "../../../tools/protocol/values";
import { applyValues } from "../../../tools/twins/computed";
import { textOf } from "../../../tools/twins/computed/made";
import { applied, knownType, knownTypes, samplePlan, scopeOf, type KnownType } from "./sample-plan";

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const inside = (value: Value): readonly Value[] => {
  if (value instanceof DynamicValue) return [value.value];
  if (isList(value)) return [...value];
  return typeof value === "object" && value !== null ? Object.values(value as ObjectValue) : [];
};

const holdsUnknown = (value: Value): boolean => value === unknown || inside(value).some(holdsUnknown);

/** What was planned, wherever it was known, against what came of it. */
const keepsKnown = (planned: Value, after: Value): boolean => {
  if (planned === unknown) return true;
  if (isList(planned))
    return isList(after) && after.length === planned.length && planned.every((one, index) => keepsKnown(one, after[index] ?? null));
  if (typeof planned === "object" && planned !== null) {
    const record = after as ObjectValue;
    return Object.entries(planned).every(([name, one]) => keepsKnown(one as Value, record[name] ?? null));
  }
  return planned === after;
};

const choices = fc.tuple(fc.constantFrom(...knownTypes), fc.infiniteStream(fc.boolean()));

const request = ({ source, type, facts }: KnownType, planned: ObjectValue, identity: string) => ({
  source,
  type,
  facts,
  planned,
  config: planned,
  prior: null,
  scope: scopeOf(source),
  identity,
  stack: "dev",
});

const planOf = ({ facts }: KnownType, bits: Iterator<boolean>): ObjectValue => samplePlan(facts.block, () => bits.next().value === true);

const property = (check: (type: KnownType, planned: ObjectValue, after: ObjectValue) => void): void =>
  fc.assert(
    fc.property(choices, ([type, bits]) => {
      const planned = planOf(type, bits);
      check(type, planned, applyValues(request(type, planned, "one")));
    }),
    { numRuns: 200 },
  );

test("nothing stays unknown, in 200 plans", () => {
  property((_, __, after) => {
    expect(holdsUnknown(after)).toBe(false);
  });
});

test("what is known in the plan is never changed, in 200 plans", () => {
  property((_, planned, after) => {
    expect(keepsKnown(planned, after)).toBe(true);
  });
});

test("every value has the type that the schema says, in 200 plans", () => {
  property(({ facts }, _, after) => {
    expect(encode(typeOfBlock(facts.block), after).length).toBeGreaterThan(0);
  });
});

test("the same resource has the same values in every run, in 200 plans", () => {
  property((type, planned, after) => {
    expect(applyValues(request(type, planned, "one"))).toEqual(after);
  });
});

test("every ARN parses, and lies in the scope's partition, region and account", () => {
  const aws = knownTypes.filter(({ source, facts }) => source.endsWith("/aws") && facts.block.attributes?.["arn"]?.computed === true);
  const strays = aws.flatMap(({ type }) => {
    const arn = applied({ type })["arn"];
    const [, partition, , region, account] = typeof arn === "string" ? arn.split(":") : [];
    const isFine =
      partition === "aws" && ["", "eu-central-1"].includes(region ?? "?") && ["", "111122223333", "aws"].includes(account ?? "?");
    return isFine ? [] : [`${type}: ${textOf(arn)}`];
  });
  expect(aws.length).toBeGreaterThan(200);
  expect(strays).toEqual([]);
});

test.each([
  "aws_vpc",
  "aws_kms_key",
  "aws_iam_access_key",
  "aws_cloudfront_distribution",
  "google_billing_budget",
  "google_monitoring_alert_policy",
  "cloudflare_zone",
  "cloudflare_zero_trust_list",
])("two identities give two ids: %s", (type) => {
  expect(applied({ type, identity: "one" })["id"]).not.toBe(applied({ type, identity: "two" })["id"]);
});

describe("an update", () => {
  const given = { name: "alias/a", target_key_id: "11111111-1111-4111-a111-111111111111" };
  const before = applied({ type: "aws_kms_alias", given });

  test("keeps what its arguments don't tell", () => {
    const after = applied({ type: "aws_vpc", identity: "another", prior: applied({ type: "aws_vpc" }) });
    expect(after["id"]).toBe(applied({ type: "aws_vpc" })["id"]);
  });

  test("follows the arguments that a value is made of", () => {
    const target = "22222222-2222-4222-a222-222222222222";
    const after = applied({ type: "aws_kms_alias", given: { ...given, target_key_id: target }, prior: before });
    expect(after).toMatchObject({ arn: before["arn"], target_key_arn: `arn:aws:kms:eu-central-1:111122223333:key/${target}` });
  });

  test("counts versions up", () => {
    const prior = applied({ type: "aws_launch_template", given: { name: "web" } });
    expect(applied({ type: "aws_launch_template", given: { name: "web" }, prior })["latest_version"]).toBe(2);
  });
});

describe("arguments that were left out", () => {
  const given = { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" };

  test("stay null unless the older SDK is told of", () => {
    expect(applied({ type: "aws_subnet", given })).toMatchObject({ outpost_arn: null, enable_lni_at_device_index: null });
  });

  test("become what the real provider was seen to leave", () => {
    expect(applied({ type: "aws_subnet", given, emptyWhereUnset: true })).toMatchObject({
      outpost_arn: "",
      enable_lni_at_device_index: 0,
      map_customer_owned_ip_on_launch: false,
    });
  });

  test("become nothing else than empty", () => {
    const plan = { ...samplePlan(knownType("aws_vpc").facts.block), ipv4_netmask_length: null };
    expect(applied({ type: "aws_vpc", given: plan, emptyWhereUnset: true })["ipv4_netmask_length"]).toBeNull();
  });

  test("become empty inside blocks too", () => {
    const given: ObjectValue = { bucket: "b", versioning_configuration: [{ mfa_delete: unknown, status: "Enabled" }] };
    expect(applied({ type: "aws_s3_bucket_versioning", given, emptyWhereUnset: true })["versioning_configuration"]).toEqual([
      { mfa_delete: "", status: "Enabled" },
    ]);
  });
});

test("a type of which nothing but its schema is known gets values by the names of its attributes", () => {
  const block = {
    attributes: {
      arn: { type: "string", computed: true },
      created_at: { type: "string", computed: true },
      endpoint: { type: "string", computed: true },
      id: { type: "string", computed: true },
      name: { type: "string", required: true },
      port: { type: "number", computed: true },
      subnet_ids: { type: ["list", "string"], computed: true },
      details: { type: ["list", ["object", { vpc_id: "string", size: "number" }]], computed: true },
      labels: { type: ["map", "string"], computed: true },
      note: { type: "string", optional: true, computed: true },
    },
  } as const;
  const planned = samplePlan(block);
  const facts = { version: 0, block };
  const values = applyValues({
    ...request({ source: "registry.terraform.io/hashicorp/aws", type: "aws_new_thing", facts }, planned, "one"),
  });
  expect(values).toEqual({
    arn: "arn:aws:new:eu-central-1:111122223333:thing/x-name",
    created_at: "2026-01-01T00:00:00Z",
    endpoint: expect.stringMatching(/^[a-z0-9]{12}\.new\.eu-central-1\.amazonaws\.com$/) as unknown,
    id: "x-name",
    name: "x-name",
    port: 443,
    subnet_ids: [expect.stringMatching(/^subnet-[0-9a-f]{17}$/)] as unknown,
    details: [{ vpc_id: expect.stringMatching(/^vpc-[0-9a-f]{17}$/) as unknown, size: 0 }],
    labels: {},
    note: "",
  });
});
