import type { Provider } from "../protocol/provider";

/** A provider, as far as it is asked for verdicts. */
export type Asked = Pick<Provider, "schema" | "validateResource" | "plan">;

/** A plan that takes longer asks a cloud, which isn't there, again and again. On a busy machine a plan takes a second. */
const usualPatience = 20;

/** Why a plan was not waited for. */
export class CloudAsked extends Error {
  constructor() {
    super("the real provider asks its cloud while it plans");
  }
}

/** A provider whose plans are not waited for once one of them took too long: of one type, all of them would. */
export const withPatience = (provider: Asked, seconds = usualPatience): Asked => {
  let isOver = false;
  return {
    schema: provider.schema,
    validateResource: (type, config) => provider.validateResource(type, config),
    plan: async (request) => {
      if (isOver) throw new CloudAsked();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<never>((_, fail) => {
        timer = setTimeout(() => {
          isOver = true;
          fail(new CloudAsked());
        }, seconds * 1000);
      });
      try {
        return await Promise.race([provider.plan(request), limit]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
};
