/** A setting of PostgreSQL on Cloud SQL. */
export interface DatabaseFlag {
  readonly name: string;
  readonly value: string;
}

/**
 * Settings of every instance: people and services sign in as who they are instead of with passwords, and who
 * signs in, changes of structure and of rights, and what waits or spills is logged
 * (https://cloud.google.com/sql/docs/postgres/flags, read 2026-11).
 */
const always: Readonly<Record<string, string>> = {
  "cloudsql.enable_pgaudit": "on",
  "cloudsql.iam_authentication": "on",
  log_checkpoints: "on",
  log_connections: "on",
  log_disconnections: "on",
  log_lock_waits: "on",
  log_temp_files: "0",
  "pgaudit.log": "ddl,role",
};

/**
 * Settings by which rows go from and to another product. The instance of the second cloud subscribes to the publications
 * of the primary, and publishes itself after a switch: for that its write-ahead log has to carry rows from the start,
 * since switching takes a restart. Replicated are rows of tables that have a primary key; not structure, sequences, large
 * objects and roles, which migrations make on both sides
 * (https://cloud.google.com/sql/docs/postgres/replication/configure-logical-replication, read 2026-11).
 */
const logical: Readonly<Record<string, string>> = {
  "cloudsql.enable_pglogical": "on",
  "cloudsql.logical_decoding": "on",
  max_replication_slots: "20",
  max_wal_senders: "20",
  max_worker_processes: "16",
};

/** The settings of an instance, by name. */
export const databaseFlags = (logicalReplication: boolean): readonly DatabaseFlag[] =>
  Object.entries({ ...always, ...(logicalReplication ? logical : {}) })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
