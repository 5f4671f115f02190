import type { EnvironmentDescription } from "../regions/description";
import { originPullAuthorities } from "./origin-pull";
import { typedProviders } from "./providers";

/** MeetBarter as its users meet it: two jurisdictions, each with three live places and its own backups in Zürich. */
export const production: EnvironmentDescription = {
  name: "production",
  phase: "enterprise",
  domain: "meetbarter.example",
  usdPerMonth: 34_000,
  providers: typedProviders,
  tags: { "cost-center": "operations", owner: "platform" },
  edge: {
    accountId: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa3",
    zoneId: "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee3",
    state: { project: "meetbarter-prod-edge", projectNumber: "999955559999", region: "google-europe-west6" },
    originPullCertificateAuthority: originPullAuthorities.production,
  },
  jurisdictions: {
    eu: {
      accounts: {
        aws: { workload: "444455556666", vault: "444466665555", backup: "444477776666" },
        google: {
          workload: "meetbarter-prod-eu",
          vault: "meetbarter-prod-eu-vault",
          backup: "meetbarter-prod-eu-backup",
        },
      },
      projectNumbers: { workload: "888866669999", vault: "888877779999", backup: "999911119999" },
      sites: {
        "aws-eu-central-1": { role: "primary", since: "foundation", addressBlock: 12 },
        "aws-eu-west-1": { role: "hot-standby", since: "growth", addressBlock: 13 },
        "google-europe-west4": { role: "secondary", since: "enterprise", addressBlock: 14 },
        "aws-eu-central-2": { role: "backup", since: "enterprise", addressBlock: 15 },
        "google-europe-west6": { role: "backup", since: "enterprise", addressBlock: 16 },
      },
    },
    mena: {
      accounts: {
        aws: { workload: "555566667777", vault: "555577776666", backup: "555588887777" },
        google: { workload: "meetbarter-prod-mena", vault: "meetbarter-prod-mena-vault", backup: "meetbarter-prod-mena-backup" },
      },
      projectNumbers: { workload: "999922229999", vault: "999933339999", backup: "999944449999" },
      sites: {
        "aws-me-central-1": { role: "primary", since: "foundation", addressBlock: 17 },
        "aws-me-south-1": { role: "hot-standby", since: "growth", addressBlock: 18 },
        "google-me-central1": { role: "secondary", since: "enterprise", addressBlock: 19 },
        "aws-eu-central-2": { role: "backup", since: "enterprise", addressBlock: 20 },
        "google-europe-west6": { role: "backup", since: "enterprise", addressBlock: 21 },
      },
    },
  },
};
