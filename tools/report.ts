import { checkForm } from "../environments/schema";
import { estate } from "../environments";
import { synthesizeEstate } from "../main";
import { formatJson } from "../modules/core/json";
import { phases } from "../modules/core/words";
import type { EstateDescription } from "../regions/description";
import { listOption, oneOfOption, readOptions, runCommand } from "./command";
import { readEstateFile } from "./estate-file";
import { writeReport } from "./report/folder";
import { counted } from "./report/html";
import { mermaidOf } from "./report/mermaid";
import { makeReport } from "./report/model";
import { pageOf } from "./report/page";

const help = `npm run report [-- options]: writes a picture and an inventory of the estate: index.html, estate.mmd and report.json

  --environment NAME   only this environment (may be repeated)
  --phase PHASE        look at every environment in this phase: ${phases.join(", ")}
  --out DIR            the folder of the report (default: report.out)
  --estate FILE        a description as JSON instead of environments/`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const options = readOptions("report", help, args, {
      environment: { type: "string", multiple: true },
      phase: { type: "string" },
      out: { type: "string" },
      estate: { type: "string" },
    });
    const phase = oneOfOption("phase", options.phase, phases);
    const folder = options.out ?? "report.out";
    const description = options.estate === undefined ? estate : readEstateFile(options.estate);
    const synthesis = synthesizeEstate({
      environments: listOption(options.environment),
      description,
      ...(phase === undefined ? {} : { phase }),
    });
    // The synthesis has checked the form already.
    const report = makeReport(checkForm(description).description as EstateDescription, synthesis);
    const page = pageOf(report);
    writeReport(folder, { "estate.mmd": mermaidOf(report), "index.html": page, "report.json": formatJson(report) });
    console.log(
      `${folder}/index.html: ${counted(report.stacks.length, "stack")}, ${String(Math.ceil(page.length / 1000))} kB; estate.mmd and report.json beside it`,
    );
  });
