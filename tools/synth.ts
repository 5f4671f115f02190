import { basename } from "node:path";
import type { Worker } from "node:worker_threads";
import { defaultOutputFolder, writeEstate } from "../main";
import { phases } from "../modules/core/words";
import type { ManifestStack } from "../regions/manifest";
import { listOption, oneOfOption, readOptions, runCommand } from "./command";
import { readEstateFile } from "./estate-file";
import { rootModuleWriter } from "./hcl/root-modules";
import { layerCounts, resourceCount } from "./layer-counts";
import { formatTable } from "./table";
import { synthesizeInThreads } from "./threads";

export { join } from "./threads";

const help = `npm run synth [-- options]: writes the estate as Terraform JSON, or as HCL

  --environment NAME   only this environment (may be repeated)
  --stack GLOB         only stacks whose name matches, for example '*-network' (may be repeated)
  --phase PHASE        look at every environment in this phase: ${phases.join(", ")}
  --backend KIND       cloud (each site's bucket) or local (files beside the output folder)
  --hcl                writes root modules in HCL that mean the same, for teams that go on without the generator
  --out DIR            the output folder (default: cdktf.out, with --hcl hcl.out)
  --estate FILE        a description as JSON instead of environments/
  --quiet              no table`;

/** Runs the verb with the arguments after its name, with the help of a second thread where one waits. */
export const run = (args: readonly string[], second?: Worker): Promise<void> =>
  runCommand(async () => {
    const options = readOptions("synth", help, args, {
      environment: { type: "string", multiple: true },
      stack: { type: "string", multiple: true },
      phase: { type: "string" },
      backend: { type: "string" },
      hcl: { type: "boolean" },
      out: { type: "string" },
      estate: { type: "string" },
      quiet: { type: "boolean" },
    });
    const phase = oneOfOption("phase", options.phase, phases);
    const folder = options.out ?? (options.hcl === true ? "hcl.out" : defaultOutputFolder());
    const request = {
      environments: listOption(options.environment),
      globs: listOption(options.stack),
      backend: oneOfOption("backend", options.backend, ["cloud", "local"]) ?? "cloud",
      localStates: `../../../${basename(folder)}.local-state`,
      onProgress: progress,
      ...(phase === undefined ? {} : { phase }),
      ...(options.estate === undefined ? {} : { description: readEstateFile(options.estate) }),
    };
    const synthesis = await synthesizeInThreads(request, second);
    const written = writeEstate(folder, synthesis, options.hcl === true ? { asHcl: rootModuleWriter() } : {});
    if (options.quiet === true) return;
    console.log(stackTable(synthesis.stacks));
    console.log(`\n${byLayer(synthesis.stacks)}`);
    console.log(`\n${totals(synthesis.stacks)}`);
    console.log(`\n${exceptionLines(synthesis.verdict.exceptions)}`);
    console.log(
      `\n${folder}: ${String(written.written.length)} files written, ${String(written.unchanged)} unchanged, ${String(written.removed.length)} removed`,
    );
    for (const kept of written.kept)
      console.log(`${kept} is no longer part of the estate but holds a state; move the state away, then delete the folder`);
  });

const progress = (done: number, total: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\rsynthesizing ${String(done)}/${String(total)}${done === total ? "\n" : ""}`);
  else if (done === total) process.stderr.write(`synthesized ${String(total)} stacks\n`);
};

/** Dependencies lie in the same environment, origin and cloud nearly always: what is the same is left out. */
const shortName = (name: string, { environment, origin, cloud }: ManifestStack): string => {
  const same = `${environment}-${origin}-${cloud}-`;
  return name.startsWith(same) ? name.slice(same.length) : name;
};

const stackTable = (stacks: readonly ManifestStack[]): string =>
  formatTable(
    ["stack", "cloud", "region", "layer", "resources", "depends on"],
    stacks.map((stack) => [
      stack.name,
      stack.cloud,
      stack.region,
      stack.layer,
      String(resourceCount(stack)),
      stack.dependsOn.map((name) => shortName(name, stack)).join(", "),
    ]),
    [4],
  );

const byLayer = (stacks: readonly ManifestStack[]): string =>
  formatTable(
    ["cloud", "layer", "stacks", "resources"],
    layerCounts(stacks).map(({ cloud, layer, stacks: count, resources }) => [cloud, layer, String(count), String(resources)]),
    [2, 3],
  );

const totals = (stacks: readonly ManifestStack[]): string => {
  const environments = [...new Set(stacks.map(({ environment }) => environment))].sort();
  const rows = [...environments, "all"].map((environment) => {
    const own = stacks.filter((stack) => environment === "all" || stack.environment === environment);
    return [
      environment,
      [...new Set(own.map(({ phase }) => phase))].join(", "),
      String(own.length),
      String(own.reduce((sum, one) => sum + resourceCount(one), 0)),
    ];
  });
  return formatTable(["environment", "phase", "stacks", "resources"], rows, [2, 3]);
};

const exceptionLines = (uses: readonly { readonly exception: string; readonly stack: string }[]): string => {
  const byException = new Map<string, Set<string>>();
  for (const { exception, stack } of uses) byException.set(exception, (byException.get(exception) ?? new Set()).add(stack));
  const lines = [...byException].map(
    ([exception, stacks]) => `  ${exception}: ${String(stacks.size)} stack${stacks.size === 1 ? "" : "s"}`,
  );
  return ["residency exceptions in use:", ...(lines.length === 0 ? ["  none"] : lines)].join("\n");
};
