import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freshFolder } from "../../support/folders";

const root = resolve(__dirname, "../../..");

/** A program file that runs this JavaScript. */
export const plantProgram = (script: string): string => {
  const file = join(freshFolder(), "terraform-provider-fake");
  writeFileSync(file, `#!${process.execPath}\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};

/** This TypeScript as JavaScript that needs no other file. */
const bundle = (source: string): string => {
  const folder = freshFolder();
  const [entry, bundled] = [join(folder, "entry.ts"), join(folder, "bundle.cjs")];
  writeFileSync(entry, source);
  execFileSync(join(root, "node_modules/.bin/esbuild"), [
    entry,
    "--bundle",
    "--platform=node",
    "--minify",
    `--outfile=${bundled}`,
    "--log-level=error",
  ]);
  return readFileSync(bundled, "utf8");
};

const part = (path: string): string => JSON.stringify(join(root, path));

/** The fake provider as a program that is started for each use. */
export const plantFakeProvider = (): string =>
  plantProgram(
    bundle(
      `import { fakeProvider, fakeSchema } from ${part("__tests__/tools/protocol/fake")};
       import { serveProvider } from ${part("tools/protocol/server")};
       void serveProvider(fakeProvider, fakeSchema).then(({ port }) => console.log("1|6|tcp|127.0.0.1:" + port + "|grpc"));`,
    ),
  );

/** A program that starts the provider that is its argument, tells its process id, and ends if it is told to. */
export const plantCaller = (): string =>
  plantProgram(
    bundle(
      `import { startProvider } from ${part("tools/protocol/client")};
       void startProvider(process.argv[2] ?? "").then(({ pid }) => { console.log(pid); if (process.argv[3] === "end") process.exit(0); });`,
    ),
  );
