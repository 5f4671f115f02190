import { TerraformOutput, TerraformVariable } from "cdktf";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { serviceAgentMember } from "../../../../modules/core/google";
import { GoogleKey, type GoogleKeyProps } from "../../../../modules/google/key/key";
import { account, counts, made, number, outputs, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const administrator = account("key-administrator");
const storage = serviceAgentMember("storage", number);
const operator = account("backup-operator");

const small: GoogleKeyProps = {
  keyName: "objects-sensitive",
  keyRingId: `projects/${project}/locations/${region}/keyRings/meetbarter-test-eu`,
  dataClass: "sensitive",
};
const full: GoogleKeyProps = {
  ...small,
  protectionLevel: "HSM",
  administratorMembers: [administrator],
  userMembers: [storage],
  encrypterMembers: [operator],
  deletionWindowDays: 7,
  rotationPeriodDays: 30,
};

const jsonOf = (props: GoogleKeyProps) => synthesizedOnGoogle((stack) => new GoogleKey(stack, "data", props));

describe("key", () => {
  test("is a rotating key in software that nobody uses, kept from being destroyed", () => {
    const json = synthesizedOnGoogle((stack) => {
      const key = new GoogleKey(stack, "data", small);
      for (const name of ["keyId", "keyName"] as const) new TerraformOutput(stack, name, { value: key[name] });
    });
    expect(counts(json)).toEqual({ google_kms_crypto_key: 1 });
    expect(made(json, "google_kms_crypto_key", "data")).toEqual({
      name: "objects-sensitive",
      key_ring: small.keyRingId,
      purpose: "ENCRYPT_DECRYPT",
      rotation_period: "7776000s",
      destroy_scheduled_duration: "2592000s",
      version_template: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protection_level: "SOFTWARE" },
      labels: { "estate-data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
    expect(outputs(json)).toEqual({ keyId: "${google_kms_crypto_key.data.id}", keyName: "${google_kms_crypto_key.data.name}" });
  });

  test("each kind of member gets one role, as a binding that takes out everybody else", () => {
    const json = jsonOf(full);
    expect(counts(json)).toEqual({ google_kms_crypto_key: 1, google_kms_crypto_key_iam_binding: 3 });
    const binding = (name: string) => made(json, "google_kms_crypto_key_iam_binding", name);
    const key = "${google_kms_crypto_key.data.id}";
    expect(binding("data_administrators")).toEqual({ crypto_key_id: key, role: "roles/cloudkms.admin", members: [administrator] });
    expect(binding("data_users")).toEqual({ crypto_key_id: key, role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", members: [storage] });
    expect(binding("data_encrypters")).toEqual({ crypto_key_id: key, role: "roles/cloudkms.cryptoKeyEncrypter", members: [operator] });
    expect(made(json, "google_kms_crypto_key", "data")).toMatchObject({
      destroy_scheduled_duration: "604800s",
      rotation_period: "2592000s",
      version_template: { protection_level: "HSM" },
    });
  });

  test("what is encrypted under it can wait for its grants", () => {
    const json = synthesizedOnGoogle((stack) => {
      const key = new GoogleKey(stack, "data", full);
      new StorageBucket(stack, "bucket", { name: "one", location: region, dependsOn: [...key.grants] });
    });
    expect(made(json, "google_storage_bucket", "bucket")["depends_on"]).toEqual(
      ["administrators", "users", "encrypters"].map((word) => `google_kms_crypto_key_iam_binding.data_${word}`),
    );
  });

  test("values that are known later stay whole", () => {
    const json = synthesizedOnGoogle((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const days = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
      new GoogleKey(stack, "data", {
        keyName: text("name"),
        keyRingId: text("ring"),
        dataClass: "internal",
        userMembers: new TerraformVariable(stack, "users", { type: "list(string)" }).listValue,
        deletionWindowDays: days("window"),
        rotationPeriodDays: days("rotation"),
      });
    });
    expect(made(json, "google_kms_crypto_key", "data")).toMatchObject({
      name: "${var.name}",
      key_ring: "${var.ring}",
      destroy_scheduled_duration: "${(var.window * 86400)}s",
      rotation_period: "${(var.rotation * 86400)}s",
    });
    expect(made(json, "google_kms_crypto_key_iam_binding", "data_users")["members"]).toBe("${var.users}");
  });

  test.each<[string, Partial<GoogleKeyProps>, string]>([
    ["a name with a slash", { keyName: "data/sensitive" }, "[BadProp] 'keyName'"],
    ["a ring's name", { keyRingId: "meetbarter-test-eu" }, "[BadProp] 'keyRingId'"],
    ["an odd data class", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["a level that does not exist", { protectionLevel: "EXTERNAL" as "HSM" }, "[BadProp] 'protectionLevel'"],
    ["a person as administrator", { administratorMembers: ["user:ada@meetbarter.example"] }, "[BadProp] 'administratorMembers'"],
    ["everybody as users", { userMembers: ["allUsers"] }, "[BadProp] 'userMembers'"],
    ["a whole domain as encrypters", { encrypterMembers: ["domain:meetbarter.example"] }, "[BadProp] 'encrypterMembers'"],
    ["a window of a day", { deletionWindowDays: 1 }, "[BadProp] 'deletionWindowDays'"],
    ["a rotation once a year", { rotationPeriodDays: 365 }, "[BadProp] 'rotationPeriodDays'"],
    ["one who uses and administers", { administratorMembers: [operator], userMembers: [operator] }, "[BadProp] 'userMembers' and"],
    [
      "one who encrypts and administers",
      { administratorMembers: [operator], encrypterMembers: [operator] },
      "[BadProp] 'encrypterMembers' and",
    ],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOnGoogle((stack) => new GoogleKey(stack, "data", { ...small, ...change }))).toContain(message);
  });
});
