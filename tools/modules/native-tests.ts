import { layOut } from "../../modules/core/hcl/layout";
import { isSecret, type ModuleVariable } from "../../modules/core/published";
import { valueInTerraform, type VariableType } from "../../modules/core/variable-types";
import { argumentLines } from "./arguments";
import { exampleValues, providersOf, type BuiltModule } from "./module";

/**
 * Native tests of a module, without an account: both examples plan, arguments come from their variables, and each variable
 * refuses what it should, beside what another one has too. One run for as many as can be, for each run starts the provider.
 */
export const nativeTests = (module: BuiltModule): string => {
  const plan = (name: string, given: Readonly<Record<string, unknown>>, more: string): string =>
    `run "${name}" {\ncommand = plan\n\n${variables(given)}${more}}\n`;
  const wrong = module.variables.flatMap((one) => wrongValue(one, module).map((value) => [one.name, value] as const));
  const refuses = (run: string, values: typeof wrong, refused = values.map(([name]) => name)): string =>
    plan(
      run,
      { ...exampleValues(module, "basic"), ...Object.fromEntries(values) },
      `\nexpect_failures = [\n${refused.map((name) => `var.${name},\n`).join("")}]\n`,
    );
  // A rule that looks at another variable is not asked while that one is wrong.
  const together = wrong.filter(([name]) => !looksAtOthers(module, name));
  const alone = wrong.filter(([name]) => looksAtOthers(module, name));
  return layOut(
    [
      ...providersOf(module).map((name) => `mock_provider "${name}" {}\n`),
      ...(["basic", "complete"] as const).map((kind) => plan(kind, exampleValues(module, kind), assertions(module))),
      ...(together.length === 0 ? [] : [refuses("refuses", together)]),
      ...alone.map((one) => refuses(`refuses_${one[0]}`, [one])),
      ...brokenRules(module).map(({ run, given, refused }) => refuses(run, given, [refused])),
    ].join("\n"),
  );
};

const variables = (given: Readonly<Record<string, unknown>>): string => `variables {\n${argumentLines(given)}}\n`;

/** Whether the rules of a variable look at other variables. */
const looksAtOthers = ({ json }: BuiltModule, name: string): boolean => {
  const { validation } = (json["variable"] as Readonly<Record<string, { readonly validation?: unknown }>> | undefined)?.[name] ?? {};
  return [...JSON.stringify(validation ?? "").matchAll(/\bvar\.(\w+)/g)].some(([, other]) => other !== name);
};

/** Rules between variables that values of theirs break, each right alone: which run breaks one, and which variable refuses it. */
const brokenRules = ({ face, shape, variables }: BuiltModule) => {
  const known = new Map(variables.map((one) => [one.prop, one]));
  return [...(face.together ?? []), ...(shape.together ?? [])].flatMap(({ of, broken }) => {
    const [first, ...others] = of.flatMap((prop) => known.get(prop)?.name ?? []);
    if (broken === undefined || first === undefined || 1 + others.length < of.length) return [];
    const given = Object.entries(broken).flatMap(([prop, value]): (readonly [string, unknown])[] => {
      const variable = known.get(prop);
      return variable === undefined ? [] : [[variable.name, valueInTerraform(variable.type, value)]];
    });
    return [{ run: `refuses_${first}_beside_${others.join("_and_")}`, given, refused: first }];
  });
};

/** Values of which a bound should refuse one. */
const candidates: readonly unknown[] = ["", "!", -1, 1e9, 0.5, [], ["!"], { "!": "" }, {}];

const fits = (type: VariableType, value: unknown): boolean => {
  if (type === "bool") return typeof value === "boolean";
  if (typeof type === "string") return typeof value === type;
  if (type.kind === "list") return Array.isArray(value) && value.every((one) => fits(type.of, one));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return type.kind === "map"
    ? Object.values(value).every((one) => fits(type.of, one))
    : Object.entries(type.fields).every(([name, field]) =>
        Object.hasOwn(value, name) ? fits(field.type, (value as never)[name]) : field.optional,
      );
};

/** A value that the variable refuses, if one is known; none for a secret, which may not stand in a file. */
const wrongValue = (variable: ModuleVariable, { shape }: BuiltModule): readonly unknown[] => {
  const { type, check, prop } = variable;
  if (isSecret(variable) || check.bound === undefined) return [];
  const good: unknown = { ...shape.basic, ...shape.complete }[prop];
  const misnamed = typeof good === "object" && good !== null ? Object.values(good).map((member: unknown) => ({ "!": member })) : [];
  return [...candidates, ...misnamed]
    .filter((value) => fits(type, value) && check(value as never) !== undefined)
    .slice(0, 1)
    .map((value) => valueInTerraform(type, value));
};

/** Arguments that are a variable and nothing else: the plan has to show its value; and each member of a map has its instance. */
const assertions = ({ json, variables }: BuiltModule): string => {
  const named = variables.filter((one) => !isSecret(one)).map((one) => [`\${var.${one.name}}`, one.type] as const);
  const scalar = new Set<string>(named.filter(([, type]) => typeof type === "string").map(([reference]) => reference));
  const maps = new Set<string>(named.filter(([, type]) => typeof type !== "string").map(([reference]) => reference));
  return Object.entries(json.resource ?? {})
    .flatMap(([type, byName]) => Object.entries(byName).map(([name, body]) => [`${type}.${name}`, body] as const))
    .flatMap(([address, body]) => {
      const own = Object.entries(body).filter(([, value]) => typeof value === "string");
      const equal = own.filter(([, value]) => scalar.has(String(value))).map(([argument, value]) => [argument, inner(value)] as const);
      if (body["for_each"] === undefined) return equal.map(([argument, value]) => equality(`${address}.${argument}`, value));
      const all = own.filter(([argument, value]) => argument === "for_each" && maps.has(String(value)));
      return [
        ...all.map(([, value]) => equality(`length(${address})`, `length(${inner(value)})`)),
        ...equal.map(([argument, value]) => assertion(`alltrue([for one in ${address} : one.${argument} == ${value}])`, address, value)),
      ];
    })
    .join("");
};

const inner = (reference: unknown): string => String(reference).slice(2, -1);
const equality = (left: string, right: string): string => assertion(`${left} == ${right}`, left, right);
const assertion = (condition: string, what: string, value: string): string =>
  `\nassert {\ncondition = ${condition}\nerror_message = "${what} has to be ${value}"\n}\n`;
