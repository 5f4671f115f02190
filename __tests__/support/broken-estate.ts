import { estate } from "../../environments";
import type { ProblemCode } from "../../modules/core/problem-codes";
import type { Random } from "./random";

/** A description as JSON: its types are what the cases break. */
export type Json = Record<string, unknown>;

/** One way to spoil a description, with the codes that it has to give. */
interface Spoiling {
  readonly codes: readonly ProblemCode[];
  /** Changes one environment. */
  readonly spoil: (environment: Json, random: Random) => void;
}

interface WholeSpoiling {
  readonly codes: readonly ProblemCode[];
  /** Changes what is above the environments. */
  readonly spoil: (whole: Json, random: Random) => void;
}

const at = (json: Json, ...path: readonly string[]): Json =>
  path.reduce<Json>((inner, key) => {
    const next = inner[key];
    if (next === undefined) throw new Error(`nothing at ${path.join(".")}`);
    return next as Json;
  }, json);

const eu = (environment: Json): Json => at(environment, "jurisdictions", "eu");
const sites = (environment: Json): Json => at(eu(environment), "sites");
const word = (random: Random): string => Array.from({ length: 9 }, () => random.pick("abcdefghijklmnopqrstuvwxyz".split(""))).join("");

const set = (json: Json, key: string, value: unknown): void => {
  (json as Record<string, unknown>)[key] = value;
};

const remove = (json: Json, key: string): void => {
  Reflect.deleteProperty(json, key);
};

const rename = (json: Json, from: string, to: string): void => {
  set(json, to, json[from]);
  remove(json, from);
};

