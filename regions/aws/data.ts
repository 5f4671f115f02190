import { AwsBucket } from "../../modules/aws/bucket/bucket";
import type { AwsDatabase } from "../../modules/aws/database/database";
import { awsArn, type Permission } from "../../modules/aws/policy-document/policy-document";
import { AwsRolePermissions } from "../../modules/aws/role-permissions/role-permissions";
import { AwsSecret } from "../../modules/aws/secret/secret";
import { AwsTable } from "../../modules/aws/table/table";
import { AwsTableReplica } from "../../modules/aws/table-replica/table-replica";
import { memberOf, offer, readContract, recordText, type ContractValues } from "../../modules/core/contracts";
import type { EstateStack } from "../../modules/core/stack";
import type { DataClass } from "../../modules/core/words";
import type { LayerBuilder, Place } from "../place";
import { databaseUser, storesOf, type ServiceStore } from "../stores";
import { dataContract, keysContract, networkContract } from "./contracts";
import { placeDatabases } from "./databases";
import { objectBucketName, partitionOf, roleArn, roleName, rolePolicyName, secretName, tableArn, tableName } from "./names";
import { bootstrapRoles } from "./people";
import { awsProvider } from "./provider";
import { keyWord, secretsOperatorRole, serviceRole, servicesWithIdentity } from "../roles";
import { replicatedFrom } from "./replicas";

type Keys = ContractValues<(typeof keysContract)["fields"]>;

/** A store that was made, with what its service may be permitted. */
interface Made {
  readonly store: ServiceStore;
  readonly arn: string;
}

/**
 * Items are found by two texts, whatever they are: a service that has other ways to find them adds an index. A change
 * would replace the table.
 */
const itemKey = { partition: { name: "pk", type: "S" }, sort: { name: "sk", type: "S" } } as const;

/** The tables of the services: the primary's own, or their replicas. */
const placeTables = (stack: EstateStack, place: Place, keys: Keys): readonly Made[] => {
  const source = replicatedFrom(place);
  return storesOf(place, "dynamodb").map((store) => {
    const { service, name, dataClass } = store;
    const id = `table-${service.identity}-${name}`;
    const kmsKeyArn = memberOf(keys.storeKeyArns, keyWord("table", dataClass));
    const { arn } =
      source === undefined
        ? new AwsTable(stack, id, { tableName: tableName(place, service.identity, name), dataClass, kmsKeyArn, key: itemKey })
        : new AwsTableReplica(stack, id, {
            tableArn: tableArn(place, service.identity, name, source.region.code),
            dataClass,
            kmsKeyArn,
          });
    return { store, arn };
  });
};

/** The buckets of the services: each site has its own. */
const placeBuckets = (stack: EstateStack, place: Place, keys: Keys): readonly Made[] =>
  storesOf(place, "object").map((store) => {
    const { service, name, dataClass } = store;
    const { arn } = new AwsBucket(stack, `bucket-${service.identity}-${name}`, {
      bucketName: objectBucketName(place, place.site.region.code, service.identity, name),
      dataClass,
      kmsKeyArn: memberOf(keys.storeKeyArns, keyWord("objects", dataClass)),
      userArns: [roleArn(place, serviceRole(service))],
    });
    return { store, arn };
  });

/** A secret for each service that runs as pods, by identity. Each site has its own, with values of its own. */
const placeSecrets = (stack: EstateStack, place: Place, keys: Keys): ReadonlyMap<string, AwsSecret> =>
  new Map(
    servicesWithIdentity(place.services).map((service) => [
      service.identity,
      new AwsSecret(stack, `secret-${service.identity}`, {
        secretName: secretName(place, service.identity, "runtime"),
        description: `what ${service.identity} has to know at run time and nobody may see`,
        dataClass: "sensitive",
        kmsKeyArn: keys.secretsKeyArn,
        readerArns: [roleArn(place, serviceRole(service)), roleArn(place, secretsOperatorRole)],
        writerArns: bootstrapRoles(place),
      }),
    ]),
  );

const itemActions = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
];

/** Where IAM's permission to sign in to a database of this place begins. */
const connectArn = (place: Place, { resourceId }: AwsDatabase, user: string): string =>
  awsArn({
    partition: partitionOf(place),
    service: "rds-db",
    region: place.site.region.code,
    account: place.account,
    resource: `dbuser:${resourceId}/${user}`,
  });

interface Stores {
  readonly databases: ReadonlyMap<DataClass, AwsDatabase>;
  readonly tables: readonly Made[];
  readonly buckets: readonly Made[];
  readonly secrets: ReadonlyMap<string, AwsSecret>;
}

/** What each service may do with its own stores here, and with nobody else's. */
const permitServices = (stack: EstateStack, place: Place, { databases, tables, buckets, secrets }: Stores): void => {
  for (const service of servicesWithIdentity(place.services)) {
    const own = (made: readonly Made[]): readonly Made[] => made.filter(({ store }) => store.service === service);
    const classes = new Set(storesOf(place, "postgresql").flatMap((store) => (store.service === service ? [store.dataClass] : [])));
    const permissions: Readonly<Record<string, Permission>> = {
      ...Object.fromEntries(
        [...databases].flatMap(([dataClass, database]) =>
          classes.has(dataClass)
            ? [[`sign-in-${dataClass}`, { actions: ["rds-db:connect"], resources: [connectArn(place, database, databaseUser(service))] }]]
            : [],
        ),
      ),
      ...Object.fromEntries(own(tables).map(({ store, arn }) => [`items-${store.name}`, { actions: itemActions, resources: [arn] }])),
      ...Object.fromEntries(
        own(buckets).flatMap(({ store, arn }) => [
          [`list-${store.name}`, { actions: ["s3:ListBucket"], resources: [arn] }],
          [
            `objects-${store.name}`,
            { actions: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [`${arn}/*`] },
          ],
        ]),
      ),
      "read-secret": {
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        resources: [secrets.get(service.identity)?.arn ?? ""],
      },
    };
    new AwsRolePermissions(stack, `permissions-${service.identity}`, {
      roleName: roleName(place, serviceRole(service)),
      policyName: rolePolicyName("data", place.site.region.code),
      permissions,
    });
  }
};

/**
 * What the services keep: a database a data class, a table and a bucket a store, a secret a service, and the permission
 * of each to use its own. The standby has replicas of the primary's databases and tables, and buckets and secrets of its
 * own; all that it says of the primary is derived.
 */
export const dataLayer: LayerBuilder = {
  contract: dataContract,
  reads: [keysContract, networkContract],
  build: (stack, place) => {
    awsProvider(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const network = readContract(stack, networkContract, place.source("network"));
    const databases = placeDatabases(stack, place, { keys, network });
    const tables = placeTables(stack, place, keys);
    const buckets = placeBuckets(stack, place, keys);
    const secrets = placeSecrets(stack, place, keys);
    permitServices(stack, place, { databases, tables, buckets, secrets });
    offer(stack, dataContract, {
      databaseAddresses: recordText(Object.fromEntries([...databases].map(([dataClass, { address }]) => [dataClass, address]))),
      databaseArns: [...databases.values()].map(({ arn }) => arn),
      tableArns: tables.map(({ arn }) => arn),
      bucketArns: buckets.map(({ arn }) => arn),
      secretArns: recordText(Object.fromEntries([...secrets].map(([identity, { arn }]) => [identity, arn]))),
    });
  },
};
