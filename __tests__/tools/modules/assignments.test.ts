import fc from "fast-check";
import { longestWithRules } from "../../../modules/aws/cluster/cluster-props";
import { planDifference } from "../../../tools/rehearse/hcl";
import { isSecret } from "../../../modules/core/published";
import { notEmpty, type Together } from "../../../modules/core/together";
import type { BuiltModule } from "../../../tools/modules/module";
import { valueInTerraform } from "../../../modules/core/variable-types";
import { asLiteral, assignmentsOf, outcomeOf, problemsOf, rightFor, wrongFor, type Assignment } from "../../support/assignments";
import { publishedModules } from "../../support/modules";
import { awsWithoutAccount, good } from "../../support/terraform-folder";
import { hasAwsProvider, isAws, isFull, plant, withTwins } from "./planted";

/** Modules to run alone, with commas between them: those of which a run printed a counterexample. */
const only = process.env["ESTATE_MODULE"]?.split(",");
/** Those with rules between variables, composed props, a secret, free text, and an index in a name. */
const sample = ["aws-database", "aws-key", "cloudflare-zone-record", "google-cluster", "google-network-full", "kubernetes-release"];
const seed = 20_261_123;
const wanted = isFull ? 20 : 5;
/** In how many assignments variables are spoilt: each variable in one of them, or in the full run in each. */
const wrongOfEach = 5;

const all = publishedModules();
const chosen = all.filter(({ name }) => (only === undefined ? isFull || sample.includes(name) : only.includes(name)));

/** An assignment of a module, with what its construct says of it. */
interface Case {
  readonly module: BuiltModule;
  readonly assignment: Assignment;
  /** The variable whose value was drawn wrong; none where each value is right alone. */
  readonly wrong?: string;
}

/** A policy's size is known when it is written: a construct tells it of literals, and AWS of what a module is given. */
const isOfPolicySize = (module: BuiltModule, assignment: Assignment): boolean =>
  problemsOf(module, assignment).some(({ code }) => code === "QuotaExceeded");

const togetherOf = ({ face, shape }: BuiltModule): readonly Together[] => [...(face.together ?? []), ...(shape.together ?? [])];

/**
 * What a construct leaves out when it is synthesized, a module can't: what is made of a list, where it is empty, a pool of
 * Google's cluster that never changes has no autoscaling, and rules that are named after a cluster have names that are
 * shortened. Their modules want a member, two numbers that differ, and a shorter name.
 */
const isOfAnotherShape = (module: BuiltModule, assignment: Assignment): boolean => {
  const given = (prop: string): unknown => assignment[prop] ?? module.variables.find((one) => one.prop === prop)?.default;
  if (module.name === "aws-cluster") return String(given("clusterName")).length > longestWithRules;
  if (module.name === "google-cluster") return given("leastNodes") === given("mostNodes");
  const isEmpty = (prop: string): boolean => JSON.stringify(given(prop)) === "[]";
  const isWanted = ({ of: [prop, ...others], condition }: Together): boolean =>
    others.length === 0 && condition(prop) === notEmpty(prop, "").condition(prop);
  return togetherOf(module).some((rule) => isWanted(rule) && isEmpty(rule.of[0]));
};

