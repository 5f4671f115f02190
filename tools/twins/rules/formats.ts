import { durationProblem } from "../plan-timeouts";
import { addressProblem, anyNetworkProblem, networkProblem, sizedNetworkProblem, type Family } from "./addresses";
import type { Complaint, Place } from "./complaint";
import { jsonProblem, policyProblem } from "./documents";
import type { TextCheck } from "./text-check";

/** What decides between the forms of one format. */
export interface FormatContext {
  /** The argument's name, without the blocks around it. */
  readonly name: string;
  /** The names of the arguments beside it, and its own. */
  readonly siblings: readonly string[];
  /** Whether the type is made with Terraform's SDK of old. */
  readonly sdk: boolean;
}

/** The check of a format that facts name; nothing where the format is not known. */
export const formatCheck = (format: string, context: FormatContext): TextCheck | undefined => formats[format]?.(context);

/** What a provider says of a text in a wrong format. */
export const wrongFormat = (format: string, problem: string, { key, display, shown, sdk }: Place): Complaint => {
  if (sdk) return { summary: problem.replaceAll("{key}", key).replaceAll("{value}", () => shown), detail: "" };
  const [kind = ""] = format.split("-");
  const { summary, says } = frameworkWords[kind] ?? {
    summary: "Invalid Attribute Value",
    says: "The provided value does not have the right form.",
  };
  return { summary, detail: `${says}\n\nPath: ${display}\nGiven Value: ${shown}` };
};

/** By the first word of a format. */
const frameworkWords: Readonly<Record<string, { readonly summary: string; readonly says: string }>> = {
  arn: { summary: "Invalid ARN Value", says: "The provided value cannot be parsed as an ARN." },
  cidr: { summary: "Invalid Attribute Value", says: "The value must be a valid CIDR block that represents a network address." },
  date: { summary: "Invalid RFC3339 String Value", says: "A string value was provided that is not valid RFC3339 string format." },
  ip: { summary: "Invalid IP Address Value", says: "The provided value cannot be parsed as an IP address." },
  json: { summary: "Invalid JSON String Value", says: "A string value was provided that is not valid JSON string format (RFC 7159)." },
};

const formats: Readonly<Record<string, (context: FormatContext) => TextCheck>> = {
  // The SDK's check lets an empty text pass, and looks at each part; the framework's only at the number of parts.
  arn: ({ sdk }) => (sdk ? arnProblem : splitProblem),
  json: ({ sdk }) => jsonProblem(sdk),
  "json-policy": () => policyProblem,
  cidr: (context) => networkProblem(familyOf(context)),
  "cidr-v4": () => networkProblem(4),
  "cidr-v4-vpc": () => sizedNetworkProblem(4, 16, 28, 1),
  "cidr-v6-vpc": () => sizedNetworkProblem(6, 44, 60, 4),
  "cidr-any": () => anyNetworkProblem,
  ip: ({ name }) => (name.includes("cidr") ? anyNetworkProblem : addressProblem(name.includes("ipv4") ? 4 : undefined)),
  "ip-v4": () => addressProblem(4),
  "date-time": ({ name }) => (name.includes("duration") ? anything : dateTimeProblem),
  date: () => dateProblem,
  duration: () => goDurationProblem,
  "duration-iso": () => isoDurationProblem,
  url: ({ name }) => (isMember(name) ? memberProblem : isUrlName(name) ? urlProblem(["http", "https"]) : wordProblem),
  "url-https": () => urlProblem(["https"]),
};

/** Which kind of address an argument's name tells, or that of the argument for the other kind beside it. */
const familyOf = ({ name, siblings }: FormatContext): Family => {
  if (name.includes("ipv6")) return 6;
  return name.includes("ipv4") || siblings.some((one) => one !== name && one.replace("ipv6_", "") === name) ? 4 : undefined;
};

const anything: TextCheck = () => undefined;

const partition = /^aws(-[a-z]+)*$/;
const region = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;
const account = /^(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})$/;

