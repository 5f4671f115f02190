import { oneOf, recordOf, text, wholeNumber } from "../../core/checks";
import type { Problem } from "../../core/errors";
import { projectId, region, serviceAccountEmail } from "../../core/google";
import { keyFullName } from "../../core/google-key";
import { nameRules } from "../../core/names";
import { allOf, distinctMembers, members } from "../../core/member-checks";
import { bounded, holdsToken, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClasses, type DataClass } from "../../core/words";
import { notBelow, type Together } from "../../core/together";

/** Major versions of PostgreSQL, as in the primary cloud: replicating from a newer one to an older is not tried. */
export const engineVersions = ["16", "17"] as const;
/** A major version of PostgreSQL. */
export type EngineVersion = (typeof engineVersions)[number];

/** What a connection has to be: encrypted, or encrypted by a client that shows a certificate of the instance's. */
export const sslModes = ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"] as const;
/** What a connection has to be. */
export type SslMode = (typeof sslModes)[number];

/** When Google patches: a day of the week, 1 (Monday) to 7, and an hour of it, 0 to 23, in UTC. */
export interface MaintenanceWindow {
  readonly day: number;
  readonly hour: number;
}

/** Props of {@link GoogleDatabase}. */
export interface GoogleDatabaseProps {
  /**
   * Name of the instance, 1 to 60 lower-case letters, digits and hyphens. Renaming replaces it, which Terraform refuses; a
   * deleted instance's name is taken for a week.
   */
  readonly instanceName: Value<string>;
  /** Id of the project that it stands in. */
  readonly projectId: Value<string>;
  /** Code of the region that data and backups lie in. A change replaces the instance, which Terraform refuses. */
  readonly region: Value<string>;
  /** The most sensitive data that it holds. Stands in a label; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** Labels of the instance beside its data class: those of a provider do not reach it. @default - none */
  readonly labels?: Value<Readonly<Record<string, string>>>;
  /** Major version of PostgreSQL. Raising it upgrades the instance in place; Cloud SQL can't go back. @default "17" */
  readonly engineVersion?: Shape<EngineVersion>;
  /** For example `db-custom-2-8192`: two processors and 8,192 MiB. Changed in place, with a restart. */
  readonly machineTier: Value<string>;
  /** What the storage begins with, 10 to 65,536 GiB. It can't shrink. */
  readonly storageGib: Value<number>;
  /** How far the storage may grow by itself, at least `storageGib`, at most 65,536 GiB. */
  readonly maxStorageGib: Value<number>;
  /** Id of the network from which it is reached, and from no other; its peering with managed services has to stand. */
  readonly networkId: Value<string>;
  /** Name of the network's range out of which it takes its address. */
  readonly privateServiceRangeName: Value<string>;
  /** Full name of the key that encrypts data and backups, in the instance's region. Another one replaces the instance, which Terraform refuses. */
  readonly kmsKeyName: Value<string>;
  /** Whether a second availability zone stands by, at twice the price of one. @default true */
  readonly multiAz?: Shape<boolean>;
  /** How many daily backups are kept, 1 to 365. @default 35 */
  readonly backupRetentionDays?: Value<number>;
  /** How far back the database can be restored to the second, 1 to 7 days. @default 7 */
  readonly transactionLogRetentionDays?: Value<number>;
  /** The hour in which backups begin, in UTC, outside of the maintenance window. @default "00:00" */
  readonly backupStart?: Value<string>;
  /** When Google patches. @default Sunday at two */
  readonly maintenanceWindow?: Shape<MaintenanceWindow>;
  /** What a connection has to be. @default "ENCRYPTED_ONLY" */
  readonly sslMode?: Value<SslMode>;
  /** Whether changes can be replicated row by row from and to another product. Switching takes a restart. @default false */
  readonly logicalReplication?: Shape<boolean>;
  /** Databases of the instance, by the words of their addresses: their names, at most 100. Renaming replaces one, which Terraform refuses. @default {} */
  readonly databases?: Value<Readonly<Record<string, string>>>;
  /** Who signs in as a service account, by the words of their addresses: addresses of accounts that exist. @default {} */
  readonly users?: Value<Readonly<Record<string, string>>>;
}

/**
 * One processor or an even number up to 96; memory in steps of 256 MiB, 3,840 at least, and 0.9 to 6.5 GiB a processor
 * (https://cloud.google.com/sql/docs/postgres/instance-settings#machine-type-2ndgen, read 2026-11).
 */
