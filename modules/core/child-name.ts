import { nameRules, physicalName, type NameKind } from "./names";
import { holdsToken } from "./props";

/** The physical name of a part of something named: joined as it is, where it is known only later, and where it fits. */
export const childName = (kind: NameKind, name: string, ...words: readonly string[]): string => {
  const whole = [name, ...words].join("-");
  if (holdsToken(name)) return whole;
  const { max, pattern } = nameRules[kind];
  return whole.length <= max && pattern.test(whole) ? whole : physicalName(kind, name, ...words);
};

/** The tag that consoles show as a resource's name. */
export const nameTag = (name: string, ...words: readonly string[]): { Name: string } => ({ Name: childName("nameTag", name, ...words) });
