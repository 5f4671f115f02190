import { isIP } from "node:net";
import { firstAddressOf, isCidr, prefixLength } from "./cidr";
import { lettersOf } from "./message-letters";
import { isProtocol } from "./protocols";

/** Whether a value is what a message asks for. Numbers come as their digits. */
export type MessageCheck = (value: string) => boolean;

const known = new Map<string, MessageCheck | null>();

/**
 * What the message of a refusal tells of right values; nothing where it isn't understood. A message is read by its words
 * alone, whatever type it comes from; what it leaves open is allowed.
 */
export const messageCheck = (message: string): MessageCheck | undefined => {
  const before = known.get(message);
  if (before !== undefined) return before ?? undefined;
  const found = readMessage(message);
  known.set(message, found ?? null);
  return found;
};

const readMessage = (message: string): MessageCheck | undefined => {
  for (const [words, check] of readers) {
    const match = words.exec(message);
    if (match !== null) return check(match);
  }
  const letters = lettersOf(message);
  return letters && ((value) => letters.test(value));
};

type Reader = readonly [RegExp, (match: RegExpExecArray) => MessageCheck | undefined];

const matches =
  (pattern: RegExp): (() => MessageCheck) =>
  () =>
  (value) =>
    pattern.test(value);

const isInteger = (value: string): boolean => /^[+-]?\d+$/.test(value);
const isNumber = (value: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value);
const isBoolean = (value: string): boolean => /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value);
const isBase64 = (value: string): boolean =>
  /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value.replace(/[\r\n]/g, ""));