const tierForm = "be a tier such as db-custom-2-8192, with 1 or an even number of processors and 0.9 to 6.5 GiB of memory for each";
const machineTier: Check<string> = bounded(
  (tier) => {
    const [, processors = "", memory = ""] = /^db-custom-(\d{1,2})-(\d{4,6})$/.exec(tier) ?? [];
    const [count, mebibytes] = [Number(processors), Number(memory)];
    const fits =
      (count === 1 || (count >= 2 && count <= 96 && count % 2 === 0)) &&
      mebibytes % 256 === 0 &&
      mebibytes >= Math.max(3840, count * 0.9 * 1024) &&
      mebibytes <= count * 6.5 * 1024;
    return fits ? undefined : { must: tierForm, fix: "use db-custom-2-8192" };
  },
  {
    must: tierForm,
    condition: (tier) =>
      `try(alltrue([for tier in [[for part in regex("^db-custom-([0-9]{1,2})-([0-9]{4,6})$", ${tier}) : tonumber(part)]] : ` +
      "(tier[0] == 1 || (tier[0] >= 2 && tier[0] <= 96 && tier[0] % 2 == 0)) && tier[1] % 256 == 0 && " +
      "tier[1] >= max(3840, tier[0] * 921.6) && tier[1] <= tier[0] * 6656]), false)",
    domain: {
      kind: "members",
      members: ["db-custom-1-3840", "db-custom-1-6656", "db-custom-2-3840", "db-custom-2-8192", "db-custom-2-13312", "db-custom-96-638976"],
    },
  },
);

// https://cloud.google.com/sql/docs/postgres/quotas#storage_limits, read 2026-11.
const storage = wholeNumber(10, 65_536, "GiB");

// As the provider takes it: a project of a domain has that domain before it.
const networkForm =
  /^(https:\/\/[a-z0-9.-]+\/compute\/(v1|beta)\/)?projects\/(([-a-z0-9]{1,63}\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?:)?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\/global\/networks\/[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** The rule table of {@link GoogleDatabase}. */
export const databaseRules: PropRules<GoogleDatabaseProps> = {
  instanceName: value(text(nameRules.cloudSqlInstance.pattern, "a name of an instance", 1, nameRules.cloudSqlInstance.max)),
  projectId: value(projectId),
  region: value(region),
  dataClass: value(oneOf(dataClasses)),
  labels: value((labels) =>
    Object.entries(labels).every(([key, one]) => /^[a-z][a-z0-9_-]{0,62}$/.test(key) && /^[a-z0-9_-]{0,63}$/.test(one))
      ? undefined
      : { must: "have keys and values of lower-case letters, digits, '_' and '-', at most 63 each", fix: "respell them" },
  ),
  engineVersion: shape(oneOf(engineVersions)),
  machineTier: value(machineTier),
  storageGib: value(storage),
  maxStorageGib: value(storage),
  networkId: value(text(networkForm, "a network's id or link", 20, 400)),
  privateServiceRangeName: value(text(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "a range's name", 1, 63)),
  kmsKeyName: value(keyFullName),
  multiAz: shape(),
  // https://cloud.google.com/sql/docs/postgres/backup-recovery/backups and …/pitr, read 2026-11.
  backupRetentionDays: value(wholeNumber(1, 365, "days")),
  transactionLogRetentionDays: value(wholeNumber(1, 7, "days")),
  backupStart: value(text(/^([01]\d|2[0-3]):00$/, "an hour such as 00:00", 5, 5)),
  maintenanceWindow: shape(({ day, hour }) => wholeNumber(1, 7, "day of the week")(day) ?? wholeNumber(0, 23, "hour of the day")(hour)),
  sslMode: value(oneOf(sslModes)),
  logicalReplication: shape(),
  databases: value(allOf(recordOf(text(/^[a-z_][a-z0-9_]*$/, "a database's name", 1, 63)), members(0, 100), distinctMembers("name"))),
  users: value(recordOf(serviceAccountEmail)),
};

/** What is wrong between props, each of which is right alone. */
export const crossedProps = (place: string, { storageGib, maxStorageGib }: GoogleDatabaseProps): Problem[] =>
  holdsToken(storageGib) || holdsToken(maxStorageGib) || maxStorageGib >= storageGib
    ? []
    : [
        {
          code: "BadProp",
          place,
          rule: `'maxStorageGib' must be at least 'storageGib' (${String(storageGib)} GiB)`,
          value: maxStorageGib,
          fix: `use ${String(storageGib)} or more`,
        },
      ];

/** The same between variables of a module. */
export const together: readonly Together[] = [notBelow("maxStorageGib", "storageGib", "be at least storage_gib")];
