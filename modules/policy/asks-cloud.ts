import type { Problem } from "../core/errors";
import type { ResolvedStack } from "./model";
import { isRecord } from "./view";

/** The one data source that is allowed: the state of an earlier layer of the same site, which a rule of its own judges. */
const allowed = "terraform_remote_state";

/**
 * Whether a plan would ask a cloud. Data sources and ephemeral resources are refused, those too that only compute
 * (`aws_iam_policy_document`): what they would say is a literal here, so that a plan needs no network and its text can
 * be judged before. Checks may hold data sources of their own, and are searched.
 */
export const asksCloud = ({ identity, json }: ResolvedStack): readonly Problem[] => {
  const problem = (address: string, fix: string): Problem => ({
    code: "AsksCloud",
    place: `${identity.name} ${address}`,
    rule: "nothing but the state of an earlier layer must be read while planning",
    fix,
  });
  const literals = "write its answer down as a fact or a literal";
  return [
    ...blocks(json.data)
      .filter(([type]) => type !== allowed)
      .map(([type, name]) => problem(`data.${type}.${name}`, literals)),
    ...blocks(json["ephemeral"]).map(([type, name]) =>
      problem(`ephemeral.${type}.${name}`, "pass the value as an ephemeral variable, or let the service make it"),
    ),
    ...Object.entries(isRecord(json["check"]) ? json["check"] : {}).flatMap(([check, block]) =>
      blocks(isRecord(block) ? block["data"] : undefined).map(([type, name]) => problem(`check.${check}.data.${type}.${name}`, literals)),
    ),
  ];
};

const blocks = (byType: unknown): readonly (readonly [string, string])[] =>
  Object.entries(isRecord(byType) ? byType : {}).flatMap(([type, byName]) =>
    Object.keys(isRecord(byName) ? byName : {}).map((name) => [type, name] as const),
  );
