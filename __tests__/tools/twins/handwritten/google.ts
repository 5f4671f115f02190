import { googleCompute } from "./google-compute";
import { googleData } from "./google-data";
import { googleIdentity } from "./google-identity";
import type { HandwrittenProvider } from "./resource";

/** Google 6.50.0. */
export const google: HandwrittenProvider = {
  provider: "registry.terraform.io/hashicorp/google",
  version: "6.50.0",
  configuration: { project: "example-project", region: "europe-west4", zone: "europe-west4-a" },
  resources: [...googleCompute, ...googleData, ...googleIdentity],
};
