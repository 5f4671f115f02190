import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** What the lineage of every state of a rehearsal begins with. */
const mark = "rehearsal-of-";

/** The lineage of a stack's state in a rehearsal. Terraform's own are UUIDs. */
export const rehearsalLineage = (stack: string): string => `${mark}${stack}`;

/**
 * Whether a file is a state that a rehearsal made: what it lists exists nowhere.
 *
 * @throws the system's error where the file can't be read
 */
export const isRehearsalState = (file: string): boolean => hasMark(readFileSync(file, "utf8"));

/**
 * Whether a file is a plan that a rehearsal made: what it knows came from twins. A plan carries the state that it was
 * made against.
 *
 * @throws the system's error where the file can't be read
 */
export const isRehearsalPlan = (file: string): boolean => {
  const state = zipEntry(readFileSync(file), "tfstate");
  return state !== undefined && hasMark(state.toString("utf8"));
};

const hasMark = (state: string): boolean => {
  try {
    const { lineage } = JSON.parse(state) as { readonly lineage?: unknown };
    return typeof lineage === "string" && lineage.startsWith(mark);
  } catch {
    return false;
  }
};

// The form of a ZIP file: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const deflated = 8;

/** One file of a ZIP archive, found through its directory; `undefined` where it is not there or the archive is broken. */
const zipEntry = (archive: Buffer, wanted: string): Buffer | undefined => {
  const end = archive.lastIndexOf(Uint8Array.of(0x50, 0x4b, 0x05, 0x06));
  if (end < 0 || end + 22 > archive.length || archive.readUInt32LE(end) !== endSignature) return undefined;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== entrySignature) return undefined;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    if (archive.toString("utf8", at + 46, at + 46 + nameLength) === wanted) return contentOf(archive, at);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return undefined;
};

const contentOf = (archive: Buffer, entry: number): Buffer => {
  const header = archive.readUInt32LE(entry + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const bytes = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  return archive.readUInt16LE(entry + 10) === deflated ? inflateRawSync(bytes) : bytes;
};
