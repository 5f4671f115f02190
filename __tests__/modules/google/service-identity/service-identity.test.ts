import { TerraformOutput } from "cdktf";
import { GoogleServiceIdentity, type GoogleServiceIdentityProps } from "../../../../modules/google/service-identity/service-identity";
import { account, counts, made, outputs, problemsOnGoogle, project, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleServiceIdentityProps = { serviceAccountId: "service-auth", projectId: project, description: "workload identity: auth" };

describe("service identity", () => {
  test("is an account without a key and without a right", () => {
    const json = synthesizedOnGoogle((stack) => {
      const identity = new GoogleServiceIdentity(stack, "auth", props);
      for (const name of ["email", "name", "member"] as const) new TerraformOutput(stack, name, { value: identity[name] });
    });
    expect(counts(json)).toEqual({ google_service_account: 1 });
    expect(made(json, "google_service_account", "auth")).toEqual({
      account_id: "service-auth",
      project,
      display_name: "workload identity: auth",
    });
    expect(outputs(json)).toEqual({
      email: "${google_service_account.auth.email}",
      name: "${google_service_account.auth.name}",
      member: "${google_service_account.auth.member}",
    });
  });

  test("who lets machines run as it, and who administers it, is said in full", () => {
    const apply = [account("terraform-apply")];
    const json = synthesizedOnGoogle(
      (stack) => new GoogleServiceIdentity(stack, "auth", { ...props, attacherMembers: apply, administratorMembers: apply }),
    );
    expect(counts(json)).toEqual({ google_service_account: 1, google_service_account_iam_binding: 2 });
    const name = "${google_service_account.auth.name}";
    expect(made(json, "google_service_account_iam_binding", "auth_attachers")).toEqual({
      service_account_id: name,
      role: "roles/iam.serviceAccountUser",
      members: apply,
    });
    expect(made(json, "google_service_account_iam_binding", "auth_administrators")).toEqual({
      service_account_id: name,
      role: "roles/iam.serviceAccountAdmin",
      members: apply,
    });
  });

  test.each<[string, Partial<GoogleServiceIdentityProps>, string]>([
    ["an id that is too short", { serviceAccountId: "auth" }, "[BadProp] 'serviceAccountId'"],
    ["an id that is too long", { serviceAccountId: `service-${"x".repeat(23)}` }, "[BadProp] 'serviceAccountId'"],
    ["a project in capitals", { projectId: "Project-1" }, "[BadProp] 'projectId'"],
    ["two lines", { description: "one\ntwo" }, "[BadProp] 'description'"],
    ["a person who attaches", { attacherMembers: ["user:ada@meetbarter.example"] }, "[BadProp] 'attacherMembers'"],
    ["everybody who signs in", { administratorMembers: ["allAuthenticatedUsers"] }, "[BadProp] 'administratorMembers'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOnGoogle((stack) => new GoogleServiceIdentity(stack, "auth", { ...props, ...change }))).toContain(message);
  });
});
