import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { locksFolder, synthesizeEstate } from "../main";
import { EstateError } from "../modules/core/errors";
import { lockBlock, lockFileName, lockKey } from "../regions/locks";
import { listOption, oneOfOption, readOptions, runCommand } from "./command";
import { readLocks } from "../regions/output";
import { readEstateFile } from "./estate-file";
import { terraformEnvironment } from "./terraform/environment";
import { fromRegistry } from "./terraform/installation";
import { findMirrors, mirrorVariable, versionsIn } from "./terraform/mirror";
import { findTerraform, runProgram } from "./terraform/program";
import { withWorkspace } from "./terraform/workspace";

/** Where people and CI run Terraform. */
const usualPlatforms = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"] as const;

const help = `npm run locks [-- options]: records the checksums of every pinned provider in ${locksFolder}/, to be committed

  --provider NAME   only this provider, for example aws (may be repeated)
  --platform NAME   a platform to record (may be repeated; default: ${usualPlatforms.join(", ")})
  --renew           records those again that are there
  --estate FILE     a description as JSON instead of environments/
  --dir DIR         the folder of the locks (default: ${locksFolder})
  --terraform FILE  the Terraform program

Providers come from a folder on disk that holds the pinned version (${mirrorVariable}), and from the registry otherwise.
The next synthesis puts a lock file into every stack whose providers are all recorded.`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(async () => {
    const options = readOptions("locks", help, args, {
      provider: { type: "string", multiple: true },
      platform: { type: "string", multiple: true },
      renew: { type: "boolean" },
      estate: { type: "string" },
      dir: { type: "string" },
      terraform: { type: "string" },
    });
    const folder = options.dir ?? locksFolder;
    const given = listOption(options.platform);
    const { stacks } = synthesizeEstate(options.estate === undefined ? {} : { description: readEstateFile(options.estate) });
    const known = readLocks(folder);
    const all = stacks.flatMap(({ providers }) => Object.values(providers));
    const asked = listOption(options.provider).map((name) =>
      oneOfOption("provider", name, [...new Set(all.map(({ source }) => lastWord(source)))].sort()),
    );
    const pins = new Map(
      all
        .filter(({ source }) => asked.length === 0 || asked.includes(lastWord(source)))
        .map((pin) => [lockKey(pin.source, pin.version), pin] as const),
    );
    const wanted = [...pins].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([key]) => options.renew === true || !known.has(key));
    const platforms = given.length === 0 ? usualPlatforms : given;
    const blocks = await withWorkspace(false, (workspace) => recordAll(workspace, wanted, platforms, options.terraform));
    if (blocks.size > 0) mkdirSync(folder, { recursive: true });
    for (const [key, block] of blocks) writeFileSync(join(folder, lockFileName(key)), `${block}\n`);
    console.log(`${folder}: ${String(blocks.size)} recorded, ${String(pins.size - wanted.length)} there already`);
  });

const lastWord = (source: string): string => source.slice(source.lastIndexOf("/") + 1);

type Pin = readonly [key: string, pin: { readonly source: string; readonly version: string }];

const recordAll = async (
  workspace: string,
  pins: readonly Pin[],
  platforms: readonly string[],
  named: string | undefined,
): Promise<ReadonlyMap<string, string>> => {
  const cliConfig = join(workspace, "registry.tfrc");
  writeFileSync(cliConfig, fromRegistry);
  const env = terraformEnvironment(process.env, { home: join(workspace, "home"), cliConfig, network: true });
  const terraform = await findTerraform(named, { cwd: workspace, env, limitSeconds: 60 });
  const mirrors = findMirrors(process.env[mirrorVariable]);
  const blocks = new Map<string, string>();
  for (const [number, [key, { source, version }]] of pins.entries()) {
    const cwd = join(workspace, `lock-${String(number)}`);
    mkdirSync(cwd);
    writeFileSync(join(cwd, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { pinned: { source, version } } } }));
    const mirror = mirrors.find((one) => versionsIn([one], `registry.terraform.io/${source}`).includes(version));
    const from = mirror === undefined ? [] : [`-fs-mirror=${mirror}`];
    process.stderr.write(`recording ${key}${mirror === undefined ? " from the registry" : ""}\n`);
    const { code, stdout, stderr } = await runProgram(
      terraform.file,
      ["providers", "lock", ...from, ...platforms.map((platform) => `-platform=${platform}`)],
      { cwd, env, limitSeconds: 900 },
    );
    const block = code === 0 ? lockBlock(readFileSync(join(cwd, ".terraform.lock.hcl"), "utf8")) : undefined;
    if (block === undefined) throw notRecorded(key, platforms, `${stderr}${stdout}`);
    blocks.set(key, block);
  }
  return blocks;
};

/** Terraform colours what it says, and `providers lock` has no option against it. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");

const notRecorded = (key: string, platforms: readonly string[], said: string): EstateError =>
  new EstateError([
    {
      code: "TerraformFailed",
      place: key,
      rule: `Terraform must be able to get the provider for ${platforms.join(", ")}`,
      value: said
        .replace(colours, "")
        .replace(/[\s│╷╵]+/g, " ")
        .trim(),
      fix: `reach the registry, or name a mirror that holds these platforms with ${mirrorVariable}`,
    },
  ]);
