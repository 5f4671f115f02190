import * as z from "zod";
import { didYouMean, type Problem } from "../modules/core/errors";
import type { ProblemCode } from "../modules/core/problem-codes";
import { highestAddressBlock } from "../modules/core/addressing";
import { peers } from "../modules/core/flows";
import { dataClasses, phases, roles, siteClouds, sizes, zones } from "../modules/core/words";
import { namespaces, storeKinds, type EstateDescription } from "../regions/description";

/**
 * The form of an estate's description. Keys that are not named here are errors: a word that nobody reads is worse
 * than a word that is missing. What the words mean together is checked in regions/meaning.ts.
 */
const kebab = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "kebab-case");
const account = z.string().regex(/^\d{12}$/, "a twelve-digit AWS account id");
/** https://cloud.google.com/resource-manager/docs/creating-managing-projects, read 2026-11-23. */
const project = z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "a Google project id of 6 to 30 letters, digits and hyphens");
const domain = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, "a domain name in lower case");
const version = z.string().regex(/^\d+\.\d+\.\d+$/, "an exact version such as 6.25.0");
const port = z.int().min(1).max(65535);

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects, read 2026-11-23. */
const projectNumber = z.string().regex(/^[1-9]\d{5,18}$/, "a Google project number of 6 to 19 digits");
/** https://developers.cloudflare.com/fundamentals/account/find-account-and-zone-ids, read 2026-11-23. */
const edgeId = z.string().regex(/^[0-9a-f]{32}$/, "a Cloudflare id of 32 hexadecimal digits");
const certificate = z
  .string()
  .max(16_384)
  .regex(/^(-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE-----\n)+$/, "certificates in PEM, and nothing else");

const perPurpose = <T extends z.ZodType>(id: T) =>
  z.strictObject({ workload: id.exactOptional(), vault: id.exactOptional(), backup: id.exactOptional() });

const site = z.strictObject({
  role: z.enum(roles),
  since: z.enum(phases),
  addressBlock: z.int().min(0).max(highestAddressBlock),
});

const siteKey = z.string().regex(new RegExp(`^(${siteClouds.join("|")})-[a-z0-9-]+$`), "<cloud>-<region>, for example aws-eu-central-1");

const jurisdiction = z.strictObject({
  accounts: z.strictObject({ aws: perPurpose(account), google: perPurpose(project) }),
  projectNumbers: perPurpose(projectNumber),
  sites: z.record(siteKey, site),
  readOnly: z.boolean().exactOptional(),
});

const edge = z.strictObject({
  accountId: edgeId,
  zoneId: edgeId,
  state: z.strictObject({ project, projectNumber, region: z.templateLiteral(["google-", z.string().regex(/^[a-z0-9-]+$/)]) }),
  originPullCertificateAuthority: certificate,
});

const environment = z.strictObject({
  name: kebab(16),
  phase: z.enum(phases),
  size: z.enum(sizes).exactOptional(),
  domain,
  usdPerMonth: z.number().positive().max(1_000_000),
  providers: z.strictObject({ aws: version, google: version, cloudflare: version, helm: version, kubernetes: version }),
  tags: z.record(
    z.string().regex(/^(?!aws:|estate:)[A-Za-z][\w.:/=+@-]{0,127}$/, "a tag key without the prefixes 'aws:' and 'estate:'"),
    z.string().min(1).max(256),
  ),
  edge,
  jurisdictions: z.strictObject({ eu: jurisdiction.exactOptional(), mena: jurisdiction.exactOptional() }),
});

const service = z.strictObject({
  summary: z.string().min(1).max(200),
  namespace: z.enum(namespaces),
  dataClass: z.enum(dataClasses),
  zone: z.enum(zones),
  port,
  calls: z.array(z.string()),
  stores: z.record(kebab(32), z.strictObject({ kind: z.enum(storeKinds), dataClass: z.enum(dataClasses) })),
  recovery: z.strictObject({ pointMinutes: z.int().min(0).max(10_080), timeMinutes: z.int().min(1).max(10_080) }),
  identity: kebab(32),
  image: z.string().regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, "a repository path without registry and digest"),
});

const organization = z.strictObject({
  name: kebab(16),
  repository: z.string().regex(/^[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?$/, "owner/name, or owner@id/name@id where GitHub's subjects are immutable"),
  accounts: z.strictObject({ management: account, security: account }),
});

const flow = z.strictObject({
  from: z.enum(peers),
  to: z.enum(peers),
  protocol: z.enum(["tcp", "udp"]),
  ports: z.tuple([port, port]),
  /** It stands in the descriptions of security group rules, which take few characters. */
  purpose: z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9 ,.:()/-]+$/, "letters, digits, spaces and , . : ( ) / -"),
});

