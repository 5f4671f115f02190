import type { Asked } from "./verdict-patience";

/** A provider's program that runs, and can be ended. */
export interface Running extends Asked {
  close(): Promise<void>;
}

/**
 * A real provider that is started again whenever it breaks down: some do at questions that they never expected. What was
 * under way is asked again, one by one, so that only the question that breaks it is rejected.
 */
export const reviving = async (start: () => Promise<Running>): Promise<Running> => {
  let current = start();
  let turn: Promise<unknown> = Promise.resolve();
  const { schema } = await current;

  const revive = async (broken: Promise<Running>): Promise<void> => {
    if (current === broken) {
      current = start();
      await (await broken).close();
    }
    await current;
  };
  const askOnce = async <T>(question: (provider: Asked) => Promise<T>): Promise<T> => {
    const asked = current;
    try {
      return await question(await asked);
    } catch (error) {
      await revive(asked);
      throw error;
    }
  };
  const askInTurn = <T>(question: (provider: Asked) => Promise<T>): Promise<T> => {
    const answer = turn.then(() => askOnce(question));
    turn = answer.catch(() => undefined);
    return answer;
  };
  const ask = <T>(question: (provider: Asked) => Promise<T>): Promise<T> => askOnce(question).catch(() => askInTurn(question));

  return {
    schema,
    validateResource: (type, config) => ask((provider) => provider.validateResource(type, config)),
    plan: (request) => ask((provider) => provider.plan(request)),
    close: async () => (await current).close(),
  };
};
