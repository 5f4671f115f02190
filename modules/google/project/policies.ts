/** What an organization policy of a project says: a switch that is on, values that are allowed or denied, or a denial of all. */
export type PolicyRule =
  | { readonly kind: "enforced" }
  | { readonly kind: "none-allowed" }
  | { readonly kind: "allowed"; readonly values: readonly string[] }
  | { readonly kind: "denied"; readonly values: readonly string[] };

/** A constraint and its rule. The constraint's word stands in the address. */
export interface ProjectPolicy {
  readonly constraint: string;
  readonly rule: PolicyRule;
}

const enforced = (constraint: string): ProjectPolicy => ({ constraint, rule: { kind: "enforced" } });

/**
 * What holds in every project, whatever it is for. Each constraint with its meaning:
 * https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints, read 2026-11.
 */
const everywhere: readonly ProjectPolicy[] = [
  // Networks: none by default, no address on the internet but a load balancer's, no way in but the network's own.
  enforced("compute.skipDefaultNetworkCreation"),
  { constraint: "compute.vmExternalIpAccess", rule: { kind: "none-allowed" } },
  enforced("compute.disableSerialPortAccess"),
  enforced("compute.requireOsLogin"),
  enforced("sql.restrictPublicIp"),
  enforced("sql.restrictAuthorizedNetworks"),
  // Buckets: never public, and one way only to say who reads them.
  enforced("storage.publicAccessPrevention"),
  enforced("storage.uniformBucketLevelAccess"),
  // Identities: no key that lasts, and no account that may do everything because nobody thought of it.
  enforced("iam.disableServiceAccountKeyCreation"),
  enforced("iam.disableServiceAccountKeyUpload"),
  enforced("iam.automaticIamGrantsForDefaultServiceAccounts"),
];

/** What depends on the project. */
export interface ProjectPolicyParts {
  readonly projectId: string;
  readonly allowedRegions: readonly string[];
  readonly cmekServices: readonly string[];
  readonly identityIssuers: readonly string[];
}

/** All policies of a project. */
export const projectPolicies = ({
  projectId,
  allowedRegions,
  cmekServices,
  identityIssuers,
}: ProjectPolicyParts): readonly ProjectPolicy[] => [
  ...everywhere,
  {
    constraint: "gcp.resourceLocations",
    rule: { kind: "allowed", values: allowedRegions.map((region) => `in:${region}-locations`) },
  },
  { constraint: "iam.workloadIdentityPoolProviders", rule: { kind: "allowed", values: identityIssuers } },
  ...(cmekServices.length === 0
    ? []
    : [
        {
          constraint: "gcp.restrictNonCmekServices",
          rule: { kind: "denied", values: cmekServices.map((service) => `${service}.googleapis.com`) },
        } as const,
        { constraint: "gcp.restrictCmekCryptoKeyProjects", rule: { kind: "allowed", values: [`projects/${projectId}`] } } as const,
      ]),
];
