import { blocksOf, type RootBlock } from "../../modules/core/hcl/writer";
import { schemasOf } from "./schemas";
import { loadCatalogue } from "../catalogue/load";

/** Which blocks stand in which file, as HashiCorp's style guide names them. Anything else stands in main.tf. */
const fileOf: Readonly<Record<string, string>> = {
  terraform: "terraform.tf",
  provider: "providers.tf",
  variable: "variables.tf",
  output: "outputs.tf",
};

/** The files of every root module, whether they have something to say or not: one that was left out would keep its old text. */
const fileNames: readonly string[] = ["main.tf", "outputs.tf", "providers.tf", "terraform.tf", "variables.tf"];

/**
 * A function that writes a stack's Terraform JSON as a root module in HCL: its files by name, in canonical layout.
 *
 * It throws an EstateError with HclCannotSay for what has no form in HCL, or of which no schema is known.
 */
export const rootModuleWriter = (): ((stack: string, json: string) => ReadonlyMap<string, string>) => {
  const schemas = schemasOf(loadCatalogue());
  return (stack, json) => {
    const blocks = blocksOf(JSON.parse(json), schemas, stack);
    return new Map(
      fileNames.map((name) => [
        name,
        fileText(
          stack,
          blocks.filter(({ kind }) => (fileOf[kind] ?? "main.tf") === name),
        ),
      ]),
    );
  };
};

const fileText = (stack: string, blocks: readonly RootBlock[]): string =>
  [
    `# ${stack}: written by npm run synth -- --hcl; changes here are lost when it is written again.\n`,
    ...blocks.map(({ text }) => text),
  ].join("\n");
