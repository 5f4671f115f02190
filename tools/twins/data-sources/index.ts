import type { ReadAnswer } from "../../protocol/provider";
import { documentReaders } from "./aws-documents";
import { endpointReaders } from "./aws-endpoints";
import { identityReaders } from "./aws-identity";
import { imageReaders } from "./aws-images";
import { networkReaders } from "./aws-network";
import { placeReaders } from "./aws-place";
import { readPolicyDocument } from "./aws-policy-document";
import { secretReaders } from "./aws-secrets";
import { serviceReaders } from "./aws-services-lookups";
import { storeReaders } from "./aws-stores";
import { zoneReaders } from "./aws-zones";
import { cloudflareReaders } from "./cloudflare";
import { answerOf, found, type DataSourceRequest, type Reader } from "./data-source";
import { genericValues } from "./generic";
import { googleReaders } from "./google";
import { helmReaders } from "./helm";
import { kubernetesReader } from "./kubernetes";
import { readSameName } from "./same-name";

export type { DataSourceRequest } from "./data-source";

/** What becomes of the data sources that are more than their schema, by type. */
const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    aws_iam_policy_document: readPolicyDocument,
    ...placeReaders,
    ...zoneReaders,
    ...documentReaders,
    ...networkReaders,
    ...identityReaders,
    ...serviceReaders,
    ...storeReaders,
    ...secretReaders,
    ...endpointReaders,
    ...imageReaders(genericValues),
    ...googleReaders,
    ...cloudflareReaders,
    ...helmReaders,
  }),
);

/**
 * Answers a data source as its provider would: what the provider computes by itself exactly so; what stands in the world
 * as it stands there; what stands in every account though nobody made it; and for all else something plausible, the same
 * in every run. Terraform asks only when all arguments are known.
 */
export const readDataSource = (request: DataSourceRequest): ReadAnswer => {
  const { type } = request;
  const reader = readers.get(type) ?? (type.startsWith("kubernetes_") ? kubernetesReader(request) : undefined);
  return answerOf(request, reader?.(request) ?? readSameName(request) ?? found(genericValues(request)));
};
