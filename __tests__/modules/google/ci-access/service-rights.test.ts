import { administeredServices, rightsOf } from "../../../../modules/google/ci-access/service-rights";

/** Permissions that hand out or change what stores hold, or let somebody become somebody else. */
const dataPermissions = [
  "artifactregistry.repositories.deleteArtifacts",
  "artifactregistry.repositories.uploadArtifacts",
  "cloudkms.cryptoKeyVersions.useToDecrypt",
  "cloudkms.cryptoKeyVersions.useToEncrypt",
  "cloudsql.instances.connect",
  "cloudsql.instances.export",
  "cloudsql.instances.import",
  "cloudsql.instances.login",
  "container.secrets.get",
  "datastore.databases.export",
  "datastore.entities.get",
  "datastore.entities.list",
  "iam.serviceAccountKeys.create",
  "iam.serviceAccounts.actAs",
  "iam.serviceAccounts.getAccessToken",
  "iam.serviceAccounts.setIamPolicy",
  "logging.logEntries.list",
  "logging.privateLogEntries.list",
  "pubsub.subscriptions.consume",
  "pubsub.topics.publish",
  "resourcemanager.projects.setIamPolicy",
  "secretmanager.versions.access",
  "secretmanager.versions.add",
  "storage.objects.create",
  "storage.objects.get",
];

/** Predefined roles that hand out data, among those that look harmless. */
const dataRoles = [
  "roles/cloudsql.viewer",
  "roles/compute.viewer",
  "roles/container.viewer",
  "roles/datastore.viewer",
  "roles/logging.viewer",
  "roles/pubsub.editor",
  "roles/secretmanager.admin",
  "roles/storage.admin",
  "roles/viewer",
];

describe("what CI may do with a project's services", () => {
  test.each(["plan", "apply"] as const)("a %s job gets no permission that reaches data", (kind) => {
    const { roles, permissions } = rightsOf(kind, administeredServices);
    expect(permissions.filter((one) => dataPermissions.includes(one))).toEqual([]);
    expect(roles.filter((one) => dataRoles.includes(one))).toEqual([]);
  });

  test("a plan job's permissions only read, and let it in at a cluster's door", () => {
    const { roles, permissions } = rightsOf("plan", administeredServices);
    expect(permissions.filter((one) => !/\.(get|getIamPolicy|getMetadata|list)$/.test(one))).toEqual(["container.clusters.connect"]);
    expect(roles.filter((one) => !/\.(reader|[a-zA-Z]*[vV]iewer)$/.test(one))).toEqual([]);
  });

  test("a plan job reads in every project who may do what, and which services are on", () => {
    expect(rightsOf("plan", ["dns"])).toEqual({
      roles: ["roles/dns.reader"],
      permissions: [
        "iam.roles.get",
        "iam.roles.list",
        "iam.serviceAccounts.get",
        "iam.serviceAccounts.getIamPolicy",
        "iam.serviceAccounts.list",
        "iam.workloadIdentityPoolProviders.get",
        "iam.workloadIdentityPoolProviders.list",
        "iam.workloadIdentityPools.get",
        "iam.workloadIdentityPools.list",
        "orgpolicy.policy.get",
        "resourcemanager.projects.get",
        "resourcemanager.projects.getIamPolicy",
        "serviceusage.services.get",
        "serviceusage.services.list",
      ],
    });
  });

  test("a plan job reaches a cluster by its host name, and reads there what Helm has released and nothing else", () => {
    expect(rightsOf("plan", ["container"]).permissions.filter((one) => one.startsWith("container."))).toEqual([
      "container.clusters.connect",
      "container.configMaps.get",
      "container.configMaps.list",
    ]);
  });

  test("endpoint groups, which Google's network roles only use, are read by plan and made by apply", () => {
    const about = (kind: "plan" | "apply"): string[] =>
      rightsOf(kind, ["compute"]).permissions.filter((one) => one.startsWith("compute.networkEndpointGroups."));
    expect(about("plan")).toEqual(["compute.networkEndpointGroups.get", "compute.networkEndpointGroups.list"]);
    expect(about("apply")).toEqual(["compute.networkEndpointGroups.create", "compute.networkEndpointGroups.delete"]);
  });

  test("an apply job administers buckets and not what is in them", () => {
    expect(rightsOf("apply", ["storage"])).toEqual({
      roles: [],
      permissions: ["storage.buckets.create", "storage.buckets.delete", "storage.buckets.setIamPolicy", "storage.buckets.update"],
    });
  });

  test("each service brings something to both jobs", () => {
    const nothing = administeredServices.filter((one) =>
      (["plan", "apply"] as const).some((kind) => {
        const [all, none] = [rightsOf(kind, [one]), rightsOf(kind, [])];
        return all.roles.length + all.permissions.length === none.roles.length + none.permissions.length;
      }),
    );
    expect(nothing).toEqual([]);
  });
});
