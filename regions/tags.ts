import type { StackIdentity } from "../modules/core/stack";
import type { EstateTags } from "../modules/core/tags";
import type { EdgePlace } from "./place";

/** What every resource of a stack is tagged with. */
export const stackTags = (
  { environment, origin, jurisdiction, layer, name }: StackIdentity,
  { organization, phase }: Pick<EdgePlace, "organization" | "phase">,
): EstateTags => ({ organization: organization.name, environment, phase, origin, jurisdiction, layer, stack: name });
