import type { ObjectValue, Value } from "../protocol/values";
import { fingerprint } from "../twins/fingerprint";
import { someValue } from "./mutations-bases";
import type { Case, MutationRequest } from "./mutations-case";
import { dotted, valueAt, withValue, type Slot } from "./mutations-slots";

/** One argument changed, added or left out on a resource that exists. */
export const changesOf = (request: MutationRequest): readonly Case[] =>
  request.slots.flatMap((slot) => {
    const base = request.bases.get(dotted(slot.path));
    return base === undefined ? [] : changesAt(request, slot, base);
  });

const changesAt = ({ facts, type }: MutationRequest, slot: Slot, base: ObjectValue): readonly Case[] => {
  const path = dotted(slot.path);
  const known = [facts.replace, facts.replace_depends].some((paths) => paths?.includes(path) === true);
  const change = (kind: string, before: ObjectValue, config: ObjectValue): Case => ({
    class: "replacement",
    type,
    path,
    kind,
    known,
    before,
    config,
  });
  const others = slot.type === undefined ? [] : otherValues(facts, slot, valueAt(base, slot.path) ?? null);
  const changes = others.map((other, index) =>
    change(index === 0 ? "changed" : "changed otherwise", base, withValue(facts, base, slot.path, other)),
  );
  if (slot.required) return changes;
  const without = withValue(facts, base, slot.path, slot.nothing);
  return [...changes, change("added", without, base), change("left out", base, without)];
};

/** Two values that differ from the one that is given, and are as right as it is, as far as one can tell. */
const otherValues = (facts: MutationRequest["facts"], slot: Slot, value: Value): readonly Value[] => {
  const different = new Map<string, Value>();
  const derived = otherOf(value, slot.rule?.enum === undefined);
  if (derived !== undefined) different.set(fingerprint(derived), derived);
  for (const variant of [1, 2]) {
    const other = someValue(facts, slot, variant);
    different.set(fingerprint(other), other);
  }
  different.delete(fingerprint(value));
  return [...different.values()].slice(0, 2);
};

/** A value of the same form as another. */
const otherOf = (value: Value, isFree: boolean): Value | undefined => {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return isFree ? value + 1 : undefined;
  if (typeof value === "string") return isFree ? otherText(value) : undefined;
  if (!Array.isArray(value)) return undefined;
  const [first, ...rest] = value as readonly Value[];
  const other = first === undefined ? undefined : otherOf(first, isFree);
  return other === undefined ? undefined : [other, ...rest];
};

const otherText = (text: string): string | undefined => {
  if (/^(true|false)$/.test(text)) return text === "true" ? "false" : "true";
  if (/^\d+$/.test(text)) return String(Number(text) + 1);
  if (/^[{[]/.test(text)) return text.includes('"Allow"') ? text.replace('"Allow"', '"Deny"') : undefined;
  if (/^[\d.]+\/\d+$/.test(text)) return text.replace(/^\d+\.\d+/, "10.77");
  if (/[0-9a-f]$/.test(text) && /^arn:|-0[0-9a-f]+$/.test(text)) return text.slice(0, -1) + (text.endsWith("7") ? "8" : "7");
  return /^[\w/-]+$/.test(text) ? `${text}x` : undefined;
};
