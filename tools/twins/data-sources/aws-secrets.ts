import type { ObjectValue } from "../../protocol/values";
import { chanceOf, dnsSuffix, fixedInstant } from "../computed/made";
import { decrypted } from "./aws-identity";
import { accountOf, arnHere, partitionOf, regionOf } from "./aws-scope";
import { inRegion } from "./aws-standing";
import { blocksOf, givenText, textOf } from "./config";
import { failed, found, type DataSourceRequest, type Found, type Reader } from "./data-source";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A password by which machines pull and push images. */
export const registryToken = (request: DataSourceRequest): ObjectValue => {
  const registry = givenText(request.config, "registry_id") ?? accountOf(request);
  const password = base64(JSON.stringify({ payload: chanceOf(`${registry}\0${regionOf(request)}`, "base64", 96), type: "DATA_KEY" }));
  return {
    id: regionOf(request),
    authorization_token: base64(`AWS:${password}`),
    user_name: "AWS",
    password,
    proxy_endpoint: `https://${registry}.dkr.ecr.${regionOf(request)}.${dnsSuffix(partitionOf(request))}`,
    expires_at: fixedInstant,
  };
};

/** A token by which one logs in to a cluster: in AWS a signed address that says who asks. */
export const clusterToken = (request: Pick<DataSourceRequest, "scope">, name: string): string => {
  const host = `sts.${regionOf(request)}.${dnsSuffix(partitionOf(request))}`;
  const signature = chanceOf(`${accountOf(request)}\0${name}`, "hex", 64);
  const url = `https://${host}/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Signature=${signature}`;
  return `k8s-aws-v1.${Buffer.from(url).toString("base64url")}`;
};

/** The secret that an id means: a name, or an ARN with or without the six characters at its end. */
const secretOf = (request: DataSourceRequest, id: string): ObjectValue | undefined =>
  inRegion(request, "aws_secretsmanager_secret").find(
    (secret) => secret["name"] === id || secret["arn"] === id || (textOf(secret, "arn") ?? "").replace(/-\w{6}$/, "") === id,
  );

/** A version of a secret in the world. What was written without being kept in a state can't be told: it is made up. */
export const secretVersion = (request: DataSourceRequest): Found => {
  const { config } = request;
  const id = textOf(config, "secret_id") ?? "";
  const wanted = givenText(config, "version_id");
  const stage = givenText(config, "version_stage") ?? "AWSCURRENT";
  const key = `${id}|${wanted ?? stage}`;
  const secret = secretOf(request, id);
  const version = inRegion(request, "aws_secretsmanager_secret_version")
    .filter((one) => secret !== undefined && [secret["id"], secret["arn"], secret["name"]].includes(one["secret_id"] ?? null))
    .filter((one) => wanted === undefined || one["version_id"] === wanted)
    .at(-1);
  if (version === undefined && request.open !== true)
    return failed(`reading Secrets Manager Secret Version (${key}): couldn't find resource`);
  const isBinary = givenText(version ?? {}, "secret_binary") !== undefined;
  return found({
    id: key,
    arn: secret?.["arn"] ?? arnHere(request, "secretsmanager", `secret:${id}-${chanceOf(id, "base64", 6)}`),
    created_date: fixedInstant,
    secret_binary: version?.["secret_binary"] ?? "",
    secret_string: givenText(version ?? {}, "secret_string") ?? (isBinary ? "" : `secret-${chanceOf(key, "lower", 24)}`),
    version_id: version?.["version_id"] ?? wanted ?? `terraform-${chanceOf(key, "digits", 26)}`,
    version_stage: stage,
    version_stages: version?.["version_stages"] ?? [stage],
  });
};

