import { createHash } from "node:crypto";
import type { Diagnostic, PlanAnswer, Provider, ProviderSchema } from "../../protocol/provider";
import type { ObjectValue, Value } from "../../protocol/values";
import { proposedNew } from "../../fidelity/verdict-proposed";
import { fingerprint } from "../../twins/fingerprint";
import { lineTo, type Connect, type Ended } from "./line";

/** What types a provider has. */
export type Kind = "resources" | "data_sources" | "ephemeral_resources";

/** A resource that is there: its state, and what the provider keeps with it. */
export interface Existing {
  readonly state: ObjectValue;
  readonly private: Uint8Array;
}

/** The questions that a probe asks. A question that ends the provider is answered with an error. */
export interface Questions {
  readonly schema: ProviderSchema;
  /** How many were asked so far. */
  asked(): number;
  /** The errors of a configuration, in the order of their texts: providers tell them in any. */
  validate(kind: Kind, type: string, config: ObjectValue): Promise<readonly Diagnostic[]>;
  /** The plan of a create, or of a change of what exists. */
  plan(type: string, config: ObjectValue, existing?: Existing): Promise<PlanAnswer>;
}

/** What is said of a question that ends the provider. */
export const endedSummary = "The provider ended";

const noBytes = new Uint8Array();

/** Asks the provider that `connect` leads to. */
export const questionsTo = async (connect: Connect): Promise<Questions> => {
  const line = await lineTo(connect);
  const { schema } = line;
  let asked = 0;
  return {
    schema,
    asked: () => asked,
    validate: async (kind, type, config) => {
      asked += 1;
      const answer = await line.ask((provider) => validator(provider, kind)(type, config));
      return "ended" in answer ? [endedBy(answer)] : errorsIn(answer);
    },
    plan: async (type, config, existing) => {
      asked += 1;
      const block = schema.resources[type]?.block ?? {};
      const prior = existing?.state ?? null;
      const request = { type, prior, proposed: proposedNew(block, prior, config), config, private: existing?.private ?? noBytes };
      const answer = await line.ask((provider) => provider.plan(request));
      if ("ended" in answer) return { planned: null, requiresReplace: [], private: noBytes, diagnostics: [endedBy(answer)] };
      return { ...answer, diagnostics: errorsIn(answer.diagnostics) };
    },
  };
};

/**
 * Asks no question twice: a provider's answer depends on the question alone. For the questions about one type; `asked` counts
 * its own.
 */
export const remembering = (questions: Questions): Questions => {
  const answers = new Map<string, Promise<unknown>>();
  let asked = 0;
  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const before = answers.get(key);
    if (before !== undefined) return before as Promise<T>;
    asked += 1;
    const answer = ask();
    answers.set(key, answer);
    return answer;
  };
  return {
    schema: questions.schema,
    asked: () => asked,
    validate: (kind, type, config) => once(keyOf(kind, type, config), () => questions.validate(kind, type, config)),
    plan: (type, config, existing) => {
      const prior = existing === undefined ? [] : [existing.state, Buffer.from(existing.private).toString("base64")];
      return once(keyOf("plan", type, config, ...prior), () => questions.plan(type, config, existing));
    },
  };
};

const keyOf = (...parts: readonly Value[]): string => createHash("sha1").update(fingerprint(parts)).digest("base64");

const validator = (provider: Provider, kind: Kind): Provider["validateResource"] => {
  switch (kind) {
    case "resources":
      return (type, config) => provider.validateResource(type, config);
    case "data_sources":
      return (type, config) => provider.validateDataSource(type, config);
    case "ephemeral_resources":
      return (type, config) => provider.validateEphemeral(type, config);
  }
};

const endedBy = ({ ended }: Ended): Diagnostic => ({ severity: "error", summary: endedSummary, detail: ended });

/** Errors in the order of their texts: an SDK walks its schema in another order each time. */
const errorsIn = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map((one) => [JSON.stringify([one.path ?? [], one.summary, one.detail]), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, one]) => one);
