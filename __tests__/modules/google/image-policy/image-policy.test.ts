import { GoogleImagePolicy, type GoogleImagePolicyProps } from "../../../../modules/google/image-policy/image-policy";
import { counts, made, problemsOnGoogle, project, synthesizedOnGoogle } from "../../../support/google";

const goodProps: GoogleImagePolicyProps = {
  projectId: project,
  registries: [`europe-west4-docker.pkg.dev/${project}/images`, `me-central1-docker.pkg.dev/${project}`],
};

const problems = (changes: Partial<GoogleImagePolicyProps>): string =>
  problemsOnGoogle((stack) => new GoogleImagePolicy(stack, "image-policy", { ...goodProps, ...changes }));

describe("image policy", () => {
  test("admits our own registries and Google's system images, and blocks the rest", () => {
    const json = synthesizedOnGoogle((stack) => new GoogleImagePolicy(stack, "image-policy", goodProps));
    expect(counts(json)).toEqual({ google_binary_authorization_policy: 1 });
    expect(made(json, "google_binary_authorization_policy", "image-policy")).toEqual({
      project,
      description: "Images of our own registries and of Google's system only",
      global_policy_evaluation_mode: "ENABLE",
      admission_whitelist_patterns: [
        { name_pattern: `europe-west4-docker.pkg.dev/${project}/images/**` },
        { name_pattern: `me-central1-docker.pkg.dev/${project}/**` },
      ],
      default_admission_rule: { evaluation_mode: "ALWAYS_DENY", enforcement_mode: "ENFORCED_BLOCK_AND_AUDIT_LOG" },
    });
  });

  test.each<[string, Partial<GoogleImagePolicyProps>]>([
    ["projectId", { projectId: "" }],
    ["registries", { registries: [] }],
    ["registries", { registries: ["docker.io/library"] }],
    ["registries", { registries: ["europe-west4-docker.pkg.dev"] }],
    ["registries", { registries: [`europe-west4-docker.pkg.dev/${project}/**`] }],
  ])("a wrong %s is told", (prop, changes) => {
    const told = problems(changes);
    expect(told).toContain("[BadProp]");
    expect(told).toContain(`'${prop}'`);
  });
});
