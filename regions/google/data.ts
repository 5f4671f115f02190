import { Fn } from "cdktf";
import { offer, readContract } from "../../modules/core/contracts";
import type { EstateStack } from "../../modules/core/stack";
import { defaultLabels } from "../../modules/core/tags";
import type { DataClass, Size } from "../../modules/core/words";
import { GoogleBucket } from "../../modules/google/bucket/bucket";
import { GoogleDatabase } from "../../modules/google/database/database";
import type { GoogleDatabaseProps } from "../../modules/google/database/database-props";
import { GoogleDocumentStore } from "../../modules/google/document-store/document-store";
import { GoogleSecret } from "../../modules/google/secret/secret";
import { GoogleServicePermissions, type ResourcePermission } from "../../modules/google/service-permissions/service-permissions";
import type { LayerBuilder, Place } from "../place";
import { databaseClasses, databaseUser, storesOf, type ServiceStore } from "../stores";
import { has } from "../tables";
import { stackTags } from "../tags";
import { dataContract, keysContract, networkContract } from "./contracts";
import { databaseName, documentStoreName, keyId, objectBucketName, secretName, serviceAccountEmail, serviceAccountMember } from "./names";
import { googleProvider } from "./provider";
import { keyWord, secretsOperatorRole, serviceRole, servicesWithIdentity } from "../roles";

type DatabaseSize = Pick<GoogleDatabaseProps, "machineTier" | "storageGib" | "maxStorageGib" | "backupRetentionDays">;

/** The same sizes as in the primary cloud, or the next larger ones that there are. A size only ever grows: storage can't shrink. */
const databaseSizes: Readonly<Record<Size, DatabaseSize>> = {
  small: { machineTier: "db-custom-2-4096", storageGib: 20, maxStorageGib: 100, backupRetentionDays: 14 },
  medium: { machineTier: "db-custom-2-8192", storageGib: 100, maxStorageGib: 1_000, backupRetentionDays: 35 },
  large: { machineTier: "db-custom-6-32768", storageGib: 400, maxStorageGib: 4_000, backupRetentionDays: 35 },
};

/** On another day than both sites of the primary cloud. */
const maintenanceWindow = { day: 5, hour: 2 } as const;

const regionOf = (place: Place): string => place.site.region.code;

/** The services that keep rows of a class. */
const servicesWithRows = (place: Place, dataClass: DataClass) => [
  ...new Set(storesOf(place, "postgresql").flatMap((store) => (store.dataClass === dataClass ? [store.service] : []))),
];

/**
 * The databases of the second cloud, by data class. They stand ready to take rows from the primary by logical replication:
 * each service has its database under the same name, migrations make its structure, and people subscribe it to the
 * primary's publication when the two clouds are joined.
 */
const placeDatabases = (
  stack: EstateStack,
  place: Place,
  network: { readonly networkId: string; readonly privateServiceRangeName: string },
): ReadonlyMap<DataClass, GoogleDatabase> => {
  const classes = has(place.phase, "database", "second-cloud-standby") ? databaseClasses(place) : [];
  return new Map(
    classes.map((dataClass) => {
      const services = servicesWithRows(place, dataClass);
      const database = new GoogleDatabase(stack, `database-${dataClass}`, {
        instanceName: databaseName(place, regionOf(place), dataClass),
        projectId: place.account,
        region: regionOf(place),
        dataClass,
        labels: defaultLabels(stackTags(stack.identity, place), place.environment.tags),
        ...databaseSizes[place.size],
        networkId: network.networkId,
        privateServiceRangeName: network.privateServiceRangeName,
        kmsKeyName: keyId(place, keyWord("database", dataClass), regionOf(place)),
        maintenanceWindow,
        logicalReplication: true,
        databases: Object.fromEntries(services.map((service) => [service.identity, databaseUser(service)])),
        users: Object.fromEntries(services.map((service) => [service.identity, serviceAccountEmail(place, serviceRole(service))])),
      });
      return [dataClass, database];
    }),
  );
};