/** Assignments that the construct takes, and some of those that it refuses though each value is right alone. */
const draw = (module: BuiltModule): Drawn => {
  const [taken, crossed, otherShape]: [Case[], Case[], Case[]] = [[], [], []];
  const hasRules = togetherOf(module).length > 0;
  const arbitrary = assignmentsOf(module);
  for (let batch = 0; batch < batches && (taken.length < wanted || (hasRules && crossed.length < wanted)); batch += 1) {
    for (const assignment of fc.sample(arbitrary, { seed: seed + batch, numRuns: wanted })) {
      if (isOfPolicySize(module, assignment)) continue;
      const isTaken = problemsOf(module, assignment).length === 0;
      // A literal template is escaped for a construct, which then counts a character more than Terraform does.
      if (!isTaken && /[$%]\{/.test(JSON.stringify(assignment))) continue;
      const pile = !isTaken ? crossed : isOfAnotherShape(module, assignment) ? otherShape : taken;
      if (pile.length < wanted) pile.push({ module, assignment });
    }
  }
  return { taken, crossed, otherShape };
};

/** How often as many are drawn as are wanted, where what is drawn isn't taken, or isn't refused. */
const batches = 60;

interface Drawn {
  readonly taken: readonly Case[];
  readonly crossed: readonly Case[];
  /** Those of which the construct makes something that the module never makes. */
  readonly otherShape: readonly Case[];
}

const drawnBefore = new Map<BuiltModule, Drawn>();

const drawn = (module: BuiltModule): Drawn => {
  const found = drawnBefore.get(module) ?? draw(module);
  drawnBefore.set(module, found);
  return found;
};

/** Assignments with one wrong value, each variable in its turn. */
const spoiltOf = (module: BuiltModule, taken: readonly Case[]): readonly Case[] => {
  const spoilable = module.variables.flatMap((variable) => {
    const wrong = wrongFor(variable);
    return wrong === undefined ? [] : [{ variable, values: fc.sample(wrong, { seed, numRuns: wrongOfEach }) }];
  });
  return taken
    .slice(0, wrongOfEach)
    .flatMap(({ assignment }, index) =>
      spoilable
        .filter((_, at) => isFull || at % wrongOfEach === index)
        .map(({ variable: { prop }, values }) => ({ module, assignment: { ...assignment, [prop]: values[index] }, wrong: prop })),
    );
};

/** The arguments of a module's call. */
const argumentsOf = ({ module, assignment }: Case) =>
  asLiteral(
    Object.fromEntries(
      module.variables.flatMap(({ prop, name, type }) =>
        Object.hasOwn(assignment, prop) ? [[name, valueInTerraform(type, assignment[prop])]] : [],
      ),
    ),
  );

/** What is printed of a case: enough to give it to a module by hand. */
const shown = (one: Case): string => `${one.module.name} ${one.wrong ?? ""} ${JSON.stringify(argumentsOf(one))}`;

test("there are values to draw for each variable, which its check lets pass", () => {
  const byCheck = new Map(
    all.flatMap((module) => module.variables.map((one) => [one.check, { place: `${module.name}.${one.prop}`, one }] as const)),
  );
  const without = [...byCheck.values()].filter(
    ({ one }) => rightFor(one) === undefined || (one.check.bound !== undefined && !isSecret(one) && wrongFor(one) === undefined),
  );
  expect(without.map(({ place }) => place)).toEqual([]);
});

test("each module takes enough of what is drawn", () => {
  const scarce = chosen.filter((module) => drawn(module).taken.length < wanted);
  expect(scarce.map((module) => `${module.name} ${String(drawn(module).taken.length)}`)).toEqual([]);
}, 1_800_000);

interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string };
}

/**
 * Which variables Terraform refuses, by the case of the call. What is refused beside a value of which nothing is given names
 * no call, so the rule's own file tells the case.
 */
const refusals = (diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { summary, detail, range } of diagnostics) {
    const [place] = /\bcase-\d+/.exec(`${range?.filename ?? ""} ${/rule at \S+/.exec(detail)?.[0] ?? ""}`) ?? [];
    if (place === undefined) throw new Error(`${summary}: ${detail}`);
    const what = summary === "Invalid value for variable" ? (/^(\w+) must /.exec(detail)?.[1] ?? detail) : `${summary}: ${detail}`;
    found.set(place, [...(found.get(place) ?? []), what]);
  }
  return found;
};

