import { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { GoogleWorkloadIdentity, type GoogleWorkloadIdentityProps } from "../../../../modules/google/workload-identity/workload-identity";
import { counts, made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const email = `service-auth@${project}.iam.gserviceaccount.com`;
const props: GoogleWorkloadIdentityProps = {
  projectId: project,
  serviceAccountEmail: email,
  namespace: "security",
  serviceAccount: "auth",
};

describe("workload identity", () => {
  test("lets the pods of one namespace and account become one account, and nobody else", () => {
    const json = synthesizedOnGoogle((stack) => new GoogleWorkloadIdentity(stack, "auth", props));
    expect(counts(json)).toEqual({ google_service_account_iam_binding: 1 });
    expect(made(json, "google_service_account_iam_binding", "auth")).toEqual({
      service_account_id: `projects/${project}/serviceAccounts/${email}`,
      role: "roles/iam.workloadIdentityUser",
      members: [`serviceAccount:${project}.svc.id.goog[security/auth]`],
    });
  });

  test("waits for the cluster with which the pool of identities comes", () => {
    const json = synthesizedOnGoogle((stack) => {
      const cluster = new ContainerCluster(stack, "cluster", { name: "main", location: region });
      new GoogleWorkloadIdentity(stack, "auth", { ...props, after: [cluster] });
    });
    expect(made(json, "google_service_account_iam_binding", "auth")["depends_on"]).toEqual(["google_container_cluster.cluster"]);
  });

  test.each<[string, Partial<GoogleWorkloadIdentityProps>, string]>([
    ["a project in capitals", { projectId: "Project-1" }, "[BadProp] 'projectId'"],
    ["an account's id", { serviceAccountEmail: "service-auth" }, "[BadProp] 'serviceAccountEmail'"],
    ["every namespace", { namespace: "*" }, "[BadProp] 'namespace'"],
    ["an account in capitals", { serviceAccount: "Auth" }, "[BadProp] 'serviceAccount'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOnGoogle((stack) => new GoogleWorkloadIdentity(stack, "auth", { ...props, ...change }))).toContain(message);
  });
});
