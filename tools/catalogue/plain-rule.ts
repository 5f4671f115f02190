import type { Rule } from "./facts";

/** A rule in one: what has to hold besides, and the first of several of which one is enough, beside what the rule itself says. */
export const plainRule = (rule: Rule): Rule => {
  const { anyOf = [], also = [], ...own } = rule;
  return [...also, ...anyOf.slice(0, 1)].map(plainRule).reduce<Rule>((all, one) => ({ ...one, ...all }), own);
};
