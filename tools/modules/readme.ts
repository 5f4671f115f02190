import type { Attributes } from "../../modules/core/output-guards";
import { requiredTerraform } from "../../modules/core/stack";
import { typeText } from "../../modules/core/variable-types";
import { providerRequirements } from "../../modules/core/provider-ranges";
import type { ModuleVariable } from "../../modules/core/published";
import { compactTable, markdownTable } from "../docs/markdown";
import { argumentLines } from "./arguments";
import { exampleValues, providersOf, type BuiltModule } from "./module";
import { layOut } from "../../modules/core/hcl/layout";

const code = (text: string): string => `\`${text}\``;

/** What a user of the module reads first: what it makes, how it is called, its inputs and outputs, what it needs. */
export const readme = (module: BuiltModule, { version }: { readonly version: string }): string => {
  const { name, shape, doc, variables, outputs, json, folder } = module;
  const resources = Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([resource, body]) => [`${code(`${type}.${resource}`)}${mapOf(body)}`]),
  );
  const usage = layOut(
    `module "${name.replaceAll("-", "_")}" {\nsource = "./${name}"\n\n${argumentLines(exampleValues(module, "basic"))}}\n`,
  );
  return (
    [
      `# ${name}`,
      shape.summary,
      doc,
      `Version ${version}, made from ${code(folder)} of meetbarter-infrastructure: the same construct that builds the estate.`,
      "## Usage",
      `\`\`\`hcl\n${usage}\`\`\``,
      "`examples/basic` gives what has to be given, `examples/complete` everything.",
      "## Resources",
      markdownTable(["address"], resources.sort()),
      "## Inputs",
      compactTable(
        ["name", "type", "default", "what it is"],
        variables.map((one) => [
          code(one.name),
          code(typeText(one.type)),
          one.default === undefined ? "required" : code(JSON.stringify(one.default)),
          [one.description, bound(one)].filter((text) => text !== "").join(" "),
        ]),
      ),
      "## Outputs",
      compactTable(
        ["name", "what it is"],
        outputs.map((one) => [code(one.name), one.description]),
      ),
      "## Requirements",
      markdownTable(
        ["what", "version"],
        [
          ["Terraform", code(requiredTerraform)],
          ...providersOf(module).map((provider) => [
            code(providerRequirements[provider]?.source ?? provider),
            code(providerRequirements[provider]?.version ?? ""),
          ]),
        ],
      ),
    ].join("\n\n") + "\n"
  );
};

/** Of what map's members a resource is made. */
const mapOf = ({ for_each: each }: Attributes): string => {
  const names = [...new Set([...(typeof each === "string" ? each : "").matchAll(/\bvar\.(\w+)/g)].map(([, name = ""]) => code(name)))];
  return names.length === 0 ? "" : `, for each of ${names.join(" and ")}`;
};

const bound = ({ check }: ModuleVariable): string => (check.bound === undefined ? "" : `Must ${check.bound.must}.`);
