import { arn, listOf, recordOf, text } from "../../core/checks";
import type { Check } from "../../core/props";
import type { Permission } from "./policy-document";

/** Actions of services, 1 to 50. */
export const allowedActions = listOf(text(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, "an action such as s3:GetObject", 3, 128), 1, 50);

// How many there may be, the size of the policy says.
const resources = listOf<string>((one) => (one === "*" ? undefined : arn()(one)), 1, 1000);

const permission: Check<Permission> = (one) => (one.actions && allowedActions(one.actions)) ?? (one.resources && resources(one.resources));

/** Permissions by a word in kebab-case; what none are needed for leaves them out, as `fix` says. */
export const permissionsOr = (fix: string): Check<Readonly<Record<string, Permission>>> => {
  const members = recordOf(permission);
  return (record) => (Object.keys(record).length === 0 ? { must: "not be empty", fix } : members(record));
};
