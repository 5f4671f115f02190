import { Fn, Token, Tokenization } from "cdktf";
import { failOn, type Problem } from "../../core/errors";
import { jsonDocument } from "../../core/json";
import { isListToken } from "../../core/json-lists";
import { templateLiteral } from "../../core/output-guards";
import { bounded, holdsToken, type Check } from "../../core/props";

/** Whom a statement is about: everyone, or principals by kind. A statement never excludes principals. */
export type Principals =
  | "*"
  | {
      /** ARNs of roles or of an account's root. Each must exist when the policy is applied, for AWS checks it. */
      readonly aws?: readonly string[];
      /** Service principals, for example `logs.eu-central-1.amazonaws.com`. */
      readonly service?: readonly string[];
      /** ARNs of identity providers. */
      readonly federated?: readonly string[];
    };

/** The conditions of a statement: operator, then key, then one value or several of which one has to match. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * One statement of a policy. Every list may be a list token, or hold texts that are tokens. A literal `${...}` of IAM
 * is written with {@link policyVariable}.
 */
export interface Statement {
  /** What the statement is for: letters and digits, unique in its document. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** For resource and trust policies only. @default - none, as identity policies want it */
  readonly principals?: Principals;
  /** Exactly one of `actions` and `notActions` is given. */
  readonly actions?: readonly string[];
  /** Exactly one of `actions` and `notActions` is given. */
  readonly notActions?: readonly string[];
  /** At most one of `resources` and `notResources` is given. @default - none, as trust policies want it */
  readonly resources?: readonly string[];
  /** At most one of `resources` and `notResources` is given. */
  readonly notResources?: readonly string[];
  /** All of them have to hold. @default - none */
  readonly conditions?: Conditions;
}

interface PolicyLimit {
  readonly max: number;
  readonly unit: "characters" | "bytes";
  /** Where the limit is written, and when it was read. */
  readonly source: string;
}

const iamQuotas = "IAM User Guide, IAM and STS quotas; read 2026-11";

/** The longest that a policy may be. White space does not count. The one place where these limits stand. */
export const policyLimits = {
  "managed-policy": { max: 6_144, unit: "characters", source: iamQuotas },
  /** All inline policies of one role together. */
  "role-policies": { max: 10_240, unit: "characters", source: iamQuotas },
  "trust-policy": { max: 2_048, unit: "characters", source: iamQuotas },
  "key-policy": { max: 32_768, unit: "bytes", source: "AWS KMS Developer Guide, Quotas; read 2026-11" },
  "secret-policy": { max: 20_480, unit: "characters", source: "AWS Secrets Manager User Guide, Quotas; read 2026-11" },
  "queue-policy": { max: 8_192, unit: "bytes", source: "Amazon SQS Developer Guide, Quotas related to policies; read 2026-11" },
  "topic-policy": { max: 30_720, unit: "bytes", source: "Amazon SNS General Reference, endpoints and quotas; read 2026-11" },
  "event-bus-policy": { max: 10_240, unit: "bytes", source: "Amazon EventBridge User Guide, Quotas; read 2026-11" },
  "bucket-policy": { max: 20_480, unit: "bytes", source: "Amazon S3 User Guide, Bucket policies; read 2026-11" },
} as const satisfies Readonly<Record<string, PolicyLimit>>;

/** A kind of policy, with a limit of its own. */
export type PolicyKind = keyof typeof policyLimits;

/** What a document is for. */
export interface PolicyDocumentOptions {
  /** Whose limit the document has to keep. @default - its length is not checked */
  readonly kind?: PolicyKind;
  /** What an error names, normally the construct's path. @default "policy document" */
  readonly place?: string;
}

/**
 * A policy as JSON, version 2012-10-17. The text depends on what the statements say, not on how they were listed: the
 * members of a list are sorted (those that hold tokens follow in the order given, for a token's text is no name) and a
 * list of one is written without brackets, which is how AWS hands policies back. Statements keep their order.
 *
 * A list token becomes `${jsonencode(...)}` inside the JSON; it must not be empty, for AWS refuses an empty list.
 *
 * @throws EstateError BadProp for a statement that IAM's grammar forbids, and QuotaExceeded for a known text that is
 * longer than `kind` allows.
 */
