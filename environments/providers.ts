import type { EnvironmentDescription } from "../regions/description";

/** The provider versions that the bindings are typed for. An environment that tries another says so in its own file. */
export const typedProviders: EnvironmentDescription["providers"] = {
  aws: "6.25.0",
  cloudflare: "5.14.0",
  google: "6.50.0",
  helm: "3.1.1",
  kubernetes: "2.38.0",
};