test("what a construct refuses, its module refuses, in the same variable", async () => {
  const broken = chosen.flatMap((module) => [...spoiltOf(module, drawn(module).taken), ...drawn(module).crossed]);
  const unseen = broken.filter(({ module, assignment, wrong }) => {
    const problems = problemsOf(module, assignment);
    const composed = Object.keys(module.shape.compose ?? {}).map((prop) => `'${prop}'`);
    const props = wrong !== undefined && Object.hasOwn(module.shape.further ?? {}, wrong) ? composed : [`'${wrong ?? ""}'`];
    return wrong === undefined
      ? problems.length === 0
      : !problems.some(({ code, rule }) => code === "BadProp" && props.some((one) => rule.startsWith(one)));
  });
  expect(unseen.map(shown)).toEqual([]);
  const refused = [...broken, ...chosen.flatMap((module) => drawn(module).otherShape)];
  const first = await verdictsInParts(refused);
  // What is refused alone ends a plan before Terraform looks at what holds between variables: the rest is asked once more.
  const rest = refused.filter((one) => first.get(one) === undefined);
  const found = new Map([...first, ...(await verdictsInParts(rest))]);
  const differing = refused.flatMap((one) => {
    const said = found.get(one) ?? [];
    const expected = one.module.variables.find(({ prop }) => prop === one.wrong)?.name;
    const fine = expected === undefined ? said.length > 0 : said.includes(expected) && said.every((name) => !name.includes(":"));
    const rules = problemsOf(one.module, one.assignment).map(({ code, rule }) => `${code} ${rule}`);
    return fine ? [] : [`${shown(one)}: ${said.length === 0 ? "nothing" : said.join("; ")}, and the construct: ${rules.join("; ")}`];
  });
  expect(differing).toEqual([]);
}, 1_800_000);

/** One plan of thousands of calls takes longer than many of some. */
const verdictsInParts = async (refused: readonly Case[]): Promise<ReadonlyMap<Case, readonly string[]>> => {
  const found: (readonly [Case, readonly string[]])[] = [];
  for (const some of inGroups(refused, callsAtOnce)) found.push(...(await verdicts(some)));
  return new Map(found);
};
const callsAtOnce = 250;

/** Which variables Terraform refuses of each case that it refuses. Only variables matter, so no provider is needed. */
const verdicts = async (refused: readonly Case[]): Promise<ReadonlyMap<Case, readonly string[]>> => {
  if (refused.length === 0) return new Map();
  const planted = plant([]);
  const nameOf = (index: number): string => `case-${String(index)}`;
  refused.forEach((one, index) => {
    planted.write(`${nameOf(index)}/variables.tf.json`, JSON.stringify({ variable: one.module.json.variable }));
    const call = { source: `../${nameOf(index)}`, ...argumentsOf(one) };
    planted.write(`root/${nameOf(index)}.tf.json`, JSON.stringify({ module: { [nameOf(index)]: call } }));
  });
  await good(planted.run("root", ["init", "-backend=false"]));
  const { stdout } = await planted.run("root", ["plan", "-input=false", "-json"]);
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly diagnostic?: Diagnostic });
  const found = refusals(lines.flatMap(({ diagnostic }) => diagnostic ?? []));
  return new Map(refused.flatMap((one, index) => (found.has(nameOf(index)) ? [[one, found.get(nameOf(index)) ?? []] as const] : [])));
};

test("what is given beside a default is refused by the construct and by its module", async () => {
  const refused = all
    .filter(({ name }) => name.startsWith("aws-database"))
    .map((module) => ({ module, assignment: { ...module.shape.basic, maintenanceWindow: "sun:00:30-sun:01:30" } }));
  const rule = "'backupWindow' must not meet 'maintenanceWindow'";
  expect(refused.map(({ module, assignment }) => problemsOf(module, assignment).map((one) => one.rule))).toEqual([[rule], [rule]]);
  expect([...(await verdicts(refused)).values()]).toEqual([["backup_window"], ["backup_window"]]);
});

interface Plan {
  readonly planned_values: { readonly root_module: { readonly child_modules?: readonly { readonly address: string }[] } };
  readonly resource_changes?: readonly { readonly module_address?: string }[];
  readonly output_changes: Readonly<Record<string, unknown>>;
  readonly checks?: readonly { readonly address: { readonly module?: string } }[];
}

/**
 * A JSON document says the same with its keys in another order: a construct sorts keys that it knows. A policy does so with
 * its names too, and with one name as a text or as a list of one; a policy of Google's has members in any order.
 */
const inPolicyForm = (value: unknown): unknown => {
  if (typeof value !== "string" || !value.startsWith('{"')) return value;
  if (!value.includes('"Statement"') && !value.includes('"bindings"')) return JSON.parse(value) as unknown;
  return JSON.parse(value, (_, part: unknown) => {
    if (!Array.isArray(part) || !part.every((one) => typeof one === "string")) return part;
    const names = [...new Set(part)].sort();
    return names.length === 1 ? names[0] : names;
  }) as unknown;
};

