import { TerraformOutput, TerraformVariable } from "cdktf";
import { GoogleCiAccess, type GoogleCiAccessProps } from "../../../../modules/google/ci-access/ci-access";
import { counts, made, outputs, problemsOnGoogle, project, synthesizedOnGoogle } from "../../../support/google";

const bucket = "meetbarter-test-eu-europe-west4-state";
const props: GoogleCiAccessProps = {
  repository: "meetbarter/infrastructure",
  planEnvironment: "test-plan",
  applyEnvironment: "test-apply",
  projectId: project,
  poolId: "github-jobs",
  planAccountId: "terraform-plan",
  applyAccountId: "terraform-apply",
  services: ["storage", "dns"],
  stateBucketNames: [bucket],
  stateKeyRingNames: ["meetbarter-test-eu-state"],
};
const jsonOf = (change: Partial<GoogleCiAccessProps> = {}) =>
  synthesizedOnGoogle((stack) => new GoogleCiAccess(stack, "ci", { ...props, ...change }));

const planSubject = "repo:meetbarter/infrastructure:environment:test-plan";
const applySubject = "repo:meetbarter/infrastructure:environment:test-apply";

interface Grant {
  readonly role: string;
  readonly condition?: { readonly expression: string };
}

const grantsOf = (json: ReturnType<typeof jsonOf>, word: "plan" | "apply"): readonly Grant[] =>
  Object.values(json.resource?.["google_project_iam_member"] ?? {})
    .filter(({ member }) => member === `\${google_service_account.ci_${word}.member}`)
    .map((body) => body as unknown as Grant);

const term = /^resource\.name(?:\.(startsWith|endsWith)\(| == )"([^"]+)"\)?$/;

/** Whether a condition holds for a resource, read as IAM reads the few functions that stand in one here. */
const holds = ({ condition }: Grant, resource: string): boolean =>
  (condition?.expression ?? "").split(" || ").some((alternative) =>
    alternative.split(" && ").every((text) => {
      const [matched, operation, operand = ""] = term.exec(text) ?? [];
      if (matched === undefined) return condition === undefined;
      if (operation === "startsWith") return resource.startsWith(operand);
      return operation === "endsWith" ? resource.endsWith(operand) : resource === operand;
    }),
  );

/** What the predefined roles of Cloud Storage allow with objects: https://cloud.google.com/storage/docs/access-control/iam-roles, read 2026-11. */
const objectRights: Readonly<Record<string, readonly string[]>> = {
  "roles/storage.objectViewer": ["get", "list"],
  "roles/storage.objectCreator": ["create"],
  "roles/storage.objectUser": ["create", "delete", "get", "list", "update"],
};

const may = (word: "plan" | "apply", action: string, resource: string): boolean =>
  grantsOf(jsonOf(), word).some((grant) => objectRights[grant.role]?.includes(action) === true && holds(grant, resource));

