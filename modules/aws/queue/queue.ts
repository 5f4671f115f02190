import { jsonDocument } from "../../core/json";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { SqsQueueRedriveAllowPolicy } from "@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { accountId, arn, listOf, oneOf, recordOf, servicePrincipal, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { checkProps, holdsToken, value, type Check, type PropRules, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { daysInSeconds } from "../../core/units";
import { dataClasses, type DataClass } from "../../core/words";
import { knownList, policyDocument, sidOf, type Statement } from "../policy-document/policy-document";

/** A service of AWS that puts messages into a queue, on behalf of resources of this account. */
export interface QueueSender {
  /** For example `sns.amazonaws.com`. */
  readonly principal: string;
  /** ARNs of the topics, rules or buses that it acts for, 1 to 50; patterns with `*` are allowed. */
  readonly sourceArns: readonly string[];
}

/** Props of {@link AwsQueue}. */
export interface AwsQueueProps {
  /** Name of the queue, 1 to 80 letters, digits, `_` and `-`. Renaming replaces it, with the messages that it holds. */
  readonly queueName: Value<string>;
  /**
   * Name of the queue's own dead-letter queue. Whether it is given is fixed when synthesized; renaming replaces that queue.
   * @default - none, as a queue wants it that takes dead letters itself
   */
  readonly deadLetterQueueName?: Value<string>;
  /** The most sensitive data in a message. Stands in tags; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** ARN of the key that encrypts messages, or of its alias. Senders and receivers need it too. Changed in place. */
  readonly kmsKeyArn: Value<string>;
  /** Twelve digits: the account whose principals may use the queue. */
  readonly accountId: Value<string>;
  /** Services that may send, by a word in kebab-case, at most 10; the words are fixed. @default - none, only what IAM allows */
  readonly senders?: Value<Readonly<Record<string, QueueSender>>>;
  /** How long a message that was received stays hidden, 0 to 43,200 seconds: longer than its work takes. @default 60 */
  readonly visibilitySeconds?: Value<number>;
  /** How long a message waits for a receiver, 1 to 14 days. Dead letters wait for 14 days. @default 4 */
  readonly retentionDays?: Value<number>;
  /** After how many failed receptions a message is a dead letter, 1 to 1,000. @default 5 */
  readonly maxReceives?: Value<number>;
}

const sender: Check<QueueSender> = ({ principal, sourceArns }) =>
  servicePrincipal(principal) ?? knownList(listOf(arn(), 1, 50))(sourceArns);

const senders: Check<Readonly<Record<string, QueueSender>>> = (record) =>
  Object.keys(record).length > 10
    ? { must: "have at most 10 members", fix: "let several sources of one service share a member" }
    : recordOf(sender)(record);

/** What each prop has to be. */
export const rules: PropRules<AwsQueueProps> = {
  queueName: value(text(nameRules.sqsQueue.pattern, "a queue's name", 1, nameRules.sqsQueue.max)),
  deadLetterQueueName: value(text(nameRules.sqsQueue.pattern, "a queue's name", 1, nameRules.sqsQueue.max)),
  dataClass: value(oneOf(dataClasses)),
  kmsKeyArn: value(arn("kms")),
  accountId: value(accountId),
  senders: value(senders),
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html, read 2026-11.
  visibilitySeconds: value(wholeNumber(0, 43_200, "seconds")),
  retentionDays: value(wholeNumber(1, 14, "days")),
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html, read 2026-11.
  maxReceives: value(wholeNumber(1, 1000, "receptions")),
};

/** The longest that SQS keeps a message: a dead letter keeps the age that it had. */
const longestRetentionDays = 14;

/** A receiver waits this long for a message, in seconds: the longest that SQS lets it. */
const longPollingSeconds = 20;

/**
 * A queue, encrypted with a key of the estate, and the queue of what could not be worked off. Both take messages over TLS
 * only and from the account alone: from its principals as IAM lets them, and from services for the sources that are named.
 * A message that was received `maxReceives` times without success goes to the dead letters, waits there for 14 days, and
 * can be moved back; no other queue may send its dead letters there.
 *
 * There is no order and a message may come twice: what is sent carries an id, and receivers are idempotent.
 */
export class AwsQueue extends Construct {
  /** ARN of the queue. */
  readonly arn: string;
  /** URL of the queue. */
  readonly url: string;
  /** ARN of the queue of its dead letters; the queue's own where it takes dead letters itself. */
  readonly deadLetterArn: string;

  constructor(scope: Construct, id: string, props: AwsQueueProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { deadLetterQueueName, retentionDays = 4, visibilitySeconds = 60, maxReceives = 5 } = props;
    const shared = {
      kmsMasterKeyId: props.kmsKeyArn,
      // SQS asks KMS again after this long: 5 minutes are its own default, and a key that was closed works no longer.
      kmsDataKeyReusePeriodSeconds: 300,
      receiveWaitTimeSeconds: longPollingSeconds,
      visibilityTimeoutSeconds: visibilitySeconds,
      tags: dataClassTag(props.dataClass),
    };
    const deadLetters =
      deadLetterQueueName === undefined
        ? undefined
        : new SqsQueue(this, "dead-letters", {
            ...shared,
            name: deadLetterQueueName,
            messageRetentionSeconds: daysInSeconds(longestRetentionDays),
          });
    const queue = new SqsQueue(this, "Resource", {
      ...shared,
      name: props.queueName,
      messageRetentionSeconds: daysInSeconds(retentionDays),
      ...(deadLetters === undefined
        ? {}
        : { redrivePolicy: `{"deadLetterTargetArn":"${deadLetters.arn}","maxReceiveCount":${digits(maxReceives)}}` }),
    });
    this.policy("policy", queue, props);
    if (deadLetters !== undefined) {
      this.policy("dead-letters-policy", deadLetters, props);
      new SqsQueueRedriveAllowPolicy(this, "dead-letters-of", {
        queueUrl: deadLetters.url,
        redriveAllowPolicy: jsonDocument({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
      });
    }
    this.arn = queue.arn;
    this.url = queue.url;
    this.deadLetterArn = (deadLetters ?? queue).arn;
  }

  private policy(word: string, queue: SqsQueue, props: AwsQueueProps): void {
    new SqsQueuePolicy(this, word, {
      queueUrl: queue.url,
      policy: policyDocument(queueStatements(queue.arn, props), { kind: "queue-policy", place: `${this.node.path} ${word}` }),
    });
  }
}

/** A number inside a text; a token of one would be spelled out as it is disguised. */
const digits = (count: number): string => (holdsToken(count) ? Token.asString(count) : String(count));

const queueStatements = (queueArn: string, { accountId: account, senders: from = {} }: AwsQueueProps): Statement[] => {
  const deny = { effect: "Deny", principals: "*", actions: ["sqs:*"], resources: [queueArn] } as const;
  return [
    { ...deny, sid: "EncryptedTransportOnly", conditions: { Bool: { "aws:SecureTransport": "false" } } },
    {
      ...deny,
      sid: "OwnAccountOnly",
      conditions: { StringNotEquals: { "aws:PrincipalAccount": account }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
    ...Object.entries(from)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, { principal, sourceArns }]) => ({
        sid: sidOf(`from-${word}`),
        principals: { service: [principal] },
        actions: ["sqs:SendMessage"],
        resources: [queueArn],
        conditions: { ArnLike: { "aws:SourceArn": sourceArns } },
      })),
  ];
};
