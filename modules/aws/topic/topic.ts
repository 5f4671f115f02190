import { jsonDocument } from "../../core/json";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { accountId, arn, oneOf, recordOf, text } from "../../core/checks";
import { nameRules } from "../../core/names";
import { eachOf, hasMembers } from "../../core/each";
import { fieldsOf } from "../../core/member-checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";
import { policyDocument, type Statement } from "../policy-document/policy-document";

/** A queue that gets every message of a topic. */
export interface TopicSubscriber {
  /** ARN of the queue, in the topic's account. Its policy has to let the topic send. A change makes a new subscription. */
  readonly queueArn: string;
  /** ARN of the queue of messages that could not be delivered. Changed in place. */
  readonly deadLetterArn: string;
}

/** Props of {@link AwsTopic}. */
export interface AwsTopicProps {
  /** Name of the topic, 1 to 256 letters, digits, `_` and `-`. Renaming replaces it and its subscriptions. */
  readonly topicName: Value<string>;
  /** The most sensitive data in a message. Stands in a tag; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** ARN of the key that encrypts messages, or of its alias. Who publishes needs it too. Changed in place. */
  readonly kmsKeyArn: Value<string>;
  /** Twelve digits: the account whose principals may use the topic. */
  readonly accountId: Value<string>;
  /** The queues that subscribe, by a word in kebab-case, which stands in the address: another word makes a new subscription. @default {} */
  readonly subscribers?: Value<Readonly<Record<string, TopicSubscriber>>>;
}

// A queue's ARN stands in JSON of each subscription, so it holds nothing that JSON would have to escape.
const queueArn = text(/^arn:aws(-[a-z]+)*:sqs:[a-z]{2}(-[a-z]+)+-\d{1,2}:\d{12}:[\w.-]+$/, "an ARN of sqs", 8, 2048);

const subscriber = fieldsOf<TopicSubscriber>({ queueArn, deadLetterArn: queueArn }, {});

/** What each prop has to be. */
export const rules: PropRules<AwsTopicProps> = {
  topicName: value(text(nameRules.snsTopic.pattern, "a topic's name", 1, nameRules.snsTopic.max)),
  dataClass: value(oneOf(dataClasses)),
  kmsKeyArn: value(arn("kms")),
  accountId: value(accountId),
  subscribers: value(recordOf(subscriber)),
};

/**
 * A topic, encrypted with a key of the estate: what is published reaches every queue that has subscribed, as it was sent.
 * It takes messages over TLS only, and from principals of the account alone, as IAM lets them; no service publishes here.
 * EventBridge is kept out on purpose: it says neither in a topic's policy nor to KMS for whom it acts, so a topic that it
 * may reach could be written to through somebody else's rule (Amazon SNS Developer Guide, Managing encryption keys; Amazon
 * EventBridge User Guide, Using resource-based policies; both read 2026-11). Rules send to queues.
 */
export class AwsTopic extends Construct {
  /** ARN of the topic. */
  readonly arn: string;
  /** Name of the topic. */
  readonly topicName: string;

  constructor(scope: Construct, id: string, props: AwsTopicProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const topic = new SnsTopic(this, "Resource", {
      name: props.topicName,
      kmsMasterKeyId: props.kmsKeyArn,
      // Version 2 signs with SHA-256: https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html, read 2026-11.
      signatureVersion: 2,
      tracingConfig: "PassThrough",
      tags: dataClassTag(props.dataClass),
    });
    const policy = new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument(topicStatements(topic.arn, props), { kind: "topic-policy", place: this.node.path }),
    });
    if (hasMembers(props.subscribers)) {
      const each = eachOf(this, "subscribers", props.subscribers, {});
      new SnsTopicSubscription(this, "subscription", {
        forEach: each.forEach,
        topicArn: topic.arn,
        protocol: "sqs",
        endpoint: each.text("queueArn"),
        rawMessageDelivery: true,
        redrivePolicy: jsonDocument({ deadLetterTargetArn: each.text("deadLetterArn") }),
        dependsOn: [policy],
      });
    }
    this.arn = topic.arn;
    this.topicName = topic.name;
  }
}

/** What a topic's policy may name; `sns:*` is refused there (Amazon SNS Developer Guide, Valid Amazon SNS policy actions; read 2026-11). */
const topicActions = [
  "sns:AddPermission",
  "sns:DeleteTopic",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:Publish",
  "sns:RemovePermission",
  "sns:SetTopicAttributes",
  "sns:Subscribe",
];

const topicStatements = (topicArn: string, { accountId: account }: AwsTopicProps): Statement[] => {
  const deny = { effect: "Deny", principals: "*", actions: topicActions, resources: [topicArn] } as const;
  return [
    { ...deny, sid: "EncryptedTransportOnly", conditions: { Bool: { "aws:SecureTransport": "false" } } },
    // A service has no account of its own, so this keeps services out as well.
    { ...deny, sid: "OwnAccountOnly", conditions: { StringNotEquals: { "aws:PrincipalAccount": account } } },
  ];
};
