import type { Condition, Policy, Principal, Statement } from "./aws-policy";
import { parseJson, type Json } from "./go-json";

/** Why a document can't be merged, in the real provider's words. */
export class PolicyError extends Error {}

/** A document on which the real provider crashes: an element of a list that is no text, or a statement that is null. */
export class PolicyCrash extends PolicyError {}

/** A policy out of JSON text, read as the real provider does: names of any case, unknown ones left out. @throws PolicyError */
export const readPolicy = (text: string): Policy => {
  const json = text === "" ? null : parseJson(text);
  if (json === null) return { version: "", id: "", statements: [] };
  if (!isMap(json)) throw new PolicyError(`json: cannot unmarshal ${kindOf(json)} into Go value of type iam.IAMPolicyDoc`);
  const reader = structReader(json, "IAMPolicyDoc");
  const version = reader.text("Version");
  const id = reader.text("Id");
  const statements = reader.list("Statement", "[]*iam.IAMPolicyStatement", readStatement(reader.mismatch));
  reader.finish();
  return { version, id, statements };
};

/** Go reports the first value of a wrong type only after all others were read, and other mistakes at once. */
const structReader = (json: ReadonlyMap<string, Json>, name: string, mismatch: string[] = []) => {
  const wrong = (value: Json, field: string, type: string): void =>
    void mismatch.push(`json: cannot unmarshal ${kindOf(value)} into Go struct field ${name}.${field} of type ${type}`);
  const values = (field: string): readonly Json[] => [...json].flatMap(([key, value]) => (folded(key) === folded(field) ? [value] : []));
  return {
    mismatch,
    last: (field: string): Json | undefined => values(field).at(-1),
    text: (field: string): string => {
      let text = "";
      for (const value of values(field)) {
        if (typeof value === "string") text = value;
        else if (value !== null) wrong(value, field, "string");
      }
      return text;
    },
    list: <T>(field: string, type: string, read: (item: Json) => T): readonly T[] => {
      const value = values(field).at(-1) ?? null;
      if (isList(value)) return value.map(read);
      if (value !== null) wrong(value, field, type);
      return [];
    },
    finish: (): void => {
      if (mismatch[0] !== undefined) throw new PolicyError(mismatch[0]);
    },
  };
};

const readStatement =
  (mismatch: string[]) =>
  (json: Json): Statement => {
    if (json === null) throw new PolicyCrash("a statement is null");
    if (!isMap(json)) {
      mismatch.push(`json: cannot unmarshal ${kindOf(json)} into Go struct field IAMPolicyDoc.Statement of type iam.IAMPolicyStatement`);
      return { sid: "", effect: "", principals: [], notPrincipals: [], conditions: [] };
    }
    const reader = structReader(json, "IAMPolicyStatement.Statement", mismatch);
    const any = (field: string, name: string): Record<string, Json> => {
      const value = reader.last(field) ?? null;
      return value === null ? {} : { [name]: sorted(value) };
    };
    return {
      sid: reader.text("Sid"),
      effect: reader.text("Effect"),
      ...any("Action", "actions"),
      ...any("NotAction", "notActions"),
      ...any("Resource", "resources"),
      ...any("NotResource", "notResources"),
      principals: readPrincipals(reader.last("Principal")),
      notPrincipals: readPrincipals(reader.last("NotPrincipal")),
      conditions: readConditions(reader.last("Condition")),
    };
  };

const readPrincipals = (json: Json | undefined): readonly Principal[] => {
  if (json === undefined) return [];
  if (typeof json === "string") return [{ type: "*", identifiers: ["*"] }];
  if (!isMap(json)) throw new PolicyError(`Unsupported data type ${goTypeOf(json)} for IAMPolicyStatementPrincipalSet`);
  return [...json].map(([type, value]): Principal => {
    if (typeof value === "string") return { type, identifiers: value };
    if (isList(value)) return { type, identifiers: value.map(onlyText) };
    throw new PolicyError(`Unsupported data type ${goTypeOf(value)} for IAMPolicyStatementPrincipalSet.Identifiers`);
  });
};

const readConditions = (json: Json | undefined): readonly Condition[] => {
  const field = "json: cannot unmarshal {} into Go struct field IAMPolicyStatement.Statement.Condition of type {}";
  const wrong = (value: Json, type: string): PolicyError => new PolicyError(field.replace("{}", kindOf(value)).replace("{}", type));
  if (json === undefined || json === null) return [];
  if (!isMap(json)) throw wrong(json, "map[string]map[string]interface {}");
  return [...json].flatMap(([test, variables]) => {
    if (variables === null) return [];
    if (!isMap(variables)) throw wrong(variables, "map[string]interface {}");
    return [...variables].flatMap(([variable, value]): readonly Condition[] => {
      if (typeof value === "string" || typeof value === "boolean") return [{ test, variable, values: [String(value)] }];
      // Numbers and objects are dropped without a word.
      return isList(value) ? [{ test, variable, values: value.map(onlyText) }] : [];
    });
  });
};

const onlyText = (value: Json): string => {
  if (typeof value === "string") return value;
  throw new PolicyCrash("a list holds something that is no text");
};

/** Objects where the provider takes anything are written with their keys sorted. */
const sorted = (value: Json): Json => {
  if (isList(value)) return value.map(sorted);
  return isMap(value) ? new Map([...value].map(([key, item]) => [key, sorted(item)] as const).sort(byKey)) : value;
};

const byKey = ([left]: readonly [string, Json], [right]: readonly [string, Json]): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

/** Names are compared as Go does, without regard to case. */
const folded = (name: string): string => name.toLowerCase().toUpperCase();

const kindOf = (value: Json): string => {
  if (isList(value)) return "array";
  return isMap(value) ? "object" : typeof value === "boolean" ? "bool" : typeof value;
};

const goTypeOf = (value: Json): string => {
  if (value === null) return "<nil>";
  if (isList(value)) return "[]interface {}";
  return isMap(value) ? "map[string]interface {}" : typeof value === "boolean" ? "bool" : "float64";
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isMap = (value: Json): value is ReadonlyMap<string, Json> => value instanceof Map;
