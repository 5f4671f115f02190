import type { ObjectValue } from "../../../../tools/protocol/values";
import { createWorld } from "../../../../tools/world/create-world";
import { answer, errorOf, inAws, text, worldOf, type Things } from "./asking";

const vpc = (id: string, name: string): Things[number] => [
  "aws_vpc",
  {
    id,
    arn: `arn:aws:ec2:eu-central-1:123456789012:vpc/${id}`,
    cidr_block: "10.20.0.0/16",
    default_security_group_id: id.replace("vpc", "sg"),
    main_route_table_id: id.replace("vpc-", "rtb-main"),
    tags: { Name: name },
    tags_all: { Name: name, Owner: "team" },
  },
];

const subnet = (id: string, zone: string, range: string): Things[number] => [
  "aws_subnet",
  {
    id,
    vpc_id: "vpc-0a",
    availability_zone: `eu-central-1${zone}`,
    cidr_block: range,
    map_public_ip_on_launch: zone === "a",
    tags: {},
    tags_all: {},
  },
];

const network: Things = [
  vpc("vpc-0a", "main"),
  vpc("vpc-0b", "other"),
  subnet("subnet-0a", "a", "10.20.0.0/24"),
  subnet("subnet-0b", "b", "10.20.1.0/24"),
  ["aws_nat_gateway", { id: "nat-0a", subnet_id: "subnet-0a", private_ip: "10.20.0.7", tags: {}, tags_all: {} }],
  ["aws_route_table", { id: "rtb-0a", vpc_id: "vpc-0a", route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-0a" }], tags_all: {} }],
  ["aws_route_table_association", { id: "rtbassoc-0a", route_table_id: "rtb-0a", subnet_id: "subnet-0a" }],
];

const filter = (name: string, ...values: readonly string[]): ObjectValue => ({ filter: [{ name, values }] });

const idOf = (type: string, config: ObjectValue): unknown => answer(type, config, { things: network })["id"];

describe("what stands in the world is found", () => {
  test.each<[string, string, ObjectValue, unknown]>([
    ["by its id", "aws_vpc", { id: "vpc-0b" }, "vpc-0b"],
    ["by a tag", "aws_vpc", { tags: { Name: "main" } }, "vpc-0a"],
    ["by a filter on a tag", "aws_vpc", filter("tag:Name", "oth*"), "vpc-0b"],
    ["by a filter on an attribute of another name", "aws_subnet", filter("subnet-id", "subnet-0b"), "subnet-0b"],
    ["by a filter with a wildcard", "aws_subnet", { vpc_id: "vpc-0a", ...filter("availability-zone", "eu-central-?b") }, "subnet-0b"],
    ["by a filter on a flag", "aws_subnet", { vpc_id: "vpc-0a", ...filter("map-public-ip-on-launch", "true") }, "subnet-0a"],
    ["by several arguments", "aws_subnet", { vpc_id: "vpc-0a", availability_zone: "eu-central-1a" }, "subnet-0a"],
    ["by what leads to it", "aws_route_table", { subnet_id: "subnet-0a" }, "rtb-0a"],
    ["by what leads to it where nothing is said", "aws_route_table", { subnet_id: "subnet-0b" }, "rtb-main0a"],
    ["by where it is", "aws_nat_gateway", { vpc_id: "vpc-0a" }, "nat-0a"],
    ["with what AWS makes along", "aws_security_group", { name: "default", vpc_id: "vpc-0a" }, "sg-0a"],
  ])("%s: %s %p", (_case, type, config, expected) => {
    expect(idOf(type, config)).toBe(expected);
  });

  test("with all its tags, those of the provider's configuration among them", () => {
    expect(answer("aws_vpc", { id: "vpc-0a" }, { things: network })["tags"]).toEqual({ Name: "main", Owner: "team" });
  });

  test("with what only the data source tells", () => {
    expect(answer("aws_subnet", { id: "subnet-0a" }, { things: network })).toMatchObject({
      available_ip_address_count: 250,
      default_for_az: false,
      state: "available",
    });
    expect(answer("aws_route_table", { route_table_id: "rtb-0a" }, { things: network })["routes"]).toMatchObject([
      { cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-0a", gateway_id: "" },
    ]);
  });

  test("in lists, in the order in which it was made", () => {
    expect(answer("aws_subnets", filter("vpc-id", "vpc-0a"), { things: network })).toMatchObject({
      id: "eu-central-1",
      ids: ["subnet-0a", "subnet-0b"],
    });
    expect(answer("aws_subnets", { tags: { Tier: "none" } }, { things: network })["ids"]).toEqual([]);
  });

  test.each<[string, ObjectValue, string]>([
    ["aws_vpc", { id: "vpc-0c" }, "no matching EC2 VPC found"],
    ["aws_vpc", {}, "multiple EC2 VPCs matched; use additional constraints to reduce matches to a single EC2 VPC"],
    ["aws_iam_role", { name: "none" }, "reading IAM Role (none): couldn't find resource"],
    ["aws_cognito_user_pool", { user_pool_id: "none" }, "reading Cognito User Pool (none)\ncouldn't find resource"],
  ])("and an error where it isn't: %s %p", (type, config, expected) => {
    const facts =
      type === "aws_cognito_user_pool" ? { version: 0, block: { attributes: { user_pool_id: { required: true } } } } : undefined;
    expect(errorOf(type, config, { things: network, ...(facts && { facts }) })).toBe(expected);
  });
});

describe("where things stand counts", () => {
  const role: Things = [["aws_iam_role", { id: "app", name: "app", arn: "arn:aws:iam::123456789012:role/app" }]];

  test("a role is there in every region of its account", () => {
    const scope = { ...inAws, region: "us-east-1" };
    expect(answer("aws_iam_role", { name: "app" }, { scope, world: worldOf(role, inAws) })["id"]).toBe("app");
  });

  test("a role is not there in another account", () => {
    const scope = { ...inAws, account: "111122223333" };
    expect(errorOf("aws_iam_role", { name: "app" }, { scope, world: worldOf(role, inAws) })).toMatch(/couldn't find resource/);
  });

  test("a network is not there in another region", () => {
    const scope = { ...inAws, region: "us-east-1" };
    expect(errorOf("aws_vpc", { id: "vpc-0a" }, { scope, world: worldOf(network, inAws) })).toBe("no matching EC2 VPC found");
  });
});

describe("an open world", () => {
  test("has whatever is asked for, always the same", () => {
    const ask = (name: string): ObjectValue => answer("aws_iam_role", { name }, { open: true });
    expect(text(ask("app"), "name")).toBe("app");
    expect(ask("app")).toEqual(ask("app"));
    expect(ask("app")["unique_id"]).not.toBe(ask("web")["unique_id"]);
  });

  test("has what was made in it before all else", () => {
    expect(answer("aws_vpc", { id: "vpc-0a" }, { things: network, open: true })["cidr_block"]).toBe("10.20.0.0/16");
  });
});

describe("what stands in every account though nobody made it", () => {
  test("a network with a subnet in each availability zone", () => {
    const found = answer("aws_vpc", { default: true });
    expect(found).toMatchObject({ cidr_block: "172.31.0.0/16", default: true });
    expect(answer("aws_subnets", filter("vpc-id", text(found, "id")))["ids"]).toHaveLength(3);
  });

  test("is put into the world once it was told of, so that nothing that refers to it is refused", () => {
    const world = createWorld({ outside: "empty" });
    const first = answer("aws_vpc", { default: true }, { world })["id"];
    expect(answer("aws_vpc", { default: true }, { world })["id"]).toBe(first);
    expect(world.all("aws_vpc").map(({ id }) => id)).toEqual([first]);
  });

  test.each<[string, ObjectValue, ObjectValue]>([
    ["aws_kms_alias", { name: "alias/aws/s3" }, { arn: "arn:aws:kms:eu-central-1:123456789012:alias/aws/s3" }],
    ["aws_kms_key", { key_id: "alias/aws/rds" }, { key_manager: "AWS", key_state: "Enabled" }],
    ["aws_iam_policy", { name: "ReadOnlyAccess" }, { arn: "arn:aws:iam::aws:policy/ReadOnlyAccess", path: "/" }],
    [
      "aws_iam_policy",
      { name: "AWSLambdaBasicExecutionRole" },
      { arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", path: "/service-role/" },
    ],
    ["aws_cloudwatch_event_bus", { name: "default" }, { arn: "arn:aws:events:eu-central-1:123456789012:event-bus/default" }],
    ["aws_ec2_managed_prefix_list", { name: "com.amazonaws.eu-central-1.s3" }, { owner_id: "AWS", address_family: "IPv4" }],
    ["aws_vpc_endpoint_service", { service: "s3" }, { service_name: "com.amazonaws.eu-central-1.s3", service_type: "Gateway" }],
    ["aws_vpc_endpoint_service", { service: "ecr.dkr" }, { private_dns_name: "*.dkr.ecr.eu-central-1.amazonaws.com" }],
    ["aws_ssm_parameter", { name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64" }, { type: "String" }],
    [
      "aws_ami",
      { owners: ["amazon"], ...filter("name", "al2023-ami-*-arm64") },
      { name: "al2023-ami-20260101-arm64", architecture: "arm64" },
    ],
    [
      "aws_ec2_instance_type",
      { instance_type: "m7g.xlarge" },
      { default_vcpus: 4, memory_size: 16384, supported_architectures: ["arm64"] },
    ],
    ["aws_ip_ranges", { services: ["s3"], regions: ["eu-central-1"] }, { sync_token: 1767225600 }],
  ])("%s %p", (type, config, expected) => {
    expect(answer(type, config)).toMatchObject(expected);
  });

  test.each<[string, ObjectValue, string]>([
    ["aws_ami", { owners: ["self"] }, "Your query returned no results. Please change your search criteria and try again."],
    ["aws_vpc_endpoint_service", { service: "nothing" }, "reading EC2 VPC Endpoint Services: couldn't find resource"],
    ["aws_ssm_parameter", { name: "/app/none" }, "reading SSM Parameter (/app/none): couldn't find resource"],
    ["aws_iam_policy", { name: "own" }, "no matching IAM Policy found"],
  ])("but nothing of the user's own: %s %p", (type, config, expected) => {
    expect(errorOf(type, config)).toBe(expected);
  });
});

describe("secrets and parameters", () => {
  const arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/db-AbCdEf";
  const things: Things = [
    ["aws_secretsmanager_secret", { id: arn, arn, name: "app/db" }],
    ["aws_secretsmanager_secret_version", { id: "v1", secret_id: arn, secret_string: "first", version_id: "v1", version_stages: [] }],
    [
      "aws_secretsmanager_secret_version",
      { id: "v2", secret_id: arn, secret_string: "second", version_id: "v2", version_stages: ["AWSCURRENT"] },
    ],
    ["aws_ssm_parameter", { id: "/app/a", name: "/app/a", type: "SecureString", value: "hidden", arn: "x", version: 3 }],
    ["aws_ssm_parameter", { id: "/app/b/c", name: "/app/b/c", type: "String", value: "deep", arn: "y", version: 1 }],
  ];

  test.each([["app/db"], [arn], [arn.slice(0, -7)]])("the last version of a secret is found by %s", (id) => {
    expect(answer("aws_secretsmanager_secret_version", { secret_id: id }, { things })).toMatchObject({
      id: `${id}|AWSCURRENT`,
      secret_string: "second",
      version_id: "v2",
    });
  });

  test("an earlier version is found by its id", () => {
    const config = { secret_id: "app/db", version_id: "v1" };
    expect(answer("aws_secretsmanager_secret_version", config, { things })["secret_string"]).toBe("first");
  });

  test("a secret parameter shows its value in one place only", () => {
    expect(answer("aws_ssm_parameter", { name: "/app/a" }, { things })).toMatchObject({ value: "hidden", insecure_value: "", version: 3 });
  });

  test("parameters below a path, with and without those deeper", () => {
    expect(answer("aws_ssm_parameters_by_path", { path: "/app" }, { things })["names"]).toEqual(["/app/a"]);
    expect(answer("aws_ssm_parameters_by_path", { path: "/app", recursive: true }, { things })["names"]).toEqual(["/app/a", "/app/b/c"]);
  });

  test("a token of a registry holds its name and password", () => {
    const token = answer("aws_ecr_authorization_token", {});
    const decoded = Buffer.from(text(token, "authorization_token"), "base64").toString();
    expect(decoded).toBe(`AWS:${text(token, "password")}`);
  });
});
