import { allFields, type Field } from "./fields";
import { deepest } from "./relations";

/** Arguments at all depths, beyond which a type is asked for few plans. */
const mostFields = 5000;

/**
 * Whether each plan of a type takes a provider seconds of its own: a schema that says the same things within each other
 * several times over has tens of thousands of arguments (`aws_wafv2_web_acl`: 19,546). Such a type is asked for plans about
 * its first level only, and beside one set of neighbours.
 */
export const isHuge = (fields: readonly Field[]): boolean => allFields(fields, Infinity).length > mostFields;

/** Names below which no plan is asked for. */
export const planDepth = (fields: readonly Field[]): number => (isHuge(fields) ? 1 : deepest);
