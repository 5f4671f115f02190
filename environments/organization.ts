import type { OrganizationDescription } from "../regions/description";

/** What is above the environments. */
export const organization: OrganizationDescription = {
  name: "meetbarter",
  repository: "meetbarter/infrastructure",
  accounts: { management: "999900001111", security: "888877776666" },
};
