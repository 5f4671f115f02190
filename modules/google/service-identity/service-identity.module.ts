import { publish } from "../../core/published";
import { notEmpty } from "../../core/together";
import { GoogleServiceIdentity, rules, type GoogleServiceIdentityProps } from "./service-identity";

const basic = { serviceAccountId: "orders", projectId: "orders-test", description: "Workload identity: orders" };

/** The service account as a Terraform module: for pods, or for machines too. */
export const googleServiceIdentityModule = publish<GoogleServiceIdentityProps>({
  name: "google-service-identity",
  construct: GoogleServiceIdentity,
  rules,
  shapes: {
    "": { summary: "An account without a key, which pods become.", basic, complete: {} },
    machines: {
      summary: "An account without a key, as which named members may let machines run.",
      takes: ["attacherMembers"],
      together: [notEmpty("attacherMembers", "name a member")],
      basic: { ...basic, attacherMembers: ["group:operators@orders.example"] },
      complete: {},
    },
  },
});
