import { layOut } from "../../modules/core/hcl/layout";
import { expressionOf } from "../../modules/core/hcl/values";
import { isSecret, type ModuleVariable, type VariableType } from "../../modules/core/published";
import { exampleValues, providersOf, type BuiltModule } from "./module";

/**
 * Native tests of a module, without an account: both examples plan, arguments come from their variables, and each variable
 * refuses what it should. One run for all of these, for each run starts the provider.
 */
export const nativeTests = (module: BuiltModule): string => {
  const plan = (name: string, given: Readonly<Record<string, unknown>>, more: string): string =>
    `run "${name}" {\ncommand = plan\n\n${variables(given)}${more}}\n`;
  const wrong = module.variables.flatMap((one) => wrongValue(one).map((value) => [one.name, value] as const));
  const expected = `\nexpect_failures = [\n${wrong.map(([name]) => `var.${name},\n`).join("")}]\n`;
  return layOut(
    [
      ...providersOf(module).map((name) => `mock_provider "${name}" {}\n`),
      ...(["basic", "complete"] as const).map((kind) => plan(kind, exampleValues(module, kind), assertions(module))),
      ...(wrong.length === 0 ? [] : [plan("refuses", { ...exampleValues(module, "basic"), ...Object.fromEntries(wrong) }, expected)]),
    ].join("\n"),
  );
};

const variables = (given: Readonly<Record<string, unknown>>): string =>
  `variables {\n${Object.entries(given)
    .map(([name, value]) => `${name} = ${expressionOf(value, { literal: true, givesText: () => false })}\n`)
    .join("")}}\n`;

/** Values of which a bound should refuse one. */
const candidates: readonly unknown[] = ["", "!", -1, 1e9, 0.5, [], ["!"], { "!": "" }];

const fits: Readonly<Record<VariableType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  "list(string)": Array.isArray,
  "map(string)": (value) => typeof value === "object" && !Array.isArray(value),
};

/** A value that the variable refuses, if one is known; none for a secret, which may not stand in a file. */
const wrongValue = (variable: ModuleVariable): readonly unknown[] => {
  const { type, check } = variable;
  if (isSecret(variable) || check.bound === undefined) return [];
  return candidates.filter((value) => fits[type](value) && check(value as never) !== undefined).slice(0, 1);
};

/** Arguments that are a variable and nothing else: the plan has to show its value. */
const assertions = ({ json, variables }: BuiltModule): string => {
  const own = new Set(
    variables
      .filter((one) => (one.type === "string" || one.type === "number" || one.type === "bool") && !isSecret(one))
      .map(({ name }) => `\${var.${name}}`),
  );
  const found = Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, body]) =>
      Object.entries(body).flatMap(([argument, value]) =>
        typeof value === "string" && own.has(value) ? [{ address: `${type}.${name}.${argument}`, variable: value.slice(2, -1) }] : [],
      ),
    ),
  );
  return found
    .map(
      ({ address, variable }) =>
        `\nassert {\ncondition = ${address} == ${variable}\nerror_message = "${address} has to be ${variable}"\n}\n`,
    )
    .join("");
};
