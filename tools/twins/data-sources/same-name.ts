import type { Attribute } from "../../catalogue/facts";
import { typeOfAttribute } from "../../protocol/types";
import type { ObjectValue, Value } from "../../protocol/values";
import { isAccountWide, type Reach } from "../../world/place";
import { isList, textFrom, textOf } from "./config";
import { conform } from "../computed/conform";
import { found, type DataSourceRequest, type Found } from "./data-source";
import { genericValues } from "./generic";
import { meantOf, reader, type Lookup } from "./lookup";

/** Arguments that ask for something else than equal attributes. */
const ignored = new Set(["filter", "tags", "timeouts", "most_recent", "region"]);

/** Settings that every account has, and things that people make elsewhere. */
const standingTypes =
  /^aws_(ebs_default_kms_key|ebs_encryption_by_default|ec2_serial_console_access|s3_account_public_access_block|lambda_invocation|organizations_|ssoadmin_|identitystore_|route53_delegation_set|servicequotas_)|^google_(project|folder|organization|billing_account|iam_role|service_account_(key|access_token|id_token|jwt)|compute_(image|project_metadata))|^cloudflare_(account|user|zone_setting|zone_dnssec)/;

/** Names of what a cloud's own people made. */
const standingNames = /^(Managed-|AWS-|Amazon-|default[.:]|default$|aws\/)/;

const isStanding = ({ type, config }: DataSourceRequest): boolean =>
  standingTypes.test(type) || standingNames.test(textOf(config, "name") ?? "") || config["owner"] === "AWS";

/**
 * A data source of which nothing is known but that a resource has its name, or its name in the singular: what was made
 * and has the attributes that are asked for. `undefined` where nothing says that anything has to have been made.
 */
export const readSameName = (request: DataSourceRequest): Found | undefined => {
  const { type, world, hasResource } = request;
  const isMade = (one: string): boolean => world.all(one).length > 0 || hasResource?.(one) === true;
  if (request.open === true && world.all(type).length === 0) return undefined;
  if (isMade(type)) return isStanding(request) && world.all(type).length === 0 ? undefined : reader(lookupOf(request))(request);
  const singular = type.replace(/ies$/, "y").replace(/s$/, "");
  return singular !== type && isMade(singular) ? readList(request, singular) : undefined;
};

const reachOf = ({ scope }: DataSourceRequest, type: string): Reach =>
  scope.provider === "aws" && !isAccountWide(type) ? "own-region" : "account";

const lookupOf = (request: DataSourceRequest): Lookup => ({
  of: [request.type],
  reach: reachOf(request, request.type),
  by: selectors(request, request.type),
  missing: missingOf(request),
});

const selectors = ({ config }: DataSourceRequest, type: string): Lookup["by"] =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([name, value]) => !ignored.has(name) && value !== null && value !== "" && !isList(value))
      .map(([name]) => [name, isEqual(name, type)] as const),
  );

/** Whether an argument names a thing: by an attribute of the same name, or by its id under a longer name. */
const isEqual =
  (name: string, type: string) =>
  (argument: Value, values: ObjectValue): boolean => {
    const text = textFrom(argument);
    const words = type.split("_").slice(1);
    const short = ["id", "arn", "name", "identifier"].find(
      (one) => name === `${words.join("_")}_${one}` || name === `${words.at(-1) ?? ""}_${one}`,
    );
    const attributes = [name, ...(short === undefined ? [] : [short, "id"])].filter((one) => one in values);
    return attributes.length === 0 || attributes.some((one) => textFrom(values[one] ?? null) === text);
  };

/** What a list of a data source holds of each thing: an attribute, or its attributes by name. */
const elementOf = (name: string, plural: string, attribute: Attribute): ((values: ObjectValue) => Value) | undefined => {
  const type = typeOfAttribute(attribute);
  if (attribute.computed !== true || typeof type === "string" || (type[0] !== "list" && type[0] !== "set")) return undefined;
  const element = type[1];
  if (element !== "string") return (values) => conform(element, values);
  const [, last = plural.endsWith(name) ? "name" : undefined] = /(?:^|_)(id|arn|name|url)s$/.exec(name) ?? [];
  return last === undefined ? undefined : (values) => values[last] ?? null;
};

/** The lists that a data source answers: of texts, by what their names say (`vpc_ids` are each `id`), and of objects. */
const readList = (request: DataSourceRequest, singular: string): Found => {
  const { type, facts } = request;
  const lists = Object.entries(facts.block.attributes ?? {}).flatMap(([name, attribute]) => {
    const element = elementOf(name, type, attribute);
    return element === undefined ? [] : [[name, element] as const];
  });
  const things = meantOf({ of: [singular], reach: reachOf(request, singular), by: selectors(request, singular) }, request);
  return found({ ...genericValues(request), ...Object.fromEntries(lists.map(([name, element]) => [name, things.map(element)] as const)) });
};

/** The error of a data source that finds nothing, in the manner of its provider. */
const missingOf = (request: DataSourceRequest): string => {
  const { type, config, scope } = request;
  if (scope.provider.startsWith("google")) return `${textFrom(genericValues(request)["id"] ?? null)} not found`;
  const key = ["name", "id", "arn"].map((name) => textOf(config, name)).find((text) => text !== undefined);
  return `reading ${wordsOf(type)}${key === undefined ? "" : ` (${key})`}: couldn't find resource`;
};

const wordsOf = (type: string): string =>
  type
    .split("_")
    .slice(1)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");