const invalidArn = (why: string): string => `"{key}" ({value}) is an invalid ARN: ${why}`;

const splitProblem: TextCheck = (text) => {
  if (!text.startsWith("arn:")) return invalidArn("arn: invalid prefix");
  return text.split(":").length < 6 ? invalidArn("arn: not enough sections") : undefined;
};

const arnProblem: TextCheck = (text) => {
  const wrong = text === "" ? undefined : splitProblem(text);
  if (text === "" || wrong !== undefined) return wrong;
  const [, ofPartition = "", , ofRegion = "", ofAccount = "", ...resource] = text.split(":");
  if (ofPartition === "") return invalidArn("missing partition value");
  if (!partition.test(ofPartition)) return invalidPart("partition", partition);
  if (ofRegion !== "" && !region.test(ofRegion)) return invalidArn("invalid region value");
  if (ofAccount !== "" && !account.test(ofAccount)) return invalidPart("account ID", account);
  return resource.join(":") === "" ? invalidArn("missing resource value") : undefined;
};

const invalidPart = (part: string, pattern: RegExp): string =>
  invalidArn(`invalid ${part} value (expecting to match regular expression: ${pattern.source})`);

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([.,]\d+)?(Z|[+-](\d\d):(\d\d))$/;

const isDateTime = (text: string): boolean => {
  const [, year, month, day, hour, minute, second, , , offsetHour = "0", offsetMinute = "0"] = dateTime.exec(text) ?? [];
  if (year === undefined) return false;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const bounds = [
    [month, 1, 12],
    [day, 1, days],
    [hour, 0, 23],
    [minute, 0, 59],
    [second, 0, 59],
    [offsetHour, 0, 24],
    [offsetMinute, 0, 60],
  ] as const;
  return bounds.every(([part, least, most]) => Number(part) >= least && Number(part) <= most);
};

const dateTimeProblem: TextCheck = (text) => (isDateTime(text) ? undefined : `expected "{key}" to be a valid RFC3339 date, got "{value}"`);

const dateProblem: TextCheck = (text) =>
  isDateTime(`${text}T00:00:00Z`) ? undefined : `"{value}" cannot be parsed as RFC3339 Timestamp Format`;

const goDurationProblem: TextCheck = (text) => {
  const problem = durationProblem(text);
  return problem && `Cannot be parsed as duration: ${problem}`;
};

/** A duration of ISO 8601, as RFC 3339 has it in its appendix: weeks, or days and times. */
const isoDuration = /^P(?=.)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?)$/;

const isoDurationProblem: TextCheck = (text) =>
  isoDuration.test(text) ? undefined : "Cannot be parsed as an RFC 3339 duration: invalid syntax";

const isUrlName = (name: string): boolean => /ur[il]|endpoint|issuer|link/.test(name);

const urlProblem =
  (schemes: readonly string[]): TextCheck =>
  (text) => {
    const [, scheme, rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? [];
    if (scheme === undefined || rest === "" || /^[/?#\s]/.test(rest) || /^[^/?#]*\s/.test(rest))
      return `expected "{key}" to have a host, got {value}`;
    return schemes.includes(scheme) ? undefined : `expected "{key}" to have a url with schema of: "${schemes.join(",")}", got {value}`;
  };

/** Google's members of a policy: the message of their check shows the address of its manual. */
const isMember = (name: string): boolean => /^members?$/.test(name);

const memberProblem: TextCheck = (text) =>
  /.+:.+|allUsers|allAuthenticatedUsers|projectOwners|projectReaders|projectWriters/.test(text)
    ? undefined
    : "invalid value for {key} (IAM members must be like user:ADDRESS, serviceAccount:ADDRESS, group:ADDRESS, domain:DOMAIN or allUsers)";

/** Where a message only showed the address of a manual, no more is known than that signs and spaces were refused. */
const wordProblem: TextCheck = (text) => (/^~| /.test(text) ? "invalid value for {key}" : undefined);
