import { SecretManagerRegionalSecret } from "@cdktf/provider-google/lib/secret-manager-regional-secret";
import { SecretManagerRegionalSecretIamBinding } from "@cdktf/provider-google/lib/secret-manager-regional-secret-iam-binding";
import { Construct } from "constructs";
import { listOf, oneOf, text, wholeNumber } from "../../core/checks";
import { member, projectId, region } from "../../core/google";
import { daysAsDuration } from "../../core/google-durations";
import { keyFullName } from "../../core/google-key";
import { nameRules } from "../../core/names";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { dataClassTag, labelsOf } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";

/** Props of {@link GoogleSecret}. */
export interface GoogleSecretProps {
  /** Name of the secret, 1 to 255 letters, digits, `_` and `-`. Renaming replaces the secret, which Terraform refuses. */
  readonly secretName: Value<string>;
  /** Id of the project that it belongs to. */
  readonly projectId: Value<string>;
  /** Code of the region in which the value lies, and nowhere else. A change replaces the secret, which Terraform refuses. */
  readonly region: Value<string>;
  /** What the secret is for, one line of at most 500 characters. Changed in place. */
  readonly description: Value<string>;
  /** How sensitive the value is. Stands in a label; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** Name of the key that encrypts the value, in the secret's region; the project's Secret Manager has to be allowed to use it. */
  readonly kmsKeyName: Value<string>;
  /** Members that may read the value, 1 to 20; whoever is added by hand is taken out again. Google refuses one that doesn't exist yet. */
  readonly readerMembers: Value<readonly string[]>;
  /** How long a destroyed version can be taken back, 1 to 1,000 days. @default 30 */
  readonly recoveryWindowDays?: Value<number>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleSecretProps> = {
  secretName: value(text(nameRules.regionalSecret.pattern, "a secret's name", 1, nameRules.regionalSecret.max)),
  projectId: value(projectId),
  region: value(region),
  description: value(text(/^[^\r\n]+$/, "one line", 1, 500)),
  dataClass: value(oneOf(dataClasses)),
  kmsKeyName: value(keyFullName),
  readerMembers: value(listOf(member, 1, 20)),
  // https://cloud.google.com/secret-manager/docs/delayed-destruction, read 2026-11.
  recoveryWindowDays: value(wholeNumber(1, 1000, "days")),
};

/**
 * A place for a secret, without one: people put the value in, and neither a plan nor a state ever holds it. It lies in
 * one region and has no replica, is encrypted with its own key, and is read by the members that it names.
 */
export class GoogleSecret extends Construct {
  /** Id of the secret: `projects/<project>/locations/<region>/secrets/<name>`. */
  readonly secretId: string;
  /** Name of the secret. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, props: GoogleSecretProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const secret = new SecretManagerRegionalSecret(this, "Resource", {
      secretId: props.secretName,
      project: props.projectId,
      location: props.region,
      annotations: { description: props.description },
      labels: labelsOf(dataClassTag(props.dataClass)),
      customerManagedEncryption: { kmsKeyName: props.kmsKeyName },
      versionDestroyTtl: daysAsDuration(props.recoveryWindowDays ?? 30),
      deletionProtection: true,
      lifecycle: { preventDestroy: true },
    });
    new SecretManagerRegionalSecretIamBinding(this, "readers", {
      project: props.projectId,
      location: props.region,
      secretId: secret.secretId,
      role: "roles/secretmanager.secretAccessor",
      members: [...props.readerMembers],
    });
    this.secretId = secret.id;
    this.secretName = secret.secretId;
  }
}
