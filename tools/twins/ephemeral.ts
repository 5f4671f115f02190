import type { EphemeralFacts } from "../catalogue/facts";
import type { ReadAnswer } from "../protocol/provider";
import type { ObjectValue } from "../protocol/values";
import { chanceOf, fixedInstant } from "./computed/made";
import { decrypted } from "./data-sources/aws-identity";
import { clusterToken, parameter, passwordOf, secretVersion } from "./data-sources/aws-secrets";
import { blocksOf, givenText, isObject, textOf } from "./data-sources/config";
import { completed, failed, found, type DataSourceRequest, type Found, type Reader } from "./data-sources/data-source";
import { genericValues } from "./data-sources/generic";
import { googleSecret, webToken } from "./data-sources/google";

/** What a twin is asked for an ephemeral resource, all arguments known. */
export interface EphemeralRequest extends Omit<DataSourceRequest, "facts"> {
  readonly facts: EphemeralFacts;
}

/** An answer of a data source in the words of the ephemeral resource. */
const withWords = (answer: Found, summary: string): Found => ("errors" in answer ? failed(summary, "couldn't find resource") : answer);

const readSecretVersion: Reader = (request) => {
  const answer = withWords(
    secretVersion(request),
    `reading AWS Secrets Manager Secret Versions Data Source (${textOf(request.config, "secret_id") ?? ""}): couldn't find resource`,
  );
  if ("errors" in answer) return answer;
  const { secret_binary: binary, version_stage: _stage, ...values } = answer.values;
  return found({ ...values, secret_binary: binary === "" ? null : (binary ?? null) });
};

const readParameter: Reader = (request) =>
  withWords(
    parameter(request),
    `reading AWS SSM (Systems Manager) Ephemeral Resource Parameter (${JSON.stringify(textOf(request.config, "arn") ?? "")}): couldn't find resource`,
  );

/** A function that is called says nothing: a rehearsal runs no code. */
const readInvocation: Reader = ({ config }) =>
  found({
    executed_version: givenText(config, "qualifier") ?? "$LATEST",
    function_error: null,
    log_result: config["log_type"] === "Tail" ? "" : null,
    result: "{}",
    status_code: 200,
  });

const readSecrets: Reader = ({ config }) =>
  found({
    plaintext: Object.fromEntries(
      blocksOf(config, "secret").map((secret) => [textOf(secret, "name") ?? "", decrypted(textOf(secret, "payload") ?? "")] as const),
    ),
  });

/** A moment as a web token writes it, in seconds. */
const issued = Math.floor(new Date(fixedInstant).getTime() / 1000);

const readToken = ({ config }: DataSourceRequest): ObjectValue => {
  const account = textOf(config, "target_service_account") ?? "";
  return { access_token: `ya29.${chanceOf(account, "base64", 120)}`, lifetime: givenText(config, "lifetime") ?? "3600s" };
};

const readIdToken: Reader = ({ config }) =>
  found({
    id_token: webToken({
      iss: "https://accounts.google.com",
      aud: textOf(config, "target_audience") ?? "",
      sub: textOf(config, "target_service_account") ?? "",
      iat: issued,
      exp: issued + 3600,
    }),
  });

const claimsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const claims: unknown = JSON.parse(text);
    return typeof claims === "object" && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
};

const readJwt: Reader = ({ config }) =>
  found({ jwt: webToken({ ...claimsOf(textOf(config, "payload") ?? ""), iat: issued, exp: issued + 3600 }) });

/** A token by which a service account of a cluster shows who it is. */
const readClusterToken: Reader = ({ config }) => {
  const metadata = config["metadata"] ?? null;
  const [name, namespace] = isObject(metadata) ? [textOf(metadata, "name") ?? "", textOf(metadata, "namespace") ?? ""] : ["", ""];
  const token = webToken({ sub: `system:serviceaccount:${namespace}:${name}`, iat: issued, exp: issued + 3600 });
  return found({ token, expiration_timestamp: new Date((issued + 3600) * 1000).toISOString().replace(".000Z", "Z") });
};

const readers: Readonly<Record<string, Reader>> = {
  aws_eks_cluster_auth: (request) => found({ token: clusterToken(request, textOf(request.config, "name") ?? "") }),
  aws_kms_secrets: readSecrets,
  aws_lambda_invocation: readInvocation,
  aws_secretsmanager_random_password: (request) => found({ random_password: passwordOf(request) }),
  aws_secretsmanager_secret_version: readSecretVersion,
  aws_ssm_parameter: readParameter,
  google_secret_manager_secret_version: (request) => found(googleSecret(request)),
  google_service_account_access_token: (request) => found(readToken(request)),
  google_service_account_id_token: readIdToken,
  google_service_account_jwt: readJwt,
  kubernetes_token_request_v1: readClusterToken,
};

/**
 * Opens an ephemeral resource: a secret or a parameter as it stands in the world, and for all else something plausible,
 * the same in every run, that opens nothing.
 */
export const openEphemeral = (request: EphemeralRequest): ReadAnswer => {
  const answer = readers[request.type]?.(request) ?? found(genericValues(request));
  if ("errors" in answer) return { state: null, diagnostics: answer.errors };
  return { state: completed(request.facts.block, { ...request.config, ...answer.values }), diagnostics: [] };
};
