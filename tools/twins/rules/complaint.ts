/** What a provider says of a wrong value. */
export interface Complaint {
  readonly summary: string;
  readonly detail: string;
}

/** Where a value stands, in the words of messages. */
export interface Place {
  /** With dots, as the SDK of old names it: `rule.0.status`. */
  readonly key: string;
  /** With brackets, as the framework does: `rule[0].status`. */
  readonly display: string;
  /** The value; a secret one is not shown. */
  readonly shown: string;
  /** Whether the type is made with the SDK of old. */
  readonly sdk: boolean;
  /** Whether the value is of a provider's own type for enumerations, which has words of its own. */
  readonly isOwnType: boolean;
}

/** A range of numbers, one end of which may be open. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

const quoted = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(" ");

/** A value that is none of those allowed. Numbers stand without quotation marks. */
export const notOneOf = ({ key, display, shown, sdk, isOwnType }: Place, allowed: readonly string[], isNumber: boolean): Complaint => {
  const list = `[${isNumber ? allowed.join(" ") : quoted(allowed)}]`;
  if (isOwnType && sdk) return plain(`expected ${lastName(key)} to be one of ${list}, got ${shown}`);
  if (isOwnType) {
    const says = "The provided value does not match any valid values.";
    return { summary: "Invalid String Enum Value", detail: `${says}\n\nPath: ${display}\nGiven Value: ${shown}\nValid Values: ${list}` };
  }
  return sdk
    ? plain(`expected ${key} to be one of ${list}, got ${shown}`)
    : { summary: "Invalid Attribute Value Match", detail: `Attribute ${display} value must be one of: ${list}, got: "${shown}"` };
};

const lastName = (key: string): string =>
  key
    .split(".")
    .filter((part) => !/^\d+$/.test(part))
    .at(-1) ?? key;

/** A number outside its range. */
export const outOfRange = ({ key, display, shown, sdk }: Place, bounds: Bounds): Complaint =>
  sdk
    ? plain(`expected ${key} to be ${sdkBounds(bounds)}, got ${shown}`)
    : { summary: "Invalid Attribute Value", detail: `Attribute ${display} value must be ${frameworkBounds(bounds)}, got: ${shown}` };

/** A text that is too short or too long. */
export const wrongLength = ({ key, display, shown, sdk }: Place, bounds: Bounds, length: number): Complaint =>
  sdk
    ? plain(`expected length of ${key} to be ${sdkBounds(bounds)}, got ${shown}`)
    : {
        summary: "Invalid Attribute Value Length",
        detail: `Attribute ${display} string length must be ${frameworkBounds(bounds)}, got: ${String(length)}`,
      };

/** A list, set or map with too few or too many elements. */
export const wrongCount = ({ key, display, sdk }: Place, bounds: Bounds, kind: "list" | "set" | "map", count: number): Complaint => {
  if (!sdk)
    return {
      summary: "Invalid Attribute Value",
      detail: `Attribute ${display} ${kind} must contain ${countBounds(bounds)}, got: ${String(count)}`,
    };
  const { min = 0, max = 0 } = bounds;
  const [adverb, limit] = count < min ? ["Not enough", `${String(min)} item minimum`] : ["Too many", `${String(max)} item maximum`];
  const verb = count < min ? "requires" : "supports";
  return {
    summary: `${adverb} list items`,
    detail: `Attribute ${key} ${verb} ${limit}, but config has ${count < min ? "only " : ""}${String(count)} declared.`,
  };
};

/** A text that doesn't have the form of a pattern. */
export const noMatch = ({ key, display, shown, sdk }: Place, pattern: string): Complaint =>
  sdk
    ? plain(`invalid value for ${key} (must match regular expression ${JSON.stringify(pattern)})`)
    : {
        summary: "Invalid Attribute Value Match",
        detail: `Attribute ${display} value must match regular expression '${pattern}', got: ${shown}`,
      };

/** A complaint of one sentence, as the SDK of old has them. */
export const plain = (summary: string): Complaint => ({ summary, detail: "" });

const sdkBounds = ({ min, max }: Bounds): string => {
  if (min === undefined) return `at most (${String(max)})`;
  return max === undefined ? `at least (${String(min)})` : `in the range (${String(min)} - ${String(max)})`;
};

const frameworkBounds = ({ min, max }: Bounds): string => {
  if (min === undefined) return `at most ${String(max)}`;
  return max === undefined ? `at least ${String(min)}` : `between ${String(min)} and ${String(max)}`;
};

const countBounds = ({ min, max }: Bounds): string => {
  if (min === undefined) return `at most ${String(max)} elements`;
  return max === undefined ? `at least ${String(min)} elements` : `at least ${String(min)} elements and at most ${String(max)} elements`;
};
