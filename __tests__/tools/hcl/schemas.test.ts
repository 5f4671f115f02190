import type { ProviderFacts } from "../../../tools/catalogue/facts";
import { schemasOf } from "../../../tools/hcl/schemas";

const schemas = schemasOf();

test("a type of the committed catalogue has its attributes and its blocks", () => {
  const bucket = schemas.resource("aws_s3_bucket_lifecycle_configuration");
  expect([bucket?.attributes?.["bucket"] !== undefined, bucket?.block_types?.["rule"]?.nesting_mode]).toEqual([true, "list"]);
});

test("what is made of attributes is an attribute", () => {
  const release = schemas.resource("helm_release");
  expect([release?.attributes?.["set"] !== undefined, release?.block_types?.["set"]]).toEqual([true, undefined]);
});

test("a type that only the bindings know has what they tell", () => {
  expect(schemas.resource("aws_vpc_encryption_control")?.attributes).toHaveProperty("vpc_id");
});

test("data sources and ephemeral resources", () => {
  expect(schemas.data("aws_ami")?.block_types?.["filter"]?.nesting_mode).toBe("set");
  expect(schemas.ephemeral("aws_secretsmanager_secret_version")?.attributes).toHaveProperty("secret_id");
});

test("a provider's configuration stands under its usual name", () => {
  expect(schemas.provider("aws")?.block_types).toHaveProperty("assume_role");
  expect(schemas.provider("helm")?.attributes).toHaveProperty("kubernetes");
});

test("what nobody knows is undefined, each time", () => {
  expect([schemas.resource("no_thing"), schemas.resource("no_thing"), schemas.data("toString"), schemas.provider("no")]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("a further catalogue comes before the committed one", () => {
  const fake: ProviderFacts = {
    provider: "registry.terraform.io/example/fake",
    version: "1.0.0",
    config: { attributes: { url: { type: "string" } } },
    resources: { fake_thing: { version: 0, block: { attributes: { size: { type: "number" } } } } },
    data_sources: {},
    ephemeral_resources: {},
  };
  const { resource, provider } = schemasOf([fake]);
  expect([resource("fake_thing"), provider("fake")]).toEqual([
    { attributes: { size: { type: "number" } } },
    { attributes: { url: { type: "string" } } },
  ]);
  expect(resource("aws_vpc")).toBeDefined();
});
