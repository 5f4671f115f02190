import { synthesizeEstate } from "../../../main";
import type { TerraformJson } from "../../../modules/core/output-guards";
import { isStateful, liftProtection, liftsArgument, protectionOf, statefulTypes } from "../../../tools/rehearse/protection";

const one = (type: string, body: Readonly<Record<string, unknown>>): TerraformJson => ({ resource: { [type]: { main: body } } });
const prevented = { lifecycle: { prevent_destroy: true } };

describe("what is protected", () => {
  test.each([
    ["aws_kms_key", prevented, "prevent_destroy"],
    ["aws_s3_bucket", { lifecycle: [{ prevent_destroy: true }] }, "prevent_destroy"],
    ["aws_db_instance", { deletion_protection: true }, "argument"],
    ["aws_cognito_user_pool", { deletion_protection: "ACTIVE" }, "argument"],
    // Terraform refuses first.
    ["aws_db_instance", { deletion_protection: true, ...prevented }, "prevent_destroy"],
    ["google_sql_database_instance", {}, "argument"],
  ])("%s with %j, by the mechanism of the list", (type, body, by) => {
    expect(protectionOf(one(type, body))).toEqual({
      protected: [{ address: `${type}.main`, by, refusedAt: `${type}.main` }],
      gaps: [],
    });
  });

  test("a vault whose lock is itself kept, where its refusal is the lock's", () => {
    const lock = { backup_vault_name: "${aws_backup_vault.main.name}", ...prevented };
    const { gaps, ...found } = protectionOf({
      resource: { aws_backup_vault: { main: {} }, aws_backup_vault_lock_configuration: { lock } },
    });
    expect(gaps).toEqual([]);
    expect(found.protected).toEqual([
      { address: "aws_backup_vault.main", by: "lock", refusedAt: "aws_backup_vault_lock_configuration.lock" },
      {
        address: "aws_backup_vault_lock_configuration.lock",
        by: "prevent_destroy",
        refusedAt: "aws_backup_vault_lock_configuration.lock",
      },
    ]);
  });

  test("every stateful resource of the estate, in every phase, and nothing that the list does not know", () => {
    for (const phase of ["foundation", "growth", "enterprise"] as const) {
      const { texts } = synthesizeEstate({ phase });
      const found = [...texts.values()].map((text) => protectionOf(JSON.parse(text) as TerraformJson));
      expect(found.flatMap(({ gaps }) => gaps)).toEqual([]);
      const stateful = [...texts.values()].flatMap((text) =>
        Object.entries((JSON.parse(text) as TerraformJson).resource ?? {}).flatMap(([type, byName]) =>
          isStateful(type) ? Object.keys(byName) : [],
        ),
      );
      expect(stateful.length).toBeGreaterThan(20);
      expect(found.flatMap((each) => each.protected)).toHaveLength(stateful.length);
    }
  });
});

describe("a gap", () => {
  test.each([
    ["aws_kms_key", {}, "without protection", "prevent_destroy = true"],
    ["aws_kms_key", { lifecycle: { prevent_destroy: false } }, "without protection", "prevent_destroy = true"],
    ["aws_db_instance", {}, "without protection", "deletion_protection = true"],
    ["aws_db_instance", { deletion_protection: "${var.keep}" }, "without protection", "deletion_protection = true"],
    // Its cloud would still let anybody delete it.
    ["aws_db_instance", prevented, "without protection", "deletion_protection = true"],
    ["google_sql_database_instance", { deletion_protection: false }, "without protection", "deletion_protection = true"],
    ["aws_backup_vault", {}, "without protection", "aws_backup_vault_lock_configuration"],
    ["aws_vpc", prevented, "not in the list", "lifecycle.prevent_destroy"],
    ["aws_instance", { disable_api_termination: true }, "not in the list", "disable_api_termination"],
    ["aws_lb", prevented, "without protection", "enable_deletion_protection = true"],
  ])("is %s with %j", (type, body, summary, detail) => {
    const { gaps } = protectionOf(one(type, body));
    expect(gaps.map(({ address }) => address)).toEqual([`${type}.main`]);
    expect(gaps[0]?.summary).toContain(summary);
    expect(gaps[0]?.detail).toContain(detail);
  });

  test("is not a resource that holds nothing and is not protected", () => {
    expect(protectionOf(one("aws_vpc", { lifecycle: { create_before_destroy: true } }))).toEqual({ protected: [], gaps: [] });
  });
});

describe("lifting", () => {
  const json: TerraformJson = {
    resource: {
      aws_kms_key: { a: prevented, b: prevented },
      aws_db_instance: { main: { deletion_protection: true, ...prevented } },
      aws_cognito_user_pool: { main: { deletion_protection: "ACTIVE" } },
      aws_lb: { main: { enable_deletion_protection: true } },
      google_sql_database_instance: { main: {} },
    },
  };

  test("overrides what protects the named resources, and nothing else", () => {
    const addresses = [
      "aws_kms_key.b",
      "aws_db_instance.main",
      "aws_cognito_user_pool.main",
      "aws_lb.main",
      "google_sql_database_instance.main",
    ];
    expect(liftProtection(json, addresses)).toEqual({
      resource: {
        aws_kms_key: { b: { lifecycle: { prevent_destroy: false } } },
        aws_db_instance: { main: { deletion_protection: false, lifecycle: { prevent_destroy: false } } },
        aws_cognito_user_pool: { main: { deletion_protection: "INACTIVE" } },
        aws_lb: { main: { enable_deletion_protection: false } },
        google_sql_database_instance: { main: { deletion_protection: false } },
      },
    });
  });

  test("of a block that protects as well leaves all else in it", () => {
    const settings = { tier: "db-custom-2-8192", deletion_protection_enabled: true };
    for (const given of [settings, [settings]]) {
      const database = { resource: { google_sql_database_instance: { main: { settings: given } } } };
      expect(liftProtection(database, ["google_sql_database_instance.main"])).toEqual({
        resource: {
          google_sql_database_instance: {
            main: { deletion_protection: false, settings: { tier: "db-custom-2-8192", deletion_protection_enabled: false } },
          },
        },
      });
    }
  });
});

test("lifting changes an argument, or Terraform's own refusal alone", () => {
  const json: TerraformJson = {
    resource: { aws_kms_key: { a: prevented }, aws_db_instance: { main: { deletion_protection: true, ...prevented } } },
  };
  expect(liftsArgument(json, ["aws_kms_key.a"])).toBe(false);
  expect(liftsArgument(json, ["aws_kms_key.a", "aws_db_instance.main"])).toBe(true);
  expect(liftsArgument(json, [])).toBe(false);
});

describe("the list", () => {
  test("locks with types that are themselves in the list, kept by prevent_destroy", () => {
    const locks = Object.values(statefulTypes).flatMap((mechanism) => (mechanism.kind === "lock" ? [mechanism.type] : []));
    expect(locks.map((type) => statefulTypes[type]?.kind)).toEqual(locks.map(() => "prevent_destroy"));
    expect(locks).not.toEqual([]);
  });
});
