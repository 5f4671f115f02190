import { furtherText, publish } from "../../core/published";
import { text } from "../../core/checks";
import { GoogleServicePermissions, rules, type GoogleServicePermissionsProps } from "./service-permissions";

/** The permissions of a service as a Terraform module. */
export const googleServicePermissionsModule = publish<GoogleServicePermissionsProps>({
  name: "google-service-permissions",
  construct: GoogleServicePermissions,
  rules,
  shapes: {
    "": {
      summary: "One role for one member, on one resource and nothing else.",
      further: {
        role: furtherText(
          "The role, such as `roles/datastore.user`. Another one replaces the grant.",
          text(/^(roles|projects\/[^/]+\/roles)\/[\w.]+$/, "a role", 8, 200),
        ),
        resourceName: furtherText(
          "Name of the resource as conditions have it, `projects/<project>/databases/<name>`. Another one replaces the grant.",
          text(/^projects\/[^/"\\]+\/[^"\\]+$/, "a resource's name ('projects/…')", 12, 500),
        ),
      },
      compose: { permissions: (given) => ({ allowed: { role: given.text("role"), resourceName: given.text("resourceName") } }) },
      basic: {
        projectId: "orders-test",
        member: "serviceAccount:orders@orders-test.iam.gserviceaccount.com",
        role: "roles/datastore.user",
        resourceName: "projects/orders-test/databases/ledger",
      },
      complete: {},
    },
  },
});
