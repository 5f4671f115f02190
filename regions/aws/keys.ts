import { AwsKey, type AwsKeyProps } from "../../modules/aws/key/key";
import { AwsRunnerCredential } from "../../modules/aws/runner/credential";
import { offer, recordText } from "../../modules/core/contracts";
import { dataClasses, type DataClass } from "../../modules/core/words";
import { awsArn, type Conditions } from "../../modules/aws/policy-document/policy-document";
import type { StoreKind } from "../description";
import { eventStreams } from "../event-streams";
import { workloadAccount, type LayerBuilder, type Place } from "../place";
import { keysContract } from "./contracts";
import { keyAliasName, partitionOf, roleArn, runnerCredentialName } from "./names";
import { awsProvider } from "./provider";
import { applyRole, backupOperatorRole, keyAdministratorRole, keyWord, serviceRole, servicesWithIdentity } from "../roles";
import { clusterRole, nodeStarter, spotStarter, tableReplicator } from "./roles";

/** One key of a site: for what, how sensitive, and who uses it. */
interface KeyPlan {
  readonly purpose: string;
  readonly dataClass: DataClass;
  readonly description: string;
  readonly userArns?: readonly string[];
  readonly services?: AwsKeyProps["services"];
  readonly viaServices?: readonly string[];
}

/**
 * The AWS service through which each kind of store is encrypted, and the key's purpose. The vault's stores are not here;
 * queues are among the events.
 */
const storeKeys: Readonly<Record<Exclude<StoreKind, "vault" | "queue">, { readonly purpose: string; readonly via: string }>> = {
  postgresql: { purpose: "database", via: "rds" },
  dynamodb: { purpose: "table", via: "dynamodb" },
  object: { purpose: "objects", via: "s3" },
};

/** The ARN of a service's own role, by the path and name that AWS has fixed. */
const serviceLinkedRoleArn = (place: Place, role: string): string =>
  awsArn({ partition: partitionOf(place), service: "iam", account: place.account, resource: `role/${role}` });

const inRegion = (place: Place, service: string): string => `${service}.${place.site.region.code}.amazonaws.com`;

/** A key for each kind of store and data class that some service has; its users are the services that have it. */
const storeKeyPlans = (place: Place): readonly KeyPlan[] =>
  (Object.entries(storeKeys) as [keyof typeof storeKeys, (typeof storeKeys)[keyof typeof storeKeys]][]).flatMap(
    ([kind, { purpose, via }]) =>
      dataClasses
        .filter((dataClass) => dataClass !== "vault")
        .flatMap((dataClass) => {
          const users = servicesWithIdentity(place.services).filter(({ stores }) =>
            Object.values(stores).some((store) => store.kind === kind && store.dataClass === dataClass),
          );
          if (users.length === 0) return [];
          return [
            {
              purpose,
              dataClass,
              description: `${purpose} of class ${dataClass}`,
              userArns: [
                ...users.map((service) => roleArn(place, serviceRole(service))),
                ...(kind === "dynamodb" ? [serviceLinkedRoleArn(place, tableReplicator.role)] : []),
              ],
              viaServices: [inRegion(place, via)],
            },
          ];
        }),
  );

/** The class of the bus: all streams pass it. */
export const busDataClass: DataClass = "sensitive";

/**
 * A key of events for each class that a stream has, and for the bus. Who tells or takes events of the class uses it, as a
 * topic and a queue ask of their callers. SNS and EventBridge use it for queues of this account and region, and EventBridge
 * for its buses. What narrows each of them is the encryption context, which SQS and EventBridge give themselves:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html, read 2026-11-23.
 */
const eventKeyPlans = (place: Place): readonly KeyPlan[] => {
  const streams = eventStreams(place.services);
  const here = { partition: partitionOf(place), region: place.site.region.code, account: place.account };
  const queues: Conditions = { ArnLike: { "kms:EncryptionContext:aws:sqs:arn": awsArn({ ...here, service: "sqs", resource: "*" }) } };
  const buses: Conditions = {
    ArnLike: { "kms:EncryptionContext:aws:events:event-bus:arn": awsArn({ ...here, service: "events", resource: "event-bus/*" }) },
  };
  return dataClasses
    .filter((dataClass) => dataClass === busDataClass || streams.some((stream) => stream.dataClass === dataClass))
    .map((dataClass) => {
      const users = new Set(streams.filter((stream) => stream.dataClass === dataClass).flatMap(({ tellers }) => tellers));
      return {
        purpose: "events",
        dataClass,
        description: `events of class ${dataClass}`,
        userArns: Object.entries(place.services)
          .filter(([name]) => users.has(name))
          .map(([, service]) => roleArn(place, serviceRole(service)))
          .sort(),
        services: {
          "sns-queues": { principal: "sns.amazonaws.com", conditions: queues },
          "events-queues": { principal: "events.amazonaws.com", conditions: queues },
          ...(dataClass === busDataClass
            ? {
                "events-buses": { principal: "events.amazonaws.com", conditions: buses },
                // A look-up carries no encryption context.
                "events-look-up": {
                  principal: "events.amazonaws.com",
                  conditions: { StringEquals: { "aws:SourceAccount": place.account } },
                  may: "describe" as const,
                },
              }
            : {}),
        },
        viaServices: [inRegion(place, "events"), inRegion(place, "sns"), inRegion(place, "sqs")],
      };
    });
};

