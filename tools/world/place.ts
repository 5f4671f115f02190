import { placeOfType } from "../../modules/policy/residency-exceptions";
import { textAt } from "./values";
import type { Scope, WorldObject } from "./world";

/** Where something lies, as far as it lies anywhere. */
export interface Place {
  readonly provider: string;
  readonly partition: string;
  /** AWS or Cloudflare account, Google project, or the host of a Kubernetes cluster. */
  readonly account: string;
  /** AWS or Google region; `global` where Google keeps something nowhere in particular. */
  readonly region: string;
}

/** How far something reaches: within what its name is unique, and within what it can be named. */
export type Reach = "everywhere" | "account" | "region" | "own-region";

const googleZone = /^([a-z]+-[a-z]+\d+)-[a-z]$/;

/** `europe-west4` of a region, a zone, or a link to one of them. */
const googleRegion = (location: string): string => {
  const name = location.slice(location.lastIndexOf("/") + 1);
  return googleZone.exec(name)?.[1] ?? name;
};

/** Types whose `region` says something else than where they lie. */
const otherRegion = new Set([
  "aws_cloudformation_stack_set_instance",
  "aws_config_aggregate_authorization",
  "aws_dx_hosted_connection",
  "aws_servicequotas_template",
]);

const places = new WeakMap<WorldObject, Place>();

/** Where an object lies: what it says itself counts more than its provider's configuration. */
export const placeOf = (object: WorldObject): Place => {
  const known = places.get(object);
  if (known !== undefined) return known;
  const place = findPlace(object);
  places.set(object, place);
  return place;
};

const findPlace = (object: WorldObject): Place => {
  const place = placeOfScope(object.scope);
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => object.values[name]).find((value): value is string => typeof value === "string" && value !== "");
  switch (object.scope.provider) {
    case "aws":
      return otherRegion.has(object.type) ? place : { ...place, region: text("region") ?? place.region };
    case "google":
    case "google-beta": {
      const region = googleRegion(text("location", "region", "zone") ?? place.region).toLowerCase();
      return { ...place, account: text("project") ?? place.account, region };
    }
    case "cloudflare":
      return { ...place, account: text("account_id") ?? textAt(object, "account.id") ?? place.account };
    default:
      return place;
  }
};

/** Where a provider's configuration puts things. */
export const placeOfScope = ({ provider, partition, account, region, project, cluster }: Scope): Place => ({
  provider: provider === "google-beta" ? "google" : provider === "helm" ? "kubernetes" : provider,
  partition: partition ?? "",
  account: account ?? project ?? cluster ?? "",
  region: region ?? "",
});

/** Whether two things lie in the same part of the world. `own-region` is the region of one account, `region` that of any. */
export const sharesPlace = (a: Place, b: Place, reach: Reach): boolean => {
  if (a.provider !== b.provider || a.partition !== b.partition) return false;
  if (reach === "everywhere") return true;
  const sameRegion = a.region === b.region;
  if (reach === "region") return sameRegion;
  return a.account === b.account && (reach === "account" || sameRegion);
};

const accountWide = new Map<string, boolean>();

/** Whether an AWS type has no region: the same object is there through the provider of any region. */
export const isAccountWide = (type: string): boolean => {
  const known = accountWide.get(type);
  if (known !== undefined) return known;
  const answer = placeOfType(type).place !== "region";
  accountWide.set(type, answer);
  return answer;
};

/** A place in words, for messages. */
export const placeText = ({ account, region }: Place): string => [account, region].filter((word) => word !== "").join(", ");
