import { GoogleProject, type GoogleProjectProps } from "../../../../modules/google/project/project";
import { counts, made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleProjectProps = { projectId: project, services: ["storage", "cloudkms"], allowedRegions: [region] };
const jsonOf = (change: Partial<GoogleProjectProps> = {}) =>
  synthesizedOnGoogle((stack) => new GoogleProject(stack, "project", { ...props, ...change }));

/** Each constraint with its rule, as it came out. */
const policiesOf = (json: ReturnType<typeof jsonOf>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(json.resource?.["google_org_policy_policy"] ?? {}).map(([, body]) => [
      String(body["name"]).replace(`projects/${project}/policies/`, ""),
      (body["spec"] as { rules: readonly unknown[] }).rules,
    ]),
  );

const on = [{ enforce: "TRUE" }];

describe("project", () => {
  test("has its services, its policies, its records, and default accounts without rights", () => {
    const json = jsonOf();
    expect(counts(json)).toEqual({
      google_org_policy_policy: 13,
      google_project_default_service_accounts: 1,
      google_project_iam_audit_config: 1,
      google_project_service: 2,
    });
    expect(made(json, "google_project_service", "project_service-cloudkms")).toEqual({
      project,
      service: "cloudkms.googleapis.com",
      disable_on_destroy: false,
      disable_dependent_services: false,
    });
    expect(made(json, "google_project_default_service_accounts", "project_default-accounts")).toMatchObject({
      project,
      action: "DEPRIVILEGE",
      restore_policy: "NONE",
    });
    expect(made(json, "google_project_iam_audit_config", "project_recorded-use")).toEqual({
      project,
      service: "allServices",
      audit_log_config: [{ log_type: "ADMIN_READ" }, { log_type: "DATA_READ" }, { log_type: "DATA_WRITE" }],
    });
  });

  test("says what nobody may do, policy by policy", () => {
    expect(policiesOf(jsonOf())).toEqual({
      "compute.disableSerialPortAccess": on,
      "compute.requireOsLogin": on,
      "compute.skipDefaultNetworkCreation": on,
      "compute.vmExternalIpAccess": [{ deny_all: "TRUE" }],
      "gcp.resourceLocations": [{ values: { allowed_values: ["in:europe-west4-locations"] } }],
      "iam.automaticIamGrantsForDefaultServiceAccounts": on,
      "iam.disableServiceAccountKeyCreation": on,
      "iam.disableServiceAccountKeyUpload": on,
      "iam.workloadIdentityPoolProviders": [{ values: { allowed_values: ["https://token.actions.githubusercontent.com"] } }],
      "sql.restrictAuthorizedNetworks": on,
      "sql.restrictPublicIp": on,
      "storage.publicAccessPrevention": on,
      "storage.uniformBucketLevelAccess": on,
    });
  });

  test("asks for keys of its own where that is wanted", () => {
    const policies = policiesOf(jsonOf({ cmekServices: ["storage", "sqladmin"] }));
    expect(Object.keys(policies)).toHaveLength(15);
    expect(policies["gcp.restrictNonCmekServices"]).toEqual([
      { values: { denied_values: ["storage.googleapis.com", "sqladmin.googleapis.com"] } },
    ]);
    expect(policies["gcp.restrictCmekCryptoKeyProjects"]).toEqual([{ values: { allowed_values: [`projects/${project}`] } }]);
  });

  test("each policy stands on the project, takes nothing over from above, and comes after the services", () => {
    expect(made(jsonOf(), "google_org_policy_policy", "project_policy-gcp-resourceLocations")).toMatchObject({
      parent: `projects/${project}`,
      spec: { inherit_from_parent: false },
      depends_on: ["google_project_service.project_service-cloudkms", "google_project_service.project_service-storage"],
    });
  });

  test("regions, issuers and records are passed on", () => {
    const json = jsonOf({
      allowedRegions: [region, "europe-west6"],
      identityIssuers: ["https://one.example/oidc"],
      recordedUse: ["DATA_WRITE"],
    });
    expect(policiesOf(json)).toMatchObject({
      "gcp.resourceLocations": [{ values: { allowed_values: ["in:europe-west4-locations", "in:europe-west6-locations"] } }],
      "iam.workloadIdentityPoolProviders": [{ values: { allowed_values: ["https://one.example/oidc"] } }],
    });
    expect(made(json, "google_project_iam_audit_config", "project_recorded-use")["audit_log_config"]).toEqual([{ log_type: "DATA_WRITE" }]);
  });

  test.each<[string, Partial<GoogleProjectProps>, string]>([
    ["a project's number", { projectId: "777711119999" }, "[BadProp] 'projectId'"],
    ["a service with its domain", { services: ["storage.googleapis.com"] }, "[BadProp] 'services'"],
    ["no service", { services: [] }, "[BadProp] 'services'"],
    ["a multi-region", { allowedRegions: ["eu"] }, "[BadProp] 'allowedRegions'"],
    ["no region", { allowedRegions: [] }, "[BadProp] 'allowedRegions'"],
    ["a key's service with its domain", { cmekServices: ["storage.googleapis.com"] }, "[BadProp] 'cmekServices'"],
    ["an issuer without TLS", { identityIssuers: ["http://one.example"] }, "[BadProp] 'identityIssuers'"],
    ["nothing recorded", { recordedUse: [] }, "[BadProp] 'recordedUse'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOnGoogle((stack) => new GoogleProject(stack, "project", { ...props, ...change }))).toContain(message);
  });
});
