import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AwsEventBus, type EventRoute } from "../../modules/aws/event-bus/event-bus";
import { eventPattern } from "../../modules/aws/event-bus/event-pattern";
import { policyDocument, type Statement } from "../../modules/aws/policy-document/policy-document";
import { AwsQueue } from "../../modules/aws/queue/queue";
import { AwsTopic } from "../../modules/aws/topic/topic";
import { offer, readContract } from "../../modules/core/contracts";
import type { EstateStack } from "../../modules/core/stack";
import { eventSource, eventStreams, type EventStream } from "../event-streams";
import type { LayerBuilder, Place } from "../place";
import { has } from "../tables";
import { eventsContract, keysContract } from "./contracts";
import { busDataClass } from "./keys";
import {
  eventArchiveName,
  eventBusArn,
  eventBusName,
  eventRuleArn,
  eventRuleName,
  keyAliasArn,
  partitionOf,
  queueArn,
  queueName,
  roleArn,
  roleName,
  topicArn,
  topicName,
} from "./names";
import { awsProvider } from "./provider";
import { keyWord, serviceRole } from "../roles";
import { eventForwarderRole } from "./roles";

/** Days that events are kept for a replay, by size. */
const archiveDays = { small: 30, medium: 90, large: 400 } as const;

/** What stands for dead letters in the name of a queue. */
const dead = "dead";
/** What the rules and the bus could not deliver. */
const undelivered = ["events", dead] as const;
/** What another site's bus has sent on to this one. */
const forwarded = ["events", "forwarded"] as const;

/** Where the events of a site go on to: the standbys of its account, if it is the primary. */
const standbysOf = (place: Place): readonly string[] =>
  has(place.phase, "events", "standby-replication") && place.site.description.role === "primary"
    ? place.sites.filter(({ description }) => description.role === "hot-standby").map(({ region }) => region.code)
    : [];

/** Whether another site's events come in here. */
const isStandby = (place: Place): boolean =>
  has(place.phase, "events", "standby-replication") && place.site.description.role === "hot-standby";

const keyOf = (place: Place, dataClass: EventStream["dataClass"]): string =>
  keyAliasArn(place, keyWord("events", dataClass), place.site.region.code);

/** The queue and the topic of one stream; the bus's rule and the topic send to the queue. */
const makeStream = (stack: EstateStack, place: Place, stream: EventStream): { readonly queue: AwsQueue; readonly topic: AwsTopic } => {
  const shared = { dataClass: stream.dataClass, kmsKeyArn: keyOf(place, stream.dataClass), accountId: place.account };
  const queue = new AwsQueue(stack, `queue-${stream.word}`, {
    ...shared,
    queueName: queueName(place, stream.word),
    deadLetterQueueName: queueName(place, stream.word, dead),
    senders: {
      topic: { principal: "sns.amazonaws.com", sourceArns: [topicArn(place, stream.word)] },
      rule: { principal: "events.amazonaws.com", sourceArns: [eventRuleArn(place, eventRuleName(stream.word))] },
    },
  });
  const topic = new AwsTopic(stack, `topic-${stream.word}`, {
    ...shared,
    topicName: topicName(place, stream.word),
    subscribers: { queue: { queueArn: queue.arn, deadLetterArn: queue.deadLetterArn } },
  });
  return { queue, topic };
};

/** A rule for each stream. Where events of another site come in, a queue gets those only that were told here first, or are replayed. */
const streamRoute = (place: Place, stream: EventStream, targetArn: string): EventRoute => ({
  ruleName: eventRuleName(stream.word),
  description: `what ${stream.owner} is told`,
  pattern: eventPattern({
    sources: stream.tellers.map((teller) => eventSource(place.organization.name, teller)),
    detailTypes: [stream.detailType],
    ...(isStandby(place) ? { toldIn: place.site.region.code } : {}),
  }),
  targetArn,
});

const forwardRoutes = (place: Place): Readonly<Record<string, EventRoute>> =>
  Object.fromEntries(
    standbysOf(place).map((region) => [
      `forward-${region}`,
      {
        ruleName: eventRuleName("forward", region),
        description: `what was told here, for the standby in ${region}`,
        pattern: eventPattern({ toldIn: place.site.region.code, replays: "without" }),
        targetArn: eventBusArn(place, region),
        roleArn: roleArn(place, eventForwarderRole),
      },
    ]),
  );

/** On a standby, the queue of what the primary's bus has sent on, for as long as SQS keeps it; it waits for a failover. */
const makeForwarded = (stack: EstateStack, place: Place): Readonly<Record<string, EventRoute>> => {
  if (!isStandby(place)) return {};
  const ruleName = eventRuleName("forwarded");
  const queue = new AwsQueue(stack, "queue-forwarded", {
    queueName: queueName(place, ...forwarded),
    dataClass: busDataClass,
    kmsKeyArn: keyOf(place, busDataClass),
    accountId: place.account,
    retentionDays: 14,
    senders: { rule: { principal: "events.amazonaws.com", sourceArns: [eventRuleArn(place, ruleName)] } },
  });
  return {
    forwarded: {
      ruleName,
      description: "what was told at another site",
      pattern: eventPattern({ notToldIn: place.site.region.code, replays: "without" }),
      targetArn: queue.arn,
    },
  };
};

