import { furtherText, publish } from "../../core/published";
import { text } from "../../core/checks";
import { member } from "../../core/google";
import { GoogleRegistry, rules, type GoogleRegistryProps } from "./registry";

const name = text(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "lower-case letters, digits and hyphens", 1, 63);

/** The registry as a Terraform module. */
export const googleRegistryModule = publish<GoogleRegistryProps>({
  name: "google-registry",
  construct: GoogleRegistry,
  rules,
  shapes: {
    "": {
      summary: "A repository for images and one for charts, which one member reads.",
      further: {
        imagesId: furtherText("Id of the repository of images, 1 to 63 characters. Renaming replaces it, which Terraform refuses.", name),
        chartsId: furtherText("Id of the repository of charts, 1 to 63 characters. Renaming replaces it, which Terraform refuses.", name),
        readerMember: furtherText("Who may read both, as IAM names it. Another one replaces the grants.", member),
      },
      compose: {
        repositories: (given) => ({ images: given.text("imagesId"), charts: given.text("chartsId") }),
        readers: (given) => ({ nodes: given.text("readerMember") }),
      },
      basic: {
        projectId: "orders-test",
        region: "europe-west4",
        keyId: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
        imagesId: "images",
        chartsId: "charts",
        readerMember: "serviceAccount:orders@orders-test.iam.gserviceaccount.com",
      },
      complete: { untaggedDays: 7, keptImages: 50 },
    },
  },
});