/** What the form of one environment can get wrong. Its meaning is not looked at then. */
export const formSpoilings: Readonly<Record<string, Spoiling>> = {
  "unknown key at the top": { codes: ["UnknownKey"], spoil: (one, random) => set(one, word(random), 1) },
  "misspelt key": {
    codes: ["UnknownKey", "MissingKey"],
    spoil: (one, random) => {
      const key = random.pick(["phase", "domain", "tags"]);
      rename(one, key, `${key.slice(0, -1)}q`);
    },
  },
  "unknown key in a site": { codes: ["UnknownKey"], spoil: (one, random) => set(at(sites(one), "aws-eu-central-1"), word(random), true) },
  "unknown jurisdiction": { codes: ["UnknownKey"], spoil: (one, random) => set(at(one, "jurisdictions"), word(random), {}) },
  "missing key": {
    codes: ["MissingKey"],
    spoil: (one, random) => remove(one, random.pick(["phase", "domain", "usdPerMonth", "providers", "tags", "jurisdictions"])),
  },
  "missing key in a site": {
    codes: ["MissingKey"],
    spoil: (one, random) => remove(at(sites(one), "aws-eu-west-1"), random.pick(["role", "since", "addressBlock"])),
  },
  "number for a text": { codes: ["WrongType"], spoil: (one, random) => set(one, random.pick(["domain"]), random.below(100)) },
  "text for a number": { codes: ["WrongType"], spoil: (one, random) => set(at(sites(one), "aws-eu-west-1"), "addressBlock", word(random)) },
  "fraction for a whole number": {
    codes: ["WrongType"],
    spoil: (one, random) => set(at(sites(one), "aws-eu-west-1"), "addressBlock", random.next() + 1),
  },
  "list for an object": { codes: ["WrongType"], spoil: (one) => set(eu(one), "accounts", []) },
  "phase that does not exist": { codes: ["NotAllowed"], spoil: (one, random) => set(one, "phase", word(random)) },
  "role that does not exist": {
    codes: ["NotAllowed"],
    spoil: (one, random) => set(at(sites(one), "aws-eu-central-1"), "role", random.pick(["master", "hot_standby", "Primary"])),
  },
  "size that does not exist": { codes: ["NotAllowed"], spoil: (one) => set(one, "size", "huge") },
  "block out of range": {
    codes: ["OutOfRange"],
    spoil: (one, random) => set(at(sites(one), "aws-eu-west-1"), "addressBlock", random.pick([-1, 256, 9999])),
  },
  "budget of nothing": { codes: ["OutOfRange"], spoil: (one, random) => set(one, "usdPerMonth", random.pick([0, -5, 2_000_000])) },
  "account with letters": { codes: ["BadFormat"], spoil: (one) => set(at(eu(one), "accounts", "aws"), "workload", "11112222333x") },
  "project too short": { codes: ["BadFormat"], spoil: (one) => set(at(eu(one), "accounts", "google"), "workload", "abc") },
  "project number with letters": {
    codes: ["BadFormat"],
    spoil: (one) => set(at(eu(one), "projectNumbers"), "workload", "projects/1"),
  },
  "zone by its name": { codes: ["BadFormat"], spoil: (one) => set(at(one, "edge"), "zoneId", one["domain"]) },
  "edge state on another cloud": {
    codes: ["BadFormat"],
    spoil: (one) => set(at(one, "edge", "state"), "region", "aws-eu-central-2"),
  },
  "key beside a certificate": {
    codes: ["BadFormat"],
    spoil: (one) =>
      set(at(one, "edge"), "originPullCertificateAuthority", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n"),
  },
  "domain in capitals": { codes: ["BadFormat"], spoil: (one) => set(one, "domain", "Example.Example") },
  "version with a range": {
    codes: ["BadFormat"],
    spoil: (one, random) => set(at(one, "providers"), random.pick(["aws", "helm"]), random.pick(["~> 6.0", "6.25", "latest"])),
  },
  "tag of our own prefix": { codes: ["BadFormat"], spoil: (one) => set(at(one, "tags"), "estate:owner", "x") },
  "site key without a cloud": { codes: ["BadFormat"], spoil: (one) => rename(sites(one), "aws-eu-west-1", "eu-west-1") },
};

/** What one well-formed environment can mean wrongly. */
export const meaningSpoilings: Readonly<Record<string, Spoiling>> = {
  "region without facts": {
    codes: ["UnknownRegion"],
    spoil: (one, random) => rename(sites(one), "aws-eu-west-1", `aws-eu-${word(random)}-9`),
  },
  "region of another jurisdiction": {
    codes: ["RegionOutsideJurisdiction"],
    spoil: (one) => rename(sites(one), "aws-eu-west-1", "aws-me-south-1"),
  },
  "edge state in a jurisdiction": {
    codes: ["RegionOutsideJurisdiction"],
    spoil: (one) => set(at(one, "edge", "state"), "region", "google-europe-west4"),
  },
  "edge state in a region without facts": {
    codes: ["UnknownRegion"],
    spoil: (one) => set(at(one, "edge", "state"), "region", "google-europe-north9"),
  },
  "zone of another environment": {
    codes: ["AccountReused"],
    spoil: (one) => set(at(one, "edge"), "zoneId", estate.environments.find(({ name }) => name === soundName)?.edge.zoneId),
  },
  "no project number": { codes: ["AccountMissing"], spoil: (one) => remove(at(eu(one), "projectNumbers"), "workload") },
  "standby on the second cloud": {
    codes: ["RoleNotForCloud", "CapabilityWithoutSite"],
    spoil: (one) => set(at(sites(one), "google-europe-west4"), "role", "hot-standby"),
  },
  "no primary": {
    codes: ["PrimaryMissing", "RoleTooEarly"],
    spoil: (one) => set(at(sites(one), "aws-eu-central-1"), "role", "hot-standby"),
  },
  "two primaries": { codes: ["PrimaryMissing"], spoil: (one) => set(at(sites(one), "aws-eu-west-1"), "role", "primary") },
  "standby too early": { codes: ["RoleTooEarly"], spoil: (one) => set(at(sites(one), "aws-eu-west-1"), "since", "foundation") },
  "primary too late": { codes: ["PrimaryTooLate"], spoil: (one) => set(at(sites(one), "aws-eu-central-1"), "since", "enterprise") },
  "no standby": { codes: ["CapabilityWithoutSite"], spoil: (one) => remove(sites(one), "aws-eu-west-1") },
  "block taken": {
    codes: ["AddressBlockTaken"],
    spoil: (one) => set(at(sites(one), "aws-eu-west-1"), "addressBlock", at(sites(one), "aws-eu-central-1")["addressBlock"]),
  },
  "account used twice": {
    codes: ["AccountReused"],
    spoil: (one) => set(at(eu(one), "accounts", "aws"), "backup", at(eu(one), "accounts", "aws")["workload"]),
  },
  "account of the organization": {
    codes: ["AccountReused"],
    spoil: (one) => set(at(eu(one), "accounts", "aws"), "workload", estate.organization.accounts.management),
  },
  "no account": {
    codes: ["AccountMissing"],
    spoil: (one, random) => remove(at(eu(one), "accounts", random.pick(["aws", "google"])), "workload"),
  },
  "pin too old": { codes: ["PinOutOfRange"], spoil: (one) => set(at(one, "providers"), "aws", "5.99.1") },
  "pin too new": { codes: ["PinOutOfRange"], spoil: (one) => set(at(one, "providers"), "helm", "4.0.0") },
};

/** What the estate above the environments can get wrong. */
export const wholeSpoilings: Readonly<Record<string, WholeSpoiling>> = {
  "environment twice": {
    codes: ["DuplicateEnvironment", "AccountReused", "DomainReused", "AddressBlockTaken"],
    spoil: (whole) => (whole["environments"] as Json[]).push({ ...structuredClone(sound(whole)), usdPerMonth: 100 }),
  },
  "domain twice": {
    codes: ["DomainReused"],
    spoil: (whole) => (whole["environments"] as Json[]).push(fresh(sound(whole), { domain: sound(whole)["domain"] })),
  },
  "service that does not exist": {
    codes: ["UnknownService"],
    spoil: (whole, random) => set(at(whole, "services", "api"), "calls", ["auth", `trade-${word(random)}`]),
  },
  "flow past the zones": {
    codes: ["FlowRefused"],
    spoil: (whole, random) =>
      (whole["flows"] as unknown[]).push({
        from: random.pick(["internet", "public", "api"]),
        to: random.pick(["data", "vault"]),
        protocol: "tcp",
        ports: [443, 443],
        purpose: "shortcut",
      }),
  },
  "call out of the vault": { codes: ["FlowRefused"], spoil: (whole) => set(at(whole, "services", "auth"), "zone", "vault") },
};

/** The environment that no other case spoils: `sound` is kept for cases of the whole. */
const soundName = "staging";
const sound = (whole: Json): Json => {
  const found = (whole["environments"] as Json[]).find((one) => one["name"] === soundName);
  if (found === undefined) throw new Error("no sound environment");
  return found;
};

/** A copy of an environment that shares nothing with it but what `same` says. */
const fresh = (environment: Json, same: Record<string, unknown>): Json => {
  const text = JSON.stringify(environment)
    .replace(/"(\d{4})(\d{4})(\d{4})"/g, '"$3$1$2"')
    .replace(/meetbarter-staging/g, "meetbarter-other");
  const copy = JSON.parse(text) as Json;
  set(at(copy, "edge"), "zoneId", "f".repeat(32));
  Object.values(sites(copy)).forEach((site, index) => set(site as Json, "addressBlock", 200 + index));
  Object.assign(copy, { name: "other", domain: "meetbarter-other.example", usdPerMonth: 100 }, same);
  return copy;
};

/** A spoiled estate, with what was done to it and the codes that have to come out: no more and no fewer. */
export interface BrokenEstate {
  readonly description: unknown;
  readonly done: readonly string[];
  readonly codes: readonly ProblemCode[];
}

/** Spoils one to three environments, each in a way of its own, and now and then the whole. */
export const brokenEstate = (random: Random): BrokenEstate => {
  const whole = JSON.parse(JSON.stringify(estate)) as Json;
  const environments = whole["environments"] as Json[];
  const victims = random.shuffle(environments.filter((one) => one["name"] !== soundName)).slice(0, random.below(4));
  const done: string[] = [];
  const codes = new Set<ProblemCode>();
  const apply = <S extends Spoiling | WholeSpoiling>(table: Readonly<Record<string, S>>, target: Json, where: string): void => {
    const name = random.pick(Object.keys(table));
    const spoiling = table[name];
    if (spoiling === undefined) return;
    spoiling.spoil(target, random);
    done.push(`${where}: ${name}`);
    spoiling.codes.forEach((code) => codes.add(code));
  };
  for (const victim of victims) apply(random.pick([formSpoilings, meaningSpoilings]), victim, String(victim["name"]));
  if (done.length === 0 || random.below(3) === 0) apply(wholeSpoilings, whole, "whole");
  return { description: whole, done, codes: [...codes].sort() };
};
