import { accountReferences } from "./references-aws-account";
import { computeReferences } from "./references-aws-compute";
import { dataReferences } from "./references-aws-data";
import { networkReferences } from "./references-aws-network";
import { serviceReferences } from "./references-aws-services";
import type { Reference } from "./things";

/** References of AWS resources. */
export const awsReferences: readonly Reference[] = [
  ...networkReferences,
  ...accountReferences,
  ...dataReferences,
  ...computeReferences,
  ...serviceReferences,
];