export const policyDocument = (statements: readonly Statement[], options: PolicyDocumentOptions = {}): string => {
  const place = options.place ?? "policy document";
  failOn(statementProblems(place, statements));
  const document = record([
    ["Version", jsonDocument("2012-10-17")],
    ["Statement", `[${statements.map(statementJson).join(",")}]`],
  ]);
  if (options.kind !== undefined) failOn(policySizeProblems(options.kind, place, [document]));
  return document;
};

/**
 * What is too long, if `documents` count together as one `kind`. A document that holds a token has no length yet: then
 * only the others are counted.
 */
export const policySizeProblems = (kind: PolicyKind, place: string, documents: readonly string[]): Problem[] => {
  const { max, unit, source }: PolicyLimit = policyLimits[kind];
  const texts = documents.filter((document) => !holdsToken(document)).map((text) => text.replace(/([$%])\1\{/g, "$1{").replace(/\s/g, ""));
  const size = texts.reduce((sum, text) => sum + (unit === "bytes" ? Buffer.byteLength(text) : text.length), 0);
  return size <= max
    ? []
    : [
        {
          code: "QuotaExceeded",
          place,
          rule: `a ${kind} must have at most ${String(max)} ${unit} (${source})`,
          value: size,
          fix: "join statements, shorten their lists, or split the policy",
        },
      ];
};

/** The sid of a word in kebab-case: `flow-logs` becomes `FlowLogs`. */
export const sidOf = (word: string): string => word.replace(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());

/** What an identity may do, as a statement whose sid comes from its key. */
export type Permission = Pick<Statement, "actions" | "resources" | "conditions">;

/** The statements of permissions by a word in kebab-case, in the order of the words. */
export const permissionStatements = (record: Readonly<Record<string, Permission>>): Statement[] =>
  Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, statement]) => ({ sid: sidOf(word), ...statement }));

/** A variable that IAM fills in when it decides, for example `aws:username`, escaped so that Terraform leaves it alone. */
export const policyVariable = (name: string): string => templateLiteral(`\${${name}}`);

/** The parts of an ARN. */
export interface ArnParts {
  /** `aws`, or that of another set of regions. */
  readonly partition: string;
  readonly service: string;
  /** @default - empty, as global services want it */
  readonly region?: string;
  /** @default - empty, as buckets and AWS's own policies want it (the latter say `aws`) */
  readonly account?: string;
  /** What stands after the fifth colon. */
  readonly resource: string;
}

/** An ARN out of its parts, each of which may be a token. */
export const awsArn = ({ partition, service, region = "", account = "", resource }: ArnParts): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/** Applies `check` to a list that is wholly or partly known; a list token is left to Terraform. */
export const knownList = (check: Check<readonly string[]>): Check<readonly string[]> =>
  bounded((values) => (values.some(isListToken) ? undefined : check(values)), check.bound);

/**
 * `format` for each member of a list that is known or a token: its `%s` stand for `first`, in their order, and then
 * for the member. `first` holds whole texts or whole tokens.
 */
export const eachOf = (format: string, first: readonly string[], values: readonly string[]): readonly string[] =>
  values.flatMap((member) =>
    isListToken(member)
      ? Token.asList(Fn.formatlist(format, [...first, [member]]))
      : [[...first, member].reduce((text, word) => text.replace("%s", () => word), format)],
  );

