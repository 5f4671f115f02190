import type { EnvironmentDescription } from "../regions/description";
import { originPullAuthorities } from "./origin-pull";
import { typedProviders } from "./providers";

/** Production's shape in one jurisdiction: what goes wrong here would have gone wrong there. */
export const preProd: EnvironmentDescription = {
  name: "pre-prod",
  phase: "enterprise",
  size: "medium",
  domain: "meetbarter-pre-prod.example",
  usdPerMonth: 9_000,
  providers: typedProviders,
  tags: { "cost-center": "engineering", owner: "platform" },
  edge: {
    accountId: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2",
    zoneId: "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee2",
    state: { project: "meetbarter-pre-prod-edge", projectNumber: "888855559999", region: "google-europe-west6" },
    originPullCertificateAuthority: originPullAuthorities["pre-prod"],
  },
  jurisdictions: {
    eu: {
      accounts: {
        aws: { workload: "333344445555", vault: "333355554444", backup: "333366665555" },
        google: { workload: "meetbarter-pre-prod-eu", vault: "meetbarter-pre-prod-eu-vault", backup: "meetbarter-pre-prod-eu-backup" },
      },
      projectNumbers: { workload: "888822229999", vault: "888833339999", backup: "888844449999" },
      sites: {
        "aws-eu-central-1": { role: "primary", since: "foundation", addressBlock: 8 },
        "aws-eu-west-1": { role: "hot-standby", since: "growth", addressBlock: 9 },
        "google-europe-west4": { role: "secondary", since: "enterprise", addressBlock: 10 },
        "aws-eu-central-2": { role: "backup", since: "enterprise", addressBlock: 11 },
      },
    },
  },
};
