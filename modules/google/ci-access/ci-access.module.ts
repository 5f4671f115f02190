import { publish } from "../../core/published";
import { GoogleCiAccess, rules, together, type GoogleCiAccessProps } from "./ci-access";

/** CI's access as a Terraform module. */
export const googleCiAccessModule = publish<GoogleCiAccessProps>({
  name: "google-ci-access",
  construct: GoogleCiAccess,
  rules,
  together,
  shapes: {
    "": {
      summary:
        "Accounts with which jobs of GitHub plan and apply a project with networks, clusters and stores, whose states lie in a bucket of that name.",
      fixed: {
        services: ["compute", "container", "cloudkms", "storage", "secretmanager"],
        stateBucketNames: ["terraform-state"],
        stateKeyRingNames: ["terraform-state"],
      },
      basic: {
        repository: "example/orders",
        planEnvironment: "test-plan",
        applyEnvironment: "test-apply",
        projectId: "orders-test",
        poolId: "github-jobs",
        planAccountId: "terraform-plan",
        applyAccountId: "terraform-apply",
      },
      complete: {},
    },
  },
});