/** What a plan says of one call, as if that were the only one. */
const partOf = ({ planned_values: values, resource_changes: changes = [], output_changes: outputs, checks = [] }: Plan, call: string) => {
  const place = `module.${call}`;
  const own = {
    planned_values: values.root_module.child_modules?.find(({ address }) => address === place),
    resource_changes: changes.filter(({ module_address: address }) => address === place),
    output_changes: outputs[call],
    // Where a variable's validation stands is no part of what is planned.
    checks: checks.filter(({ address }) => address.module === place && !JSON.stringify(address).includes("var.")),
  };
  return JSON.parse(JSON.stringify(own).replaceAll(place, "module.call"), (_, value: unknown) => inPolicyForm(value)) as typeof own;
};

/** The plan of modules and of the stacks of the same constructs, one beside the other, in one root. */
const plannedTogether = async (
  modules: readonly BuiltModule[],
  providers: object,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  const taken = modules.flatMap((module) => drawn(module).taken);
  const planted = plant(modules);
  taken.forEach((one, index) => {
    const { module, assignment } = one;
    const secrets = module.variables.filter(isSecret).map(({ name }) => name);
    const given = argumentsOf(one);
    const { resource, data, locals, output } = outcomeOf(module, assignment).json;
    const variable = Object.fromEntries(secrets.map((name) => [name, { type: "string", ephemeral: true, default: "" }]));
    const { required_providers } = module.json.terraform ?? {};
    planted.write(
      `json-${String(index)}/main.tf.json`,
      JSON.stringify({ terraform: { required_providers }, ...(secrets.length > 0 && { variable }), resource, data, locals, output }),
    );
    const names = { hcl: `hcl-${String(index)}`, json: `json-${String(index)}` };
    planted.write(
      `root/case-${String(index)}.tf.json`,
      JSON.stringify({
        module: {
          [names.hcl]: { source: `../${module.name}`, ...given },
          [names.json]: {
            source: `../${names.json}`,
            ...Object.fromEntries(Object.entries(given).filter(([name]) => secrets.includes(name))),
          },
        },
        output: Object.fromEntries(Object.values(names).map((name) => [name, { value: `\${module.${name}}`, sensitive: true }])),
      }),
    );
  });
  planted.write("root/main.tf.json", JSON.stringify(providers));
  await good(planted.run("root", ["init", "-backend=false"], env));
  await good(planted.run("root", ["plan", "-input=false", "-refresh=false", "-out=plan"], env));
  const plan = JSON.parse(await good(planted.run("root", ["show", "-json", "plan"], env))) as Plan;
  // A module of maps makes nothing of empty ones, but not always.
  const makes = new Set(
    taken.filter((_, index) => partOf(plan, `hcl-${String(index)}`).resource_changes.length > 0).map(({ module }) => module),
  );
  expect(modules.filter((module) => !makes.has(module)).map(({ name }) => name)).toEqual([]);
  return taken.flatMap((one, index) => {
    const [json, hcl] = [partOf(plan, `json-${String(index)}`), partOf(plan, `hcl-${String(index)}`)];
    return planDifference(json, hcl).map((difference) => `${shown(one)}: ${difference}`);
  });
};

describe("a module plans what the stack of the same construct plans", () => {
  test("modules of AWS, with the real provider", async () => {
    if (!hasAwsProvider()) return;
    const differing: string[] = [];
    for (const some of inGroups(chosen.filter(isAws), modulesAtOnce))
      differing.push(...(await plannedTogether(some, { provider: { aws: awsWithoutAccount } }, {})));
    expect(differing).toEqual([]);
  }, 1_800_000);

  test("modules of the other clouds, with twins", async () => {
    for (const some of inGroups(
      chosen.filter((module) => !isAws(module)),
      modulesAtOnce,
    )) {
      await withTwins(plant(some), async (env) => {
        expect(await plannedTogether(some, {}, env)).toEqual([]);
      });
    }
  }, 1_800_000);
});

/** A few modules at a time: one plan of all would be large, and one for each would start each provider anew. */
const modulesAtOnce = 6;

const inGroups = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
