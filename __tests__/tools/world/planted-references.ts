import type { ObjectValue, Value } from "../../../tools/protocol/values";
import { references } from "../../../tools/world/rules/references";
import type { Reference } from "../../../tools/world/rules/things";
import type { Scope, WorldObject } from "../../../tools/world/world";
import { cluster, edge, elsewhere, here, otherProject, otherRegion, project, thing, type PlantedCase } from "./planted";

const scopes: Readonly<Record<string, Scope>> = {
  aws: here,
  google: project,
  cloudflare: edge,
  kubernetes: cluster,
  helm: { ...cluster, provider: "helm" },
};
const far: Readonly<Record<string, Scope>> = {
  aws: elsewhere,
  google: otherProject,
  cloudflare: { ...edge, account: "account-2" },
  kubernetes: { ...cluster, cluster: "https://two.example" },
};

const cloudOf = (type: string): string => type.split("_")[0] ?? "";
const homeOf = (type: string): Scope => scopes[cloudOf(type)] ?? here;

/** The words of an ARN of a type, where they are not the type's own. */
const services: Readonly<Record<string, string>> = {
  aws_sqs_queue: "sqs",
  aws_sns_topic: "sns",
  aws_lambda_function: "lambda",
  aws_lb: "elasticloadbalancing",
  aws_lb_listener: "elasticloadbalancing",
  aws_cloudwatch_log_group: "logs",
  aws_iam_role: "iam",
};

const arnOf = (type: string, { account = "", region = "" }: Scope): string => {
  const isGlobal = type.startsWith("aws_iam_");
  const resource = type === "aws_cloudwatch_log_group" ? "log-group:sample" : type === "aws_iam_role" ? "role/sample" : "sample";
  return `arn:aws:${services[type] ?? "sample"}:${isGlobal ? "" : region}:${account}:${resource}`;
};

/** A plausible value of an attribute that others name a thing by. */
const sampleOf = (type: string, path: string, scope: Scope): string => {
  if (path.endsWith("arn") || path.endsWith("arns")) return arnOf(type, scope);
  if (path === "email") return `sample@${scope.project ?? ""}.iam.gserviceaccount.com`;
  if (path === "self_link") return `https://www.googleapis.com/compute/v1/projects/${scope.project ?? ""}/global/things/sample`;
  if (type === "aws_organizations_organizational_unit") return "ou-sample";
  return cloudOf(type) === "google" && path === "id"
    ? `projects/${scope.project ?? ""}/locations/europe-west4/things/sample`
    : `sample-${type}-${path}`;
};

const nest = (path: string, value: Value): ObjectValue =>
  path
    .split(".")
    .reverse()
    .reduce<Value>((inner, name, index) => ({ [name]: index === 0 ? inner : [inner] }), value) as ObjectValue;

/** What a user has to say besides, so that its reference is one. */
const needed: Readonly<Record<string, ObjectValue>> = { aws_vpc_peering_connection: { peer_owner_id: here.account ?? "" } };

interface Pair {
  readonly user: WorldObject;
  readonly used: WorldObject;
  readonly value: string;
}

/** A thing and who names it, by the first of its names that the reference takes for one. */
const pairOf = (reference: Reference, userScope = homeOf(reference.type), usedScope?: Scope): Pair => {
  const { type, path, thing: named, unless } = reference;
  for (const [maker, attribute] of named.made) {
    const scope = usedScope ?? homeOf(maker);
    const value = sampleOf(maker, attribute, scope);
    const user = thing(type, "user-0001", { ...needed[type], ...nest(path, value) }, userScope);
    const used = thing(maker, attribute === "id" ? value : "used-0001", nest(attribute, value), scope);
    if (unless?.(user, value) !== true && named.always?.(value, user) !== true) return { user, used, value };
  }
  throw new Error(`no sample fits ${type}.${path}`);
};

const placeName = ({ type, path }: Reference): string => `${type}.${path}`;

const missing = (reference: Reference): PlantedCase => {
  const { user, used, value } = pairOf(reference);
  const isOutside = reference.thing.outside === true;
  return {
    rule: `exists:${placeName(reference)}`,
    code: reference.code,
    ...(isOutside ? { gone: [used] } : {}),
    asked: { create: user },
    other: value,
    allowed: { standing: [used] },
  };
};

/** The nearest place that is out of reach. */
const outOf = (reference: Reference, maker: string): Scope => {
  const { reach } = reference.thing;
  if (cloudOf(maker) !== "aws") return far[cloudOf(maker)] ?? elsewhere;
  return reach === "own-region" ? otherRegion : elsewhere;
};

const outOfReach = (reference: Reference): readonly PlantedCase[] => {
  if (reference.thing.reach === "everywhere") return [];
  const near = pairOf(reference);
  const there = outOf(reference, near.used.type);
  const { user, used } = pairOf(reference, homeOf(reference.type), there);
  return [
    {
      rule: `reach:${placeName(reference)}`,
      code: reference.code,
      standing: [used],
      asked: { create: user },
      other: used.id,
      allowed: { standing: [near.used], asked: { create: near.user } },
    },
  ];
};

const stillUsed = (reference: Reference): readonly PlantedCase[] => {
  const { removal } = reference.thing;
  if (reference.relation !== "hold" || removal === undefined) return [];
  const { user, used } = pairOf(reference);
  return [
    {
      rule: `in-use:${placeName(reference)}`,
      code: removal.code,
      standing: [user],
      asked: { remove: used },
      other: user.id,
      allowed: { standing: [] },
    },
  ];
};

/** A case for each rule that comes from the table of references. */
export const referenceCases: readonly PlantedCase[] = references.flatMap((reference) => [
  missing(reference),
  ...outOfReach(reference),
  ...stillUsed(reference),
]);
