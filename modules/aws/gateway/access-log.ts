import { jsonDocument } from "../../core/json";

/**
 * What is written of each request, by name: enough to follow it and to find a fault, and nothing of what it carried. The
 * variables: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html, read 2026-11.
 */
export const accessLogFields = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  domainName: "$context.domainName",
  httpMethod: "$context.httpMethod",
  path: "$context.path",
  routeKey: "$context.routeKey",
  protocol: "$context.protocol",
  status: "$context.status",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  integrationStatus: "$context.integration.status",
  integrationLatency: "$context.integration.latency",
  integrationError: "$context.integrationErrorMessage",
  error: "$context.error.message",
  errorType: "$context.error.responseType",
  sourceIp: "$context.identity.sourceIp",
  clientCertificateSubject: "$context.identity.clientCert.subjectDN",
  clientCertificateSerial: "$context.identity.clientCert.serialNumber",
} as const;

/** One JSON object a request. */
export const accessLogFormat = jsonDocument(accessLogFields);
