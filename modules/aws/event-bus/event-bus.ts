import { CloudwatchEventArchive } from "@cdktf/provider-aws/lib/cloudwatch-event-archive";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { accountId, arn, jsonObject, oneOf, partition, recordOf, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { eachOf, hasMembers } from "../../core/each";
import { allOf, fieldsOf } from "../../core/member-checks";
import { bounded, checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { hoursInSeconds } from "../../core/units";
import { dataClasses, type DataClass } from "../../core/words";
import { awsArn, policyDocument, type Statement } from "../policy-document/policy-document";
import { eventPattern, patternBreach, type EventPattern } from "./event-pattern";

/** One rule of a bus: which events go where. `eventPattern` writes a pattern. */
export interface EventRoute {
  /** Name of the rule, 1 to 64 letters, digits, `.`, `_` and `-`. Renaming replaces it. */
  readonly ruleName: string;
  /** What it is for: one line of at most 512 characters. */
  readonly description: string;
  /** Which events, as EventBridge reads it: an object as JSON, at most 2,048 characters. */
  readonly pattern: string;
  /** ARN of the queue, in the bus's region, or of another bus of the account, in any region. A change replaces the target. */
  readonly targetArn: string;
  /** ARN of the role with which the target is reached: for a bus only. @default - none: the queue's policy lets the rule in */
  readonly roleArn?: string;
}

/** What a bus keeps of its events. */
export interface EventArchive {
  /** Name of the archive, 1 to 48 characters. Renaming replaces it, which Terraform refuses. */
  readonly archiveName: string;
  /** Which events are kept. */
  readonly pattern: EventPattern;
  /** How long, 1 to 3,653 days. Changed in place. */
  readonly retentionDays: number;
}

/** Props of {@link AwsEventBus}. */
export interface AwsEventBusProps {
  /** Name of the bus, 1 to 256 letters, digits, `.`, `_` and `-`. Renaming replaces it and its rules. */
  readonly busName: Value<string>;
  /** What the bus is for: one line of at most 512 characters. Changed in place. */
  readonly description: Value<string>;
  /** The most sensitive data in an event. Stands in a tag; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** ARN of the key that encrypts events and rules. Its policy has to let EventBridge use it. Changed in place. */
  readonly kmsKeyArn: Value<string>;
  /** Twelve digits: the account of the bus. */
  readonly accountId: Value<string>;
  /** The partition of every ARN. @default "aws" */
  readonly partition?: Value<string>;
  /** ARN of the queue of events that could not be encrypted, decrypted or delivered. Its policy has to let bus and rules send. */
  readonly deadLetterArn: Value<string>;
  /** The bus's rules, by a word in kebab-case, which stands in the address: another word replaces the rule. @default {} */
  readonly routes?: Value<Readonly<Record<string, EventRoute>>>;
  /** How long delivery is tried, 1 to 24 hours. @default 24 */
  readonly retryHours?: Value<number>;
  /** What is kept, for a replay. Whether it is given is fixed when synthesized. Storage costs by the gigabyte. @default - nothing */
  readonly archive?: Shape<EventArchive>;
}

const oneLine = (max: number): Check<string> => text(/^[^\r\n]+$/, "one line", 1, max);
const roleRule = "have a role for a bus, and none for a queue, whose policy lets the rule in";

/** A queue gets events by its own policy, another bus by a role. */
const roleForBus: Check<EventRoute> = bounded(
  ({ targetArn, roleArn }) => {
    const isBus = targetArn.includes(":event-bus/");
    if (isBus === (roleArn !== undefined)) return undefined;
    return { must: roleRule, fix: isBus ? "give 'roleArn'" : "remove 'roleArn'", got: targetArn };
  },
  { must: roleRule, condition: (value) => `strcontains(${value}.target_arn, ":event-bus/") == (${value}.role_arn != null)` },
);

const route = allOf(
  fieldsOf<EventRoute>(
    {
      ruleName: text(nameRules.eventRule.pattern, "a rule's name", 1, nameRules.eventRule.max),
      description: oneLine(512),
      // Amazon EventBridge User Guide, Quotas; read 2026-11.
      pattern: jsonObject("an event pattern", 2048),
      targetArn: text(
        /^arn:aws(-[a-z]+)*:(sqs:[a-z]{2}(-[a-z]+)+-\d{1,2}:\d{12}:|events:[a-z]{2}(-[a-z]+)+-\d{1,2}:\d{12}:event-bus\/)[\w.-]+$/,
        "the ARN of a queue or a bus",
        8,
        2048,
      ),
    },
    { roleArn: arn("iam") },
  ),
  roleForBus,
);

const archive: Check<EventArchive> = ({ archiveName, pattern, retentionDays }) =>
  text(nameRules.eventArchive.pattern, "an archive's name", 1, nameRules.eventArchive.max)(archiveName) ??
  patternBreach(pattern) ??
  // Ten years; EventBridge itself has no bound but "for ever", which no retention is.
  wholeNumber(1, 3653, "days")(retentionDays);

/** What each prop has to be. */
export const rules: PropRules<AwsEventBusProps> = {
  busName: value(text(nameRules.eventBus.pattern, "a bus's name", 1, nameRules.eventBus.max)),
  description: value(oneLine(512)),
  dataClass: value(oneOf(dataClasses)),
  kmsKeyArn: value(arn("kms")),
  accountId: value(accountId),
  partition: value(partition),
  // The longest that a bus and a rule take: the provider says so.
  deadLetterArn: value(arn("sqs", 1600)),
  routes: value(recordOf(route)),
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html, read 2026-11.
  retryHours: value(wholeNumber(1, 24, "hours")),
  archive: shape(archive),
};

/** How often delivery is tried at most: EventBridge's own bound (API Reference, RetryPolicy; read 2026-11). */
const mostRetries = 185;

/**
 * An event bus, encrypted with a key of the estate, with its rules. It takes events over TLS only, from principals of the
 * account as IAM lets them. Each rule sends to one queue of the region, or to one other bus; what can't be delivered
 * within `retryHours`, or can't be encrypted or decrypted, goes to the queue of dead letters. An archive keeps events for a
 * replay onto this same bus.
 *
 * Provider 5.100.0 has neither a log configuration of a bus nor a key of an archive (both came with 6.x): failures show in
 * the metrics of the rules and in the dead letters, and an archive is encrypted with a key that AWS owns, so what is too
 * sensitive for that has to stay out of its pattern.
 */
export class AwsEventBus extends Construct {
  /** ARN of the bus. */
  readonly arn: string;
  /** Name of the bus. */
  readonly busName: string;

  constructor(scope: Construct, id: string, props: AwsEventBusProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const bus = new CloudwatchEventBus(this, "Resource", {
      name: props.busName,
      description: props.description,
      kmsKeyIdentifier: props.kmsKeyArn,
      deadLetterConfig: { arn: props.deadLetterArn },
      tags: dataClassTag(props.dataClass),
    });
    new CloudwatchEventBusPolicy(this, "policy", {
      eventBusName: bus.name,
      policy: policyDocument(busStatements(bus.arn, props), { kind: "event-bus-policy", place: this.node.path }),
    });
    if (hasMembers(props.routes)) this.routes(props.routes, bus, props);
    if (props.archive !== undefined) {
      new CloudwatchEventArchive(this, "archive", {
        name: props.archive.archiveName,
        description: `Events of ${props.busName}, for a replay`,
        eventSourceArn: bus.arn,
        eventPattern: eventPattern(props.archive.pattern),
        retentionDays: props.archive.retentionDays,
        lifecycle: { preventDestroy: true },
      });
    }
    this.arn = bus.arn;
    this.busName = bus.name;
  }

  private routes(routes: Readonly<Record<string, EventRoute>>, bus: CloudwatchEventBus, props: AwsEventBusProps): void {
    const each = eachOf(this, "routes", routes, { roleArn: null });
    const rule = new CloudwatchEventRule(this, "rule", {
      forEach: each.forEach,
      name: each.text("ruleName"),
      description: each.text("description"),
      eventBusName: bus.name,
      eventPattern: each.text("pattern"),
      state: "ENABLED",
    });
    new CloudwatchEventTarget(this, "target", {
      forEach: each.forEach,
      rule: each.its(rule, "name"),
      eventBusName: bus.name,
      targetId: each.key,
      arn: each.text("targetArn"),
      roleArn: each.text("roleArn"),
      retryPolicy: { maximumEventAgeInSeconds: hoursInSeconds(props.retryHours ?? 24), maximumRetryAttempts: mostRetries },
      deadLetterConfig: { arn: props.deadLetterArn },
    });
  }
}

const busStatements = (busArn: string, { accountId: account, partition = "aws" }: AwsEventBusProps): Statement[] => {
  const about = { actions: ["events:PutEvents"], resources: [busArn] };
  return [
    {
      ...about,
      sid: "AccountAsIamSays",
      principals: { aws: [awsArn({ partition, service: "iam", account, resource: "root" })] },
    },
    {
      ...about,
      sid: "EncryptedTransportOnly",
      effect: "Deny",
      principals: "*",
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
};
