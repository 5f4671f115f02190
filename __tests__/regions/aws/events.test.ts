import { outputName } from "../../../modules/core/contracts";
import { phases } from "../../../modules/core/words";
import { eventsContract } from "../../../regions/aws/contracts";
import { countsOf, documentOf, resourceOf } from "../../modules/aws/policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../../modules/aws/policy-document/policy-evaluator";
import { addressesOf, stackIn } from "./layer-fixture";

const primaryName = "production-eu-aws-eu-central-1-events";
const standbyName = "production-eu-aws-eu-west-1-events";
const [foundation, growth, enterprise] = phases.map((phase) => stackIn(primaryName, phase)) as [never, never, never];
const standby = stackIn(standbyName, "growth");
const account = "444455556666";
const arn = (service: string, resource: string, region = "eu-central-1") => `arn:aws:${service}:${region}:${account}:${resource}`;

describe("events layer", () => {
  test("is a bus, and a topic and a queue for each stream, in the foundation already", () => {
    expect(countsOf(foundation)).toEqual({
      aws_cloudwatch_event_bus: 1,
      aws_cloudwatch_event_bus_policy: 1,
      aws_cloudwatch_event_rule: 3,
      aws_cloudwatch_event_target: 3,
      aws_iam_role_policy: 8,
      aws_sns_topic: 3,
      aws_sns_topic_policy: 3,
      aws_sns_topic_subscription: 3,
      aws_sqs_queue: 7,
      aws_sqs_queue_policy: 7,
      aws_sqs_queue_redrive_allow_policy: 3,
    });
  });

  test("growth adds an archive and the way to the standby, and changes nothing else's address", () => {
    const added = addressesOf(growth).filter((address) => !addressesOf(foundation).includes(address));
    expect(added).toEqual([
      "aws_cloudwatch_event_archive.bus_archive",
      'aws_cloudwatch_event_rule.bus_rule["forward-eu-west-1"]',
      'aws_cloudwatch_event_target.bus_target["forward-eu-west-1"]',
    ]);
    expect(addressesOf(foundation).filter((address) => !addressesOf(growth).includes(address))).toEqual([]);
    expect(addressesOf(enterprise)).toEqual(addressesOf(growth));
  });

  test("the primary sends on what was told there first, to the bus of the standby by its derived name", () => {
    expect(documentOf(resourceOf(growth, "aws_cloudwatch_event_rule", 'bus_rule["forward-eu-west-1"]')["event_pattern"])).toEqual({
      region: ["eu-central-1"],
      "replay-name": [{ exists: false }],
    });
    expect(resourceOf(growth, "aws_cloudwatch_event_target", 'bus_target["forward-eu-west-1"]')).toMatchObject({
      arn: arn("events", "event-bus/meetbarter-production-eu-events", "eu-west-1"),
      role_arn: `arn:aws:iam::${account}:role/meetbarter-production-eu-event-forwarder`,
    });
    const forwarder = resourceOf(
      stackIn("production-eu-aws-global-account", "growth"),
      "aws_iam_role_policy",
      "event-forwarder_permissions",
    );
    expect(documentOf(forwarder["policy"])).toMatchObject({
      Statement: [{ Action: "events:PutEvents", Resource: arn("events", "event-bus/meetbarter-production-eu-events", "eu-west-1") }],
    });
    expect(addressesOf(stackIn("production-eu-aws-global-account", "foundation"))).not.toContain("aws_iam_role.event-forwarder");
  });

  test("the standby parks what comes in, and gives its own queues what was told there or is replayed", () => {
    expect(addressesOf(standby).filter((address) => address.includes("forward"))).toEqual([
      'aws_cloudwatch_event_rule.bus_rule["forwarded"]',
      'aws_cloudwatch_event_target.bus_target["forwarded"]',
      "aws_sqs_queue.queue-forwarded",
      "aws_sqs_queue_policy.queue-forwarded_policy",
    ]);
    expect(documentOf(resourceOf(standby, "aws_cloudwatch_event_rule", 'bus_rule["trade-engine-trade-events"]')["event_pattern"])).toEqual({
      source: ["meetbarter.api", "meetbarter.trade-engine"],
      "detail-type": ["trade-engine/trade-events"],
      $or: [{ region: ["eu-west-1"] }, { "replay-name": [{ exists: true }] }],
    });
    expect(documentOf(resourceOf(standby, "aws_cloudwatch_event_rule", 'bus_rule["forwarded"]')["event_pattern"])).toEqual({
      region: [{ "anything-but": ["eu-west-1"] }],
      "replay-name": [{ exists: false }],
    });
  });

  test("what is sensitive stays out of the archive, which has no key of ours", () => {
    expect(documentOf(resourceOf(growth, "aws_cloudwatch_event_archive", "bus_archive")["event_pattern"])).toEqual({
      "detail-type": ["notifications/outbox", "trade-engine/trade-events"],
    });
  });

  test("each queue lets in its own topic and its own rule", () => {
    const queue = arn("sqs", "meetbarter-production-eu-notifications-outbox");
    const policy = documentOf(resourceOf(growth, "aws_sqs_queue_policy", "queue-notifications-outbox_policy")["policy"], {
      "aws_sqs_queue.queue-notifications-outbox.arn": queue,
    });
    const may = (principal: string, source: string) =>
      decide([policy], {
        action: "sqs:SendMessage",
        resource: queue,
        principal,
        context: { "aws:SourceArn": source, "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "true" },
      });
    expect(may("sns.amazonaws.com", arn("sns", "meetbarter-production-eu-notifications-outbox"))).toBe("allowed");
    expect(may("events.amazonaws.com", arn("events", "rule/meetbarter-production-eu-events/notifications-outbox"))).toBe("allowed");
    expect(may("events.amazonaws.com", arn("events", "rule/meetbarter-production-eu-events/trade-engine-trade-events"))).toBe(
      "not allowed",
    );
    const rule = resourceOf(growth, "aws_cloudwatch_event_rule", 'bus_rule["notifications-outbox"]');
    expect(rule["name"]).toBe("notifications-outbox");
  });

  test("a service takes from its own queues alone, and tells under its own name whom it may call", () => {
    const policyOf = (service: string): PolicyDocument =>
      documentOf(resourceOf(growth, "aws_iam_role_policy", `permissions-${service}`)["policy"]);
    const may = (service: string, action: string, resource: string, context: Record<string, string> = {}) =>
      decide([policyOf(service)], { action, resource, context });
    const ledger = arn("sqs", "meetbarter-production-eu-value-point-ledger-ledger-events");
    expect(may("value-point-ledger", "sqs:ReceiveMessage", ledger)).toBe("allowed");
    expect(may("trade-engine", "sqs:ReceiveMessage", ledger)).toBe("not allowed");
    expect(may("trade-engine", "sns:Publish", arn("sns", "meetbarter-production-eu-value-point-ledger-ledger-events"))).toBe("allowed");
    expect(may("auth", "sns:Publish", arn("sns", "meetbarter-production-eu-value-point-ledger-ledger-events"))).toBe("not allowed");
    const bus = arn("events", "event-bus/meetbarter-production-eu-events");
    const tell = (service: string, source: string, detailType: string) =>
      may(service, "events:PutEvents", bus, { "events:source": source, "events:detail-type": detailType });
    expect(tell("trade-engine", "meetbarter.trade-engine", "value-point-ledger/ledger-events")).toBe("allowed");
    expect(tell("trade-engine", "meetbarter.api", "value-point-ledger/ledger-events")).toBe("not allowed");
    expect(tell("auth", "meetbarter.auth", "value-point-ledger/ledger-events")).toBe("not allowed");
    expect(resourceOf(growth, "aws_iam_role_policy", "permissions-auth")).toMatchObject({
      name: "events-eu-central-1",
      role: "meetbarter-production-eu-service-auth",
    });
  });

  test("the key of a class is used by those who tell or take it, and by services for our own queues and bus", () => {
    const keys = stackIn("production-eu-aws-eu-central-1-keys", "growth");
    const policyOf = (word: string) => documentOf(resourceOf(keys, "aws_kms_key", word)["policy"]);
    const may = (word: string, principal: string, context: Record<string, string> = {}, action = "kms:GenerateDataKey") =>
      decide([policyOf(word)], { action, resource: "key", principal, context: { "aws:PrincipalArn": principal, ...context } });
    const role = (service: string) => `arn:aws:iam::${account}:role/meetbarter-production-eu-service-${service}`;
    expect(may("events-sensitive", role("trade-engine"))).toBe("allowed");
    expect(may("events-sensitive", role("auth"))).toBe("not allowed");
    expect(may("events-internal", role("auth"))).toBe("allowed");
    const queue = { "kms:EncryptionContext:aws:sqs:arn": arn("sqs", "meetbarter-production-eu-notifications-outbox") };
    expect(may("events-internal", "sns.amazonaws.com", queue)).toBe("allowed");
    expect(may("events-internal", "events.amazonaws.com", queue)).toBe("allowed");
    expect(
      may("events-internal", "events.amazonaws.com", {
        "kms:EncryptionContext:aws:sqs:arn": arn("sqs", "a").replace(account, "111122223333"),
      }),
    ).toBe("not allowed");
    const bus = { "kms:EncryptionContext:aws:events:event-bus:arn": arn("events", "event-bus/meetbarter-production-eu-events") };
    expect(may("events-sensitive", "events.amazonaws.com", bus, "kms:Decrypt")).toBe("allowed");
    expect(may("events-internal", "events.amazonaws.com", bus, "kms:Decrypt")).toBe("not allowed");
    expect(may("events-sensitive", "events.amazonaws.com", { "aws:SourceAccount": account }, "kms:DescribeKey")).toBe("allowed");
    expect(may("events-sensitive", "events.amazonaws.com", { "aws:SourceAccount": account }, "kms:Decrypt")).toBe("not allowed");
  });

  test("offers its contract", () => {
    expect(Object.keys((growth as { output: object }).output).sort()).toEqual(Object.keys(eventsContract.fields).map(outputName).sort());
  });
});
