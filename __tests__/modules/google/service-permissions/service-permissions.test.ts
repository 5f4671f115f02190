import {
  GoogleServicePermissions,
  type GoogleServicePermissionsProps,
} from "../../../../modules/google/service-permissions/service-permissions";
import { account, counts, made, problemsOnGoogle, project, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleServicePermissionsProps = {
  projectId: project,
  member: account("service-messaging"),
  permissions: {
    documents: { role: "roles/datastore.user", resourceName: `projects/${project}/databases/conversations` },
    "sign-in": { role: "roles/cloudsql.instanceUser", resourceName: `projects/${project}/instances/sensitive` },
  },
};

describe("GoogleServicePermissions", () => {
  test("each permission is a role on the project, narrowed to one resource", () => {
    const json = synthesizedOnGoogle((stack) => new GoogleServicePermissions(stack, "permissions", props));
    expect(counts(json)).toEqual({ google_project_iam_member: 2 });
    expect(made(json, "google_project_iam_member", 'permissions_permission["sign-in"]')).toEqual({
      project,
      role: "roles/cloudsql.instanceUser",
      member: props.member,
      condition: {
        title: "sign-in",
        description: "sensitive alone",
        expression: `resource.name == "projects/${project}/instances/sensitive"`,
      },
    });
  });

  test.each([
    ["projectId", "P"],
    ["member", "allUsers"],
    ["permissions", { "Sign-In": props.permissions["sign-in"] }],
    ["permissions", { a: { role: "owner", resourceName: `projects/${project}/databases/x` } }],
    ["permissions", { a: { role: "roles/datastore.user", resourceName: `projects/${project}/x" || true` } }],
  ])("%s must not be %j: [BadProp]", (prop, wrong) => {
    const problem = problemsOnGoogle((stack) => new GoogleServicePermissions(stack, "permissions", { ...props, [prop]: wrong }));
    expect(problem).toContain(`[BadProp] '${prop}' must `);
  });
});
