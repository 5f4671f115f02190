import { GoogleSecret, type GoogleSecretProps } from "../../../../modules/google/secret/secret";
import { account, counts, made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleSecretProps = {
  secretName: "meetbarter-test-eu-api-runtime",
  projectId: project,
  region,
  description: "what api has to know",
  dataClass: "sensitive",
  kmsKeyName: `projects/${project}/locations/${region}/keyRings/test/cryptoKeys/secrets-sensitive`,
  readerMembers: [account("service-api")],
};

const json = (changes: Partial<GoogleSecretProps> = {}) =>
  synthesizedOnGoogle((stack) => new GoogleSecret(stack, "secret", { ...props, ...changes }));

describe("GoogleSecret", () => {
  test("is one secret without a value, and who may read it", () => {
    expect(counts(json())).toEqual({ google_secret_manager_regional_secret: 1, google_secret_manager_regional_secret_iam_binding: 1 });
  });

  test("lies in its region under its own key, and is kept", () => {
    expect(made(json({ recoveryWindowDays: 7 }), "google_secret_manager_regional_secret", "secret")).toEqual({
      secret_id: props.secretName,
      project,
      location: region,
      annotations: { description: props.description },
      labels: { "estate-data-class": "sensitive" },
      customer_managed_encryption: { kms_key_name: props.kmsKeyName },
      version_destroy_ttl: "604800s",
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("is read by its readers alone", () => {
    expect(made(json(), "google_secret_manager_regional_secret_iam_binding", "secret_readers")).toEqual({
      project,
      location: region,
      secret_id: "${google_secret_manager_regional_secret.secret.secret_id}",
      role: "roles/secretmanager.secretAccessor",
      members: props.readerMembers,
    });
  });

  test.each([
    ["secretName", "a/b"],
    ["projectId", "P"],
    ["region", "eu"],
    ["description", "two\nlines"],
    ["dataClass", "secret"],
    ["kmsKeyName", "secrets"],
    ["readerMembers", ["allAuthenticatedUsers"]],
    ["recoveryWindowDays", 0],
  ])("%s must not be %j: [BadProp]", (prop, wrong) => {
    const problem = problemsOnGoogle((stack) => new GoogleSecret(stack, "secret", { ...props, [prop]: wrong }));
    expect(problem).toContain(`[BadProp] '${prop}' must `);
  });
});
