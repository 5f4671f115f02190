import type { ProviderFacts } from "../catalogue/facts";
import { reattachVariable } from "../protocol/reattach";
import { functionsOf } from "./functions";
import { serveProvider } from "../protocol/server";
import type { World } from "../world/world";
import { createWorld } from "../world/create-world";
import { Seeds } from "./seeds";
import { createTwin } from "./twin";

/** What twins are started for. */
export interface TwinsRequest {
  /** What is known, provider by provider. */
  readonly facts: readonly ProviderFacts[];
  /** `empty`: nothing stands but what twins made. `open`: other things may stand outside. */
  readonly outside: "empty" | "open";
}

/** Running twins, all in one world. */
export interface Twins {
  readonly world: World;
  /**
   * The environment variables with which the Terraform of one stack reaches its twins.
   *
   * @param sources providers with their host in front; those of which nothing is known are left out
   */
  environment(stack: string, sources?: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** Ends all of them, and every connection. */
  close(): Promise<void>;
}

/** Terraform and OpenTofu ask different registries for a source without a host. */
const otherHost = (source: string): string => source.replace(/^registry\.terraform\.io\//, "registry.opentofu.org/");

/** Starts twins, each stack's on loopback ports of its own: that is how a twin knows who asks. */
export const startTwins = ({ facts, outside }: TwinsRequest): Promise<Twins> => {
  const world = createWorld({ outside });
  const seeds = new Seeds();
  const servers = new Map<string, ReturnType<typeof serveProvider>>();
  const portOf = async (stack: string, provider: ProviderFacts): Promise<number> => {
    const key = `${stack} ${provider.provider}`;
    const server =
      servers.get(key) ??
      serveProvider(
        () => createTwin({ facts: provider, world, stack, seeds, open: outside === "open" }),
        provider,
        functionsOf(provider.provider),
      );
    servers.set(key, server);
    return (await server).port;
  };
  return Promise.resolve({
    world,
    environment: async (stack, sources = facts.map(({ provider }) => provider)) => {
      const wanted = facts.filter(({ provider }) => sources.includes(provider));
      const ports = await Promise.all(wanted.map(async (one) => [one.provider, await portOf(stack, one)] as const));
      return {
        TF_REATTACH_PROVIDERS: reattachVariable(
          Object.fromEntries(
            ports.flatMap(([source, port]) => [
              [source, port],
              [otherHost(source), port],
            ]),
          ),
        ),
      };
    },
    close: async () => {
      await Promise.all([...servers.values()].map(async (server) => (await server).close()));
    },
  });
};
