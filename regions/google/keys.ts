import { serviceAgentMember, type ServiceAgent } from "../../modules/core/google";
import { offer } from "../../modules/core/contracts";
import type { EstateStack } from "../../modules/core/stack";
import { dataClasses, type DataClass } from "../../modules/core/words";
import { GoogleKey } from "../../modules/google/key/key";
import { GoogleKeyRing } from "../../modules/google/key-ring/key-ring";
import type { StoreKind } from "../description";
import type { LayerBuilder, Place } from "../place";
import { keysContract } from "./contracts";
import { protectionLevelOf } from "./key-levels";
import { keyName, keyRingName, serviceAccountMember } from "./names";
import { googleProvider } from "./provider";
import { backupOperatorRole, keyAdministratorRole, keyWord, servicesWithIdentity } from "../roles";

/** One key of a site: for what, how sensitive, and which of Google's services uses it. */
interface KeyPlan {
  readonly purpose: string;
  readonly dataClass: DataClass;
  readonly agent: ServiceAgent;
}

/** Google's store for each kind of store that it can take over, and the key's purpose, by the same word as in the primary cloud. */
const storeKeys: Readonly<Record<Exclude<StoreKind, "queue" | "vault">, Pick<KeyPlan, "purpose" | "agent">>> = {
  postgresql: { purpose: "database", agent: "cloud-sql" },
  dynamodb: { purpose: "table", agent: "firestore" },
  object: { purpose: "objects", agent: "storage" },
};

/** A key for each kind of store and data class that some service has. */
const storeKeyPlans = (place: Place): readonly KeyPlan[] =>
  (Object.entries(storeKeys) as [keyof typeof storeKeys, Pick<KeyPlan, "purpose" | "agent">][]).flatMap(([kind, key]) =>
    dataClasses
      .filter((dataClass) => dataClass !== "vault")
      .filter((dataClass) =>
        servicesWithIdentity(place.services).some(({ stores }) =>
          Object.values(stores).some((store) => store.kind === kind && store.dataClass === dataClass),
        ),
      )
      .map((dataClass) => ({ ...key, dataClass })),
  );

const logsKey: KeyPlan = { purpose: "logs", dataClass: "internal", agent: "logging" };

/** Keys that every workload site has, whatever its services are. */
const platformKeyPlans: readonly KeyPlan[] = [
  logsKey,
  { purpose: "secrets", dataClass: "sensitive", agent: "secret-manager" },
  { purpose: "cluster", dataClass: "sensitive", agent: "container" },
  { purpose: "volumes", dataClass: "sensitive", agent: "compute" },
  { purpose: "registry", dataClass: "internal", agent: "artifact-registry" },
];

/** Makes the site's ring, and gives back what makes keys in it. */
const keyMaker = (stack: EstateStack, place: Place) => {
  const ring = new GoogleKeyRing(stack, "ring", {
    keyRingName: keyRingName(place),
    projectId: place.account,
    region: place.site.region.code,
  });
  return (
    { purpose, dataClass, agent }: KeyPlan,
    more: { administrator: string; encrypters?: readonly string[] },
  ): readonly [string, GoogleKey] => {
    const word = keyWord(purpose, dataClass);
    const key = new GoogleKey(stack, word, {
      keyName: keyName(word),
      keyRingId: ring.keyRingId,
      dataClass,
      protectionLevel: protectionLevelOf(place, dataClass),
      administratorMembers: [more.administrator],
      userMembers: [serviceAgentMember(agent, place.projectNumber)],
      encrypterMembers: more.encrypters ?? [],
    });
    return [word, key];
  };
};

/** One key for each purpose and data class of a workload site. */
export const keysLayer: LayerBuilder = {
  contract: keysContract,
  build: (stack, place) => {
    googleProvider(stack, place);
    const makeKey = keyMaker(stack, place);
    const administrator = serviceAccountMember(place, keyAdministratorRole);
    const keys = Object.fromEntries([...platformKeyPlans, ...storeKeyPlans(place)].map((plan) => makeKey(plan, { administrator })));
    const idOf = (word: string): string => keys[word]?.keyId ?? "";
    offer(stack, keysContract, {
      logsKeyId: idOf("logs-internal"),
      secretsKeyId: idOf("secrets-sensitive"),
      clusterKeyId: idOf("cluster-sensitive"),
      volumesKeyId: idOf("volumes-sensitive"),
      registryKeyId: idOf("registry-internal"),
    });
  },
};

/**
 * The keys of a backup site, in the neutral region. The origin's own administrators keep them; in the backup project
 * Cloud Storage alone uses them, and the operator of backups encrypts and never reads.
 */
export const backupKeysLayer: LayerBuilder = {
  build: (stack, place) => {
    googleProvider(stack, place);
    const makeKey = keyMaker(stack, place);
    const workload = place.origin === "global" ? undefined : place.environment.jurisdictions[place.origin]?.accounts.google.workload;
    const administrator = serviceAccountMember({ account: workload ?? place.account }, keyAdministratorRole);
    makeKey(
      { purpose: "backup", dataClass: "sensitive", agent: "storage" },
      { administrator, encrypters: [serviceAccountMember(place, backupOperatorRole)] },
    );
    makeKey(logsKey, { administrator });
  },
};
