import { createHash } from "node:crypto";

/** A file inside an archive. */
export interface ArchivedFile {
  /** Path with `/` between its parts, at most 100 characters. */
  readonly path: string;
  readonly content: Buffer;
}

const blockSize = 512;

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, "0")}\0`;

/**
 * One entry of a tape archive in the form that POSIX calls ustar. Everything that differs between machines is fixed:
 * the owner, the rights, and the time, which is the beginning of 1980, the earliest that every tool accepts.
 */
const entry = ({ path, content }: ArchivedFile): Buffer => {
  const header = Buffer.alloc(blockSize);
  const put = (text: string, offset: number): void => void header.write(text, offset, "latin1");
  put(path, 0);
  put(octal(0o644, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(content.length, 12), 124);
  put(octal(315_532_800, 12), 136);
  put("        0", 148);
  put("ustar\0", 257);
  put("00", 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const padding = Buffer.alloc((blockSize - (content.length % blockSize)) % blockSize);
  return Buffer.concat([header, content, padding]);
};

/** A tape archive of files, in the order of their paths: the same bytes for the same files, on every machine. */
export const tapeArchive = (files: readonly ArchivedFile[]): Buffer => {
  const long = files.find(({ path }) => Buffer.byteLength(path) > 100);
  if (long !== undefined) throw new Error(`${long.path}: a path in an archive has at most 100 characters`);
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return Buffer.concat([...sorted.map(entry), Buffer.alloc(2 * blockSize)]);
};

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

const crc32 = (data: Buffer): number => {
  let value = 0xffffffff;
  for (const byte of data) value = (value >>> 8) ^ (crcTable[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
};

const longestStored = 65_535;

/**
 * The gzip form of data, stored without compression: how tightly a library packs changes with its version, and would
 * change the digest of what has not changed (RFC 1951 and 1952).
 */
export const storedGzip = (data: Buffer): Buffer => {
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])];
  for (let start = 0; start === 0 || start < data.length; start += longestStored) {
    const chunk = data.subarray(start, start + longestStored);
    const head = Buffer.alloc(5);
    head.writeUInt8(start + longestStored >= data.length ? 1 : 0, 0);
    head.writeUInt16LE(chunk.length, 1);
    head.writeUInt16LE(chunk.length ^ 0xffff, 3);
    parts.push(head, chunk);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(data), 0);
  tail.writeUInt32LE(data.length % 2 ** 32, 4);
  return Buffer.concat([...parts, tail]);
};

/** The digest of data as registries write it. */
export const digestOf = (data: Buffer): string => `sha256:${createHash("sha256").update(data).digest("hex")}`;
