import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { MeasuringPlace, Program } from "./measure";

/** How often the environments stand in the measured multiples of the estate. */
export const multiples = [1, 4, 16] as const;

/** What can be measured, in the order of each round. */
export const caseNames = [
  "ours",
  "unchanged",
  "cold",
  "floor",
  "stock",
  "stock-app",
  "1x",
  "4x",
  "16x",
  "rehearse-plan",
  "rehearse",
] as const;
/** The name of something that can be measured. */
export type CaseName = (typeof caseNames)[number];

/** A program that is run and measured. */
export interface BenchCase extends Program {
  readonly name: CaseName;
  /** What is measured, in words. */
  readonly summary: string;
  /** Brings the files to where each run has to find them. Not measured. */
  readonly prepare: () => void;
  /** How often it is measured at most, without a run to warm up: where a run takes minutes. */
  readonly mostRuns?: number;
}

/** Where the reference output lies: what our synthesis wrote, before anything is measured. */
export const referenceFolder = ({ scratch }: MeasuringPlace): string => join(scratch, "reference");

/** Where a case writes to. */
export const outputFolder = ({ scratch }: MeasuringPlace, name: CaseName): string => join(scratch, name);

/** All cases. Each writes to a folder of its own, which is empty before each run unless the case says otherwise. */
export const benchCases = (place: MeasuringPlace): readonly BenchCase[] => {
  const { root } = place;
  const ours = (name: CaseName, summary: string, to: string, prepare: () => void): BenchCase => ({
    name,
    summary,
    command: process.execPath,
    args: ["tools/run.mjs", "synth", "--quiet", "--out", to],
    prepare,
  });
  const emptied = (name: CaseName) => (): void => rmSync(outputFolder(place, name), { recursive: true, force: true });
  const stockApp = "npx tsx tools/bench-stock.ts";
  return [
    ours("ours", "full synthesis into an empty folder", outputFolder(place, "ours"), emptied("ours")),
    ours("unchanged", "full synthesis over the same output", referenceFolder(place), () => undefined),
    ours("cold", "full synthesis without the kept bundle", outputFolder(place, "cold"), () => {
      emptied("cold")();
      forgetBundle(root);
    }),
    {
      name: "floor",
      summary: "node reads and rewrites the same bytes",
      command: process.execPath,
      args: ["tools/bench-floor.mjs", referenceFolder(place), outputFolder(place, "floor")],
      prepare: emptied("floor"),
    },
    {
      name: "stock",
      summary: `npx cdktf synth --app "${stockApp}"`,
      command: "npx",
      args: ["cdktf", "synth", "--app", stockApp, "--output", outputFolder(place, "stock")],
      prepare: emptied("stock"),
    },
    {
      name: "stock-app",
      summary: `${stockApp}, without cdktf's command`,
      command: "npx",
      args: ["tsx", "tools/bench-stock.ts", outputFolder(place, "stock-app")],
      prepare: emptied("stock-app"),
    },
    ...multiples.map((times): BenchCase => {
      const name = `${String(times) as `${typeof times}`}x` as const;
      return {
        name,
        summary: times === 1 ? "the estate with each environment once" : `the estate with each environment ${String(times)} times`,
        command: process.execPath,
        args: ["tools/run.mjs", "bench-multiple", "--times", String(times), "--out", outputFolder(place, name)],
        prepare: emptied(name),
      };
    }),
    ...(["plan", "destroy"] as const).map((until): BenchCase => ({
      name: until === "plan" ? "rehearse-plan" : "rehearse",
      summary: `every stack through real Terraform and twins, until ${until}`,
      command: process.execPath,
      args: ["tools/run.mjs", "rehearse", "--until", until],
      prepare: () => undefined,
      mostRuns: 1,
    })),
  ];
};

const forgetBundle = (root: string): void => {
  const cache = join(root, "node_modules/.cache/estate");
  const names = existsSync(cache) ? readdirSync(cache) : [];
  for (const name of names) if (name.startsWith("synth.")) rmSync(join(cache, name), { force: true });
};
