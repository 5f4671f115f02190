import { isIPv4, isIPv6 } from "node:net";
import { isCidr, isNetwork, prefixLength } from "./cidr";

/** Says what is wrong with a text, without naming where it stands; nothing where it is right. */
export type TextCheck = (text: string) => string | undefined;

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

const formats: Readonly<Record<string, (context: FormatContext) => TextCheck>> = {
  // The SDK's check lets an empty text pass, and looks at each part; the framework's only at the number of parts.
  arn:
    ({ sdk }) =>
    (text) =>
      sdk ? (text === "" ? undefined : arnProblem(text)) : splitProblem(text),
  json:
    ({ sdk }) =>
    (text) =>
      isJson(text) || (sdk && text === "") ? undefined : "contains an invalid JSON",
  "json-policy": () => iamPolicyProblem,
  cidr: (context) => networkCheck(familyOf(context)),
  "cidr-v4": () => networkCheck(4),
  "cidr-v4-vpc": () => (text) => networkCheck(4)(text) ?? lengthProblem(text, 16, 28),
  "cidr-v6-vpc": () => (text) => networkCheck(6)(text) ?? sizeProblem(text, [44, 48, 52, 56, 60]),
  "cidr-any": () => anyNetworkProblem,
  ip: ({ name }) => (name.includes("cidr") ? anyNetworkProblem : (text) => ipProblem(text, name.includes("ipv4") ? 4 : undefined)),
  "ip-v4": () => (text) => ipProblem(text, 4),
  "date-time":
    ({ name }) =>
    (text) =>
      isDateTime(text) || name.includes("duration") ? undefined : "is not a valid RFC3339 date",
  date: () => (text) => (isDateTime(`${text}T00:00:00Z`) ? undefined : "is not a valid date in the form YYYY-MM-DD"),
  url: ({ name }) => (isMember(name) ? memberProblem : isUrlName(name) ? urlCheck(["http", "https"]) : wordProblem),
  "url-https": () => urlCheck(["https"]),
};

/** Google's members of a policy: the message of their check shows the address of its manual. */
const isMember = (name: string): boolean => /^members?$/.test(name);

const memberProblem: TextCheck = (text) =>
  /.+:.+|allUsers|allAuthenticatedUsers|projectOwners|projectReaders|projectWriters/.test(text)
    ? undefined
    : "is not an IAM member: it must be like user:{address}, serviceAccount:{address}, group:{address}, domain:{domain} or allUsers";

const isUrlName = (name: string): boolean => /ur[il]|endpoint|issuer|link/.test(name);

/** Where a message only showed the address of a manual, no more is known than that signs and spaces were refused. */
const wordProblem: TextCheck = (text) => (/^~| /.test(text) ? "is not valid" : undefined);

const partition = /^aws(-[a-z]+)*$/;
const region = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;
const account = /^(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})$/;

const splitProblem: TextCheck = (text) => {
  if (!text.startsWith("arn:")) return "is an invalid ARN: arn: invalid prefix";
  return text.split(":").length < 6 ? "is an invalid ARN: arn: not enough sections" : undefined;
};

const arnProblem: TextCheck = (text) => {
  const split = splitProblem(text);
  if (split !== undefined) return split;
  const [, ofPartition = "", , ofRegion = "", ofAccount = "", ...resource] = text.split(":");
  if (ofPartition === "") return "is an invalid ARN: missing partition value";
  if (!partition.test(ofPartition)) return invalidPart("partition", partition);
  if (ofRegion !== "" && !region.test(ofRegion)) return invalidPart("region", region);
  if (ofAccount !== "" && !account.test(ofAccount)) return invalidPart("account ID", account);
  return resource.join(":") === "" ? "is an invalid ARN: missing resource value" : undefined;
};

const invalidPart = (part: string, pattern: RegExp): string =>
  `is an invalid ARN: invalid ${part} value (expecting to match regular expression: ${pattern.source})`;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The check of a document of IAM: a JSON object. */
