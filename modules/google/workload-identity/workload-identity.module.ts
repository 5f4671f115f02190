import { publish } from "../../core/published";
import { GoogleWorkloadIdentity, rules, type GoogleWorkloadIdentityProps } from "./workload-identity";

/** The identity of pods as a Terraform module. */
export const googleWorkloadIdentityModule = publish<GoogleWorkloadIdentityProps>({
  name: "google-workload-identity",
  construct: GoogleWorkloadIdentity,
  rules,
  shapes: {
    "": {
      summary: "Pods of one service account of Kubernetes become an account of Google.",
      basic: {
        projectId: "orders-test",
        serviceAccountEmail: "orders@orders-test.iam.gserviceaccount.com",
        namespace: "orders",
        serviceAccount: "orders",
      },
      complete: {},
    },
  },
});
