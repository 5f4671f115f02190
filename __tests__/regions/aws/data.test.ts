import { synthesizeEstate } from "../../../main";
import { estate } from "../../../environments";
import type { Attributes, TerraformJson } from "../../../modules/core/output-guards";
import { phases, type Phase } from "../../../modules/core/words";
import type { EstateDescription, ServiceDescription } from "../../../regions/description";
import { statefulTypes } from "../../../tools/rehearse/protection";

const looked = new Map<Phase, ReturnType<typeof synthesizeEstate>>();
const lookedAt = (phase: Phase) => {
  const known = looked.get(phase) ?? synthesizeEstate({ environments: ["staging"], phase });
  looked.set(phase, known);
  return known;
};
const primary = "staging-eu-aws-eu-central-1-data";
const standby = "staging-eu-aws-eu-west-1-data";

const jsonOf = (name: string, phase: Phase = "growth"): TerraformJson =>
  JSON.parse(lookedAt(phase).texts.get(name) ?? "{}") as TerraformJson;
const typesOf = (json: TerraformJson): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(json.resource ?? {}).map(([type, byName]) => [type, Object.keys(byName).length]));
const all = (json: TerraformJson, type: string): Readonly<Record<string, Attributes>> => json.resource?.[type] ?? {};
const column = (json: TerraformJson, type: string, argument: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(all(json, type)).map(([name, body]) => [name, body[argument]]));

/** Nine services run as pods; five databases of two classes, three tables and one bucket are declared outside of the vault. */
const shared = {
  aws_cloudwatch_log_group: 7,
  aws_db_instance: 2,
  aws_db_parameter_group: 2,
  aws_db_subnet_group: 2,
  aws_iam_role_policy: 9,
  aws_s3_bucket: 1,
  aws_s3_bucket_lifecycle_configuration: 1,
  aws_s3_bucket_ownership_controls: 1,
  aws_s3_bucket_policy: 1,
  aws_s3_bucket_public_access_block: 1,
  aws_s3_bucket_server_side_encryption_configuration: 1,
  aws_s3_bucket_versioning: 1,
};

describe("the data layer", () => {
  test("of the primary has what the services' stores call for, and no more", () => {
    expect(typesOf(jsonOf(primary))).toEqual({
      ...shared,
      aws_dynamodb_table: 3,
      // A service each, and a master user each.
      aws_secretsmanager_secret: 11,
      aws_secretsmanager_secret_policy: 11,
    });
  });

  test("of the standby has replicas of databases and tables, and buckets and secrets of its own", () => {
    expect(typesOf(jsonOf(standby))).toEqual({
      ...shared,
      aws_dynamodb_table_replica: 3,
      aws_secretsmanager_secret: 9,
      aws_secretsmanager_secret_policy: 9,
    });
    expect(jsonOf(standby).variable).toBeUndefined();
  });

  test("makes replicas of what stands in the primary, by names that are derived alone", () => {
    const arn = (service: string, resource: unknown) => `arn:aws:${service}:eu-central-1:222233334444:${String(resource)}`;
    const sources = column(jsonOf(primary), "aws_db_instance", "identifier");
    expect(column(jsonOf(standby), "aws_db_instance", "replicate_source_db")).toEqual(
      Object.fromEntries(Object.entries(sources).map(([name, identifier]) => [name, arn("rds", `db:${String(identifier)}`)])),
    );
    const tables = column(jsonOf(primary), "aws_dynamodb_table", "name");
    expect(column(jsonOf(standby), "aws_dynamodb_table_replica", "global_table_arn")).toEqual(
      Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, arn("dynamodb", `table/${String(table)}`)])),
    );
    const { stacks } = lookedAt("growth");
    const entry = stacks.find(({ name }) => name === standby);
    expect(Object.values(entry?.reads ?? {}).sort()).toEqual(["staging-eu-aws-eu-west-1-keys", "staging-eu-aws-eu-west-1-network"]);
    expect(entry?.dependsOn).toContain(primary);
    expect(stacks.find(({ name }) => name === primary)?.dependsOn).not.toContain(standby);
  });

  test("encrypts each store with the site's own key of its kind and class", () => {
    for (const name of [primary, standby]) {
      const key = (word: string) => `\${jsondecode(data.terraform_remote_state.keys.outputs.store_key_arns)["${word}"]}`;
      expect(column(jsonOf(name), "aws_db_instance", "kms_key_id")).toEqual({
        "database-internal": key("database-internal"),
        "database-sensitive": key("database-sensitive"),
      });
      const tables = {
        "table-messaging-conversations": key("table-sensitive"),
        "table-trust-engine-signals": key("table-internal"),
        "table-value-point-ledger-ledger": key("table-sensitive"),
      };
      if (name === standby) expect(column(jsonOf(name), "aws_dynamodb_table_replica", "kms_key_arn")).toEqual(tables);
      else {
        const given = column(jsonOf(name), "aws_dynamodb_table", "server_side_encryption") as Record<string, { kms_key_arn: string }>;
        expect(Object.fromEntries(Object.entries(given).map(([table, { kms_key_arn: arn }]): [string, string] => [table, arn]))).toEqual(
          tables,
        );
      }
    }
  });

  test("takes keys that the layer of keys offers", () => {
    const offered = String(jsonOf("staging-eu-aws-eu-west-1-keys").output?.["store_key_arns"]?.["value"]);
    const text = lookedAt("growth").texts.get(standby) ?? "";
    const taken = [...new Set([...text.matchAll(/store_key_arns\)\[\\?"([a-z-]+)\\?"\]/g)].map(([, word]) => word))];
    expect(taken.sort()).toEqual(["database-internal", "database-sensitive", "objects-sensitive", "table-internal", "table-sensitive"]);
    expect(taken.filter((word) => !offered.includes(`"${word ?? ""}" = aws_kms_key.${word ?? ""}.arn`))).toEqual([]);
  });

  test("lets each service use its own stores, and no other's", () => {
    const policies = column(jsonOf(standby), "aws_iam_role_policy", "policy") as Readonly<Record<string, string>>;
    const reached = Object.fromEntries(
      Object.entries(policies).map(([name, policy]) => [
        name.replace("permissions-", ""),
        (JSON.parse(policy) as { Statement: { Sid: string }[] }).Statement.map(({ Sid: sid }) => sid),
      ]),
    );
    expect(reached).toEqual({
      api: ["ReadSecret"],
      auth: ["ReadSecret", "SignInSensitive"],
      "governance-engine": ["ReadSecret", "SignInSensitive"],
      messaging: ["ItemsConversations", "ListAttachments", "ObjectsAttachments", "ReadSecret"],
      notifications: ["ReadSecret"],
      "protocol-engine": ["ReadSecret", "SignInInternal"],
      "trade-engine": ["ReadSecret", "SignInSensitive"],
      "trust-engine": ["ItemsSignals", "ReadSecret", "SignInSensitive"],
      "value-point-ledger": ["ItemsLedger", "ReadSecret"],
    });
    expect(policies["permissions-trust-engine"]).toContain(
      "arn:aws:rds-db:eu-west-1:222233334444:dbuser:${aws_db_instance.database-sensitive.resource_id}/trust_engine",
    );
    expect(policies["permissions-trust-engine"]).not.toContain('*"');
  });

  test("names its policies by region, for the roles are the same in all of them", () => {
    expect(new Set(Object.values(column(jsonOf(primary), "aws_iam_role_policy", "name")))).toEqual(new Set(["data-eu-central-1"]));
    expect(new Set(Object.values(column(jsonOf(standby), "aws_iam_role_policy", "name")))).toEqual(new Set(["data-eu-west-1"]));
  });

  test("holds no secret: passwords come from ephemeral variables, and secrets have no version", () => {
    const json = jsonOf(primary);
    expect(json.variable).toMatchObject({
      database_internal_master_password: { ephemeral: true, sensitive: true, default: "" },
      database_sensitive_master_password: { ephemeral: true, sensitive: true, default: "" },
    });
    expect(Object.keys(json.resource ?? {})).not.toContain("aws_secretsmanager_secret_version");
    for (const output of Object.values(json.output ?? {})) expect(String(output["value"])).not.toContain("var.");
  });
});