const placeDocumentStores = (stack: EstateStack, place: Place): readonly string[] =>
  storesOf(place, "dynamodb").map(
    ({ service, name, dataClass }) =>
      new GoogleDocumentStore(stack, `documents-${service.identity}-${name}`, {
        storeName: documentStoreName(place, regionOf(place), service.identity, name),
        projectId: place.account,
        region: regionOf(place),
        dataClass,
        kmsKeyName: keyId(place, keyWord("table", dataClass), regionOf(place)),
      }).storeId,
  );

const placeBuckets = (stack: EstateStack, place: Place): readonly string[] =>
  storesOf(place, "object").map(
    ({ service, name, dataClass }) =>
      new GoogleBucket(stack, `bucket-${service.identity}-${name}`, {
        bucketName: objectBucketName(place, regionOf(place), service.identity, name),
        projectId: place.account,
        region: regionOf(place),
        dataClass,
        kmsKeyName: keyId(place, keyWord("objects", dataClass), regionOf(place)),
        userMembers: [serviceAccountMember(place, serviceRole(service))],
      }).bucketName,
  );

/** A secret for each service that runs as pods, by identity. Each site has its own, with values of its own. */
const placeSecrets = (stack: EstateStack, place: Place, kmsKeyName: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    servicesWithIdentity(place.services).map((service) => [
      service.identity,
      new GoogleSecret(stack, `secret-${service.identity}`, {
        secretName: secretName(place, service.identity, "runtime"),
        projectId: place.account,
        region: regionOf(place),
        description: `what ${service.identity} has to know at run time and nobody may see`,
        dataClass: "sensitive",
        kmsKeyName,
        readerMembers: [serviceAccountMember(place, serviceRole(service)), serviceAccountMember(place, secretsOperatorRole)],
      }).secretId,
    ]),
  );

/** What each service may do with its own databases and documents, and with nobody else's. Buckets and secrets say it themselves. */
const permitServices = (stack: EstateStack, place: Place, classes: readonly DataClass[]): void => {
  const own = (stores: readonly ServiceStore[], identity: string) => stores.filter(({ service }) => service.identity === identity);
  for (const service of servicesWithIdentity(place.services)) {
    const { identity } = service;
    const rowClasses = classes.filter((dataClass) => servicesWithRows(place, dataClass).includes(service));
    const permissions: Readonly<Record<string, ResourcePermission>> = Object.fromEntries([
      ...rowClasses.map((dataClass): readonly [string, ResourcePermission] => {
        const instance = databaseName(place, regionOf(place), dataClass);
        return [
          `sign-in-${dataClass}`,
          { role: "roles/cloudsql.instanceUser", resourceName: `projects/${place.account}/instances/${instance}` },
        ];
      }),
      ...own(storesOf(place, "dynamodb"), identity).map(({ name }): readonly [string, ResourcePermission] => {
        const store = documentStoreName(place, regionOf(place), identity, name);
        return [`documents-${name}`, { role: "roles/datastore.user", resourceName: `projects/${place.account}/databases/${store}` }];
      }),
    ]);
    if (Object.keys(permissions).length === 0) continue;
    new GoogleServicePermissions(stack, `permissions-${identity}`, {
      projectId: place.account,
      member: serviceAccountMember(place, serviceRole(service)),
      permissions,
    });
  }
};

/**
 * What the services keep in the second cloud: a database a data class from the phase that brings it, a document store and
 * a bucket a store, a secret a service, and the permission of each service to use its own.
 */
export const dataLayer: LayerBuilder = {
  contract: dataContract,
  reads: [keysContract, networkContract],
  build: (stack, place) => {
    googleProvider(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const network = readContract(stack, networkContract, place.source("network"));
    const databases = placeDatabases(stack, place, network);
    const documentStoreIds = placeDocumentStores(stack, place);
    const bucketNames = placeBuckets(stack, place);
    const secrets = placeSecrets(stack, place, keys.secretsKeyId);
    permitServices(stack, place, [...databases.keys()]);
    offer(stack, dataContract, {
      databaseAddresses: Fn.jsonencode(Object.fromEntries([...databases].map(([dataClass, { address }]) => [dataClass, address]))),
      databaseConnectionNames: [...databases.values()].map(({ connectionName }) => connectionName),
      documentStoreIds: [...documentStoreIds],
      bucketNames: [...bucketNames],
      secretIds: Fn.jsonencode(secrets),
    });
  },
};
