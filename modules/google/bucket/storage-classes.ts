import type { DataClass } from "../../core/words";

/**
 * Where objects lie. All are read at once when they are asked for; `AUTOCLASS` moves each object by how often it is read
 * (https://cloud.google.com/storage/docs/storage-classes, read 2026-11).
 */
export const storageClasses = ["STANDARD", "AUTOCLASS", "NEARLINE", "COLDLINE", "ARCHIVE"] as const;
/** A storage class of Cloud Storage, or the choice of one by use. */
export type StorageClass = (typeof storageClasses)[number];

/** How objects of one data class are kept. */
export interface ObjectKeeping {
  readonly storageClass: StorageClass;
  /** How long an old version is kept. */
  readonly noncurrentVersionDays: number;
}

/**
 * How objects are kept, by how sensitive they are: what is public is read all the time; what is internal or sensitive
 * is read for some days and then hardly ever; what is kept for the vault is read once in a while. Old versions are kept
 * the longer, the harder it is to get the data again.
 */
export const keepingOf: Readonly<Record<DataClass, ObjectKeeping>> = {
  public: { storageClass: "STANDARD", noncurrentVersionDays: 30 },
  internal: { storageClass: "AUTOCLASS", noncurrentVersionDays: 90 },
  sensitive: { storageClass: "AUTOCLASS", noncurrentVersionDays: 365 },
  vault: { storageClass: "ARCHIVE", noncurrentVersionDays: 3650 },
};
