import type { ObjectValue } from "../../protocol/values";
import {
  emptyPolicy,
  mergePolicies,
  reversed,
  writePolicy,
  type Condition,
  type Policy,
  type Principal,
  type Statement,
} from "./aws-policy";
import { PolicyCrash, PolicyError, readPolicy } from "./aws-policy-source";
import { blocksOf, givenText, textsOf, textOf } from "./config";
import { failed, found, type Reader } from "./data-source";
import type { Json } from "./go-json";
import { hashedList, hashedSet, hashOf, inSetOrder } from "./go-set";

/** `aws_iam_policy_document`: computed by the provider itself, byte for byte as AWS 5.100.0 writes it. */
export const readPolicyDocument: Reader = ({ config }) => {
  try {
    const document = written(config);
    const json = writePolicy(document, "  ");
    return found({
      ...asRead(config),
      id: hashOf(json),
      json,
      minified_json: writePolicy(document, ""),
    });
  } catch (error) {
    if (error instanceof PolicyCrash)
      return failed("Plugin did not respond", `The real provider crashes on this document: ${error.message}.`);
    if (error instanceof PolicyError) return failed(error.message);
    throw error;
  }
};

const defaultVersion = "2012-10-17";
const oldVersion = "2008-10-17";

/** Documents named as sources, then the statements, then those that override, each upon what was there before it. */
const written = (config: ObjectValue): Policy => {
  const sids = new Set<string>();
  const sources = textsOf(config, "source_policy_documents").map((text, index) =>
    inPlace(`writing IAM Policy Document: merging source document ${String(index)}`, () => withNewSids(readPolicy(text), sids)),
  );
  const own: Policy = {
    version: textOf(config, "version") ?? defaultVersion,
    id: givenText(config, "policy_id") ?? "",
    statements: ownStatements(config),
  };
  const overrides = textsOf(config, "override_policy_documents").map((text, index) =>
    inPlace(`writing IAM Policy Document: merging override document ${String(index)}`, () => readPolicy(text)),
  );
  return [...sources, own, ...overrides].reduce(mergePolicies, emptyPolicy);
};

const inPlace = <T>(place: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyError && !(error instanceof PolicyCrash)) throw new PolicyError(`${place}: ${error.message}`);
    throw error;
  }
};

const withNewSids = (policy: Policy, sids: Set<string>): Policy => {
  for (const [index, { sid }] of policy.statements.entries()) {
    if (sids.has(sid)) {
      throw new PolicyError(
        `duplicate Sid (${sid}) in source_policy_documents (statement ${String(index)}). Remove the Sid or ensure Sids are unique.`,
      );
    }
    if (sid !== "") sids.add(sid);
  }
  return policy;
};

const ownStatements = (config: ObjectValue): readonly Statement[] => {
  const version = textOf(config, "version") ?? defaultVersion;
  const sids = new Set<string>();
  return blocksOf(config, "statement").map((block) => {
    const sid = textOf(block, "sid") ?? "";
    if (sids.has(sid)) {
      throw new PolicyError(`writing IAM Policy Document: duplicate Sid (${sid}). Remove the Sid or ensure the Sid is unique.`);
    }
    if (sid !== "") sids.add(sid);
    return ownStatement(sid, block, version);
  });
};

const ownStatement = (sid: string, block: ObjectValue, version: string): Statement => ({
  sid,
  effect: textOf(block, "effect") ?? "Allow",
  ...listed("actions", reversed(textsOf(block, "actions"))),
  ...listed("notActions", reversed(textsOf(block, "not_actions"))),
  // In the order in which the provider looks for what it refuses.
  ...listed("resources", withVariables("resources", reversed(textsOf(block, "resources")), version)),
  ...listed("notResources", withVariables("not_resources", reversed(textsOf(block, "not_resources")), version)),
  principals: principalsOf(block, "principals", version),
  notPrincipals: principalsOf(block, "not_principals", version),
  conditions: conditionsOf(block, version),
});

const listed = (name: string, texts: readonly string[]): Record<string, Json> => (texts.length === 0 ? {} : { [name]: single(texts) });

const single = (texts: readonly string[]): string | readonly string[] => (texts.length === 1 ? (texts[0] ?? "") : texts);

/** Terraform reads `${` itself, so the provider offers `&{` for the variables of a policy. */
const withVariables = (place: string, texts: readonly string[], version: string): readonly string[] => {
  const refused = version === oldVersion ? texts.find((text) => text.includes("&{")) : undefined;
  if (refused === undefined) return texts.map((text) => text.replaceAll("&{", "${"));
  throw new PolicyError(`reading ${place}: found &{ sequence in (${refused}), which is not supported in document version ${oldVersion}`);
};

const principalsOf = (block: ObjectValue, name: string, version: string): readonly Principal[] => {
  const inOrder = inSetOrder(blocksOf(block, name), (one) => ({
    type: textOf(one, "type") ?? "",
    identifiers: hashedSet(textsOf(one, "identifiers")),
  }));
  return inOrder.map((one) => ({
    type: textOf(one, "type") ?? "",
    identifiers: single(withVariables(`${name}: reading identifiers`, reversed(textsOf(one, "identifiers")), version)),
  }));
};

const conditionsOf = (block: ObjectValue, version: string): readonly Condition[] => {
  const inOrder = inSetOrder(blocksOf(block, "condition"), (one) => ({
    test: textOf(one, "test") ?? "",
    values: hashedList(textsOf(one, "values")),
    variable: textOf(one, "variable") ?? "",
  }));
  return inOrder.map((one) => ({
    test: textOf(one, "test") ?? "",
    variable: textOf(one, "variable") ?? "",
    values: withVariables("condition: reading values", textsOf(one, "values"), version),
  }));
};

/** The arguments as they stand in the state: defaults filled in, and what is empty without its own meaning as null. */
const asRead = (config: ObjectValue): ObjectValue => ({
  version: textOf(config, "version") ?? defaultVersion,
  policy_id: givenText(config, "policy_id") ?? null,
  source_json: givenText(config, "source_json") ?? null,
  override_json: givenText(config, "override_json") ?? null,
  source_policy_documents: unlessEmpty(textsOf(config, "source_policy_documents")),
  override_policy_documents: unlessEmpty(textsOf(config, "override_policy_documents")),
  statement: unlessEmpty(blocksOf(config, "statement").map(statementAsRead)),
});

const statementAsRead = (block: ObjectValue): ObjectValue => ({
  sid: textOf(block, "sid") ?? "",
  effect: textOf(block, "effect") ?? "Allow",
  ...Object.fromEntries(setNames.map((name) => [name, textsOf(block, name)] as const)),
  principals: blocksOf(block, "principals"),
  not_principals: blocksOf(block, "not_principals"),
  condition: blocksOf(block, "condition"),
});

const setNames = ["actions", "not_actions", "resources", "not_resources"] as const;

const unlessEmpty = <T>(items: readonly T[]): readonly T[] | null => (items.length === 0 ? null : items);
