import type { EnvironmentDescription } from "../regions/description";
import { originPullAuthorities } from "./origin-pull";
import { typedProviders } from "./providers";

/** Where a release is tried as a whole: two regions, as in growth. */
export const staging: EnvironmentDescription = {
  name: "staging",
  phase: "growth",
  domain: "meetbarter-staging.example",
  usdPerMonth: 3_500,
  providers: typedProviders,
  tags: { "cost-center": "engineering", owner: "platform" },
  edge: {
    accountId: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1",
    zoneId: "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee1",
    state: { project: "meetbarter-staging-edge", projectNumber: "888811119999", region: "google-europe-west6" },
    originPullCertificateAuthority: originPullAuthorities.staging,
  },
  jurisdictions: {
    eu: {
      accounts: {
        aws: { workload: "222233334444", vault: "222244443333", backup: "222255554444" },
        google: { workload: "meetbarter-staging-eu", vault: "meetbarter-staging-eu-vault", backup: "meetbarter-staging-eu-backup" },
      },
      projectNumbers: { workload: "777755559999", vault: "777766669999", backup: "777777779999" },
      sites: {
        "aws-eu-central-1": { role: "primary", since: "foundation", addressBlock: 4 },
        "aws-eu-west-1": { role: "hot-standby", since: "growth", addressBlock: 5 },
        "google-europe-west4": { role: "secondary", since: "enterprise", addressBlock: 6 },
        "aws-eu-central-2": { role: "backup", since: "enterprise", addressBlock: 7 },
      },
    },
  },
};
