import { TerraformOutput } from "cdktf";
import { AwsTopic, type AwsTopicProps } from "../../../../modules/aws/topic/topic";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";

const topicArn = `arn:aws:sns:eu-central-1:${account}:test-eu-orders`;
const queueArn = `arn:aws:sqs:eu-central-1:${account}:test-eu-orders`;

const props: AwsTopicProps = {
  topicName: "test-eu-orders",
  dataClass: "internal",
  kmsKeyArn: `arn:aws:kms:eu-central-1:${account}:alias/test-eu/events-internal`,
  accountId: account,
  subscribers: { queue: { queueArn, deadLetterArn: `${queueArn}-dead` } },
};

const made = (more: Partial<AwsTopicProps> = {}) =>
  synthesized((stack) => {
    const topic = new AwsTopic(stack, "orders", { ...props, ...more });
    new TerraformOutput(stack, "arn", { value: topic.arn });
    new TerraformOutput(stack, "name", { value: topic.topicName });
  });

describe("topic", () => {
  test("is an encrypted topic with its policy and a subscription for each queue", () => {
    const json = made();
    expect(countsOf(json)).toEqual({ aws_sns_topic: 1, aws_sns_topic_policy: 1, aws_sns_topic_subscription: 1 });
    expect(resourceOf(json, "aws_sns_topic", "orders")).toMatchObject({
      name: "test-eu-orders",
      kms_master_key_id: props.kmsKeyArn,
      signature_version: 2,
      tags: { "estate:data-class": "internal" },
    });
    expect(resourceOf(json, "aws_sns_topic_subscription", 'orders_subscription["queue"]')).toMatchObject({
      topic_arn: "${aws_sns_topic.orders.arn}",
      protocol: "sqs",
      endpoint: queueArn,
      raw_message_delivery: true,
    });
    expect(json.output?.["arn"]?.["value"]).toBe("${aws_sns_topic.orders.arn}");
    expect(json.output?.["name"]?.["value"]).toBe("${aws_sns_topic.orders.name}");
    expect(countsOf(made({ subscribers: {} }))).toEqual({ aws_sns_topic: 1, aws_sns_topic_policy: 1 });
  });

  test("what can't be delivered goes to the subscriber's dead letters, and is asked for after the policy stands", () => {
    const subscription = resourceOf(made(), "aws_sns_topic_subscription", 'orders_subscription["queue"]');
    expect(documentOf(subscription["redrive_policy"])).toEqual({ deadLetterTargetArn: `${queueArn}-dead` });
    expect(subscription["depends_on"]).toEqual(["aws_sns_topic_policy.orders_policy"]);
  });

  test("takes messages over TLS from the account alone, and from no service", () => {
    const policy: PolicyDocument = documentOf(resourceOf(made(), "aws_sns_topic_policy", "orders_policy")["policy"], {
      "aws_sns_topic.orders.arn": topicArn,
    });
    const may = (principal: string, context: Record<string, string>) =>
      decide([policy], { action: "sns:Publish", resource: topicArn, principal, context: { "aws:SecureTransport": "true", ...context } });
    // Nothing denies the account's own, so IAM decides.
    expect(may(iam("role/orders"), { "aws:PrincipalAccount": account })).toBe("not allowed");
    expect(may(iam("role/orders"), { "aws:PrincipalAccount": account, "aws:SecureTransport": "false" })).toBe("denied");
    expect(may("arn:aws:iam::444455556666:role/orders", { "aws:PrincipalAccount": "444455556666" })).toBe("denied");
    expect(may("events.amazonaws.com", {})).toBe("denied");
    // SNS refuses a policy that names what it has no word for.
    expect(policy.Statement.flatMap(({ Action }) => Action).filter((action) => String(action).includes("*"))).toEqual([]);
  });

  test.each<[string, Partial<AwsTopicProps>, string]>([
    ["a name with a dot", { topicName: "orders.fifo" }, "[BadProp] 'topicName'"],
    ["an odd data class", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["a key of another service", { kmsKeyArn: topicArn }, "[BadProp] 'kmsKeyArn'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    [
      "a subscriber that is no queue",
      { subscribers: { mail: { queueArn: topicArn, deadLetterArn: queueArn } } },
      "[BadProp] 'subscribers'",
    ],
    ["dead letters in a topic", { subscribers: { mail: { queueArn, deadLetterArn: topicArn } } }, "[BadProp] 'subscribers'"],
    [
      "a quote in a queue's name",
      { subscribers: { mail: { queueArn: `${queueArn}"`, deadLetterArn: queueArn } } },
      "[BadProp] 'subscribers'",
    ],
    ["a word in capitals", { subscribers: { Mail: { queueArn, deadLetterArn: queueArn } } }, "[BadProp] 'subscribers'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsTopic(stack, "orders", { ...props, ...change }))).toContain(message);
  });
});