export const iamPolicyProblem: TextCheck = (text) => {
  const trimmed = text.trim();
  if (trimmed === "") return "is an empty string, which is not a valid JSON value";
  if (trimmed.startsWith("{")) {
    if (!isJson(text)) return "contains an invalid JSON policy";
    return hasDuplicateKey(text) ? "contains duplicate JSON keys" : undefined;
  }
  if (trimmed.startsWith("[")) return "contains an invalid JSON policy: contains a JSON array, not an object";
  if (trimmed.startsWith('"')) return "contains an invalid JSON policy: contains a JSON-encoded string, not a JSON-encoded object";
  return "contains an invalid JSON policy: not a JSON object";
};

const jsonTokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** Whether an object in a JSON text has a key twice. */
const hasDuplicateKey = (text: string): boolean => {
  const open: (Set<string> | undefined)[] = [];
  const tokens = text.match(jsonTokens) ?? [];
  return tokens.some((token, index) => {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token.startsWith('"') && tokens[index + 1] === ":") {
      const keys = open.at(-1);
      if (keys?.has(token) === true) return true;
      keys?.add(token);
    }
    return false;
  });
};

/** Which kind of address an argument's name tells, or that of the argument for the other kind beside it. */
const familyOf = ({ name, siblings }: FormatContext): 4 | 6 | undefined => {
  if (name.includes("ipv6")) return 6;
  return name.includes("ipv4") || siblings.some((one) => one !== name && one.replace("ipv6_", "") === name) ? 4 : undefined;
};

/** A network has to be written by its first address. */
const networkCheck =
  (family: 4 | 6 | undefined): TextCheck =>
  (text) => {
    const kind = family === undefined ? "" : `IPv${String(family)} `;
    if (!isCidr(text, family)) return `is not a valid ${kind}CIDR block`;
    return isNetwork(text) ? undefined : `is not a valid ${kind}CIDR block: it has to begin with the network's first address`;
  };

const anyNetworkProblem: TextCheck = (text) => (isCidr(text) ? undefined : "is not a valid CIDR block");

const lengthProblem = (text: string, least: number, most: number): string | undefined => {
  const length = prefixLength(text);
  const bounds = `between ${String(least)} and ${String(most)}`;
  return length >= least && length <= most
    ? undefined
    : `is expected to contain a network value with significant bits ${bounds}, got: ${String(length)}`;
};

const sizeProblem = (text: string, lengths: readonly number[]): string | undefined =>
  lengths.includes(prefixLength(text)) ? undefined : `is expected to contain a network value with ${lengths.join(", ")} significant bits`;

const ipProblem = (text: string, family: 4 | 6 | undefined): string | undefined => {
  const isRight = family === 4 ? isIPv4(text) : family === 6 ? isIPv6(text) : isIPv4(text) || isIPv6(text);
  return isRight ? undefined : `is not a valid IP${family === undefined ? "" : `v${String(family)}`} address`;
};

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([.,]\d+)?(Z|[+-](\d\d):(\d\d))$/;

const isDateTime = (text: string): boolean => {
  const [, year, month, day, hour, minute, second, , , offsetHour = "0", offsetMinute = "0"] = dateTime.exec(text) ?? [];
  if (year === undefined) return false;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return (
    isWithin(month, 1, 12) &&
    isWithin(day, 1, days) &&
    isWithin(hour, 0, 23) &&
    isWithin(minute, 0, 59) &&
    isWithin(second, 0, 59) &&
    isWithin(offsetHour, 0, 24) &&
    isWithin(offsetMinute, 0, 60)
  );
};

const isWithin = (text: string | undefined, least: number, most: number): boolean => Number(text) >= least && Number(text) <= most;

const urlCheck =
  (schemes: readonly string[]): TextCheck =>
  (text) => {
    const [, scheme, rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? [];
    if (scheme === undefined || rest === "" || /^[/?#\s]/.test(rest) || /^[^/?#]*\s/.test(rest)) return "has no host";
    return schemes.includes(scheme) ? undefined : `has no schema of: "${schemes.join(",")}"`;
  };
