import { unknown, type ObjectValue } from "../../../tools/protocol/values";
import { readConfiguration } from "../../../tools/twins/scope";

const read = (provider: string, config: ObjectValue) => readConfiguration(`registry.terraform.io/somebody/${provider}`, config);
const summaries = (provider: string, config: ObjectValue): readonly string[] =>
  read(provider, config).diagnostics.map(({ summary }) => summary);

describe("AWS", () => {
  test.each([
    ["eu-central-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["eusc-de-east-1", "aws-eusc"],
  ])("%s lies in the partition %s", (region, partition) => {
    expect(read("aws", { region })).toMatchObject({ scope: { provider: "aws", region, partition }, diagnostics: [] });
  });

  test.each<readonly [string, ObjectValue, readonly string[]]>([
    ["no region", { region: null }, ["invalid AWS Region: "]],
    ["an empty region", { region: "" }, ["invalid AWS Region: "]],
    ["a region that nobody has heard of", { region: "xx-nowhere-1" }, ["invalid AWS Region: xx-nowhere-1"]],
    ["the same, not to be checked", { region: "xx-nowhere-1", skip_region_validation: true }, []],
    ["a region that is not known yet", { region: unknown }, []],
    [
      "a role in an account that is not allowed",
      { region: "eu-central-1", allowed_account_ids: ["111122223333"], assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/r" }] },
      ["AWS account ID not allowed: 444455556666"],
    ],
    [
      "a forbidden account",
      { region: "eu-central-1", forbidden_account_ids: ["123456789012"] },
      ["AWS account ID not allowed: 123456789012"],
    ],
  ])("%s", (_, config, expected) => {
    expect(summaries("aws", config)).toEqual(expected);
  });

  test.each<readonly [string, ObjectValue, string]>([
    ["the only account that is allowed", { allowed_account_ids: ["111122223333"] }, "111122223333"],
    ["the account of the role that is assumed", { assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/r" }] }, "444455556666"],
    [
      "the account of the last role of a chain",
      { assume_role: [{ role_arn: "arn:aws:iam::111122223333:role/a" }, { role_arn: "arn:aws-cn:iam::444455556666:role/b" }] },
      "444455556666",
    ],
    [
      "the account of a web identity's role",
      { assume_role_with_web_identity: [{ role_arn: "arn:aws:iam::444455556666:role/r" }] },
      "444455556666",
    ],
    ["the documentation's account", {}, "123456789012"],
    ["the documentation's account where the role is not known yet", { assume_role: [{ role_arn: unknown }] }, "123456789012"],
    ["the first of several that are allowed", { allowed_account_ids: ["444455556666", "111122223333"] }, "111122223333"],
  ])("a provider works in %s", (_, config, account) => {
    const { scope, context } = read("aws", { region: "eu-central-1", ...config });
    expect([scope.account, context.account]).toEqual([account, account]);
  });

  test("default and ignored tags act on plans, as far as they are known", () => {
    const config: ObjectValue = {
      region: "eu-central-1",
      default_tags: [{ tags: { owner: "platform", later: unknown } }],
      ignore_tags: [{ keys: ["b", "a"], key_prefixes: null }],
    };
    expect(read("aws", config).context).toMatchObject({
      defaultTags: { owner: "platform" },
      ignoreTags: { keys: ["a", "b"], keyPrefixes: [] },
    });
  });

  test("what is not configured is missing", () => {
    expect(Object.keys(read("aws", { region: "eu-central-1", default_tags: [], ignore_tags: [] }).context).sort()).toEqual([
      "account",
      "provider",
      "region",
    ]);
  });
});

describe("Google", () => {
  test("its place and labels", () => {
    const config = { project: "p", region: "projects/p/regions/europe-west4", zone: "europe-west4-a", default_labels: { a: "b" } };
    expect(read("google", config)).toEqual({
      scope: { provider: "google", project: "p", region: "europe-west4" },
      context: { provider: "google", project: "p", region: "europe-west4", zone: "europe-west4-a", defaultLabels: { a: "b" } },
      diagnostics: [],
    });
  });

  test("its own label can be turned off", () => {
    expect(read("google", { add_terraform_attribution_label: false }).context.attributionLabel).toBe(false);
  });

  test("a strategy that it doesn't know", () => {
    const { diagnostics } = read("google", { terraform_attribution_label_addition_strategy: "NEVER" });
    expect(diagnostics).toMatchObject([{ severity: "error", path: [{ attribute: "terraform_attribution_label_addition_strategy" }] }]);
  });
});

describe("Cloudflare", () => {
  const token = "a".repeat(40);

  test.each<readonly [string, ObjectValue, number]>([
    ["a token of the right form", { api_token: token }, 0],
    ["a token that is too short", { api_token: "short" }, 1],
    ["a token that is not known yet", { api_token: unknown }, 0],
    ["a key of the wrong form", { api_key: "XYZ" }, 1],
  ])("%s", (_, config, problems) => {
    expect(read("cloudflare", config).diagnostics).toHaveLength(problems);
  });

  test("no message repeats a secret", () => {
    expect(JSON.stringify(read("cloudflare", { api_token: "hunter2" }).diagnostics)).not.toContain("hunter2");
  });
});

test.each<readonly [string, ObjectValue, string | undefined]>([
  ["kubernetes", { host: "https://a.example" }, "https://a.example"],
  ["kubernetes", { host: null, config_context: "dev" }, "dev"],
  ["kubernetes", { host: unknown }, undefined],
  ["helm", { kubernetes: { host: "https://a.example" } }, "https://a.example"],
  ["helm", { kubernetes: null }, undefined],
])("%s %j is the cluster %s", (provider, config, cluster) => {
  expect(read(provider, config).scope.cluster).toBe(cluster);
});

test("of another provider only its name is known", () => {
  expect(read("random", { anything: 1 })).toEqual({ scope: { provider: "random" }, context: { provider: "random" }, diagnostics: [] });
});