/** Arguments whose change replaces a stateful resource, as the real provider says (aws 5.100.0, asked in 2026-11). */
const replacing: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["engine", "kms_key_id", "storage_encrypted", "username"],
  aws_dynamodb_table: ["name", "hash_key", "range_key"],
  aws_dynamodb_table_replica: ["global_table_arn", "kms_key_arn"],
  aws_s3_bucket: ["bucket"],
  aws_secretsmanager_secret: ["name"],
};

describe("from phase to phase", () => {
  const stateful = (name: string, phase: Phase) =>
    Object.entries(jsonOf(name, phase).resource ?? {}).flatMap(([type, byName]) =>
      type in statefulTypes
        ? Object.entries(byName).map(([id, body]) => [
            `${type}.${id}`,
            Object.fromEntries((replacing[type] ?? []).map((argument) => [argument, body[argument]])),
          ])
        : [],
    );

  test("no store changes its address or what would replace it", () => {
    const [first, ...later] = phases.map((phase) => stateful(primary, phase));
    expect(first).toHaveLength(2 + 3 + 1 + 11);
    for (const one of later) expect(one).toEqual(first);
    expect(jsonOf(standby, "foundation")).toEqual({});
    expect(stateful(standby, "enterprise")).toEqual(stateful(standby, "growth"));
  });

  test("the database of the enterprise can be replicated row by row", () => {
    const names = (phase: Phase) =>
      Object.values(column(jsonOf(primary, phase), "aws_db_parameter_group", "parameter")).map(
        (parameters) => (parameters as { name: string }[]).filter(({ name }) => name === "rds.logical_replication").length,
      );
    expect(phases.map(names)).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
  });
});

describe("other services", () => {
  const withServices = (services: Readonly<Record<string, ServiceDescription>>): EstateDescription => ({ ...estate, services });
  const only = (name: string, stores: ServiceDescription["stores"]): EstateDescription =>
    withServices({ [name]: { ...(estate.services[name] as ServiceDescription), calls: [], stores } });

  test("without databases need none, nor what a database needs", () => {
    const { texts } = synthesizeEstate({ environments: ["dev"], description: only("api", {}) });
    const json = JSON.parse(texts.get("dev-eu-aws-eu-central-1-data") ?? "{}") as TerraformJson;
    expect(typesOf(json)).toEqual({ aws_iam_role_policy: 1, aws_secretsmanager_secret: 1, aws_secretsmanager_secret_policy: 1 });
    expect(json.variable).toBeUndefined();
  });

  test("have no store of the vault here", () => {
    const description = only("api", { archive: { kind: "object", dataClass: "vault" } });
    const { texts } = synthesizeEstate({ environments: ["dev"], description });
    expect(typesOf(JSON.parse(texts.get("dev-eu-aws-eu-central-1-data") ?? "{}") as TerraformJson)).not.toHaveProperty("aws_s3_bucket");
  });
});