const frame = z.strictObject({
  organization: z.unknown(),
  environments: z.array(z.unknown()).min(1),
  services: z.record(z.string(), z.unknown()),
  flows: z.array(z.unknown()),
});

/** A description after its form was checked: the parts that are right, and what is wrong with the others. */
export interface CheckedForm {
  /** Absent when the organization, the services or the flows are wrong. Holds only environments whose form is right. */
  readonly description?: EstateDescription;
  readonly problems: readonly Problem[];
}

/**
 * Checks the form of a description, part by part, so that one environment's typing error does not hide what is wrong
 * with the meaning of another.
 */
export const checkForm = (input: unknown): CheckedForm => {
  const problems: Problem[] = [];
  const parse = <T>(schema: z.ZodType<T>, value: unknown, place: string): T | undefined => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    problems.push(...result.error.issues.flatMap((issue) => toProblems(issue, value, place)));
    return undefined;
  };
  const outer = parse(frame, input, "estate");
  if (outer === undefined) return { problems };
  const above = parse(organization, outer.organization, "organization");
  const services = Object.entries(outer.services).map(([name, value]) => [name, parse(service, value, `services.${name}`)] as const);
  const flows = outer.flows.map((value, index) => parse(flow, value, `flows[${String(index)}]`));
  const environments = outer.environments.map((value, index) => parse(environment, value, `environments.${nameOf(value, index)}`));
  const known = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);
  const soundServices = services.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  if (above === undefined || soundServices.length < services.length || known(flows).length < flows.length) return { problems };
  const description: EstateDescription = {
    organization: above,
    environments: known(environments),
    services: Object.fromEntries(soundServices),
    flows: known(flows),
  };
  return { description, problems };
};

const nameOf = (value: unknown, index: number): string => {
  const name = (value as { name?: unknown } | null | undefined)?.name;
  return typeof name === "string" && name.length > 0 && name.length <= 40 ? name : `[${String(index)}]`;
};

type Issue = z.core.$ZodIssue;

const toProblems = (issue: Issue, input: unknown, root: string): Problem[] => {
  const place = [root, ...issue.path.map(String)].join(".");
  const value = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], input);
  const problem = (code: ProblemCode, rule: string, fix: string): Problem => ({ code, place, rule, value, fix });
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        code: "UnknownKey",
        place: `${place}.${key}`,
        rule: `the key '${key}' is not part of the description`,
        fix: didYouMean(key, keysAt(root, issue.path)),
      }));
    case "invalid_type":
      return value === undefined
        ? [{ code: "MissingKey", place, rule: "the key must be there", fix: `add it with a ${issue.expected}` }]
        : [problem("WrongType", `the value must be a ${issue.expected}`, `write a ${issue.expected}`)];
    case "invalid_value": {
      if (value === undefined)
        return [{ code: "MissingKey", place, rule: "the key must be there", fix: `add it with one of: ${issue.values.join(", ")}` }];
      const allowed = issue.values.map(String);
      return [
        problem(
          "NotAllowed",
          `the value must be one of ${allowed.join(", ")}`,
          didYouMean(typeof value === "string" ? value : JSON.stringify(value), allowed),
        ),
      ];
    }
    case "too_small":
      return [
        problem(
          "OutOfRange",
          `the value must be ${issue.inclusive === true ? "at least" : "more than"} ${String(issue.minimum)}`,
          "use a larger one",
        ),
      ];
    case "too_big":
      return [problem("OutOfRange", `the value must be at most ${String(issue.maximum)}`, "use a smaller one")];
    case "invalid_format":
      return [problem("BadFormat", `the text must be ${issue.message}`, `write ${issue.message}`)];
    case "invalid_key": {
      const key = String(issue.path.at(-1));
      return [
        {
          code: "BadFormat",
          place,
          rule: `the key must be ${issue.issues[0]?.message ?? "well-formed"}`,
          value: key,
          fix: "rename the key",
        },
      ];
    }
    default:
      return [problem("WrongType", issue.message, "see environments/schema.ts")];
  }
};

/** The keys that the schema knows at a path, for "did you mean". */
const keysAt = (root: string, path: readonly PropertyKey[]): readonly string[] => {
  let schema: unknown = schemaOf(root);
  for (const key of path) {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodObject) schema = (inner.shape as Record<PropertyKey, unknown>)[key];
    else if (inner instanceof z.ZodRecord) schema = inner.valueType;
    else return [];
  }
  const last = unwrap(schema);
  return last instanceof z.ZodObject ? Object.keys(last.shape) : [];
};

const unwrap = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? schema.unwrap() : schema);

const schemaOf = (root: string): z.ZodType => {
  if (root === "estate") return frame;
  if (root === "organization") return organization;
  if (root.startsWith("services.")) return service;
  return root.startsWith("flows") ? flow : environment;
};
