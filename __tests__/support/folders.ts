import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** A new empty folder. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), "estate-test-"));

const filesBelow = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? [path, ...filesBelow(path)] : [path];
    });

/** Every path below a folder with a hash of its content; equal for equal folders. */
export const fingerprint = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filesBelow(folder).map((path) => [
      relative(folder, path),
      statSync(path).isDirectory() ? "folder" : createHash("sha256").update(readFileSync(path)).digest("hex"),
    ]),
  );
