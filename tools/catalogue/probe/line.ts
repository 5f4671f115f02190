import type { Provider, ProviderSchema } from "../../protocol/provider";

/** A way to a provider that is configured. Called again when the provider has ended. */
export type Connect = () => Promise<Provider>;

/** A question, asked of whichever provider stands at the other end. It may be asked again of another one. */
export type Question<T> = (provider: Provider) => Promise<T>;

/** What is said of a question that ends the provider. */
export interface Ended {
  readonly ended: string;
}

/** A line to a provider on which several questions are under way at a time. */
export interface Line {
  readonly schema: ProviderSchema;
  /** How often a provider was started. */
  starts(): number;
  ask<T>(question: Question<T>): Promise<T | Ended>;
}

/** Questions that are under way at a time. More make no provider faster on two cores. */
const usualWidth = 12;

/** A question that was under way when the provider ended, and may be why. */
interface Suspect {
  /** Asks again; whether there was an answer. */
  readonly again: (provider: Provider) => Promise<boolean>;
  readonly fail: (error: unknown) => void;
}

/**
 * Opens a line. When the provider ends, every question that was under way is asked again, each alone: the one that ends it
 * alone too is why, and the others get their answers. So what a question is answered depends on no other question.
 */
export const lineTo = async (connect: Connect, width = usualWidth): Promise<Line> => {
  let provider = await connect();
  const { schema } = provider;
  const waiting: { readonly start: () => void; readonly fail: (error: unknown) => void }[] = [];
  let suspects: Suspect[] = [];
  let underWay = 0;
  let starts = 1;
  const restart = async (): Promise<void> => {
    starts += 1;
    provider = await connect();
  };
  const next = (): void => {
    if (underWay === 0 && suspects.length > 0) void askAlone();
    while (suspects.length === 0 && underWay < width && waiting.length > 0) {
      underWay += 1;
      waiting.shift()?.start();
    }
  };
  const askAlone = async (): Promise<void> => {
    underWay += 1;
    const all = suspects;
    try {
      await restart();
      for (const suspect of all) if (!(await suspect.again(provider))) await restart();
    } catch (error) {
      // It doesn't start again: nobody else will get an answer.
      for (const { fail } of [...all, ...waiting.splice(0)]) fail(error);
    }
    suspects = [];
    underWay -= 1;
    next();
  };
  return {
    schema,
    starts: () => starts,
    ask: <T>(question: Question<T>) =>
      new Promise<T | Ended>((succeed, fail) => {
        const again = (of: Provider): Promise<boolean> =>
          question(of).then(
            (answer) => (succeed(answer), true),
            (error: unknown) => (succeed({ ended: error instanceof Error ? error.message : String(error) }), false),
          );
        const end = (): void => {
          underWay -= 1;
          next();
        };
        const start = (): void => {
          question(provider).then(
            (answer) => {
              succeed(answer);
              end();
            },
            () => {
              suspects.push({ again, fail });
              end();
            },
          );
        };
        waiting.push({ start, fail });
        next();
      }),
  };
};
