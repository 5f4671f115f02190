import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import { objectsIn, partOf } from "../plan-values";

/** The block that each type of an action needs. */
const blocksOfActions: Readonly<Record<string, string>> = {
  "authenticate-cognito": "authenticate_cognito",
  "authenticate-oidc": "authenticate_oidc",
  "fixed-response": "fixed_response",
  redirect: "redirect",
};

const combination = (says: string, path: string): string => `Invalid Attribute Combination\n\n${says}\n\nPath: ${path}`;

/** What the actions of a listener or of its rules refuse once they plan (asked of 5.100.0). */
export const actionProblems = (config: ObjectValue, block: string): readonly string[] =>
  objectsIn(config[block]).flatMap((action, index) => actionProblem(action, `${block}[${String(index)}]`));

const actionProblem = (action: ObjectValue, place: string): readonly string[] => {
  const type = partOf(action, "type");
  if (type === "forward") return forwardProblem(action, place);
  const block = typeof type === "string" ? blocksOfActions[type] : undefined;
  if (typeof type !== "string" || block === undefined || !isMissing(partOf(action, block))) return [];
  const says = `Attribute "${place}.${block}" must be specified when "${place}.type" is "${type}".`;
  return [combination(says, `${place}.type`)];
};

const forwardProblem = (action: ObjectValue, place: string): readonly string[] => {
  const arn = partOf(action, "target_group_arn");
  const group = partOf(action, "forward");
  const arnName = `${place}.target_group_arn`;
  if (isMissing(arn) && isMissing(group)) {
    const says = `Either "${arnName}" or "${place}.forward" must be specified when "${place}.type" is "forward".`;
    return [combination(says, `${place}.type`)];
  }
  const targets = objectsIn(group).flatMap((one) => objectsIn(one["target_group"]).map((target) => partOf(target, "arn")));
  if (isMissing(arn) || isMissing(group) || [arn, group, ...targets].includes(unknown)) return [];
  if (targets.length === 1 && targets[0] === arn) return [];
  const says = `You can specify both a top-level target group ARN ("${arnName}") and, with "${place}.forward", a target group list with ARNs, only if the ARNs match.`;
  return [combination(says, place)];
};

/** What a group of targets refuses once it plans (asked of 5.100.0). */
export const targetGroupProblems = (config: ObjectValue): readonly string[] => {
  const type = partOf(config, "target_type") ?? "instance";
  const protocol = partOf(objectsIn(config["health_check"])[0], "protocol");
  if (typeof type !== "string") return [];
  if (type === "lambda") {
    const says = 'Attribute "health_check[0].protocol" cannot have value "TCP" when "target_type" is "lambda".';
    return protocol === "TCP" ? [says] : [];
  }
  const missing = ["port", "protocol", "vpc_id"].filter((name) => isMissing(partOf(config, name)));
  const [first] = missing;
  if (first !== undefined) return [combination(`Attribute "${first}" must be specified when "target_type" is "${type}".`, "target_type")];
  return protocol === "TCP" ? tcpProblems(config) : [];
};

/** A check by opening a connection asks for nothing. */
const tcpProblems = (config: ObjectValue): readonly string[] =>
  ["matcher", "path"]
    .filter((name) => {
      const value = partOf(objectsIn(config["health_check"])[0], name);
      return value !== unknown && value !== "" && !isMissing(value);
    })
    .map((name) => {
      const says = `Attribute "health_check[0].${name}" cannot be specified when "health_check[0].protocol" is "TCP".`;
      return combination(says, `health_check[0].${name}`);
    })
    .slice(0, 1);

const isMissing = (value: Value): boolean => value === null || (Array.isArray(value) && value.length === 0);
