/** A small evaluator of IAM policies, for tables of what is allowed and what is not. */

type Texts = string | readonly string[];

/** A statement as it stands in JSON. */
export interface JsonStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, Texts>>;
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

/** A policy as it stands in JSON. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly JsonStatement[];
}

/** What somebody asks for. Condition keys that are not given are absent. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** ARN of the role, user or root, or a service's principal; only policies of resources look at it. */
  readonly principal?: string;
  readonly context?: Readonly<Record<string, Texts>>;
}

const list = (texts: Texts | undefined): readonly string[] => (texts === undefined ? [] : typeof texts === "string" ? [texts] : texts);

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".")}$`,
    "s",
  ).test(text);

type Compare = (wanted: string, got: string) => boolean;

const operators: Readonly<Record<string, { readonly compare: Compare; readonly negated: boolean }>> = {
  StringEquals: { compare: (wanted, got) => wanted === got, negated: false },
  StringNotEquals: { compare: (wanted, got) => wanted === got, negated: true },
  StringLike: { compare: like, negated: false },
  StringNotLike: { compare: like, negated: true },
  ArnEquals: { compare: like, negated: false },
  ArnLike: { compare: like, negated: false },
  ArnNotEquals: { compare: like, negated: true },
  ArnNotLike: { compare: like, negated: true },
  Bool: { compare: (wanted, got) => wanted === got, negated: false },
  NumericLessThan: { compare: (wanted, got) => Number(got) < Number(wanted), negated: false },
};

const holds = (operator: string, wanted: readonly string[], got: readonly string[] | undefined): boolean => {
  if (operator === "Null") return wanted.includes(String(got === undefined));
  const { set, name, ifExists } =
    /^(?:(?<set>ForAnyValue|ForAllValues):)?(?<name>\w+?)(?<ifExists>IfExists)?$/.exec(operator)?.groups ?? {};
  const rule = operators[name ?? ""];
  if (rule === undefined) throw new Error(`the evaluator does not know the operator ${operator}`);
  const one = (value: string): boolean => wanted.some((each) => rule.compare(each, value)) !== rule.negated;
  if (set === "ForAllValues") return (got ?? []).every(one);
  if (set === "ForAnyValue") return (got ?? []).some(one);
  if (got === undefined) return ifExists !== undefined || rule.negated;
  return got.some(one);
};

const principalMatches = (statement: JsonStatement, principal: string | undefined): boolean => {
  const { Principal: named } = statement;
  if (named === undefined || named === "*") return true;
  const root = principal?.replace(/^(arn:[^:]+:iam::\d+:).*$/, "$1root");
  return Object.values(named)
    .flatMap(list)
    .some((one) => one === principal || one === root);
};

const applies = (statement: JsonStatement, { action, resource, principal, context = {} }: Request): boolean => {
  const among = (patterns: Texts | undefined, text: string): boolean => list(patterns).some((pattern) => like(pattern, text));
  const inActions = (patterns: Texts | undefined): boolean =>
    list(patterns).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()));
  return (
    principalMatches(statement, principal) &&
    (statement.Action === undefined ? !inActions(statement.NotAction) : inActions(statement.Action)) &&
    (statement.NotResource === undefined || !among(statement.NotResource, resource)) &&
    (statement.Resource === undefined || among(statement.Resource, resource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, list(wanted), key in context ? list(context[key]) : undefined)),
    )
  );
};

/** The sids that apply to a request, the ones that deny first. */
export const applying = (policies: readonly PolicyDocument[], request: Request, effect: "Allow" | "Deny"): readonly string[] =>
  policies
    .flatMap((policy) => policy.Statement)
    .filter((statement) => statement.Effect === effect && applies(statement, request))
    .map((statement) => statement.Sid);

/** The answer: an explicit denial wins, and what nothing allows is not allowed. */
export const decide = (policies: readonly PolicyDocument[], request: Request): "allowed" | "denied" | "not allowed" => {
  if (applying(policies, request, "Deny").length > 0) return "denied";
  return applying(policies, request, "Allow").length > 0 ? "allowed" : "not allowed";
};
