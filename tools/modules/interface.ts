import { repetitionOf } from "./moved";
import type { BuiltModule } from "./module";

/** What stands between the parts of a variable's row. */
export const between = " | ";

interface VariableJson {
  readonly type: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly sensitive?: boolean;
  readonly ephemeral?: boolean;
  readonly validation?: readonly { readonly error_message: string }[];
}

/**
 * All that callers and states hold on to, as sorted rows, one line each: what goes in, what comes out, what is required, and
 * at which addresses resources stand. Instances of a resource are the caller's; that there are some stands in the row.
 */
export const interfaceOf = ({ json }: Pick<BuiltModule, "json">): readonly string[] => {
  const variables = Object.entries((json["variable"] ?? {}) as Readonly<Record<string, VariableJson>>);
  const providers = Object.entries((json.terraform?.["required_providers"] ?? {}) as Readonly<Record<string, Record<string, string>>>);
  const moved = (json["moved"] ?? []) as readonly { readonly from: string; readonly to: string }[];
  return [
    ...moved.map(({ from, to }) => `moved ${from} -> ${to}`),
    ...Object.entries(json.output ?? {}).map(([name, { sensitive }]) => `output ${name}${sensitive === true ? `${between}sensitive` : ""}`),
    ...providers.map(([name, { source = "", version = "" }]) => `provider ${name}${between}${source}${between}${version}`),
    ...Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => `resource ${type}.${name}${repetitionOf(body)}`),
    ),
    `terraform ${String(json.terraform?.["required_version"])}`,
    ...variables.map(([name, variable]) => `variable ${name}${between}${variableRow(name, variable)}`),
  ]
    .map((row) => row.replace(/\s+/g, " "))
    .sort();
};

const variableRow = (name: string, variable: VariableJson): string =>
  [
    variable.type,
    variable.default === undefined ? "required" : `default ${JSON.stringify(variable.default)}`,
    ...(["ephemeral", "nullable", "sensitive"] as const).filter((word) => variable[word] === true),
    ...(variable.validation ?? []).map(({ error_message: message }) => message.replace(`${name} must`, "must").replace(/\.$/, "")),
  ].join(between);
