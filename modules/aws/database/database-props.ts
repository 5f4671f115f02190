import { arn, keyArn, listOf, oneOf, oneOfNumbers, regionalArn, text, wholeNumber } from "../../core/checks";
import type { Problem } from "../../core/errors";
import { nameRules } from "../../core/names";
import { bounded, holdsToken, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { logRetentionDays } from "../../core/units";
import { dataClasses, type DataClass } from "../../core/words";
import { knownList } from "../policy-document/policy-document";
import type { Together } from "../../core/together";

/** Major versions of PostgreSQL that RDS keeps up to date by itself. */
export const engineVersions = ["16", "17"] as const;
/** A major version of PostgreSQL. */
export type EngineVersion = (typeof engineVersions)[number];

/** Certificate authorities of RDS that are valid for decades, and renew a server's certificate without a restart. */
export const certificateAuthorities = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"] as const;

/** Props of {@link AwsDatabase}. */
export interface AwsDatabaseProps {
  /**
   * Identifier of the instance, 1 to 63 lower-case letters, digits and single hyphens. Its subnet group, parameter group,
   * log groups and final snapshot are called after it. Renaming it leaves these behind: make another database instead.
   */
  readonly instanceName: Value<string>;
  /** The most sensitive data that it holds. Stands in tags; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** Major version of PostgreSQL. Raising it takes `allowMajorUpgrade`; RDS can't go back. @default "17" */
  readonly engineVersion?: Shape<EngineVersion>;
  /** Whether a raised `engineVersion` may be applied. @default false */
  readonly allowMajorUpgrade?: Value<boolean>;
  /** For example `db.m6g.large`. Changed in place, in the maintenance window. A replica's should be its source's. */
  readonly instanceClass: Value<string>;
  /** What the storage begins with, 20 to 65,536 GiB. It can't shrink. A replica begins with its source's. */
  readonly storageGib: Value<number>;
  /** How far the storage may grow by itself, at least a tenth more than `storageGib`, at most 65,536 GiB. */
  readonly maxStorageGib: Value<number>;
  /** Ids of subnets in at least two availability zones, at most 20. */
  readonly subnetIds: Value<readonly string[]>;
  /** Ids of the security groups that let clients in, 1 to 5. */
  readonly securityGroupIds: Value<readonly string[]>;
  /** ARN of the key that encrypts storage, backups and performance data: the key's own, no alias. Another one replaces the instance, which Terraform refuses. */
  readonly kmsKeyArn: Value<string>;
  /** ARN of the key that encrypts the log groups. */
  readonly logsKmsKeyArn: Value<string>;
  /** How long logs are kept, in days that CloudWatch knows. @default 90 */
  readonly logRetentionDays?: Value<number>;
  /** ARN of the role with which RDS writes the metrics of the operating system. */
  readonly monitoringRoleArn: Value<string>;
  /** How often it does, 1 to 60 seconds. @default 60 */
  readonly monitoringIntervalSeconds?: Value<number>;
  /** Whether a second availability zone stands by, at twice the price of one. @default true */
  readonly multiAz?: Shape<boolean>;
  /** How far back the database can be restored, to five minutes ago, 1 to 35 days. @default 35 */
  readonly backupRetentionDays?: Value<number>;
  /** When backups are made, in UTC, at least half an hour, outside of the maintenance window. @default "00:00-01:00" */
  readonly backupWindow?: Value<string>;
  /** When RDS patches, in UTC, at least half an hour. @default "sun:02:00-sun:03:00" */
  readonly maintenanceWindow?: Value<string>;
  /** Certificate authority of the server's certificate. @default "rds-ca-rsa2048-g1" */
  readonly certificateAuthority?: Value<(typeof certificateAuthorities)[number]>;
  /** Whether changes can be replicated row by row to another product. Switching takes a restart. @default false */
  readonly logicalReplication?: Shape<boolean>;
  /**
   * ARN of the instance, in another region, of which this one is a replica. Leaving it out later promotes the replica,
   * in place. @default - a database of its own
   */
  readonly sourceArn?: Value<string>;
  /** Name of the master user, 1 to 63 letters, digits and `_`. Another one replaces the instance, which Terraform refuses. @default "master_user" */
  readonly masterUsername?: Value<string>;
  /** An ephemeral variable with the master user's password, never a literal. A replica has its source's. @default - none, for a replica */
  readonly masterPassword?: Value<string>;
  /** Raised by one whenever another password is given: only then RDS gets it. @default 1 */
  readonly masterPasswordVersion?: Value<number>;
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html, gp3 storage; read 2026-11.
const storage = wholeNumber(20, 65_536, "GiB");

/** A literal would stand in the output and in every state. It is not repeated in the message. */
const notLiteral: Check<string> = bounded(
  () => ({
    must: "be an ephemeral variable, for a literal would stand in the output",
    fix: "give the variable, and its value when it is applied",
    got: "a literal",
  }),
  {
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, read 2026-11; 20 are our own least.
    must: "be empty, or 20 to 128 printable characters without space, quotes, / and @",
    condition: (value) => `${value} == "" || can(regex("^[!#-.0-?A-~]{20,128}$", ${value}))`,
    secret: true,
    domain: { kind: "text", pattern: /^[!#-.0-?A-~]{20,128}$/, min: 20, max: 128 },
  },
);

const hour = "([01]\\d|2[0-3]):[0-5]\\d";
const day = "(mon|tue|wed|thu|fri|sat|sun)";

/** The rule table of {@link AwsDatabase}. */
export const databaseRules: PropRules<AwsDatabaseProps> = {
  instanceName: value(text(nameRules.rdsInstance.pattern, "an identifier of an instance", 1, nameRules.rdsInstance.max)),
  dataClass: value(oneOf(dataClasses)),
  engineVersion: shape(oneOf(engineVersions)),
  allowMajorUpgrade: value(),
  instanceClass: value(text(/^db\.[a-z0-9-]+\.[a-z0-9]+$/, "a class such as db.m6g.large", 6, 40)),
  storageGib: value(storage),
  maxStorageGib: value(storage),
  subnetIds: value(knownList(listOf(text(/^subnet-[0-9a-f]+$/, "a subnet's id", 8, 24), 2, 20))),
  securityGroupIds: value(knownList(listOf(text(/^sg-[0-9a-f]+$/, "a security group's id", 4, 20), 1, 5))),
  kmsKeyArn: value(keyArn),
  logsKmsKeyArn: value(arn("kms")),
  logRetentionDays: value(oneOfNumbers(logRetentionDays, "days")),
  monitoringRoleArn: value(arn("iam")),
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, read 2026-11.
  monitoringIntervalSeconds: value(oneOfNumbers([1, 5, 10, 15, 30, 60], "seconds")),
  multiAz: shape(),
  backupRetentionDays: value(wholeNumber(1, 35, "days")),
  backupWindow: value(text(new RegExp(`^${hour}-${hour}$`), "a window such as 00:00-01:00", 11, 11)),
  maintenanceWindow: value(text(new RegExp(`^${day}:${hour}-${day}:${hour}$`), "a window such as sun:02:00-sun:03:00", 19, 19)),
  certificateAuthority: value(oneOf(certificateAuthorities)),
  logicalReplication: shape(),
  sourceArn: value(regionalArn("rds", /db:[a-z][a-z0-9-]*/, "the ARN of an instance")),
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, read 2026-11.
  masterUsername: value(text(/^(?!(admin|rdsadmin)$)[a-z][a-z0-9_]*$/, "a user's name that RDS has not reserved", 1, 63)),
  masterPassword: value(notLiteral),
  masterPasswordVersion: value(wholeNumber(1, 1_000_000, "passwords so far")),
};

/** What the props must have together. */
export const databaseProblems = (place: string, props: AwsDatabaseProps): Problem[] => {
  const { sourceArn, masterPassword, masterUsername, masterPasswordVersion, storageGib, maxStorageGib } = props;
  const problem = (rule: string, value: unknown, fix: string): Problem => ({ code: "BadProp", place, rule, value, fix });
  const problems: Problem[] = [];
  if (sourceArn === undefined && masterPassword === undefined) {
    problems.push(problem("'masterPassword' must be given for a database of its own", undefined, "give an ephemeral variable"));
  }
  for (const [name, given] of Object.entries({ masterPassword, masterUsername, masterPasswordVersion })) {
    if (sourceArn === undefined || given === undefined) continue;
    problems.push(problem(`'${name}' must be left out for a replica, which has its source's`, "given", "remove it"));
  }
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html, read 2026-11.
  const least = Math.ceil(storageGib * 1.1);
  if (!holdsToken(storageGib) && !holdsToken(maxStorageGib) && maxStorageGib < least) {
    problems.push(
      problem(
        "'maxStorageGib' must be at least a tenth more than 'storageGib', for else RDS refuses it",
        maxStorageGib,
        `use ${String(least)}`,
      ),
    );
  }
  return [...problems, ...windowProblems(place, props)];
};

/** When backups are made and when RDS patches, unless the props say otherwise. */
export const defaultWindows = { backup: "00:00-01:00", maintenance: "sun:02:00-sun:03:00" } as const;

const dayMinutes = 24 * 60;
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const minutesOfWeek = (moment: string): number => days.indexOf(moment.slice(0, 3)) * dayMinutes + minutesOf(moment.slice(4));
const lengthOf = (from: number, to: number, period: number): number => (to - from + period) % period;

/** Windows last half an hour at least, and a backup never meets maintenance: RDS refuses both. */
const windowProblems = (place: string, props: AwsDatabaseProps): Problem[] => {
  const { backupWindow = defaultWindows.backup, maintenanceWindow = defaultWindows.maintenance } = props;
  if (holdsToken(backupWindow) || holdsToken(maintenanceWindow)) return [];
  const problem = (rule: string, value: string): Problem => ({ code: "BadProp", place, rule, value, fix: "choose other hours" });
  const [backupFrom = 0, backupTo = 0] = backupWindow.split("-").map(minutesOf);
  const [from = 0, to = 0] = maintenanceWindow.split("-").map(minutesOfWeek);
  const backup = lengthOf(backupFrom, backupTo, dayMinutes);
  const maintenance = lengthOf(from, to, 7 * dayMinutes);
  const short = [
    ...(backup < 30 ? [problem("'backupWindow' must last at least half an hour", backupWindow)] : []),
    ...(maintenance < 30 || maintenance > dayMinutes
      ? [problem("'maintenanceWindow' must last from half an hour to a day", maintenanceWindow)]
      : []),
  ];
  if (short.length > 0) return short;
  const meets = days.some((_, index) => {
    const start = index * dayMinutes + backupFrom;
    return lengthOf(start, from, 7 * dayMinutes) < backup || lengthOf(from, start, 7 * dayMinutes) < maintenance;
  });
  return meets ? [problem("'backupWindow' must not meet 'maintenanceWindow'", `${backupWindow} and ${maintenanceWindow}`)] : [];
};

const minutes = (clock: string): string => `(tonumber(substr(${clock}, 0, 2)) * 60 + tonumber(substr(${clock}, 3, 2)))`;
const weekMinutes = (moment: string): string =>
  `(index(${JSON.stringify(days)}, substr(${moment}, 0, 3)) * ${String(dayMinutes)} + ${minutes(`substr(${moment}, 4, 5)`)})`;
const half = (window: string, one: 0 | 1): string => `split("-", ${window})[${String(one)}]`;
/** Terraform's remainder keeps the sign, so what is taken away is made up for before. */
const span = (from: string, to: string, period: number): string => `((${to} - ${from} + ${String(period)}) % ${String(period)})`;
const backupLength = (window: string): string => span(minutes(half(window, 0)), minutes(half(window, 1)), dayMinutes);
const maintenanceLength = (window: string): string => span(weekMinutes(half(window, 0)), weekMinutes(half(window, 1)), 7 * dayMinutes);

/** The same rules, for the variables of a module. */
export const databaseTogether: readonly Together[] = [
  {
    of: ["maxStorageGib", "storageGib"],
    must: "be at least a tenth more than storage_gib",
    condition: (most, storage) => `${most} >= ceil(${storage} * 1.1)`,
  },
  { of: ["backupWindow"], must: "last at least half an hour", condition: (window) => `${backupLength(window)} >= 30` },
  {
    of: ["maintenanceWindow"],
    must: "last from half an hour to a day",
    condition: (window) => `${maintenanceLength(window)} >= 30 && ${maintenanceLength(window)} <= ${String(dayMinutes)}`,
  },
  {
    of: ["backupWindow", "maintenanceWindow"],
    must: "not meet maintenance_window",
    broken: { maintenanceWindow: "sun:00:30-sun:01:30" },
    condition: (backup: string, maintenance: string): string => {
      const from = weekMinutes(half(maintenance, 0));
      const start = `(day * ${String(dayMinutes)} + ${minutes(half(backup, 0))})`;
      const week = 7 * dayMinutes;
      return (
        `alltrue([for day in range(7) : ${span(start, from, week)} >= ${backupLength(backup)} && ` +
        `${span(from, start, week)} >= ${maintenanceLength(maintenance)}])`
      );
    },
  },
];
