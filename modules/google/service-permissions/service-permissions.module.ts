import { publish } from "../../core/published";
import { GoogleServicePermissions, rules, type GoogleServicePermissionsProps } from "./service-permissions";

/** The permissions of a service as a Terraform module. */
export const googleServicePermissionsModule = publish<GoogleServicePermissionsProps>({
  name: "google-service-permissions",
  construct: GoogleServicePermissions,
  rules,
  shapes: {
    "": {
      summary: "Roles for one member, each on one resource and nothing else.",
      basic: {
        projectId: "orders-test",
        member: "serviceAccount:orders@orders-test.iam.gserviceaccount.com",
        permissions: { ledger: { role: "roles/datastore.user", resourceName: "projects/orders-test/databases/ledger" } },
      },
      complete: {},
    },
  },
});
