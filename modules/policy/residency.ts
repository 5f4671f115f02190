import type { Problem } from "../core/errors";
import { global, type Jurisdiction } from "../core/words";
import type { BucketMade, PolicyKnowledge, StackFindings } from "./model";
import { placedArguments, type PlacedArgument } from "./placed-arguments";
import { holds, placeOfType, type TypePlace } from "./residency-exceptions";
import { residencyLedger, type ResidencyFindings, type ResidencyLedger, type Spot } from "./residency-ledger";
import { statePlaces } from "./state-places";
import { literal, placeArguments, regionNamed, valuesAt, visitTexts, type ResourceView, type StackView } from "./view";

/** Providers whose resources have no place of their own: they live in a cluster, in the state or nowhere. */
const withoutPlace = new Set(["helm", "kubernetes", "null", "random", "terraform", "time", "tls"]);

type Rows = ReadonlyMap<string, PlacedArgument>;

const rowsByType: ReadonlyMap<string, Rows> = (() => {
  const byType = new Map<string, Map<string, PlacedArgument>>();
  for (const row of placedArguments) byType.set(row.type, (byType.get(row.type) ?? new Map<string, PlacedArgument>()).set(row.path, row));
  return byType;
})();

/**
 * Whether everything of a stack lies where its origin's data may lie: resources, by their own region or their
 * provider's; what they store, log, replicate and back up elsewhere; whatever they name by ARN, host name or link;
 * provider blocks, state, and the states that are read. Buckets of other stacks are handed on as uses.
 */
export const residencyOf = (view: StackView, knowledge: PolicyKnowledge): ResidencyFindings => {
  const ledger = residencyLedger(view, knowledge, bucketsMade(view, knowledge));
  const typePlaces = new Map<string, TypePlace>();
  /** Providers on which a resource rides whose place was judged by them. */
  const ridden = new Set<string>();
  for (const resource of view.resources) {
    const typePlace = typePlaces.get(resource.type) ?? placeOfType(resource.type);
    typePlaces.set(resource.type, typePlace);
    ownPlace({ view, knowledge, ledger, ridden }, resource, typePlace);
    insidePlaces(ledger, resource, jurisdictionOf(knowledge, resource));
  }
  providerPlaces(view, knowledge, ledger, ridden);
  statePlaces(view.stack, knowledge, ledger);
  for (const name of Object.keys(view.stack.json["module"] ?? {})) {
    ledger.breach({
      place: `${view.name} module.${name}`,
      rule: "a stack must hold its resources itself, for those of a module cannot be judged",
      fix: "build them with the module's construct",
    });
  }
  return ledger.findings();
};

const jurisdictionOf = (knowledge: PolicyKnowledge, { cloud, region }: ResourceView): Jurisdiction | undefined =>
  cloud === undefined || region === undefined ? undefined : knowledge.jurisdictionOf(cloud, region);

const dualRegion = "custom_placement_config.data_locations";

const bucketsMade = (view: StackView, knowledge: PolicyKnowledge): readonly BucketMade[] =>
  view.resources.flatMap((resource): BucketMade[] => {
    const { type, attributes } = resource;
    const cloud = type === "aws_s3_bucket" ? "aws" : type === "google_storage_bucket" ? "google" : undefined;
    const bucket = literal(attributes[cloud === "aws" ? "bucket" : "name"]);
    if (cloud === undefined || bucket === undefined) return [];
    const [half] = valuesAt(attributes, dualRegion).map(literal);
    const region = half === undefined ? resource.region : regionNamed(cloud, half);
    return [{ cloud, bucket, jurisdiction: jurisdictionOf(knowledge, { ...resource, region }) }];
  });

interface Context {
  readonly view: StackView;
  readonly knowledge: PolicyKnowledge;
  readonly ledger: ResidencyLedger;
  readonly ridden: Set<string>;
}

/** Judges where a resource itself lies. */
const ownPlace = (context: Context, resource: ResourceView, { exceptions, place }: TypePlace): void => {
  const { view, knowledge, ledger, ridden } = context;
  const { type, address, cloud, attributes } = resource;
  if (cloud === undefined) {
    const provider = type.split("_", 1)[0] ?? type;
    if (!withoutPlace.has(provider)) uncovered(ledger, `${view.name} ${address}`, `the provider '${provider}'`);
    return;
  }
  if (place === "switch") return;
  const said = saidPlaces(resource);
  if (place === "none" && said.every(([, value]) => value === global)) {
    const exception = exceptions.find((one) => holds(one, cloud, global, attributes));
    if (exception === undefined) uncovered(ledger, `${view.name} ${address}`, `the type '${type}', which has no region`);
    else ledger.use(exception.id, type, address);
    return;
  }
  const judge = (path: string, value: unknown): void => {
    const text = literal(value);
    const region = text === undefined ? undefined : regionNamed(cloud, text);
    const lawful = region !== undefined && ledger.home.own.some((one) => one === knowledge.jurisdictionOf(cloud, region));
    const exception = lawful || region === undefined ? undefined : exceptions.find((one) => holds(one, cloud, region, attributes));
    if (exception !== undefined) ledger.use(exception.id, type, address);
    else ledger.region({ address, path, cloud }, "resource", value);
  };
  for (const [argument, value] of said) judge(argument, value);
  if (said.length > 0) return;
  const provider = view.providers.get(resource.provider);
  if (provider === undefined) {
    ledger.breach({
      place: `${view.name} ${address}.provider`,
      rule: "a resource must have a provider block in its stack, for its region would come from the machine that runs Terraform",
      value: resource.provider,
      fix: "declare the provider with a region",
    });
  } else if (provider.region !== undefined) {
    ridden.add(provider.reference);
    judge("provider", provider.region);
  }
};

