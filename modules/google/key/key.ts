import { KmsCryptoKey } from "@cdktf/provider-google/lib/kms-crypto-key";
import { KmsCryptoKeyIamBinding } from "@cdktf/provider-google/lib/kms-crypto-key-iam-binding";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { listOf, oneOf, text, wholeNumber } from "../../core/checks";
import { failOn } from "../../core/errors";
import { daysAsDuration } from "../../core/google-durations";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClassTag, labelsOf } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";
import { knownMembers, member, protectionLevels, type ProtectionLevel } from "../../core/google";
import { apart, notEmpty, type Together } from "../../core/together";

/** Props of {@link GoogleKey}. */
export interface GoogleKeyProps {
  /** Name of the key, 1 to 63 letters, digits, `_` and `-`, taken for ever in its ring. Renaming replaces the key, which Terraform refuses. */
  readonly keyName: Value<string>;
  /** Id of the ring that the key lies in, `projects/…/locations/…/keyRings/…`. A change replaces the key. */
  readonly keyRingId: Value<string>;
  /** The most sensitive data that the key protects. Stands in a label; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** Where the key's material is. `HSM` costs more with each key and each use. A change replaces the key. @default "SOFTWARE" */
  readonly protectionLevel?: Shape<ProtectionLevel>;
  /**
   * Members (`serviceAccount:…`) that may administer the key and not use it, at most 20. Whoever administers keys in the
   * whole project needs no place here. @default - none beside the project's own
   */
  readonly administratorMembers?: Value<readonly string[]>;
  /** Members that may use the key and not administer it: mostly service agents; at most 50. A list that is known later must not be empty. @default - none */
  readonly userMembers?: Value<readonly string[]>;
  /** Members that may encrypt and never decrypt, at most 20; of other projects too. @default - none */
  readonly encrypterMembers?: Value<readonly string[]>;
  /** How long a destroyed version can be taken back, 7 to 120 days. A change replaces the key. @default 30 */
  readonly deletionWindowDays?: Value<number>;
  /** How often the key gets a new primary version, 1 to 90 days; older ones still decrypt. @default 90 */
  readonly rotationPeriodDays?: Value<number>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleKeyProps> = {
  keyName: value(text(nameRules.cryptoKey.pattern, "a key's name", 1, nameRules.cryptoKey.max)),
  keyRingId: value(text(/^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[\w-]+$/, "a key ring's id", 30, 250)),
  dataClass: value(oneOf(dataClasses)),
  protectionLevel: shape(oneOf(protectionLevels)),
  administratorMembers: value(listOf(member, 0, 20)),
  userMembers: value(listOf(member, 0, 50)),
  encrypterMembers: value(listOf(member, 0, 20)),
  // Google takes 1 to 120 days: https://cloud.google.com/kms/docs/create-key#custom-duration, read 2026-11. A week is the
  // least in which people notice.
  deletionWindowDays: value(wholeNumber(7, 120, "days")),
  // At least a day; 90 days are what CIS asks for: https://cloud.google.com/kms/docs/key-rotation, read 2026-11.
  rotationPeriodDays: value(wholeNumber(1, 90, "days")),
};

/** The roles of a key's members. Each is granted by a binding, which takes out whoever was added by hand. */
const grantedRoles = {
  administratorMembers: { id: "administrators", role: "roles/cloudkms.admin" },
  userMembers: { id: "users", role: "roles/cloudkms.cryptoKeyEncrypterDecrypter" },
  encrypterMembers: { id: "encrypters", role: "roles/cloudkms.cryptoKeyEncrypter" },
} as const;

/**
 * A key of one purpose and one data class. It is symmetric, stays in its ring's region and rotates by itself.
 *
 * Who may use it is said on the key alone: service agents and accounts by name, each role as a binding. Google's
 * services encrypt with it only when their service agent is a user before they are told of the key; what is encrypted
 * under it should depend on `grants`. Administrators change the key and destroy versions without using it, users use it
 * without changing it, and nobody is both. What a role on the project grants holds here too: give none there that
 * decrypts.
 *
 * Google deletes no key: destroying one destroys its versions, and its name stays taken. So Terraform refuses to: take
 * the construct out of the code only after everything that it protects is gone.
 */
export class GoogleKey extends Construct {
  /** Id of the key, `projects/…/locations/…/keyRings/…/cryptoKeys/<name>`: what stores name. */
  readonly keyId: string;
  /** Name of the key in its ring. */
  readonly keyName: string;
  /** What has to stand before anything is encrypted under the key. */
  readonly grants: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: GoogleKeyProps) {
    super(scope, id);
    checkProps(this, props, rules);
    checkSeparation(this, props);
    const { deletionWindowDays = 30, rotationPeriodDays = 90, protectionLevel = "SOFTWARE" } = props;
    const key = new KmsCryptoKey(this, "Resource", {
      name: props.keyName,
      keyRing: props.keyRingId,
      purpose: "ENCRYPT_DECRYPT",
      rotationPeriod: daysAsDuration(rotationPeriodDays),
      destroyScheduledDuration: daysAsDuration(deletionWindowDays),
      versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel },
      labels: labelsOf(dataClassTag(props.dataClass)),
      lifecycle: { preventDestroy: true },
    });
    this.grants = Object.entries(grantedRoles).flatMap(([prop, { id: word, role }]) => {
      const members = props[prop as keyof typeof grantedRoles] ?? [];
      return members.length === 0 ? [] : [new KmsCryptoKeyIamBinding(this, word, { cryptoKeyId: key.id, role, members: [...members] })];
    });
    this.keyId = key.id;
    this.keyName = key.name;
  }
}

const checkSeparation = (scope: GoogleKey, props: GoogleKeyProps): void => {
  const administrators = knownMembers(props.administratorMembers);
  failOn(
    (["userMembers", "encrypterMembers"] as const).flatMap((name) =>
      knownMembers(props[name])
        .filter((one) => administrators.includes(one))
        .map((one) => ({
          code: "BadProp" as const,
          place: scope.node.path,
          rule: `'${name}' and 'administratorMembers' must not meet, for nobody may both use and administer a key`,
          value: one,
          fix: "give one of the two tasks to another account",
        })),
    ),
  );
};

/** The same between variables of a module; nor is a role given to nobody. */
export const together: readonly Together[] = [
  notEmpty("userMembers", "name a member"),
  notEmpty("administratorMembers", "name a member"),
  apart("userMembers", "administratorMembers", "not meet administrator_members"),
];
