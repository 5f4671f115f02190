import fc from "fast-check";
import type { StartedProvider } from "../../../../tools/protocol/client";
import type { ReadAnswer } from "../../../../tools/protocol/provider";
import type { ObjectValue } from "../../../../tools/protocol/values";
import { awsRegions } from "../../../../tools/twins/data-sources/aws-regions";
import { answer, ask, errorOf, factsOf, given, inAws } from "./asking";
import { startAws } from "./real-aws";

describe("data sources of AWS that say where one is", () => {
  test.each<[string, ObjectValue, ObjectValue]>([
    ["aws_partition", {}, { id: "aws", partition: "aws", dns_suffix: "amazonaws.com", reverse_dns_prefix: "com.amazonaws" }],
    ["aws_region", {}, { id: "eu-central-1", description: "Europe (Frankfurt)", endpoint: "ec2.eu-central-1.amazonaws.com" }],
    ["aws_caller_identity", {}, { account_id: "123456789012", arn: "arn:aws:sts::123456789012:assumed-role/rehearsal/rehearsal" }],
    ["aws_default_tags", {}, { id: "aws", tags: {} }],
    ["aws_availability_zones", {}, { id: "eu-central-1", names: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }],
    ["aws_availability_zones", { exclude_names: ["eu-central-1a"] }, { zone_ids: ["euc1-az2", "euc1-az3"] }],
    ["aws_availability_zones", { state: "impaired" }, { names: [], zone_ids: [], group_names: [] }],
    ["aws_availability_zones", { filter: [{ name: "zone-name", values: ["*1b"] }] }, { names: ["eu-central-1b"] }],
    ["aws_availability_zone", { zone_id: "euc1-az3" }, { id: "eu-central-1c", name_suffix: "c", zone_type: "availability-zone" }],
    [
      "aws_arn",
      { arn: "arn:aws:rds:eu-west-1:123456789012:db:orders" },
      { account: "123456789012", region: "eu-west-1", resource: "db:orders" },
    ],
  ])("%s %p", (type, config, expected) => {
    expect(answer(type, config)).toMatchObject(expected);
  });

  test("default tags are those of the provider's configuration", () => {
    expect(answer("aws_default_tags", {}, { defaultTags: { Owner: "team" } })["tags"]).toEqual({ Owner: "team" });
  });

  test("another partition has another domain", () => {
    const scope = { ...inAws, partition: "aws-cn", region: "cn-north-1" };
    expect(answer("aws_partition", {}, { scope })).toMatchObject({
      dns_suffix: "amazonaws.com.cn",
      reverse_dns_prefix: "cn.com.amazonaws",
    });
  });

  test.each<[string, ObjectValue, string]>([
    ["aws_region", { name: "nowhere" }, "finding Region by name (nowhere)\ncouldn't find resource"],
    ["aws_elb_service_account", { region: "eu-central-2" }, "unsupported AWS Region: eu-central-2"],
    ["aws_availability_zone", { name: "eu-central-1z" }, "no matching EC2 Availability Zone found"],
    [
      "aws_availability_zone",
      {},
      "multiple EC2 Availability Zones matched; use additional constraints to reduce matches to a single EC2 Availability Zone",
    ],
    ["aws_arn", { arn: "nothing" }, "Invalid ARN Value\nThe provided value cannot be parsed as an ARN.\n\nPath: arn\nValue: nothing"],
    ["aws_service", {}, "service ID not provided directly or through a DNS name"],
  ])("%s %p is an error", (type, config, expected) => {
    expect(errorOf(type, config)).toBe(expected);
  });

  test("a role of a session that nobody made is an error, and the one who rehearses has a role", () => {
    const session = (role: string): ObjectValue => ({ arn: `arn:aws:sts::123456789012:assumed-role/${role}/name` });
    expect(errorOf("aws_iam_session_context", session("none"))).toBe("unable to get role (none): couldn't find resource");
    expect(answer("aws_iam_session_context", session("rehearsal"))["issuer_arn"]).toBe("arn:aws:iam::123456789012:role/rehearsal");
  });
});

const regions = [...awsRegions.keys(), "xx-north-1"];

const services = ["s3", "ec2", "logs", "codedeploy", "waf", "lightsail", "kms", "nothing", "a.b", ""];

/** Everything that these data sources may be asked, for every region. */
const questions: readonly (readonly [string, ObjectValue])[] = regions.flatMap((region): readonly (readonly [string, ObjectValue])[] => [
  ["aws_region", { name: region }],
  ["aws_region", { endpoint: `ec2.${region}.amazonaws.com` }],
  ["aws_region", { name: "us-east-1", endpoint: `ec2.${region}.amazonaws.com` }],
  ["aws_elb_service_account", { region }],
  ["aws_cloudtrail_service_account", { region }],
  ["aws_redshift_service_account", { region }],
  ["aws_elb_hosted_zone_id", { region }],
  ["aws_apprunner_hosted_zone_id", { region }],
  ["aws_cloudfront_log_delivery_canonical_user_id", { region }],
  ...services.flatMap((service): readonly (readonly [string, ObjectValue])[] => [
    ["aws_service", { service_id: service, region }],
    ["aws_service", { dns_name: `${service}.${region}.amazonaws.com` }],
    ["aws_service_principal", { service_name: service, region }],
  ]),
  ["aws_service", { reverse_dns_name: `cn.com.amazonaws.${region}.s3` }],
  ["aws_service", { reverse_dns_prefix: "com.example", service_id: "s3", region }],
]);

