import { didYouMean, EstateError, failOn, type Problem } from "../../modules/core/errors";
import type { Phase } from "../../modules/core/words";
import { isRecord } from "../../modules/policy/view";

/** One word of the description that is changed. */
export interface Change {
  /** As it was given: `production.phase=enterprise`. */
  readonly text: string;
  /** An environment's name, `*` for every environment, `organization`, `services` or `flows`, and the keys below it. */
  readonly path: readonly string[];
  /** The new value; `null` takes the key out. */
  readonly value: unknown;
  /** It has to be refused, with every stateful resource that it would lose. @default false */
  readonly isWayBack?: boolean;
}

/** A description whose form is not checked yet. */
type Description = Readonly<Record<string, unknown>>;

/**
 * Reads changes of the form `PATH=VALUE`. A value that is JSON is taken as such, anything else as text.
 *
 * @throws EstateError UnknownOption
 */
export const readChanges = (texts: readonly string[]): readonly Change[] => {
  const changes = texts.map(readChange);
  failOn(changes.flatMap((one) => ("code" in one ? [one] : [])));
  return changes.filter((one): one is Change => !("code" in one));
};

const readChange = (text: string): Change | Problem => {
  const [, path = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  const words = path.split(".");
  if (words.length >= 2 && words.every((word) => word !== "")) return { text, path: words, value: valueOf(value) };
  return {
    code: "UnknownOption",
    place: "--change",
    rule: "a change must be PATH=VALUE, where PATH begins with an environment's name",
    value: text,
    fix: "write it as production.phase=enterprise",
  };
};

const valueOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** Stands for every environment at the beginning of a path. */
const everyEnvironment = "*";

/** The parts of a description that are not an environment. */
const otherParts = ["organization", "services", "flows"] as const;

/**
 * The description with one change. A key that is not there may only be the last of its path: the form is checked by who
 * reads the description.
 *
 * @throws EstateError UnknownEnvironment, UnknownKey where the path leads nowhere
 */
export const changed = (description: unknown, { path, value, text }: Change): Description => {
  const estate = description as Description;
  const [first = "", ...rest] = path;
  const environments = (Array.isArray(estate["environments"]) ? estate["environments"] : []) as readonly unknown[];
  const index = environments.findIndex((one) => isRecord(one) && one["name"] === first);
  if (index >= 0) return put(estate, ["environments", String(index), ...rest], value, text) as Description;
  if (first === everyEnvironment) {
    return environments.reduce<Description>(
      (all, _, at) => put(all, ["environments", String(at), ...rest], value, text) as Description,
      estate,
    );
  }
  if (otherParts.some((part) => part === first)) return put(estate, path, value, text) as Description;
  const names = environments.flatMap((one) => (isRecord(one) && typeof one["name"] === "string" ? [one["name"]] : []));
  throw new EstateError([
    {
      code: "UnknownEnvironment",
      place: `--change ${text}`,
      rule: "the path must begin with the name of an environment, or with a part of the estate",
      value: first,
      fix: didYouMean(first, [...names, ...otherParts]),
    },
  ]);
};

const put = (at: unknown, [word = "", ...rest]: readonly string[], value: unknown, text: string): unknown => {
  if (Array.isArray(at)) {
    const items: readonly unknown[] = at;
    const index = /^\d+$/.test(word) ? Number(word) : -1;
    if (index < 0 || index >= items.length) throw leadsNowhere(text, word, Object.keys(items));
    const next = rest.length === 0 ? value : put(items[index], rest, value, text);
    return items.flatMap((item, i) => (i !== index ? [item] : next === null ? [] : [next]));
  }
  if (!isRecord(at)) throw leadsNowhere(text, word, []);
  if (rest.length > 0) {
    if (!Object.hasOwn(at, word)) throw leadsNowhere(text, word, Object.keys(at));
    return { ...at, [word]: put(at[word], rest, value, text) };
  }
  // An account's twelve digits are a text where a text was.
  const asText = typeof at[word] === "string" && (typeof value === "number" || typeof value === "boolean");
  if (value !== null) return { ...at, [word]: asText ? text.slice(text.indexOf("=") + 1) : value };
  if (!Object.hasOwn(at, word)) throw leadsNowhere(text, word, Object.keys(at));
  return Object.fromEntries(Object.entries(at).filter(([key]) => key !== word));
};

const leadsNowhere = (text: string, word: string, there: readonly string[]): EstateError =>
  new EstateError([
    {
      code: "UnknownKey",
      place: `--change ${text}`,
      rule: "the path must lead to a place of the description",
      value: word,
      fix: there.length === 0 ? "end the path before it: there is nothing below" : didYouMean(word, there),
    },
  ]);

/** The description with every environment in one phase. */
export const inPhase = (description: unknown, phase: Phase): Description => {
  const estate = description as Description;
  const environments = (Array.isArray(estate["environments"]) ? estate["environments"] : []) as readonly unknown[];
  return { ...estate, environments: environments.map((one) => (isRecord(one) ? { ...one, phase } : one)) };
};
