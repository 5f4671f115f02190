import { furtherText, publish } from "../../core/published";
import { text } from "../../core/checks";
import { GoogleImagePolicy, rules, type GoogleImagePolicyProps } from "./image-policy";

/** The policy of images as a Terraform module. */
export const googleImagePolicyModule = publish<GoogleImagePolicyProps>({
  name: "google-image-policy",
  construct: GoogleImagePolicy,
  rules,
  shapes: {
    "": {
      summary: "Clusters of a project start images of one registry and of Google's system only.",
      further: {
        registry: furtherText(
          "The registry, as `<region>-docker.pkg.dev/<project>`, or one repository of it. Changed in place.",
          text(/^[a-z0-9-]+-docker\.pkg\.dev\/[a-z][a-z0-9-]*(\/[a-z0-9-]+)?$/, "<region>-docker.pkg.dev/<project>", 20, 256),
        ),
      },
      compose: { registries: (given) => [given.text("registry")] },
      basic: { projectId: "orders-test", registry: "europe-west4-docker.pkg.dev/orders-test" },
      complete: {},
    },
  },
});