/** Log groups of this account and region may use the key, and nobody else's. */
const logsKeyPlan = (place: Place): KeyPlan => ({
  purpose: "logs",
  dataClass: "internal",
  description: "log groups",
  services: {
    logs: {
      principal: inRegion(place, "logs"),
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": awsArn({
            partition: partitionOf(place),
            service: "logs",
            region: place.site.region.code,
            account: place.account,
            resource: "*",
          }),
        },
      },
    },
  },
});

const platformKeyPlans = (place: Place): readonly KeyPlan[] => [
  logsKeyPlan(place),
  {
    purpose: "secrets",
    dataClass: "sensitive",
    description: "secrets of the services",
    userArns: servicesWithIdentity(place.services).map((service) => roleArn(place, serviceRole(service))),
    viaServices: [inRegion(place, "secretsmanager")],
  },
  {
    purpose: "cluster",
    dataClass: "sensitive",
    description: "secrets inside the cluster",
    // EKS encrypts and decrypts as the cluster's role, and whoever makes the cluster hands that on by a grant.
    userArns: [roleArn(place, clusterRole)],
    viaServices: [inRegion(place, "eks")],
  },
  { purpose: "images", dataClass: "internal", description: "images and charts of the registry", viaServices: [inRegion(place, "ecr")] },
  {
    purpose: "volumes",
    dataClass: "sensitive",
    description: "volumes of the cluster's nodes",
    userArns: [nodeStarter, spotStarter].map(({ role }) => serviceLinkedRoleArn(place, role)),
    viaServices: [inRegion(place, "ec2")],
  },
];

const makeKey = (place: Place, plan: KeyPlan): AwsKeyProps => ({
  aliasName: keyAliasName(place, keyWord(plan.purpose, plan.dataClass)),
  description: `${plan.description} (${place.environment.name}, ${place.origin})`,
  dataClass: plan.dataClass,
  accountId: place.account,
  partition: partitionOf(place),
  administratorArns: [roleArn(place, applyRole), roleArn(place, keyAdministratorRole)],
  userArns: plan.userArns ?? [],
  services: plan.services ?? {},
  viaServices: plan.viaServices ?? [],
});

/** One key for each purpose and data class of a workload site. */
export const keysLayer: LayerBuilder = {
  contract: keysContract,
  build: (stack, place) => {
    awsProvider(stack, place);
    const keys = Object.fromEntries(
      [...platformKeyPlans(place), ...storeKeyPlans(place), ...eventKeyPlans(place)].map((plan) => {
        const word = keyWord(plan.purpose, plan.dataClass);
        return [word, new AwsKey(stack, word, makeKey(place, plan))] as const;
      }),
    );
    const arnOf = (word: string): string => keys[word]?.arn ?? "";
    // A secret among the keys: people put the credential into it before a later layer asks GitHub for a runner.
    const credential = new AwsRunnerCredential(stack, "runner-credential", {
      secretName: runnerCredentialName(place),
      kmsKeyArn: arnOf("secrets-sensitive"),
    });
    offer(stack, keysContract, {
      logsKeyArn: arnOf("logs-internal"),
      secretsKeyArn: arnOf("secrets-sensitive"),
      clusterKeyArn: arnOf("cluster-sensitive"),
      volumesKeyArn: arnOf("volumes-sensitive"),
      imagesKeyArn: arnOf("images-internal"),
      runnerCredentialArn: credential.arn,
      storeKeyArns: recordText(
        Object.fromEntries(
          storeKeyPlans(place)
            .map((plan) => keyWord(plan.purpose, plan.dataClass))
            .map((word) => [word, arnOf(word)]),
        ),
      ),
      eventsKeyArn: arnOf(keyWord("events", busDataClass)),
    });
  },
};

/**
 * The keys of a backup site, in the neutral region. The origin's own administrators keep them; the backup account may
 * encrypt and re-encrypt, and never read.
 */
export const backupKeysLayer: LayerBuilder = {
  build: (stack, place) => {
    awsProvider(stack, place);
    const workload = workloadAccount(place, "aws");
    const custodian = { ...place, account: workload, purpose: "workload" } as const;
    new AwsKey(stack, keyWord("backup", "sensitive"), {
      aliasName: keyAliasName(place, keyWord("backup", "sensitive")),
      description: `backups of ${place.origin} (${place.environment.name})`,
      dataClass: "sensitive",
      accountId: place.account,
      partition: partitionOf(place),
      administratorArns: [roleArn(place, applyRole), roleArn(custodian, keyAdministratorRole)],
      encrypterArns: [roleArn(place, backupOperatorRole)],
    });
    const logs = logsKeyPlan(place);
    new AwsKey(stack, keyWord(logs.purpose, logs.dataClass), makeKey(place, logs));
  },
};
