import type { DataClass } from "../../core/words";

/** Where objects lie that are read at once when they are asked for. */
export const storageClasses = ["STANDARD", "INTELLIGENT_TIERING", "STANDARD_IA", "GLACIER_IR"] as const;
/** A storage class of S3 whose objects are read at once. */
export type StorageClass = (typeof storageClasses)[number];

/** How objects of one data class are kept. */
export interface ObjectKeeping {
  /** Where an object goes, and after how many days. */
  readonly storageClass: StorageClass;
  readonly afterDays: number;
  /** Where an object's old versions go, and after how many days. */
  readonly oldVersions?: { readonly storageClass: StorageClass; readonly afterDays: number };
  /** How long an old version is kept. */
  readonly noncurrentVersionDays: number;
}

/**
 * How objects are kept, by how sensitive they are: what is public is read all the time; what is internal or sensitive
 * is read for some days and then hardly ever, which S3 finds out by itself; what is kept for the vault is read once in a
 * while, and has to be there at once then. Old versions are kept the longer, the harder it is to get the data again.
 */
export const keepingOf: Readonly<Record<DataClass, ObjectKeeping>> = {
  public: { storageClass: "STANDARD", afterDays: 0, noncurrentVersionDays: 30 },
  internal: { storageClass: "INTELLIGENT_TIERING", afterDays: 0, noncurrentVersionDays: 90 },
  sensitive: {
    storageClass: "INTELLIGENT_TIERING",
    afterDays: 0,
    oldVersions: { storageClass: "GLACIER_IR", afterDays: 30 },
    noncurrentVersionDays: 365,
  },
  vault: {
    storageClass: "GLACIER_IR",
    afterDays: 0,
    oldVersions: { storageClass: "GLACIER_IR", afterDays: 1 },
    noncurrentVersionDays: 3650,
  },
};
