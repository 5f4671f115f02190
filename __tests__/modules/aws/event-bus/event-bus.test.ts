import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsEventBus, type AwsEventBusProps, type EventRoute } from "../../../../modules/aws/event-bus/event-bus";
import { eventPattern } from "../../../../modules/aws/event-bus/event-pattern";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";

const busArn = `arn:aws:events:eu-central-1:${account}:event-bus/test-eu-events`;
const queueArn = `arn:aws:sqs:eu-central-1:${account}:test-eu-orders`;
const deadArn = `arn:aws:sqs:eu-central-1:${account}:test-eu-events-dead`;

const toQueue: EventRoute = {
  ruleName: "orders",
  description: "what orders is told",
  pattern: eventPattern({ sources: ["test.shop"], detailTypes: ["orders/placed"] }),
  targetArn: queueArn,
};
const toBus: EventRoute = {
  ruleName: "forward",
  description: "for the standby",
  pattern: eventPattern({ toldIn: "eu-central-1", replays: "without" }),
  targetArn: busArn.replace("eu-central-1", "eu-west-1"),
  roleArn: iam("role/test-eu-event-forwarder"),
};

const props: AwsEventBusProps = {
  busName: "test-eu-events",
  description: "Events of test",
  dataClass: "sensitive",
  kmsKeyArn: `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  accountId: account,
  deadLetterArn: deadArn,
  routes: { orders: toQueue, forward: toBus },
  archive: { archiveName: "test-eu-events", pattern: { detailTypes: ["orders/placed"] }, retentionDays: 90 },
};
const { archive: _, routes: __, ...bare } = props;

const made = (given: AwsEventBusProps = props) =>
  synthesized((stack) => {
    const bus = new AwsEventBus(stack, "bus", given);
    new TerraformOutput(stack, "arn", { value: bus.arn });
    new TerraformOutput(stack, "name", { value: bus.busName });
  });

describe("event bus", () => {
  test("is an encrypted bus with its policy, rules, targets and archive", () => {
    const json = made();
    expect(countsOf(json)).toEqual({
      aws_cloudwatch_event_bus: 1,
      aws_cloudwatch_event_bus_policy: 1,
      aws_cloudwatch_event_rule: 2,
      aws_cloudwatch_event_target: 2,
      aws_cloudwatch_event_archive: 1,
    });
    expect(resourceOf(json, "aws_cloudwatch_event_bus", "bus")).toMatchObject({
      name: "test-eu-events",
      kms_key_identifier: props.kmsKeyArn,
      dead_letter_config: { arn: deadArn },
      tags: { "estate:data-class": "sensitive" },
    });
    expect(json.output?.["arn"]?.["value"]).toBe("${aws_cloudwatch_event_bus.bus.arn}");
    expect(json.output?.["name"]?.["value"]).toBe("${aws_cloudwatch_event_bus.bus.name}");
    expect(countsOf(made(bare))).toEqual({ aws_cloudwatch_event_bus: 1, aws_cloudwatch_event_bus_policy: 1 });
  });

  test("a rule sends to a queue without a role, and to a bus with one; what is not delivered in a day is a dead letter", () => {
    const json = made();
    expect(documentOf(resourceOf(json, "aws_cloudwatch_event_rule", 'bus_rule["orders"]')["event_pattern"])).toEqual({
      source: ["test.shop"],
      "detail-type": ["orders/placed"],
    });
    const queue = resourceOf(json, "aws_cloudwatch_event_target", 'bus_target["orders"]');
    expect(queue).toMatchObject({
      rule: '${aws_cloudwatch_event_rule.bus_rule["orders"].name}',
      event_bus_name: "${aws_cloudwatch_event_bus.bus.name}",
      arn: queueArn,
      retry_policy: { maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 },
      dead_letter_config: { arn: deadArn },
    });
    expect(queue).not.toHaveProperty("role_arn");
    expect(resourceOf(json, "aws_cloudwatch_event_target", 'bus_target["forward"]')).toMatchObject({
      arn: toBus.targetArn,
      role_arn: toBus.roleArn,
    });
    expect(resourceOf(made({ ...props, retryHours: 2 }), "aws_cloudwatch_event_target", 'bus_target["orders"]')).toMatchObject({
      retry_policy: { maximum_event_age_in_seconds: 7_200 },
    });
  });

  test("the archive keeps what its pattern says, and is kept", () => {
    const archive = resourceOf(made(), "aws_cloudwatch_event_archive", "bus_archive");
    expect(archive).toMatchObject({
      name: "test-eu-events",
      event_source_arn: "${aws_cloudwatch_event_bus.bus.arn}",
      retention_days: 90,
      lifecycle: { prevent_destroy: true },
    });
    expect(documentOf(archive["event_pattern"])).toEqual({ "detail-type": ["orders/placed"] });
  });

  test("takes events over TLS, and leaves it to IAM who tells them", () => {
    const policy: PolicyDocument = documentOf(resourceOf(made(), "aws_cloudwatch_event_bus_policy", "bus_policy")["policy"], {
      "aws_cloudwatch_event_bus.bus.arn": busArn,
    });
    const may = (principal: string, context: Record<string, string>) =>
      decide([policy], { action: "events:PutEvents", resource: busArn, principal, context });
    expect(may(iam("root"), { "aws:SecureTransport": "true" })).toBe("allowed");
    expect(may(iam("root"), { "aws:SecureTransport": "false" })).toBe("denied");
    expect(may("arn:aws:iam::444455556666:root", { "aws:SecureTransport": "true" })).toBe("not allowed");
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      new AwsEventBus(stack, "bus", {
        busName: text("name"),
        description: text("description"),
        dataClass: "internal",
        kmsKeyArn: text("key"),
        accountId: text("account"),
        partition: text("partition"),
        deadLetterArn: text("dead"),
        routes: { orders: { ...toQueue, targetArn: text("queue") } },
        retryHours: new TerraformVariable(stack, "hours", { type: "number" }).numberValue,
      });
    });
    expect(resourceOf(json, "aws_cloudwatch_event_target", 'bus_target["orders"]')).toMatchObject({
      arn: "${var.queue}",
      retry_policy: { maximum_event_age_in_seconds: "${(var.hours * 3600)}" },
    });
    expect(resourceOf(json, "aws_cloudwatch_event_bus_policy", "bus_policy")["policy"]).toContain(
      '"arn:${var.partition}:iam::${var.account}:root"',
    );
  });

  test.each<[string, Partial<AwsEventBusProps>, string]>([
    ["a name with a slash", { busName: "test/events" }, "[BadProp] 'busName'"],
    ["two lines", { description: "a\nb" }, "[BadProp] 'description'"],
    ["an odd data class", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["a key of another service", { kmsKeyArn: busArn }, "[BadProp] 'kmsKeyArn'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a partition of others", { partition: "gcp" }, "[BadProp] 'partition'"],
    ["dead letters on a bus", { deadLetterArn: busArn }, "[BadProp] 'deadLetterArn'"],
    ["a role for a queue", { routes: { orders: { ...toQueue, roleArn: iam("role/a") } } }, "[BadProp] 'routes' must have a role for a bus"],
    ["no role for a bus", { routes: { a: { ...toQueue, targetArn: busArn } } }, "[BadProp] 'routes' must have a role for a bus"],
    ["a target without a region", { routes: { a: { ...toQueue, targetArn: queueArn.replace("eu-central-1", "") } } }, "[BadProp] 'routes'"],
    ["a topic as a target", { routes: { a: { ...toQueue, targetArn: queueArn.replace(":sqs:", ":sns:") } } }, "[BadProp] 'routes'"],
    ["a long rule's name", { routes: { a: { ...toQueue, ruleName: "x".repeat(65) } } }, "[BadProp] 'routes'"],
    ["a rule for everything", { routes: { a: { ...toQueue, pattern: "{}" } } }, "[BadProp] 'routes'"],
    ["a word in capitals", { routes: { A: toQueue } }, "[BadProp] 'routes'"],
    ["two days", { retryHours: 48 }, "[BadProp] 'retryHours'"],
    ["an archive for ever", { archive: { archiveName: "a", pattern: { sources: ["a"] }, retentionDays: 0 } }, "[BadProp] 'archive'"],
    [
      "a long archive's name",
      { archive: { archiveName: "x".repeat(49), pattern: { sources: ["a"] }, retentionDays: 1 } },
      "[BadProp] 'archive'",
    ],
    ["an archive of everything", { archive: { archiveName: "a", pattern: {}, retentionDays: 1 } }, "[BadProp] 'archive'"],
  ])("refuses %s", (___, change, message) => {
    expect(problemsOf((stack) => new AwsEventBus(stack, "bus", { ...props, ...change }))).toContain(message);
  });
});
