import { loadCatalogue } from "../../../tools/catalogue/load";
import { encode, typeOfBlock } from "../../../tools/protocol/codec";
import type { ReadAnswer } from "../../../tools/protocol/provider";
import type { ObjectValue } from "../../../tools/protocol/values";
import { openEphemeral } from "../../../tools/twins/ephemeral";
import { given, inAws, inGoogle, text, worldOf, type Things } from "./data-sources/asking";

const all = loadCatalogue().flatMap(({ provider, ephemeral_resources: resources }) =>
  Object.entries(resources).map(([type, facts]) => ({ source: provider, type, facts })),
);

const open = (type: string, config: ObjectValue, things: Things = []): ReadAnswer => {
  const found = all.find((one) => one.type === type);
  if (found === undefined) throw new Error(`no facts of ${type}`);
  const scope = type.startsWith("google_") ? inGoogle : inAws;
  return openEphemeral({ ...found, config: given(found.facts, config), scope, world: worldOf(things, scope) });
};

const arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/db-AbCdEf";

const things: Things = [
  ["aws_secretsmanager_secret", { id: arn, arn, name: "app/db" }],
  [
    "aws_secretsmanager_secret_version",
    { id: "v1", secret_id: arn, secret_string: "first", version_id: "v1", version_stages: ["AWSCURRENT"] },
  ],
  [
    "aws_ssm_parameter",
    { id: "/app/a", name: "/app/a", type: "String", value: "x", arn: "arn:aws:ssm:eu-central-1:123456789012:parameter/app/a" },
  ],
];

describe("ephemeral resources", () => {
  test.each<[string, ObjectValue, ObjectValue]>([
    [
      "aws_secretsmanager_secret_version",
      { secret_id: "app/db" },
      { arn, secret_string: "first", secret_binary: null, version_id: "v1", version_stage: null },
    ],
    [
      "aws_ssm_parameter",
      { arn: "arn:aws:ssm:eu-central-1:123456789012:parameter/app/a" },
      { name: "/app/a", type: "String", value: "x", with_decryption: true },
    ],
    ["aws_lambda_invocation", { function_name: "f", payload: "{}" }, { executed_version: "$LATEST", status_code: 200, result: "{}" }],
    ["google_service_account_access_token", { target_service_account: "a@corp.example", scopes: [] }, { lifetime: "3600s" }],
  ])("%s %p", (type, config, expected) => {
    expect(open(type, config, things).state).toMatchObject(expected);
  });

  test.each<[string, ObjectValue, string]>([
    [
      "aws_secretsmanager_secret_version",
      { secret_id: "none" },
      "reading AWS Secrets Manager Secret Versions Data Source (none): couldn't find resource",
    ],
    [
      "aws_ssm_parameter",
      { arn: "arn:aws:ssm:eu-central-1:123456789012:parameter/none" },
      'reading AWS SSM (Systems Manager) Ephemeral Resource Parameter ("arn:aws:ssm:eu-central-1:123456789012:parameter/none"): couldn\'t find resource',
    ],
  ])("%s %p is an error", (type, config, expected) => {
    expect(open(type, config, things)).toEqual({
      state: null,
      diagnostics: [{ severity: "error", summary: expected, detail: "couldn't find resource" }],
    });
  });

  test("a password has the length and the characters that are asked for, the same in every run", () => {
    const password = (config: ObjectValue): string => text(open("aws_secretsmanager_random_password", config).state, "random_password");
    expect(password({ password_length: 12, exclude_punctuation: true, exclude_numbers: true })).toMatch(/^[A-Za-z]{12}$/);
    expect(password({})).toHaveLength(32);
    expect(password({})).toBe(password({}));
    expect(password({ exclude_characters: "ABC" })).not.toMatch(/[ABC]/);
  });

  test("a token of a cluster names who asks at STS", () => {
    const token = text(open("aws_eks_cluster_auth", { name: "main" }).state, "token");
    expect(Buffer.from(token.replace("k8s-aws-v1.", ""), "base64url").toString()).toMatch(
      /^https:\/\/sts\.eu-central-1\.amazonaws\.com\/\?Action=GetCallerIdentity/,
    );
  });

  test("a signed token holds its claims", () => {
    const jwt = text(
      open("google_service_account_jwt", { target_service_account: "a@corp.example", payload: '{"sub":"me"}' }).state,
      "jwt",
    );
    expect(JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString())).toMatchObject({ sub: "me", exp: 1767229200 });
  });

  test("each of the catalogue has the form of its schema", () => {
    for (const { type, facts } of all) {
      const { state } = open(type, {}, things);
      if (state !== null) expect(() => encode(typeOfBlock(facts.block), state)).not.toThrow();
    }
    expect(all.length).toBeGreaterThan(10);
  });
});
