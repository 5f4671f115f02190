import { byBytes, goJson, sortedMap, type Json } from "./go-json";

/** A policy of AWS in the form in which the provider merges and writes it. */
export interface Policy {
  readonly version: string;
  readonly id: string;
  readonly statements: readonly Statement[];
}

/** A statement of a policy. What is `undefined` or empty is not written. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions?: Json;
  readonly notActions?: Json;
  readonly resources?: Json;
  readonly notResources?: Json;
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** Principals of one type. One identifier that is no list is written as a text. */
export interface Principal {
  readonly type: string;
  readonly identifiers: string | readonly string[];
}

/** One condition. Its values keep their order. */
export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/** A policy with nothing in it yet. */
export const emptyPolicy: Policy = { version: "", id: "", statements: [] };

/** `base` with `next` upon it: the later version, the last id, and a statement replaced where its Sid is there already. */
export const mergePolicies = (base: Policy, next: Policy): Policy => ({
  version: byBytes(next.version, base.version) > 0 ? next.version : base.version,
  id: next.id === "" ? base.id : next.id,
  statements: next.statements.reduce(withStatement, base.statements),
});

const withStatement = (statements: readonly Statement[], next: Statement): readonly Statement[] => {
  const at = next.sid === "" ? -1 : statements.findIndex(({ sid }) => sid === next.sid);
  return at === -1 ? [...statements, next] : statements.map((one, index) => (index === at ? next : one));
};

/** A policy as JSON text, as the provider writes it: indented by two spaces, or without any where `indent` is empty. */
export const writePolicy = (policy: Policy, indent: string): string =>
  goJson(
    filled([
      ["Version", unlessEmpty(policy.version)],
      ["Id", unlessEmpty(policy.id)],
      ["Statement", policy.statements.length === 0 ? undefined : policy.statements.map(statementJson)],
    ]),
    indent,
  );

const statementJson = (statement: Statement): Json =>
  filled([
    ["Sid", unlessEmpty(statement.sid)],
    ["Effect", unlessEmpty(statement.effect)],
    ["Action", statement.actions],
    ["NotAction", statement.notActions],
    ["Resource", statement.resources],
    ["NotResource", statement.notResources],
    ["Principal", principalsJson(statement.principals)],
    ["NotPrincipal", principalsJson(statement.notPrincipals)],
    ["Condition", conditionsJson(statement.conditions)],
  ]);

const filled = (entries: readonly (readonly [string, Json | undefined])[]): ReadonlyMap<string, Json> =>
  new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));

const unlessEmpty = (text: string): string | undefined => (text === "" ? undefined : text);

/** One principal alone of type `*` is written as `"*"`; AWS takes `{"AWS": "*"}` for something else, so that stays. */
const principalsJson = (principals: readonly Principal[]): Json | undefined => {
  const [first, ...more] = principals;
  if (first === undefined) return undefined;
  const all = listed(first.identifiers);
  if (more.length === 0 && first.type === "*" && all.length === 1 && all[0] === "*") return "*";
  const byType = new Map<string, string | readonly string[]>();
  for (const { type, identifiers } of principals) {
    const added = typeof identifiers === "string" ? identifiers : reversed(identifiers);
    byType.set(type, joined(byType.get(type), added));
  }
  return sortedMap(byType);
};

const conditionsJson = (conditions: readonly Condition[]): Json | undefined => {
  if (conditions.length === 0) return undefined;
  const byTest = new Map<string, Map<string, readonly string[]>>();
  for (const { test, variable, values } of conditions) {
    const byVariable = byTest.get(test) ?? new Map<string, readonly string[]>();
    byVariable.set(variable, [...(byVariable.get(variable) ?? []), ...values]);
    byTest.set(test, byVariable);
  }
  const single = ([variable, values]: readonly [string, readonly string[]]): readonly [string, Json] => [
    variable,
    values.length === 1 ? (values[0] ?? "") : values,
  ];
  return sortedMap([...byTest].map(([test, byVariable]) => [test, sortedMap([...byVariable].map(single))] as const));
};

const joined = (there: string | readonly string[] | undefined, more: string | readonly string[]): string | readonly string[] =>
  there === undefined ? more : [...listed(there), ...listed(more)];

const listed = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);

/** The order in which the provider writes actions, resources and identifiers: backwards. */
export const reversed = (texts: readonly string[]): readonly string[] => [...texts].sort(byBytes).reverse();
