import { factsFor } from "../../../tools/catalogue/for-types";
import { moduleFiles } from "../../../tools/modules/files";
import type { BuiltModule } from "../../../tools/modules/module";
import { versionsIn } from "../../../tools/terraform/mirror";
import { awsSource } from "../../../tools/terraform/requirements";
import { startTwins } from "../../../tools/twins/twins";
import { usedTypes } from "../../../tools/twins/used-types";
import { publication } from "../../support/modules";
import { mirrors, terraformFolder } from "../../support/terraform-folder";
import { notRunWithRealTerraform } from "../terraform-output";

/** Whether all modules are wanted, and not a sample: `ESTATE_MODULES=full`. */
export const isFull = process.env["ESTATE_MODULES"] === "full";

/** Whether a module is one of AWS, whose provider is the real one. */
export const isAws = ({ name }: Pick<BuiltModule, "name">): boolean => name.startsWith("aws-");

/** Whether the real provider of AWS is there; where it isn't, one line says so. */
export const hasAwsProvider = (): boolean => {
  if (versionsIn(mirrors, awsSource)[0] !== undefined) return true;
  notRunWithRealTerraform("the provider of AWS can't be had");
  return false;
};

/** A folder with modules below it. */
export type Planted = ReturnType<typeof terraformFolder>;

/** Writes modules below a new folder, each under its name. */
export const plant = (modules: readonly BuiltModule[]): Planted => {
  const planted = terraformFolder();
  for (const module of modules) for (const [path, text] of moduleFiles(module, publication)) planted.write(`${module.name}/${path}`, text);
  return planted;
};

/** Does something while twins stand in for the providers that planted files need. */
export const withTwins = async ({ root }: Planted, work: (env: Readonly<Record<string, string>>) => Promise<void>): Promise<void> => {
  const twins = await startTwins({ facts: factsFor(usedTypes(root), [], { unknown: "leave" }), outside: "open" });
  try {
    await work(await twins.environment(root));
  } finally {
    await twins.close();
  }
};