const more: readonly (readonly [string, ObjectValue])[] = [
  ["aws_partition", {}],
  ["aws_region", {}],
  ["aws_default_tags", {}],
  ["aws_billing_service_account", {}],
  ["aws_service", {}],
  ["aws_service", { dns_name: "s3.amazonaws.com" }],
  ["aws_service", { reverse_dns_name: "com.amazonaws" }],
  ["aws_lb_hosted_zone_id", {}],
  ["aws_lb_hosted_zone_id", { load_balancer_type: "network" }],
];

const shown = ({ state, diagnostics }: ReadAnswer): unknown =>
  diagnostics.length === 0 ? state : diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`);

const text = fc.string({ maxLength: 6 });

const lifecycleRule = fc.record({
  priority: fc.integer({ min: 1, max: 999 }),
  description: fc.option(text),
  action: fc.constantFrom([], [{ type: "expire" }]),
  selection: fc
    .record({
      tag_status: fc.constantFrom("tagged", "untagged", "any"),
      tag_pattern_list: fc.option(fc.array(text, { maxLength: 3 })),
      tag_prefix_list: fc.option(fc.array(text, { maxLength: 3 })),
      count_type: fc.constantFrom("imageCountMoreThan", "sinceImagePushed"),
      count_unit: fc.option(fc.constantFrom("days", "")),
      count_number: fc.integer({ min: 1, max: 999 }),
    })
    .map((selection) => [selection]),
});

const name = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom("a", "b", "<", "é", "/") });

const protectionStatement = (operation: ObjectValue): fc.Arbitrary<ObjectValue> =>
  fc.record({
    sid: fc.option(fc.constantFrom("", "Audit", "Mask")),
    data_identifiers: fc.uniqueArray(
      fc
        .constantFrom("EmailAddress", "Name", "CreditCardNumber", "IpAddress")
        .map((id) => `arn:aws:dataprotection::aws:data-identifier/${id}`),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    operation: fc.constant([operation]),
  });

const protection = fc
  .record({
    name,
    group: fc.option(name),
    stream: fc.option(name),
    custom: fc.option(fc.record({ name: fc.constant("ticket"), regex: fc.constantFrom("T<[0-9]+>", "a&b") })),
  })
  .chain(({ name: title, group, stream, custom }) =>
    fc.record({
      name: fc.constant(title),
      configuration: fc.constant(custom === null ? [] : [{ custom_data_identifier: [custom] }]),
      statement: fc.tuple(
        protectionStatement({
          audit: [
            {
              findings_destination: [
                {
                  cloudwatch_logs: group === null ? [] : [{ log_group: group }],
                  firehose: stream === null ? [] : [{ delivery_stream: stream }],
                  s3: [],
                },
              ],
            },
          ],
          deidentify: [],
        }),
        protectionStatement({ audit: [], deidentify: [{ mask_config: [{}] }] }),
      ),
    }),
  );

describe("what the provider of AWS says without asking, beside the real one", () => {
  let aws: StartedProvider | undefined;

  beforeAll(async () => {
    aws = await startAws();
  });

  afterAll(() => aws?.close());

  test(`${String(questions.length + more.length)} questions have the same answers`, async () => {
    if (aws === undefined) return;
    const different: unknown[] = [];
    for (const [type, config] of [...questions, ...more]) {
      const facts = { version: 0, block: aws.schema.data_sources[type]?.block ?? {} };
      const real = shown(await aws.readDataSource(type, given(facts, config)));
      const ours = shown(ask(type, config, { facts }));
      if (JSON.stringify(real) !== JSON.stringify(ours)) different.push({ type, config, real, ours });
    }
    expect(different).toEqual([]);
  });

  test.each<[string, fc.Arbitrary<ObjectValue>]>([
    ["aws_ecr_lifecycle_policy_document", fc.record({ rule: fc.array(lifecycleRule, { minLength: 1, maxLength: 4 }) })],
    ["aws_cloudwatch_log_data_protection_policy_document", protection],
  ])("100 of %s are the same, byte for byte", async (type, documents) => {
    if (aws === undefined) return;
    const real = aws;
    await fc.assert(
      fc.asyncProperty(documents, async (config) => {
        const theirs = await real.readDataSource(type, given(factsOf(type), config));
        expect(theirs.diagnostics).toEqual([]);
        const ours = ask(type, config);
        expect([ours.state?.["json"], ours.state?.["id"]]).toEqual([theirs.state?.["json"], theirs.state?.["id"]]);
      }),
      { numRuns: 100, seed: 20_261_123 },
    );
  });
});
