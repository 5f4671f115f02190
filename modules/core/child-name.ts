import { physicalName, type NameKind } from "./names";
import { holdsToken } from "./props";

/** The physical name of a part of something named. A name that is known only later is joined as it is. */
export const childName = (kind: NameKind, name: string, ...words: readonly string[]): string =>
  holdsToken(name) ? [name, ...words].join("-") : physicalName(kind, name, ...words);

/** The tag that consoles show as a resource's name. */
export const nameTag = (name: string, ...words: readonly string[]): { Name: string } => ({ Name: childName("nameTag", name, ...words) });