/** The arguments in which a resource says itself where it lies. A bucket of two regions says it elsewhere, and is judged there. */
const saidPlaces = ({ type, cloud, attributes }: ResourceView): readonly (readonly [string, unknown])[] =>
  (cloud === undefined ? [] : placeArguments[cloud]).flatMap((argument) => {
    const value = attributes[argument];
    const elsewhere = type === "google_storage_bucket" && valuesAt(attributes, dualRegion).length > 0;
    return value === undefined || value === null || elsewhere ? [] : [[argument, value] as const];
  });

const uncovered = (ledger: ResidencyLedger, place: string, what: string): void =>
  ledger.breach({
    place,
    rule: `${what} must be covered by a residency exception`,
    fix: "leave it out, or decide on an exception and add it to the list",
  });

/** Judges everything that a resource's arguments say of places. */
const insidePlaces = (ledger: ResidencyLedger, { type, address, cloud, attributes }: ResourceView, own: Jurisdiction | undefined): void => {
  const rows = rowsByType.get(type);
  const spotOf = (path: string): Spot => ({ address, path, cloud: cloud ?? "aws", own });
  const ownArguments = cloud === undefined ? [] : placeArguments[cloud];
  visitTexts(attributes, "", (text, path) => {
    const row = rows?.get(path);
    if (row?.form === "region") ledger.region(spotOf(path), row.kind, text);
    else if (row?.form === "bucket") ledger.destination(spotOf(path), row.kind, text);
    else if (row?.form === "arn") ledger.places(spotOf(path), row.kind, text);
    else if (!ownArguments.includes(path)) ledger.mentions(spotOf(path), text);
  });
  for (const { path, kind, otherwise, when } of rows?.values() ?? []) {
    if (otherwise === undefined || valuesAt(attributes, path).length > 0) continue;
    if (when === undefined || valuesAt(attributes, when).length > 0) ledger.missing(spotOf(path), kind, otherwise);
  }
};

/** Judges provider blocks. One that carries resources is judged by them, one by one, for some may be excepted. */
const providerPlaces = (view: StackView, knowledge: PolicyKnowledge, ledger: ResidencyLedger, ridden: ReadonlySet<string>): void => {
  for (const { reference, address, cloud, attributes, region } of view.providers.values()) {
    const spotOf = (path: string): Spot => ({ address, path, cloud: cloud ?? "aws" });
    if (cloud === "aws" || cloud === "google") {
      if (region === undefined || !ridden.has(reference)) ledger.region(spotOf("region"), "provider", attributes["region"]);
      if (attributes["zone"] !== undefined) ledger.region(spotOf("zone"), "provider", attributes["zone"]);
    }
    visitTexts(attributes, "", (text, path) => {
      ledger.mentions(spotOf(path), text);
    });
  }
};

/** Judges the buckets that stacks name and other stacks make. What nobody makes is foreign: nothing may be written there. */
export const bucketProblems = (findings: readonly StackFindings[]): readonly Problem[] => {
  const made = new Map(findings.flatMap(({ bucketsMade: all }) => all).map((one) => [`${one.cloud} ${one.bucket}`, one]));
  return findings.flatMap(({ bucketUses }) =>
    bucketUses.flatMap(({ cloud, bucket, stack, address, rule, allowed, destination }): Problem[] => {
      const target = made.get(`${cloud} ${bucket}`);
      const jurisdiction = target?.jurisdiction;
      if (target === undefined ? !destination : jurisdiction !== undefined && allowed.includes(jurisdiction)) return [];
      const where = target === undefined ? "a bucket that no stack makes" : (jurisdiction ?? "no facts");
      return [
        {
          code: "ResidencyBreach",
          place: `${stack} ${address}`,
          rule,
          value: `${bucket} (${where})`,
          fix: target === undefined ? "use a bucket of the estate" : `use a bucket in ${allowed.join(" or ")}`,
        },
      ];
    }),
  );
};
