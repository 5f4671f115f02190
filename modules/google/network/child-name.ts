import { physicalName, type NameKind } from "../../core/names";
import { holdsToken } from "../../core/props";

/** The physical name of a part of the network. A name that is known only later is joined as it is. */
export const childName = (kind: NameKind, name: string, ...words: readonly string[]): string =>
  holdsToken(name) ? [name, ...words].join("-") : physicalName(kind, name, ...words);
