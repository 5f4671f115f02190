import type { Cloud } from "../core/words";
import { global } from "../core/words";
import { awsExceptions } from "./exceptions-aws";
import { cloudflareExceptions } from "./exceptions-cloudflare";
import { googleExceptions } from "./exceptions-google";
import type { ResidencyException } from "./model";
import type { PlaceReference } from "./references";

/**
 * The closed list of what may lie outside its origin's jurisdiction. What is not on it is a breach. Nothing on it holds
 * users' data: at most what is public anyway, or how an account is set up. A new row needs a decision, not only a test.
 */
export const residencyExceptions: readonly ResidencyException[] = [...awsExceptions, ...googleExceptions, ...cloudflareExceptions];

/** Switches of a whole account or organization. They have no region, and nothing is kept in them that could lie anywhere. */
const accountSwitches = ["aws_s3_account_public_access_block", "aws_backup_global_settings"];

/** Types without a region that no exception covers. Whatever the provider's region is, they are breaches. */
const placelessTypes = [
  "aws_bcmdataexports_export",
  "aws_billing_view",
  "aws_chimesdkvoice_global_settings",
  "aws_cloudfrontkeyvaluestore_*",
  "aws_costoptimizationhub_*",
  "aws_cur_report_definition",
  "aws_dx_gateway",
  "aws_globalaccelerator_*",
  "aws_networkmanager_*",
  "aws_notifications_*",
  "aws_notificationscontacts_*",
  "aws_route53_cidr_*",
  "aws_route53_delegation_set",
  "aws_route53_hosted_zone_dnssec",
  "aws_route53_key_signing_key",
  "aws_route53_query_log",
  "aws_route53_traffic_policy*",
  "aws_route53domains_*",
  "aws_route53recovery*",
  "aws_shield_*",
  "aws_ssmincidents_replication_set",
  "aws_waf_*",
  "google_apikeys_key",
  "google_compute_ssl_certificate",
  "google_endpoints_service",
  "google_identity_platform_*",
  "google_parameter_manager_parameter",
  "cloudflare_*",
];

/** What a resource's type says of its place. */
export interface TypePlace {
  /** Exceptions that hold for the type, if its region is theirs. */
  readonly exceptions: readonly ResidencyException[];
  /** `none`: it has no region; `switch`: it has none and keeps nothing; `region`: it lies in a region. */
  readonly place: "region" | "none" | "switch";
}

interface Pattern<T> {
  readonly exact: ReadonlyMap<string, readonly T[]>;
  readonly starts: readonly (readonly [string, T])[];
}

const patternOf = <T>(entries: readonly (readonly [string, T])[]): Pattern<T> => {
  const exact = new Map<string, T[]>();
  for (const [type, value] of entries) if (!type.endsWith("*")) exact.set(type, [...(exact.get(type) ?? []), value]);
  return { exact, starts: entries.filter(([type]) => type.endsWith("*")).map(([type, value]) => [type.slice(0, -1), value]) };
};

const matches = <T>({ exact, starts }: Pattern<T>, type: string): readonly T[] => [
  ...(exact.get(type) ?? []),
  ...starts.filter(([start]) => type.startsWith(start)).map(([, value]) => value),
];

const excepted = patternOf(residencyExceptions.flatMap((exception) => exception.types.map((type) => [type, exception] as const)));
const placeless = patternOf(placelessTypes.map((type) => [type, true] as const));

/** What is known of a resource type. A type that no list names lies in a region. */
export const placeOfType = (type: string): TypePlace => {
  if (accountSwitches.includes(type)) return { exceptions: [], place: "switch" };
  const exceptions = matches(excepted, type);
  const none = exceptions.some(({ region }) => region === global) || matches(placeless, type).length > 0;
  return { exceptions, place: none ? "none" : "region" };
};

/** The exception that lets a resource name what a reference says. */
export const exceptionFor = (reference: PlaceReference): ResidencyException | undefined =>
  residencyExceptions.find(
    ({ cloud, region, references }) =>
      cloud === reference.cloud &&
      region === reference.region &&
      (references ?? []).some((start) => `${reference.service}:${reference.resource}`.startsWith(start)),
  );

/** Whether an exception holds for a resource of this cloud with these arguments in this region. */
export const holds = (
  exception: ResidencyException,
  cloud: Cloud,
  region: string,
  attributes: Readonly<Record<string, unknown>>,
): boolean =>
  exception.cloud === cloud &&
  exception.region === region &&
  Object.entries(exception.where ?? {}).every(([argument, value]) => attributes[argument] === value);
