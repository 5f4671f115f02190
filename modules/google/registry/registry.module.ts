import { publish } from "../../core/published";
import { GoogleRegistry, rules, type GoogleRegistryProps } from "./registry";

/** The registry as a Terraform module. */
export const googleRegistryModule = publish<GoogleRegistryProps>({
  name: "google-registry",
  construct: GoogleRegistry,
  rules,
  shapes: {
    "": {
      summary: "Repositories for images and charts, with who reads and who writes them.",
      basic: {
        projectId: "orders-test",
        region: "europe-west4",
        keyId: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
        repositories: { images: "images", charts: "charts" },
      },
      complete: {
        readers: { nodes: "serviceAccount:orders@orders-test.iam.gserviceaccount.com" },
        writers: { ci: "serviceAccount:ci@orders-test.iam.gserviceaccount.com" },
        untaggedDays: 7,
        keptImages: 50,
      },
    },
  },
});
