import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import { isAbsent } from "../plan-create";
import { isZero, objectsIn, partOf } from "../plan-values";
import type { PlanDraft } from "./convention";

/** What `CustomizeDiff` of a few resources refuses, in the provider's words (asked of 5.100.0). */
export const customRefusals = (draft: PlanDraft): readonly string[] => refusing[draft.type]?.(draft) ?? [];

const isGiven = (value: Value): boolean => value !== null && value !== unknown && !isZero(value);

/** What only a queue or topic may have that keeps its order. */
const fifoOnly =
  (fifo: string, messages: Readonly<Record<string, string>>) =>
  ({ planned }: PlanDraft): readonly string[] => {
    const found = Object.entries(messages).find(([name]) => partOf(planned, fifo) !== true && isGiven(partOf(planned, name)));
    return found === undefined ? [] : [found[1]];
  };

const combination = (says: string, path: string): string => `Invalid Attribute Combination\n\n${says}\n\nPath: ${path}`;

/** Functions need no address, anything else does. */
const targetGroup = ({ planned, config }: PlanDraft): readonly string[] => {
  const type = partOf(planned, "target_type");
  if (typeof type !== "string" || type === "lambda") return [];
  return ["port", "protocol", "vpc_id"]
    .filter((name) => partOf(config, name) === null)
    .slice(0, 1)
    .map((name) => combination(`Attribute "${name}" must be specified when "target_type" is "${type}".`, "target_type"));
};

const listener = ({ config }: PlanDraft): readonly string[] =>
  objectsIn(config["default_action"]).flatMap((action, index) => forwardProblems(action, `default_action[${String(index)}]`));

const forwardProblems = (action: ObjectValue, path: string): readonly string[] => {
  const target = partOf(action, "target_group_arn");
  const [forward] = objectsIn(action["forward"]);
  if (target === null && isAbsent(partOf(action, "forward")) && action["type"] === "forward") {
    const says = `Either "${path}.target_group_arn" or "${path}.forward" must be specified when "${path}.type" is "forward".`;
    return [combination(says, `${path}.type`)];
  }
  if (typeof target !== "string" || forward === undefined) return [];
  const groups = objectsIn(forward["target_group"]).map((group) => partOf(group, "arn"));
  if (groups.some((arn) => arn === unknown) || (groups.length === 1 && groups[0] === target)) return [];
  const says = `You can specify both a top-level target group ARN ("${path}.target_group_arn") and, with "${path}.forward", a target group list with ARNs, only if the ARNs match.`;
  return [combination(says, path)];
};

const refusing: Readonly<Record<string, (draft: PlanDraft) => readonly string[]>> = {
  aws_alb_listener: listener,
  aws_alb_target_group: targetGroup,
  aws_lb_listener: listener,
  aws_lb_target_group: targetGroup,
  aws_sns_topic: fifoOnly("fifo_topic", {
    content_based_deduplication: "content-based deduplication can only be set for FIFO topics",
    archive_policy: "message archive policy can only be set for FIFO topics",
    fifo_throughput_scope: "FIFO throughput scope can only be set for FIFO topics",
  }),
  aws_sqs_queue: fifoOnly("fifo_queue", {
    content_based_deduplication: "content-based deduplication can only be set for FIFO queue",
  }),
};
