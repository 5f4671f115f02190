import type { ObjectValue } from "../../../tools/protocol/values";

const own = (values: ObjectValue, name: string): string => values[name] as string;

/** What Google's provider computes, as far as other resources and outputs read it. `fresh` is an id that nothing else has. */
export const computedByGoogle = (type: string, values: ObjectValue, project: string, fresh: string): ObjectValue => {
  const inProject = (rest: string): string => `projects/${project}/${rest}`;
  switch (type) {
    case "google_kms_key_ring":
      return { id: inProject(`locations/${own(values, "location")}/keyRings/${own(values, "name")}`) };
    case "google_kms_crypto_key":
      return { id: `${own(values, "key_ring")}/cryptoKeys/${own(values, "name")}` };
    case "google_service_account": {
      const email = `${own(values, "account_id")}@${project}.iam.gserviceaccount.com`;
      return {
        id: inProject(`serviceAccounts/${email}`),
        name: inProject(`serviceAccounts/${email}`),
        email,
        member: `serviceAccount:${email}`,
      };
    }
    case "google_iam_workload_identity_pool": {
      const name = `projects/123456789012/locations/global/workloadIdentityPools/${own(values, "workload_identity_pool_id")}`;
      return { id: name, name };
    }
    case "google_iam_workload_identity_pool_provider":
      return { id: `${type}-${fresh}`, name: `projects/123456789012/locations/global/workloadIdentityPools/one/providers/github` };
    case "google_project_iam_custom_role":
      return { id: inProject(`roles/${own(values, "role_id")}`), name: inProject(`roles/${own(values, "role_id")}`) };
    case "google_storage_bucket":
      return { id: own(values, "name") };
    default:
      return { id: `${type}-${fresh}` };
  }
};