const isUuid = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
const goDuration = /^[+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const clock = "([01]\\d|2[0-3]):[0-5]\\d";
const day = "(mon|tue|wed|thu|fri|sat|sun)";
const domain = /^(?=.{1,255}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

const isJson: MessageCheck = (value) => {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};

const lengthIn =
  (least: number, most: number): MessageCheck =>
  (value) =>
    value.length >= least && value.length <= most;

const atLeast = ([, bound = "0"]: RegExpExecArray): MessageCheck => {
  const least = Number(bound);
  return (value) => Number(value) >= least;
};

const above = ([, bound = "0"]: RegExpExecArray): MessageCheck => {
  const least = Number(bound);
  return (value) => Number(value) > least;
};

/** A regular expression that a message quotes, of which the whole text has to be a match. */
const quotedPattern = ([, pattern = ""]: RegExpExecArray): MessageCheck | undefined => {
  try {
    const whole = new RegExp(`^(?:${pattern.replaceAll("\\\\", "\\")})$`);
    return (value) => whole.test(value);
  } catch {
    return undefined;
  }
};

/** Ranges of numbers as `[1..5], [7..9]`, and single ones as `[12]`. */
const inRanges = (text: string): MessageCheck => {
  const ranges = [...text.matchAll(/\[(\d+)(?:\.\.(\d+))?\]/g)].map(
    ([, least = "0", most = least]) => [Number(least), Number(most)] as const,
  );
  return (value) => ranges.some(([least, most]) => Number(value) >= least && Number(value) <= most);
};

/** In a network that is part of one of several. */
const within =
  (networks: readonly string[]): MessageCheck =>
  (value) =>
    isCidr(value, 4) &&
    networks.some((network) => {
      const length = prefixLength(network);
      return prefixLength(value) >= length && firstAddressOf(value, length) === firstAddressOf(network, length);
    });

const readers: readonly Reader[] = [
  [/ASN ranges: (.*)/, ([, ranges = ""]) => inRanges(ranges)],
  [/rotation period format/, matches(/^\d+(\.\d{1,9})?s$/)],
  [/to be a domain like/, matches(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)],
  [
    /AWS Account ID|\* or a 12 digit/i,
    ([text]) =>
      (value) =>
        (text.startsWith("*") && value === "*") || /^\d{12}$/.test(value),
  ],
  [/AWS Region/i, matches(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/)],
  [/valid email address/i, matches(/^[^\s@]+@[^\s@]+$/)],
  [/valid phone number/i, matches(/^\+?[0-9 ()-]+$/)],
  [/unsupported NACL protocol/, () => isProtocol],
  [
    /network Value with between (\d+) and (\d+) significant bits/,
    ([, least, most]) =>
      (value) =>
        isCidr(value) && prefixLength(value) >= Number(least) && prefixLength(value) <= Number(most),
  ],
  [/must be within ((?:[\d.]+\/\d+(?:, or |, | or )?)+)/, ([, networks = ""]) => within(networks.match(/[\d.]+\/\d+/g) ?? [])],
  [/must not be zero/, () => (value) => Number(value) !== 0],
  [/valid port number or 0/, () => (value) => Number(value) >= 0 && Number(value) <= 65535],
  [
    /valid port number \(1-65536\) or "([^"]+)"/,
    ([, word]) =>
      (value) =>
        value === word || (Number(value) >= 1 && Number(value) <= 65536),
  ],
  [/valid port number/, () => (value) => Number(value) >= 1 && Number(value) <= 65535],
  [
    /integer between (-?\d+) and (-?\d+) or '(\w+)'/,
    ([, least, most, word]) =>
      (value) =>
        value === word || (isInteger(value) && Number(value) >= Number(least) && Number(value) <= Number(most)),
  ],
  [
    /be an integer or '(\w+)'/,
    ([, word]) =>
      (value) =>
        value === word || isInteger(value),
  ],
  [
    /in the range (\d+)-(\d+) for normal rule or (\d+)/,
    ([, least, most, other]) =>
      (value) =>
        value === other || (Number(value) >= Number(least) && Number(value) <= Number(most)),
  ],
  [/as int or percent/, () => (value) => isInteger(value) || /^\d+%$/.test(value)],
  [/as int: |be a (32|64)-bit integer|not a valid integer/, () => (value) => value === "" || isInteger(value)],
  [/as boolean: /, () => (value) => value === "" || isBoolean(value)],
  [/as float: /, () => (value) => value === "" || isNumber(value)],
  [
    /divisible by (\d+)/,
    ([, by]) =>
      (value) =>
        Number(value) % Number(by) === 0,
  ],
  [
    /to be at least \((-?[\d.]+)\)|must be >= (-?[\d.]+)/,
    ([all, a, b]) => atLeast(Object.assign([all, a ?? b], { index: 0, input: all }) as RegExpExecArray),
  ],
  [/greater than or equal to (-?\d+)/, atLeast],
  [/greater than \(?(-?[\d.]+)\)?/, above],
  [
    /must be > (\d+) and <= ([\d.]+)/,
    ([, least, most]) =>
      (value) =>
        Number(value) > Number(least) && Number(value) <= Number(most),
  ],
  [
    /value must be at most (-?\d+)/,
    ([, most]) =>
      (value) =>
        Number(value) <= Number(most),
  ],
  [
    /must be between (-?\d+) and (-?\d+), inclusive/,
    ([, least, most]) =>
      (value) =>
        Number(value) >= Number(least) && Number(value) <= Number(most),
  ],
  [
    /Valid intervals are either (\d+) or (\d+)/,
    ([, a, b]) =>
      (value) =>
        value === a || value === b,
  ],
  [/string length must be at most (\d+)/, ([, most]) => lengthIn(0, Number(most))],
  [/be no more than (\d+) characters|cannot be longer than (\d+) (?:UTF-8 )?characters/, ([, a, b]) => lengthIn(0, Number(a ?? b))],
  [/cannot be less than (\d+) or longer than (\d+) characters/, ([, least, most]) => lengthIn(Number(least), Number(most))],
  [/cannot be less than (\d+) UTF-8 characters/, ([, least]) => lengthIn(Number(least), Infinity)],
  [/must be between (\d+) and (\d+) characters long/, ([, least, most]) => lengthIn(Number(least), Number(most))],
  [/have a duration between/, matches(goDuration)],
  [/[dD]uration/, matches(goDuration)],
  [/base64/i, () => isBase64],
  [/valid UUID/, matches(isUuid)],
  [/invalid character '~' looking for beginning of value/, () => isJson],
  [
    /have prefix (\S+),|must (?:begin|start) with (?:"([^"]+)"|'([^']+)'\)|(s3:\/\/|custom-|AWSRDSCustom)\))/,
    ([, a, b, c, d]) =>
      (value) =>
        value.startsWith(a ?? b ?? c ?? d ?? ""),
  ],
  [/must begin with alphabetic character|first character of (?:[\w ]+ )?"\w+" must be a letter$/, matches(/^[A-Za-z]/)],
  [/must be a letter or number/, matches(/^[A-Za-z0-9]/)],
  [/must start with a digit/, matches(/^\d/)],
  [
    /must end in (\.\w+) or (\.\w+)/,
    ([, a = "", b = ""]) =>
      (value) =>
        value.endsWith(a) || value.endsWith(b),
  ],
  [
    /end with "([^"]+)"/,
    ([, ending = ""]) =>
      (value) =>
        value.endsWith(ending),
  ],
  [/doesn't comply with restrictions \("(.*)"\)/, quotedPattern],
  [/must match regex "(.*)"/, quotedPattern],
  [/must match (\(\[0-9a-f\].*)\)$/, quotedPattern],
  [/must match (\[[^\]]+\]\[[^\]]+\]\*)\)$/, quotedPattern],
  [/[Mm]ust match (\[[^\]]+\]\+),/, quotedPattern],
  [/regex used for validation is '(.*?)'/, quotedPattern],
  [/valid label must be an empty string/, matches(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/)],
  [/RFC 1123 subdomain/, matches(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)],
  [/RFC 1123 label/, matches(/^([a-z0-9]([-a-z0-9]*[a-z0-9])?|[a-z0-9][-a-z0-9]*-)$/)],
  [/satisfy the format of "hh24:mi-hh24:mi"/, matches(new RegExp(`^${clock}-${clock}$`))],
  [/satisfy the format of "ddd:hh24:mi-ddd:hh24:mi"/, matches(new RegExp(`^${day}:${clock}-${day}:${clock}$`, "i"))],
  [/in the format HH:00/, matches(/^([01]\d|2[0-3]):00$/)],
  [/as "2006-01-02T15:04:05Z07:00"/, matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/)],
  [/as "2006-01-02_15:04"/, matches(/^\d{4}-\d\d-\d\d_\d\d:\d\d$/)],
  [/formatted YYYY-MM-DD/, matches(/^\d{4}-\d\d-\d\d$/)],
  [/format of PT10S/, matches(/^P/)],
  [/valid Cron expression/, matches(/^(@\w+( .*)?|(\S+\s+){4,5}\S+)$/)],
  [/rate\(<number>/, matches(/^(rate|cron|at)\(.*\)$/)],
  [
    /(\d+)-character hex/,
    ([, length = "0"]) =>
      (value) =>
        new RegExp(`^[0-9A-Fa-f]{${length}}$`).test(value),
  ],
  [
    /"([^"]+)" followed by (\d+) hexadecimal/,
    ([, prefix = "", length = "0"]) =>
      (value) =>
        value.startsWith(prefix) && new RegExp(`^[0-9a-f]{${length}}$`).test(value.slice(prefix.length)),
  ],
  [
    /(\d+)-(\d+) lowercase letters or numbers/,
    ([, least = "0", most = "0"]) =>
      (value) =>
        new RegExp(`^[a-z0-9]{${least},${most}}$`).test(value),
  ],
  [
    /Must start with (core-network|attachment-?) and then have (\d+) to (\d+)/,
    ([, prefix = "", least = "0", most = "0"]) =>
      (value) =>
        new RegExp(`^${prefix}-?[0-9a-f]{${least},${most}}$`).test(value),
  ],
  [/fully qualified domain name and cannot end/, matches(domain)],
  [/fully qualified domain name and may end/, () => (value) => domain.test(value.replace(/\.$/, ""))],
  [/full service hostname/, matches(/\./)],
  [/to have a host/, matches(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#\s]/)],
  [/three alphanumeric sections/, matches(/^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+(::MODULE)?$/)],
  [/semantic version/, matches(/^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]*)?$/)],
  [
    /either '(\w+)' or '(\w+)'/,
    ([, a, b]) =>
      (value) =>
        value === a || value === b,
  ],
  [/to be an empty string/, () => (value) => value === ""],
  [/to IP address/, () => (value) => isIP(value) !== 0],
  [/linux mode/, matches(/^[0-7]{4}$/)],
  [/ROLE:entity/, matches(/^[^:]+:.+/)],
  [/must be: events: followed by/, matches(/^events:[A-Za-z]+$/)],
  [/must be 6 to 30 with lowercase letters/, matches(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/)],
  [/region name followed by an underscore/, matches(/^[\w-]+_[0-9A-Za-z]+$/)],
  [/isn't a valid log group name/, matches(/^[\w\-/.#]+$/)],
  [/must be a KMS Key ID/, matches(/^(arn:[\w-]+:kms:.*|alias\/.+|mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)],
  [/An alias must begin with alias\//, matches(/^alias\/[A-Za-z0-9/_-]+$/)],
  [/number .* or percentage|percentage between/, matches(/^\d+%?$/)],
  [/\$DEFAULT, \$LATEST, or a version number/, matches(/^(\$DEFAULT|\$LATEST|[1-9]\d*)$/)],
];
