/** A statement of a policy of AWS, as far as rules read it. */
export interface Statement {
  readonly allows: boolean;
  /** `AWS`, `Federated`, `Service`, `CanonicalUser` or `*`, with what is named. */
  readonly principals: readonly (readonly [kind: string, name: string])[];
  /** Set where everybody is meant but those who are named. */
  readonly exceptsPrincipals: boolean;
  readonly actions: readonly string[];
  /** Set where every action is meant but those that are named. */
  readonly exceptsActions: boolean;
  readonly isConditional: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

const texts = (value: unknown): readonly string[] => list(value).filter((one): one is string => typeof one === "string");

const principalsOf = (value: unknown): Statement["principals"] => {
  if (!isJson(value)) return texts(value).map((name) => ["AWS", name]);
  return Object.entries(value).flatMap(([kind, names]) => texts(names).map((name) => [kind, name] as const));
};

const statementOf = (value: Json): Statement => ({
  allows: value["Effect"] === "Allow",
  principals: principalsOf(value["Principal"] ?? value["NotPrincipal"]),
  exceptsPrincipals: value["NotPrincipal"] !== undefined,
  actions: texts(value["Action"] ?? value["NotAction"]),
  exceptsActions: value["NotAction"] !== undefined,
  isConditional: isJson(value["Condition"]) && Object.keys(value["Condition"]).length > 0,
});

const parsed = new Map<string, readonly Statement[] | undefined>();

/** The statements of a policy; `undefined` where the text is no policy. */
export const statementsOf = (text: string): readonly Statement[] | undefined => {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text);
};

const parse = (text: string): readonly Statement[] | undefined => {
  try {
    const document: unknown = JSON.parse(text);
    return isJson(document) ? list(document["Statement"]).filter(isJson).map(statementOf) : undefined;
  } catch {
    return undefined;
  }
};

/** Whether a pattern of actions, in which `*` and `?` stand for anything, matches an action. */
export const matchesAction = (pattern: string, action: string): boolean => {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${expression}$`, "i").test(action);
};

/** Whether a statement is about an action. */
export const isAbout = ({ actions, exceptsActions }: Statement, action: string): boolean =>
  actions.some((pattern) => matchesAction(pattern, action)) !== exceptsActions;