const isKnown = (text: string): boolean => !text.includes("${") || (!holdsToken(text) && !/(?<!\$)\$\{/.test(text));

/** A text as an argument of a Terraform function, which escapes literals itself and takes no token amid a literal. */
const argument = (text: string): string => {
  const codes = Tokenization.reverseString(text).tokens.map((token) => Token.asString(token));
  if (codes.length === 0) return text.replace(/\$\$\{/g, "${");
  const parts = codes.reduce<string[]>(
    (before, code) => {
      const rest = before.at(-1) ?? "";
      const at = rest.indexOf(code);
      return [...before.slice(0, -1), rest.slice(0, at), code, rest.slice(at + code.length)];
    },
    [text],
  );
  const whole = parts.filter((part) => part !== "");
  return whole.length === 1 ? text : Fn.join("", whole);
};

/** Text of a JSON object, keys as `jsonencode` orders them; entries without a text are left out. */
const record = (entries: readonly (readonly [string, string | undefined])[]): string =>
  `{${[...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, text]) => (text === undefined ? [] : [`${jsonDocument(key)}:${text}`]))
    .join(",")}}`;

const sorted = <T>(entries: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

const listJson = (values: readonly string[] | undefined): string | undefined => {
  if (values === undefined) return undefined;
  const distinct = [...new Set(values)];
  const texts = distinct.filter((text) => !isListToken(text));
  const members = [...texts.filter(isKnown).sort(), ...texts.filter((text) => !isKnown(text))];
  const lists = distinct.filter(isListToken).map((list) => [list]);
  if (lists.length > 0) {
    const known = members.length > 0 ? [members.map(argument)] : [];
    return Fn.jsonencode(lists.length + known.length === 1 ? lists[0] : Fn.concat([...known, ...lists]));
  }
  return members.length === 1 ? jsonDocument(members[0]) : jsonDocument(members);
};

const principalsJson = (principals: Principals | undefined): string | undefined => {
  if (principals === undefined || principals === "*") return principals && jsonDocument(principals);
  return record([
    ["AWS", listJson(principals.aws)],
    ["Federated", listJson(principals.federated)],
    ["Service", listJson(principals.service)],
  ]);
};

const conditionsJson = (conditions: Conditions | undefined): string | undefined =>
  conditions &&
  record(
    sorted(conditions).map(([operator, keys]) => [
      operator,
      record(sorted(keys).map(([key, values]) => [key, listJson(typeof values === "string" ? [values] : values)])),
    ]),
  );

const statementJson = (statement: Statement): string =>
  record([
    ["Sid", jsonDocument(statement.sid)],
    ["Effect", jsonDocument(statement.effect ?? "Allow")],
    ["Principal", principalsJson(statement.principals)],
    ["Action", listJson(statement.actions)],
    ["NotAction", listJson(statement.notActions)],
    ["Resource", listJson(statement.resources)],
    ["NotResource", listJson(statement.notResources)],
    ["Condition", conditionsJson(statement.conditions)],
  ]);

const statementProblems = (place: string, statements: readonly Statement[]): Problem[] => {
  const problems: Problem[] = [];
  const report = (sid: string, rule: string, fix: string, value?: unknown): void => {
    problems.push({ code: "BadProp", place: sid === "" ? place : `${place} ${sid}`, rule, value, fix });
  };
  if (statements.length === 0) report("", "a policy must have at least one statement", "add one, or leave the policy out");
  const seen = new Set<string>();
  for (const statement of statements) {
    const { sid, actions, notActions, resources, notResources, principals, conditions } = statement;
    if (!/^[A-Za-z0-9]+$/.test(sid)) report("", "'sid' must be letters and digits", "rename the statement", sid);
    if (seen.has(sid)) report("", "'sid' must be unique in its document", "rename one of the two statements", sid);
    seen.add(sid);
    if ((actions === undefined) === (notActions === undefined)) {
      report(sid, "a statement must have either 'actions' or 'notActions'", "give one of the two");
    }
    if (resources !== undefined && notResources !== undefined) {
      report(sid, "a statement must not have both 'resources' and 'notResources'", "remove one of the two");
    }
    for (const path of emptyParts({ actions, notActions, resources, notResources, principals, conditions })) {
      report(sid, `'${path}' must not be empty`, "add a member, or leave it out");
    }
  }
  return problems;
};

const emptyParts = (value: unknown, path = ""): string[] => {
  if (value === undefined || (typeof value === "string" && value !== "")) return [];
  if (Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === "string" && part !== "")) return [];
  const inner = typeof value === "object" && value !== null ? Object.entries(value).filter(([, part]) => part !== undefined) : [];
  if (inner.length === 0) return path === "" ? [] : [path];
  return inner.flatMap(([key, part]) => emptyParts(part, path === "" ? key : `${path}.${key}`));
};
