import { textOf, type Forms, type Made } from "./made";

const version = (made: Made): string => textOf(made.value("version")) || "0.1.0";

/** The name of a chart, without the folder, registry or archive that it comes from. */
const chart = (made: Made): string =>
  textOf(made.value("chart"))
    .replace(/^.*\//, "")
    .replace(/-\d+\.\d+\.\d+.*\.tgz$/, "");

/** Releases: registry.terraform.io/providers/hashicorp/helm, `helm_release`. Times are seconds since 1970. */
export const helmForms: Forms = {
  helm_release: {
    id: "{name}",
    manifest: () => null,
    metadata: (made) => ({
      app_version: version(made),
      chart: chart(made),
      first_deployed: 1_767_225_600,
      last_deployed: 1_767_225_600,
      name: textOf(made.value("name")),
      namespace: textOf(made.value("namespace")),
      notes: "",
      revision: 1,
      values: "{}",
      version: version(made),
    }),
    resources: () => ({}),
    status: "deployed",
    version,
  },
};
