import { publish } from "../../core/published";
import { GoogleProject, rules, type GoogleProjectProps } from "./project";

const services = ["artifactregistry", "cloudkms", "compute", "container", "logging", "orgpolicy", "secretmanager", "sqladmin", "storage"];

/** A project's rules as a Terraform module: by where things may be made. */
export const googleProjectModule = publish<GoogleProjectProps>({
  name: "google-project",
  construct: GoogleProject,
  rules,
  shapes: {
    europe: {
      summary: "A project for clusters and stores, in which nothing is made outside of Frankfurt and the Netherlands.",
      fixed: { services, allowedRegions: ["europe-west3", "europe-west4"], cmekServices: ["storage", "sqladmin"] },
      basic: { projectId: "orders-test" },
      complete: {},
    },
    gulf: {
      summary: "A project for clusters and stores, in which nothing is made outside of Doha and Dammam.",
      fixed: { services, allowedRegions: ["me-central1", "me-central2"], cmekServices: ["storage", "sqladmin"] },
      basic: { projectId: "orders-test" },
      complete: {},
    },
  },
});
