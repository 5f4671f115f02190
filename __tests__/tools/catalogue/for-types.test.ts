import { boundProviders } from "../../../tools/catalogue/bindings";
import type { ProviderFacts } from "../../../tools/catalogue/facts";
import { factsFor } from "../../../tools/catalogue/for-types";

const aws = (all: readonly ProviderFacts[]): ProviderFacts => {
  const found = all.find(({ provider }) => provider === boundProviders.aws);
  if (found === undefined) throw new Error("no facts of AWS");
  return found;
};

const thing: ProviderFacts = {
  provider: "registry.terraform.io/example/fake",
  version: "1.0.0",
  config: {},
  resources: { fake_thing: { version: 0, block: {} }, fake_other: { version: 0, block: {} } },
  data_sources: {},
  ephemeral_resources: {},
};

test("the types that are asked for, and no others, of every provider that is known", () => {
  const facts = factsFor({ resources: ["aws_vpc"], data_sources: ["aws_ami"] });
  expect([Object.keys(aws(facts).resources), Object.keys(aws(facts).data_sources)]).toEqual([["aws_vpc"], ["aws_ami"]]);
  expect(facts).toHaveLength(5);
});

test("an argument that only the bindings know is added, and what only asking tells is kept", () => {
  const vpc = aws(factsFor({ resources: ["aws_vpc"] })).resources["aws_vpc"];
  expect(vpc?.block.attributes?.["region"]).toEqual({ type: "string", optional: true, computed: true });
  expect(vpc?.replace).toContain("ipv4_ipam_pool_id");
});

test("an argument of the provider's own that only the bindings know is added", () => {
  expect(aws(factsFor({})).config.attributes).toHaveProperty("tag_policy_compliance");
});

test("a type that only the bindings know has their facts", () => {
  const type = aws(factsFor({ resources: ["aws_vpc_encryption_control"] })).resources["aws_vpc_encryption_control"];
  expect(type?.block.attributes?.["vpc_id"]).toEqual({ type: "string", required: true });
  expect(type?.rules).toBeUndefined();
});

test("a further catalogue comes before the committed one, type by type", () => {
  const further = { ...thing, provider: boundProviders.helm, version: "9.0.0", resources: { helm_release: { version: 7, block: {} } } };
  const facts = factsFor({ resources: ["helm_release"], data_sources: ["helm_template"] }, [further]);
  const helm = facts.find(({ provider }) => provider === boundProviders.helm);
  expect([helm?.version, helm?.resources["helm_release"]?.version]).toEqual(["9.0.0", 7]);
  expect(helm?.data_sources["helm_template"]?.block.attributes).toHaveProperty("chart");
});

test("a further catalogue may be of a provider that nobody else knows", () => {
  const facts = factsFor({ resources: ["fake_thing"] }, [thing]);
  expect(facts.find(({ provider }) => provider === thing.provider)?.resources).toEqual({ fake_thing: { version: 0, block: {} } });
});

test("an unknown type is refused with its name and who uses it, all at once", () => {
  const ask = (): unknown =>
    factsFor({ resources: ["aws_nothing"], data_sources: ["random_thing"] }, [], { usedBy: (type) => `stack of ${type}` });
  expect(ask).toThrow(/stack of aws_nothing: \[UnknownType\].*"aws_nothing"[^]*stack of random_thing: \[UnknownType\].*"random_thing"/);
});

test("an unknown type may be left to another provider", () => {
  expect(aws(factsFor({ resources: ["random_id", "aws_vpc"] }, [], { unknown: "leave" })).resources).toHaveProperty("aws_vpc");
});

test("what is part of Terraform itself is nobody's type", () => {
  expect(() => factsFor({ resources: ["terraform_data"], data_sources: ["terraform_remote_state"] })).not.toThrow();
});
