// Runs a verb of the program: `node tools/run.mjs <verb> [arguments]`, where tools/<verb>.ts is the verb.
// TypeScript is bundled once and kept, with V8's compiled code, below node_modules/.cache; a verb whose sources are
// unchanged starts without a compiler. Deleting the cache is always safe.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [verb = "", ...args] = process.argv.slice(2);
const entry = join(root, "tools", `${verb}.ts`);
const cacheFolder = existsSync(join(root, "node_modules"))
  ? join(root, "node_modules/.cache/estate")
  : join(tmpdir(), `estate-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`);
const file = (suffix) => join(cacheFolder, `${verb}.${suffix}`);

const stamp = (path) => {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs}:${size}`;
};

const isCurrent = () => {
  try {
    const { node, inputs } = JSON.parse(readFileSync(file("inputs.json"), "utf8"));
    return node === process.version && Object.entries(inputs).every(([path, was]) => stamp(join(root, path)) === was);
  } catch {
    return false;
  }
};

// Written beside and renamed, so that two runs at once never read half a file.
const put = (path, content) => {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, content);
  renameSync(beside, path);
};

const bundle = async () => {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
    outdir: cacheFolder,
    metafile: true,
    keepNames: true,
    legalComments: "none",
    logLevel: "error",
    external: ["esbuild", "typescript", "@cdktf/hcl2json"],
  });
  mkdirSync(cacheFolder, { recursive: true });
  // Installed packages change only with the lock file, which npm copies here; our own sources are looked at one by one.
  const ours = Object.keys(metafile.inputs).filter((path) => !path.includes("node_modules"));
  const inputs = ["package-lock.json", "node_modules/.package-lock.json", relative(root, fileURLToPath(import.meta.url)), ...ours];
  put(file("cjs"), outputFiles[0].contents);
  put(file("code"), Buffer.alloc(0));
  put(
    file("inputs.json"),
    JSON.stringify({ node: process.version, inputs: Object.fromEntries(inputs.map((path) => [path, stamp(join(root, path))])) }),
  );
};

if (verb === "" || !/^[a-z][a-z-]*$/.test(verb) || !existsSync(entry)) {
  console.error(
    `tools/run.mjs: [UnknownOption] the verb must be the name of a file in tools/, got "${verb}"; see the scripts in package.json`,
  );
  process.exit(1);
}
if (!isCurrent()) await bundle();
const source = readFileSync(file("cjs"), "utf8");
const compiled = readFileSync(file("code"));
const wrapper = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
const script = new Script(wrapper, { filename: entry, ...(compiled.length > 0 ? { cachedData: compiled } : {}) });
const module = { exports: {} };
process.argv = [process.argv[0], entry, ...args];
script.runInThisContext()(module.exports, createRequire(entry), module, entry, dirname(entry));
await module.exports.run?.(args);
if (compiled.length === 0 || script.cachedDataRejected) put(file("code"), script.createCachedData());
