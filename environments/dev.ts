import type { EnvironmentDescription } from "../regions/description";
import { originPullAuthorities } from "./origin-pull";
import { typedProviders } from "./providers";

/** Where developers try things: one region, nothing doubled. */
export const dev: EnvironmentDescription = {
  name: "dev",
  phase: "foundation",
  domain: "meetbarter-dev.example",
  usdPerMonth: 700,
  providers: typedProviders,
  tags: { "cost-center": "engineering", owner: "platform" },
  edge: {
    accountId: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0",
    zoneId: "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee0",
    state: { project: "meetbarter-dev-edge", projectNumber: "777744449999", region: "google-europe-west6" },
    originPullCertificateAuthority: originPullAuthorities.dev,
  },
  jurisdictions: {
    eu: {
      accounts: {
        aws: { workload: "111122223333", vault: "111133332222", backup: "111144443333" },
        google: { workload: "meetbarter-dev-eu", vault: "meetbarter-dev-eu-vault", backup: "meetbarter-dev-eu-backup" },
      },
      projectNumbers: { workload: "777711119999", vault: "777722229999", backup: "777733339999" },
      sites: {
        "aws-eu-central-1": { role: "primary", since: "foundation", addressBlock: 0 },
        "aws-eu-west-1": { role: "hot-standby", since: "growth", addressBlock: 1 },
        "google-europe-west4": { role: "secondary", since: "enterprise", addressBlock: 2 },
        "aws-eu-central-2": { role: "backup", since: "enterprise", addressBlock: 3 },
      },
    },
  },
};
