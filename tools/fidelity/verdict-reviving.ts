import { startProvider, type StartedProvider } from "../protocol/client";
import type { Provider } from "../protocol/provider";

/** A real provider that breaks down at some questions, and is there again for the next. */
export interface RevivingProvider extends Pick<Provider, "schema" | "validateResource" | "plan"> {
  close(): Promise<void>;
}

/**
 * Starts a real provider's program, and starts it again whenever it breaks down: some do at questions that they never
 * expected. What was under way is asked again, one by one, so that only the question that breaks it is rejected.
 *
 * @param configure is called after each start
 */
export const startReviving = async (file: string, configure: (provider: Provider) => Promise<void>): Promise<RevivingProvider> => {
  const start = async (): Promise<StartedProvider> => {
    const provider = await startProvider(file);
    await configure(provider);
    return provider;
  };
  let current = start();
  let turn: Promise<unknown> = Promise.resolve();
  const { schema } = await current;

  const revive = async (broken: Promise<StartedProvider>): Promise<void> => {
    if (current !== broken) return;
    current = start();
    await (await broken).close();
    await current;
  };
  const askOnce = async <T>(question: (provider: Provider) => Promise<T>): Promise<T> => {
    const asked = current;
    try {
      return await question(await asked);
    } catch (error) {
      await revive(asked);
      throw error;
    }
  };
  const askInTurn = <T>(question: (provider: Provider) => Promise<T>): Promise<T> => {
    const answer = turn.then(() => askOnce(question));
    turn = answer.catch(() => undefined);
    return answer;
  };
  const ask = <T>(question: (provider: Provider) => Promise<T>): Promise<T> => askOnce(question).catch(() => askInTurn(question));

  return {
    schema,
    validateResource: (type, config) => ask((provider) => provider.validateResource(type, config)),
    plan: (request) => ask((provider) => provider.plan(request)),
    close: async () => (await current).close(),
  };
};