/** What one service may do with the streams of a site: take from its own queues, and tell those that it may tell. */
const streamPermissions = (place: Place, name: string, streams: readonly EventStream[]): readonly Statement[] => {
  const own = streams.filter(({ owner }) => owner === name);
  const told = streams.filter(({ tellers }) => tellers.includes(name));
  return [
    ...(own.length === 0
      ? []
      : [
          {
            sid: "TakeFromOwnQueues",
            actions: [
              "sqs:ChangeMessageVisibility",
              "sqs:DeleteMessage",
              "sqs:GetQueueAttributes",
              "sqs:GetQueueUrl",
              "sqs:ReceiveMessage",
            ],
            resources: own.map(({ word }) => queueArn(place, word)),
          },
        ]),
    ...(told.length === 0
      ? []
      : [
          { sid: "TellByTopic", actions: ["sns:Publish"], resources: told.map(({ word }) => topicArn(place, word)) },
          {
            sid: "TellByBus",
            actions: ["events:PutEvents"],
            resources: [eventBusArn(place, place.site.region.code)],
            conditions: {
              StringEquals: {
                "events:source": eventSource(place.organization.name, name),
                "events:detail-type": told.map(({ detailType }) => detailType),
              },
            },
          },
        ]),
  ];
};

/** A role is the account's and the layer the site's, so a policy's name says whose it is. */
const makePermissions = (stack: EstateStack, place: Place, streams: readonly EventStream[]): void => {
  for (const [name, service] of Object.entries(place.services).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const statements = streamPermissions(place, name, streams);
    if (statements.length === 0) continue;
    new IamRolePolicy(stack, `permissions-${name}`, {
      name: `events-${place.site.region.code}`,
      role: roleName(place, serviceRole(service)),
      policy: policyDocument(statements, { kind: "role-policies", place: `${stack.identity.name} permissions-${name}` }),
    });
  }
};

/**
 * The events of a site. What a service is told is a stream, which ends in a queue of the service's own. Two ways lead there:
 * a message by the stream's topic is for now; an event by the bus is kept in the archive and goes on to the standby.
 * EventBridge's own endpoints, which switch regions by themselves, stand neither in the Middle East nor in Zürich, so the
 * primary's bus forwards by a rule.
 */
export const eventsLayer: LayerBuilder = {
  contract: eventsContract,
  reads: [keysContract],
  build: (stack, place) => {
    awsProvider(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const streams = eventStreams(place.services);
    const lost = new AwsQueue(stack, "queue-undelivered", {
      queueName: queueName(place, ...undelivered),
      dataClass: busDataClass,
      kmsKeyArn: keyOf(place, busDataClass),
      accountId: place.account,
      retentionDays: 14,
      senders: {
        bus: { principal: "events.amazonaws.com", sourceArns: [eventBusArn(place, place.site.region.code), eventRuleArn(place, "*")] },
      },
    });
    const made = streams.map((stream) => ({ stream, ...makeStream(stack, place, stream) }));
    // An archive has no key of the estate, so events above the class internal stay out: their history is in their own stores.
    const kept = streams.filter(({ dataClass }) => dataClass === "public" || dataClass === "internal");
    const bus = new AwsEventBus(stack, "bus", {
      busName: eventBusName(place),
      description: `Events of ${place.environment.name}, ${place.origin}`,
      dataClass: busDataClass,
      kmsKeyArn: keys.eventsKeyArn,
      accountId: place.account,
      partition: partitionOf(place),
      deadLetterArn: lost.arn,
      routes: {
        ...Object.fromEntries(made.map(({ stream, queue }) => [stream.word, streamRoute(place, stream, queue.arn)])),
        ...forwardRoutes(place),
        ...makeForwarded(stack, place),
      },
      ...(has(place.phase, "events", "archive") && kept.length > 0
        ? {
            archive: {
              archiveName: eventArchiveName(place),
              pattern: { detailTypes: kept.map(({ detailType }) => detailType) },
              retentionDays: archiveDays[place.size],
            },
          }
        : {}),
    });
    makePermissions(stack, place, streams);
    offer(stack, eventsContract, {
      busName: bus.busName,
      busArn: bus.arn,
      queueArns: made.map(({ queue }) => queue.arn),
      topicArns: made.map(({ topic }) => topic.arn),
      deadLetterArns: [lost.arn, ...made.map(({ queue }) => queue.deadLetterArn)],
    });
  },
};
