import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "../../../tools/catalogue/facts";
import { startProvider, type StartedProvider } from "../../../tools/protocol/client";
import { typeOfBlock } from "../../../tools/protocol/types";
import { unknown, type ObjectValue } from "../../../tools/protocol/values";
import { findMirrors, mirrorVariable, platform, versionsIn } from "../../../tools/terraform/mirror";
import { awsSource } from "../../../tools/terraform/requirements";
import { notRunWithRealTerraform } from "../terraform-output";

/** The program of the real provider of AWS in a mirror of this machine. */
const awsProgram = (): string | undefined => {
  const mirrors = findMirrors(process.env[mirrorVariable]);
  for (const version of versionsIn(mirrors, awsSource).slice(0, 1)) {
    for (const mirror of mirrors) {
      const folder = join(mirror, awsSource, version, platform);
      const program = readdirSync(folder).find((name) => name.startsWith("terraform-provider-aws"));
      if (program !== undefined) return join(folder, program);
    }
  }
  return undefined;
};

/** Values for a block of which nothing is set but these. */
const given = (block: Block, values: ObjectValue): ObjectValue => {
  const type = typeOfBlock(block);
  const names = typeof type === "string" || type[0] !== "object" ? [] : Object.keys(type[1]);
  const mode = (name: string): string | undefined => block.block_types?.[name]?.nesting_mode;
  return { ...Object.fromEntries(names.map((name) => [name, mode(name) === "list" || mode(name) === "set" ? [] : null])), ...values };
};

/** With the key of nobody, and nothing that it would ask at AWS. */
const offline: ObjectValue = {
  region: "eu-central-1",
  access_key: "none",
  secret_key: "none",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: "true",
};

describe("the real provider of AWS, which speaks version 5", () => {
  let aws: StartedProvider | undefined;

  beforeAll(async () => {
    const program = awsProgram();
    if (program === undefined) {
      notRunWithRealTerraform("the provider of AWS can't be had");
      return;
    }
    aws = await startProvider(program);
    expect(await aws.configure(given(aws.schema.config, offline))).toEqual([]);
  });

  afterAll(() => aws?.close());

  const key = (values: ObjectValue): ObjectValue => given(aws?.schema.resources["aws_kms_key"]?.block ?? {}, values);

  test("tells more than a thousand types", () => {
    if (aws === undefined) return;
    const { resources, data_sources: data, ephemeral_resources: ephemeral } = aws.schema;
    expect(Object.keys(resources).length).toBeGreaterThan(1400);
    expect(Object.keys(data).length).toBeGreaterThan(500);
    expect(Object.keys(ephemeral)).toContain("aws_secretsmanager_random_password");
    expect(resources["aws_db_instance"]?.block.attributes?.["password_wo"]).toEqual({
      type: "string",
      optional: true,
      sensitive: true,
      write_only: true,
    });
    expect(resources["aws_vpc"]).toMatchObject({ version: 1, block: { attributes: { id: { computed: true } } } });
  });

  test("refuses a value outside its range, at its place", async () => {
    if (aws === undefined) return;
    expect(await aws.validateResource("aws_kms_key", key({ deletion_window_in_days: 3 }))).toEqual([
      {
        severity: "error",
        summary: "expected deletion_window_in_days to be in the range (7 - 30), got 3",
        detail: "",
        path: [{ attribute: "deletion_window_in_days" }],
      },
    ]);
  });

  test("plans a key, and its replacement", async () => {
    if (aws === undefined) return;
    const config = key({ description: "x" });
    const created = await aws.plan({ type: "aws_kms_key", prior: null, proposed: config, config, private: Buffer.alloc(0) });
    expect(created).toMatchObject({ planned: { description: "x", is_enabled: true, arn: unknown }, diagnostics: [] });
    const prior = { ...config, id: "k", arn: "arn:aws:kms:eu-central-1:111122223333:key/k", key_id: "k", key_usage: "ENCRYPT_DECRYPT" };
    const wanted = { ...config, key_usage: "SIGN_VERIFY" };
    const changed = await aws.plan({
      type: "aws_kms_key",
      prior,
      proposed: { ...prior, ...wanted, id: "k" },
      config: wanted,
      private: Buffer.alloc(0),
    });
    expect(changed.requiresReplace).toContainEqual([{ attribute: "key_usage" }]);
  });

  test("drops what it doesn't know from an older state", async () => {
    if (aws === undefined) return;
    const { state, diagnostics } = await aws.upgradeState("aws_kms_key", 0, '{"id":"k","description":"x","no_such":1}');
    expect({ id: state?.["id"], description: state?.["description"], diagnostics }).toEqual({ id: "k", description: "x", diagnostics: [] });
  });
});
