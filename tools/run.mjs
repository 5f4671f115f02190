// Runs a verb of the program: `node tools/run.mjs <verb> [arguments]`, where tools/<verb>.ts exports `run(arguments)`.
// Paths in the arguments are relative to the current folder, which `npm run` makes the project's.
//
// TypeScript is bundled once and kept, with V8's compiled code, below node_modules/.cache/estate; a verb whose sources
// are unchanged starts without a compiler. Deleting that folder is always safe.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { isMainThread, Worker, workerData } from "node:worker_threads";

const self = fileURLToPath(import.meta.url);
/** Verbs that share their work between two threads: beside `run(arguments, second thread)` they export `join()`, its part. */
const inTwoThreads = new Set(["synth"]);
const root = dirname(dirname(self));
const [verb = "", ...args] = process.argv.slice(2);
const entry = join(root, "tools", `${verb}.ts`);
const cacheFolder = join(root, "node_modules/.cache/estate");

const fail = (message) => {
  console.error(`tools/run.mjs: ${message}`);
  process.exit(1);
};

const unknownVerb = () =>
  fail(`[UnknownOption] the verb must be a file in tools/ that exports run, got ${JSON.stringify(verb)}; see the scripts in package.json`);

/** What tells one version of a file from another without reading it. Content would be surer, and costs 10 ms a start. */
const stamp = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "absent" : `${stat.mtimeMs}:${stat.size}`;
};

/** The kept bundle. Its name carries its content's hash, so that code compiled from another is never run in its place. */
const kept = () => {
  try {
    const { node, id, length, encoding, inputs } = JSON.parse(readFileSync(join(cacheFolder, `${verb}.json`), "utf8"));
    if (node !== process.version || Object.entries(inputs).some(([path, was]) => stamp(join(root, path)) !== was)) return undefined;
    const source = readFileSync(join(cacheFolder, `${id}.cjs`), encoding);
    return source.length === length ? { id, source } : undefined;
  } catch {
    return undefined;
  }
};

/** Keeps files, by name. Each is written beside and renamed, so that two runs at once never read half of one. */
const keep = (files) => {
  try {
    mkdirSync(cacheFolder, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      const beside = join(cacheFolder, `${name}.${process.pid}`);
      writeFileSync(beside, content);
      renameSync(beside, join(cacheFolder, name));
    }
  } catch {
    // A folder that can't be written costs the next run its head start, and this one nothing.
  }
};

const compile = async () => {
  const { build } = await import("esbuild").catch(() => fail("esbuild is not installed; run: npm ci"));
  const options = {
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
    outdir: cacheFolder,
    metafile: true,
    // Without comments, the only text that esbuild does not bring to ASCII is in regular expressions.
    minifyWhitespace: true,
    lineLimit: 200,
    legalComments: "none",
    logLevel: "silent",
    external: ["esbuild", "typescript", "@cdktf/hcl2json"],
    // cdktf packs assets with it in a process of its own, which no bundle can start: a third of the bundle, never used.
    alias: { archiver: "node:path" },
  };
  return build(options).catch(({ errors = [], message }) => {
    const places = errors.map(({ location, text }) => (location ? `${location.file}:${location.line}:${location.column}: ${text}` : text));
    return fail(`the sources of '${verb}' cannot be bundled: ${places.length === 0 ? message : places.join("; ")}`);
  });
};

const bundle = async () => {
  const startedAt = Date.now();
  const { outputFiles, metafile } = await compile();
  const source = outputFiles[0].text;
  const id = `${verb}.${createHash("sha256").update(source).digest("hex").slice(0, 16)}`;
  // Installed packages change only with the lock file, which npm copies here; our own sources are looked at one by one.
  const ours = Object.keys(metafile.inputs).filter((path) => !path.includes("node_modules"));
  const inputs = [...ours, relative(root, self), "package.json", "tsconfig.json", "package-lock.json", "node_modules/.package-lock.json"];
  const stamps = Object.fromEntries(inputs.map((path) => [path, stamp(join(root, path))]));
  // A file that changed a moment ago may have been read before it did. The next run bundles again.
  const isSettled = Object.values(stamps).every((one) => one === "absent" || parseFloat(one) < startedAt - 1000);
  if (isSettled) {
    forget();
    const { length } = source;
    // Reading UTF-8 takes 6 ms more than reading what is known to be ASCII.
    const encoding = outputFiles[0].contents.length === length ? "latin1" : "utf8";
    keep({ [`${id}.cjs`]: source, [`${verb}.json`]: JSON.stringify({ node: process.version, id, length, encoding, inputs: stamps }) });
  }
  return { id, source, isSettled };
};

/** Removes what earlier sources left. */
const forget = () => {
  try {
    for (const name of readdirSync(cacheFolder)) if (name.startsWith(`${verb}.`)) rmSync(join(cacheFolder, name));
  } catch {
    // There is nothing, another run was faster, or it can't be written.
  }
};

const readCode = (name) => {
  try {
    return readFileSync(join(cacheFolder, name));
  } catch {
    return undefined;
  }
};

// V8 is tuned for programs that run for long. It optimizes what has run for a while: eight times as patient, a synthesis
// takes two thirds of the CPU time and nine tenths of the wall time, and one of sixteen times the stacks no more than
// before. Its space for young objects grows in small steps: in larger ones, it is cleared 17 times instead of 24.
setFlagsFromString("--interrupt-budget=1000000");
setFlagsFromString("--semi-space-growth-factor=8");
if (!/^[a-z][a-z-]*$/.test(verb) || stamp(entry) === "absent") unknownVerb();
const early = isMainThread ? kept() : workerData;
// Before the bundle is loaded, which the second thread does at the same time.
const hasHelp = isMainThread && early !== undefined && inTwoThreads.has(verb);
const second = hasHelp ? new Worker(self, { argv: process.argv.slice(2), workerData: early }) : undefined;
second?.unref();
const { id, source, isSettled = true } = early ?? (await bundle());
const cachedData = readCode(`${id}.code`);
const wrapper = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
const script = new Script(wrapper, { filename: join(cacheFolder, `${id}.cjs`), cachedData });
const module = { exports: {} };
process.argv = [process.argv[0], entry, ...args];
script.runInThisContext()(module.exports, createRequire(entry), module, entry, dirname(entry));
if (typeof module.exports.run !== "function") unknownVerb();
await (isMainThread ? module.exports.run(args, second) : module.exports.join());
// After the work, so that what V8 compiled on the way is kept too; a run that failed has not come all the way.
const isWorthKeeping = isMainThread && (cachedData === undefined || script.cachedDataRejected);
if (isWorthKeeping && isSettled && !process.exitCode) keep({ [`${id}.code`]: script.createCachedData() });
