import type { WorldRule } from "../rule";
import { zoneRules } from "./availability-zones";
import { clusterRules } from "./clusters";
import { duplicateRules } from "./duplicates";
import { edgeRules } from "./edge";
import { googleAccessRules } from "./google-access";
import { gatewayRules } from "./gateways";
import { googleServiceRules } from "./google-services";
import { googlePrivateServiceRules } from "./google-private-services";
import { googleBalancerRules } from "./google-balancers";
import { kubernetesRules } from "./kubernetes";
import { nameRules } from "./names";
import { networkRules } from "./networks";
import { policyRules } from "./policies";
import { quotaRules } from "./quotas";
import { referenceRules } from "./references";
import { regionRules } from "./regions";
import { removalRules } from "./removal";
import { replicaRules } from "./replicas";
import { sameNetworkRules } from "./same-network";

/** Every rule of the world, once. A new one is a row of its subject's table, or an entry of its list, and its planted case. */
export const worldRules: readonly WorldRule[] = [
  ...nameRules,
  ...referenceRules,
  ...policyRules,
  ...regionRules,
  ...googleAccessRules,
  ...googleServiceRules,
  ...googlePrivateServiceRules,
  ...googleBalancerRules,
  ...networkRules,
  ...sameNetworkRules,
  ...duplicateRules,
  ...zoneRules,
  ...replicaRules,
  ...removalRules,
  ...quotaRules,
  ...clusterRules,
  ...gatewayRules,
  ...kubernetesRules,
  ...edgeRules,
];