/** The kinds of characters in a password, and the argument that leaves each out. */
const kinds: readonly (readonly [string, string])[] = [
  ["exclude_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["exclude_lowercase", "abcdefghijklmnopqrstuvwxyz"],
  ["exclude_numbers", "0123456789"],
  ["exclude_punctuation", "!#$%&()*+,-./:;<=>?@[]^_{|}~"],
];

/** A password as Secrets Manager makes it, but the same in every run: with a character of each kind that is not left out. */
export const passwordOf = ({ config }: Pick<DataSourceRequest, "config">): string => {
  const length = Number(config["password_length"] ?? 32);
  const excluded = textOf(config, "exclude_characters") ?? "";
  const sets = kinds
    .filter(([argument]) => config[argument] !== true)
    .map(([, characters]) => Array.from(characters).filter((one) => !excluded.includes(one)))
    .filter((characters) => characters.length > 0);
  const digits = chanceOf(JSON.stringify([length, excluded, sets.length]), "digits", 3 * length);
  return Array.from({ length }, (_, index) => {
    const characters = sets[index % Math.max(1, sets.length)] ?? [];
    return characters[Number(digits.slice(3 * index, 3 * index + 3)) % Math.max(1, characters.length)] ?? "";
  }).join("");
};

const readRandomPassword: Reader = (request) => {
  const password = passwordOf(request);
  return found({ id: password, random_password: password, password_length: request.config["password_length"] ?? 32 });
};

const hex = (text: string, length: number): string => chanceOf(text, "hex", length);

/** What AWS publishes in parameters that anybody may read, by the end of their names. */
const publicParameter = (request: DataSourceRequest, name: string): string | undefined => {
  if (!name.startsWith("/aws/service/")) return undefined;
  if (/(ami-id|image_id|image-id|\/id)$/.test(name) || name.startsWith("/aws/service/ami-"))
    return `ami-${hex(`${regionOf(request)}\0${name}`, 17)}`;
  if (/(image_name|image-name|\/name)$/.test(name)) return `image-${hex(name, 8)}`;
  if (/(release_version|image_version|version)$/.test(name)) return "1.0.0-20260101";
  if (name.endsWith("/recommended")) {
    return JSON.stringify({
      image_id: `ami-${hex(`${regionOf(request)}\0${name}`, 17)}`,
      release_version: "1.0.0-20260101",
      schema_version: "2",
    });
  }
  return name.startsWith("/aws/service/global-infrastructure/") ? name.slice(name.lastIndexOf("/") + 1) : undefined;
};

/** A parameter in the world, or one of those that AWS publishes. */
export const parameter = (request: DataSourceRequest): Found => {
  const { config } = request;
  const asked = textOf(config, "name") ?? textOf(config, "arn") ?? "";
  const name = asked.replace(/^arn:.*:parameter(?=\/)/, "");
  const made = inRegion(request, "aws_ssm_parameter").find((one) => one["name"] === name || one["arn"] === asked);
  const published = publicParameter(request, name) ?? (request.open === true ? `value-${hex(name, 8)}` : undefined);
  if (made === undefined && published === undefined) return failed(`reading SSM Parameter (${name}): couldn't find resource`);
  const type = (made && textOf(made, "type")) ?? "String";
  const value = (made && (givenText(made, "value") ?? givenText(made, "insecure_value"))) ?? published ?? `value-${hex(name, 8)}`;
  return found({
    id: name,
    name,
    arn:
      made?.["arn"] ??
      arnHere(request, "ssm", `parameter${name.startsWith("/") ? "" : "/"}${name}`).replace(/:\d{12}:(?=parameter\/aws\/)/, "::"),
    type,
    value,
    insecure_value: type === "SecureString" ? "" : value,
    version: made?.["version"] ?? 1,
    with_decryption: config["with_decryption"] ?? true,
  });
};

const readSecrets: Reader = ({ config }) => {
  const secrets = blocksOf(config, "secret");
  return found({
    id: fixedInstant,
    plaintext: Object.fromEntries(
      secrets.map((secret) => [textOf(secret, "name") ?? "", decrypted(textOf(secret, "payload") ?? "")] as const),
    ),
  });
};

/** Data sources of AWS's secrets, tokens and parameters. */
export const secretReaders: Readonly<Record<string, Reader>> = {
  aws_ecr_authorization_token: (request) => found(registryToken(request)),
  aws_ecrpublic_authorization_token: (request) => {
    const { id, authorization_token, user_name, password, expires_at } = registryToken(request) as Readonly<Record<string, string>>;
    return found({
      id: id ?? "",
      authorization_token: authorization_token ?? "",
      user_name: user_name ?? "",
      password: password ?? "",
      expires_at: expires_at ?? "",
    });
  },
  aws_eks_cluster_auth: (request) => {
    const name = textOf(request.config, "name") ?? "";
    return found({ id: name, token: clusterToken(request, name) });
  },
  aws_kms_secrets: readSecrets,
  aws_secretsmanager_random_password: readRandomPassword,
  aws_secretsmanager_secret_version: secretVersion,
  aws_ssm_parameter: parameter,
};
