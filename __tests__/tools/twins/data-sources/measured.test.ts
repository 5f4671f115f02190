import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ObjectValue, Value } from "../../../../tools/protocol/values";
import { answer, errorOf, inAws, worldOf } from "./asking";

/**
 * What the real provider of AWS 5.100.0 answered in 2026-11 with an emulator behind it (moto 5.2.1): the states of 54
 * resources that it had made there, and each answer or error of a data source. What only the emulator fails at is left out.
 */
interface Measured {
  readonly resources: readonly { readonly type: string; readonly values: ObjectValue }[];
  readonly cases: readonly { readonly type: string; readonly config: ObjectValue; readonly state?: ObjectValue; readonly error?: string }[];
}

const { resources, cases } = JSON.parse(readFileSync(join(__dirname, "answers.golden.json"), "utf8")) as Measured;

const world = worldOf(
  resources.map(({ type, values }) => [type, values] as const),
  inAws,
);

/** Whether something is there: nothing, an empty one, or one with something in it. */
const kindOf = (value: Value | undefined): string => {
  if (value === null || value === undefined) return "null";
  if (value === "") return "empty text";
  if (Array.isArray(value)) return value.length === 0 ? "empty list" : "list";
  if (typeof value !== "object") return typeof value;
  return Object.keys(value).length === 0 ? "empty map" : "map";
};

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** All that is said in the states and in the questions: nobody made it up to answer. */
const said = new Set(textsIn([resources, cases.map(({ config }) => config)]));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted).sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value ?? null;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)] as const));
};

const isSame = (left: Value | undefined, right: Value | undefined): boolean =>
  JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

interface Differences {
  readonly kinds: Set<string>;
  readonly values: Set<string>;
}

const differences: Differences = { kinds: new Set(), values: new Set() };

for (const { type, config, state } of cases) {
  if (state === undefined || errorOf(type, config, { world, defaultTags: { Owner: "me" } }) !== undefined) continue;
  const ours = answer(type, config, { world, defaultTags: { Owner: "me" } });
  for (const name of new Set([...Object.keys(state), ...Object.keys(ours)])) {
    const real: Value | undefined = state[name];
    const twin: Value | undefined = ours[name];
    const place = `${type}.${name}`;
    if (kindOf(real) !== kindOf(twin)) differences.kinds.add(place);
    else if (!isSame(real, twin) && textsIn(real).length > 0 && textsIn(real).every((text) => said.has(text)))
      differences.values.add(place);
  }
}

/** What the emulator leaves empty and AWS doesn't, or has of its own. */
const ofTheEmulator = [
  "aws_ami.image_location",
  "aws_ami.imds_support",
  "aws_ami.platform",
  "aws_ami.platform_details",
  "aws_ami.sriov_net_support",
  "aws_ami.usage_operation",
  "aws_availability_zone.group_name",
  "aws_availability_zone.network_border_group",
  "aws_availability_zone.opt_in_status",
  "aws_canonical_user_id.display_name",
  "aws_lambda_function.source_code_hash",
  "aws_prefix_list.cidr_blocks",
  "aws_vpc_endpoint_service.region",
  "aws_vpc_endpoint_service.supported_ip_address_types",
];

/** What the twin doesn't know. */
const notKnown = [
  "aws_ec2_instance_type.sustained_clock_speed",
  "aws_launch_template.credit_specification",
  "aws_vpc_security_group_rules.ids",
];

/** Values of which the emulator made up others than the twin, though the same text stands somewhere in a state. */
const otherValues = [
  "aws_ec2_managed_prefix_list.id",
  "aws_kms_key.creation_date",
  "aws_kms_public_key.arn",
  "aws_prefix_list.id",
  "aws_ssoadmin_instances.id",
  "aws_vpc.dhcp_options_id",
  "aws_vpc_security_group_rules.id",
];

/** Errors that the twin doesn't make: things of AWS's own that the emulator lacks, and what nobody makes with Terraform. */
const noErrors = [
  "aws_ami",
  "aws_ecr_image",
  "aws_iam_policy",
  "aws_organizations_organization",
  "aws_organizations_organizational_units",
  "aws_rds_orderable_db_instance",
];

/** Errors in other words. */
const otherWords = ["aws_ecr_repository", "aws_lambda_function"];

describe("data sources beside the real provider of AWS with an emulator behind it", () => {
  const errors = cases.flatMap(({ type, config, error }) => {
    const ours = errorOf(type, config, { world });
    return ours === error ? [] : [{ type, isError: ours !== undefined }];
  });

  test("each error is one, but for what AWS has and the emulator lacks", () => {
    expect(errors.filter(({ isError }) => !isError).map(({ type }) => type)).toEqual(noErrors);
  });

  test("each error has the same words, but for a few", () => {
    expect(errors.filter(({ isError }) => isError).map(({ type }) => type)).toEqual(otherWords);
  });

  test("what is known, empty or null in one answer is so in the other", () => {
    expect([...differences.kinds].sort()).toEqual([...ofTheEmulator, ...notKnown].sort());
  });

  test("what stands in the world is told as it stands there", () => {
    expect([...differences.values].sort()).toEqual(otherValues);
  });

  test("there are cases enough to say so", () => {
    expect(cases.length).toBeGreaterThan(200);
  });
});
