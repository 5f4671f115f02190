import type { Diagnostic, PlanAnswer, Provider, ProviderSchema } from "../../protocol/provider";
import type { ObjectValue } from "../../protocol/values";
import { proposedNew } from "../../fidelity/verdict-proposed";

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
  /** The errors of a configuration. */
  validate(kind: Kind, type: string, config: ObjectValue): Promise<readonly Diagnostic[]>;
  /** The plan of a create, or of a change of what exists. */
  plan(type: string, config: ObjectValue, existing?: Existing): Promise<PlanAnswer>;
}

/** A way to a provider that is configured. Called again when the provider has ended. */
export type Connect = () => Promise<Provider>;

/** What is said of a question that ends the provider. */
export const endedSummary = "The provider ended";

/** A question that is asked again was under way when another one ended the provider. */
const mostAttempts = 3;

const noBytes = new Uint8Array();

/** Asks the provider that `connect` leads to. */
export const questionsTo = async (connect: Connect): Promise<Questions> => {
  let current = connect();
  const { schema } = await current;
  let asked = 0;
  const ask = async <T>(question: (provider: Provider) => Promise<T>): Promise<T | Diagnostic> => {
    asked += 1;
    let said = "";
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const mine = current;
      try {
        return await question(await mine);
      } catch (error) {
        // Several questions may have been under way: the first that notices the end makes the new start.
        if (current === mine) current = connect();
        await current;
        said = error instanceof Error ? error.message : String(error);
      }
    }
    return { severity: "error", summary: endedSummary, detail: said };
  };
  return {
    schema,
    asked: () => asked,
    validate: async (kind, type, config) => {
      const answer = await ask((provider) => validator(provider, kind)(type, config));
      return errorsIn(isDiagnostic(answer) ? [answer] : answer);
    },
    plan: async (type, config, existing) => {
      const block = schema.resources[type]?.block ?? {};
      const prior = existing?.state ?? null;
      const request = { type, prior, proposed: proposedNew(block, prior, config), config, private: existing?.private ?? noBytes };
      const answer = await ask((provider) => provider.plan(request));
      if (isDiagnostic(answer)) return { planned: null, requiresReplace: [], private: noBytes, diagnostics: [answer] };
      return { ...answer, diagnostics: errorsIn(answer.diagnostics) };
    },
  };
};

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

const isDiagnostic = (answer: object): answer is Diagnostic => "severity" in answer;

const errorsIn = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => diagnostics.filter(({ severity }) => severity === "error");