describe("CI's access", () => {
  test("is a pool with GitHub in it, two accounts, their own roles and their grants", () => {
    expect(counts(jsonOf())).toEqual({
      google_iam_workload_identity_pool: 1,
      google_iam_workload_identity_pool_provider: 1,
      google_project_iam_custom_role: 2,
      // Plan and apply: dns.reader and the plan's own role; apply: dns.admin and the buckets' role; states: 3 and 1.
      google_project_iam_member: 2 + 2 + 2 + 3 + 1,
      google_service_account: 2,
      google_service_account_iam_binding: 2,
    });
  });

  test("only the two exact subjects get an identity", () => {
    const json = jsonOf();
    expect(made(json, "google_iam_workload_identity_pool_provider", "ci_provider")).toMatchObject({
      workload_identity_pool_id: "${google_iam_workload_identity_pool.ci_pool.workload_identity_pool_id}",
      workload_identity_pool_provider_id: "github",
      attribute_mapping: { "google.subject": "assertion.sub" },
      attribute_condition: `assertion.sub in ["${planSubject}", "${applySubject}"]`,
      oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
    });
    expect(made(json, "google_iam_workload_identity_pool", "ci_pool")).toMatchObject({
      project,
      workload_identity_pool_id: "github-jobs",
      disabled: false,
    });
  });

  test.each([
    ["plan", planSubject],
    ["apply", applySubject],
  ])("the %s account is for one subject, and nobody else", (word, subject) => {
    expect(made(jsonOf(), "google_service_account_iam_binding", `ci_${word}-jobs`)).toEqual({
      service_account_id: `\${google_service_account.ci_${word}.name}`,
      role: "roles/iam.workloadIdentityUser",
      members: [`principal://iam.googleapis.com/\${google_iam_workload_identity_pool.ci_pool.name}/subject/${subject}`],
    });
  });

  const state = `projects/_/buckets/${bucket}/objects/test/eu/google/europe-west4/keys/default.tfstate`;
  const lock = state.replace("tfstate", "tflock");
  const elsewhere = state.replace(bucket, `${bucket}-copy`);
  const theBucket = `projects/_/buckets/${bucket}`;

  test.each<["plan" | "apply", string, string, string, boolean]>([
    ["plan", "reads a state", "get", state, true],
    ["plan", "lists states", "list", theBucket, true],
    ["plan", "begins a state that is not there", "create", state, true],
    ["plan", "replaces or deletes a state", "delete", state, false],
    ["plan", "changes a state's metadata", "update", state, false],
    ["plan", "takes a lock", "create", lock, true],
    ["plan", "gives a lock back", "delete", lock, true],
    ["plan", "reads another bucket", "get", elsewhere, false],
    ["plan", "lists another bucket", "list", `${theBucket}-copy`, false],
    ["plan", "writes another bucket", "create", elsewhere, false],
    ["plan", "puts something that is no state", "create", `${theBucket}/objects/a.txt`, false],
    ["apply", "replaces a state", "delete", state, true],
    ["apply", "lists states", "list", theBucket, true],
    ["apply", "gives a lock back", "delete", lock, true],
    ["apply", "reads another bucket", "get", elsewhere, false],
    ["apply", "writes another bucket", "create", elsewhere, false],
  ])("%s: whether it %s", (word, _, action, resource, expected) => {
    expect(may(word, action, resource)).toBe(expected);
  });

  test("an apply job sets up every bucket and key but those of the states", () => {
    const json = jsonOf({ services: ["cloudkms", "firestore", "storage"] });
    expect(counts(json)["google_project_iam_custom_role"]).toBe(3);
    const conditionOf = (name: string) => made(json, "google_project_iam_member", name)["condition"];
    expect(conditionOf("ci_apply-may-apply")).toBeUndefined();
    expect(conditionOf("ci_apply-may-apply-buckets")).toEqual({
      title: "spares the state buckets",
      expression: `resource.name != "projects/_/buckets/${bucket}"`,
    });
    expect(conditionOf("ci_apply-cloudkms-admin")).toEqual({
      title: "spares the state keys",
      expression:
        '!resource.name.endsWith("/keyRings/meetbarter-test-eu-state") && resource.name.extract("/keyRings/{ring}/") != "meetbarter-test-eu-state"',
    });
    const permissionsOf = (name: string) => made(json, "google_project_iam_custom_role", name)["permissions"] as readonly string[];
    expect(permissionsOf("ci_apply-permissions").filter((one) => one.startsWith("storage."))).toEqual([]);
    expect(permissionsOf("ci_apply-buckets-permissions").filter((one) => !one.startsWith("storage.buckets."))).toEqual([]);
  });

  test("grants of roles are narrowed to a closed list", () => {
    expect(grantsOf(jsonOf(), "apply").map(({ role }) => role)).not.toContain("roles/resourcemanager.projectIamAdmin");
    const grants = grantsOf(jsonOf({ grantableRoles: ["roles/datastore.user", "roles/cloudsql.client"] }), "apply");
    const [admin] = grants.filter(({ role }) => role === "roles/resourcemanager.projectIamAdmin");
    expect(admin?.condition?.expression).toBe(
      'api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["roles/cloudsql.client", "roles/datastore.user"])',
    );
  });

  test("comes after what it is told to", () => {
    const json = synthesizedOnGoogle((stack) => {
      const first = new GoogleCiAccess(stack, "first", { ...props, poolId: "first" });
      const pool = first.node.findChild("pool") as never;
      new GoogleCiAccess(stack, "ci", { ...props, after: [pool] });
    });
    const after = ["google_iam_workload_identity_pool.first_pool"];
    expect(made(json, "google_iam_workload_identity_pool", "ci_pool")["depends_on"]).toEqual(after);
    expect(made(json, "google_service_account", "ci_plan")["depends_on"]).toEqual(after);
  });

  test("values that are known later stay whole", () => {
    const json = synthesizedOnGoogle((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const ci = new GoogleCiAccess(stack, "ci", {
        ...props,
        repository: text("repository"),
        projectId: text("project"),
        poolId: text("pool"),
      });
      for (const name of ["planEmail", "applyEmail", "applyMember", "providerName"] as const)
        new TerraformOutput(stack, name, { value: ci[name] });
    });
    expect(made(json, "google_iam_workload_identity_pool_provider", "ci_provider")["attribute_condition"]).toBe(
      'assertion.sub in ["repo:${var.repository}:environment:test-plan", "repo:${var.repository}:environment:test-apply"]',
    );
    expect(outputs(json)).toEqual({
      planEmail: "${google_service_account.ci_plan.email}",
      applyEmail: "${google_service_account.ci_apply.email}",
      applyMember: "${google_service_account.ci_apply.member}",
      providerName: "${google_iam_workload_identity_pool_provider.ci_provider.name}",
    });
  });

  test.each<[string, Partial<GoogleCiAccessProps>, string]>([
    ["a repository without its owner", { repository: "infrastructure" }, "[BadProp] 'repository'"],
    ["a pattern as environment", { planEnvironment: "*" }, "[BadProp] 'planEnvironment'"],
    ["an environment with a space", { applyEnvironment: "test apply" }, "[BadProp] 'applyEnvironment'"],
    ["one environment for both", { applyEnvironment: "test-plan" }, "[BadProp] 'planEnvironment' and"],
    ["one account for both", { applyAccountId: "terraform-plan" }, "[BadProp] 'planAccountId' and"],
    ["a subject that is too long", { planEnvironment: "x".repeat(100) }, "[BadProp] 'repository' and 'planEnvironment'"],
    ["a project's number", { projectId: "777711119999" }, "[BadProp] 'projectId'"],
    ["a pool's name that Google keeps", { poolId: "gcp-jobs" }, "[BadProp] 'poolId'"],
    ["a short account", { planAccountId: "plan" }, "[BadProp] 'planAccountId'"],
    ["an account in capitals", { applyAccountId: "Terraform" }, "[BadProp] 'applyAccountId'"],
    ["a service that is not known", { services: ["bigquery" as "dns"] }, "[BadProp] 'services'"],
    ["no key ring", { stateKeyRingNames: [] }, "[BadProp] 'stateKeyRingNames'"],
    ["no bucket", { stateBucketNames: [] }, "[BadProp] 'stateBucketNames'"],
    ["a custom role", { grantableRoles: ["projects/one/roles/two"] }, "[BadProp] 'grantableRoles'"],
    ["the owner's role", { grantableRoles: ["roles/owner"] }, "[BadProp] 'grantableRoles'"],
    ["a role over identities", { grantableRoles: ["roles/iam.serviceAccountTokenCreator"] }, "[BadProp] 'grantableRoles'"],
    ["an administrator's role", { grantableRoles: ["roles/storage.objectAdmin"] }, "[BadProp] 'grantableRoles'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOnGoogle((stack) => new GoogleCiAccess(stack, "ci", { ...props, ...change }))).toContain(message);
  });
});
