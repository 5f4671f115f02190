import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { clientProvider, type Ask } from "./client-provider";
import { pluginService, providerService } from "./messages";
import { startPlugin, type Plugin, type PluginOptions } from "./plugin";
import type { Provider } from "./provider";

/** A real provider's program. */
export interface StartedProvider extends Provider {
  /** The process id. */
  readonly pid: number;
  /** Asks it to end, and ends it. What is still being asked rejects. */
  close(): Promise<void>;
}

/** The schema of a large provider has tens of megabytes. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Time in which a provider's program has to end by itself. The large ones take a tenth of it. */
const endSeconds = 0.5;

/**
 * Starts a real provider's program, of protocol 5 or 6, and reads its schema. It sees none of the caller's credentials.
 *
 * @throws EstateError ProviderFailed where it doesn't start or doesn't speak the protocol.
 */
export const startProvider = async (file: string, options: PluginOptions = {}): Promise<StartedProvider> => {
  const plugin = await startPlugin(file, options);
  const client = new Client(plugin.target, credentials.createInsecure(), unlimited);
  const close = async (): Promise<void> => {
    if (!plugin.hasEnded()) await shutdown(client);
    client.close();
    await plugin.end(endSeconds);
  };
  try {
    const provider = await clientProvider(asker(plugin, client));
    return { ...provider, pid: plugin.pid, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const shutdown = (client: Client): Promise<void> =>
  new Promise((succeed) => {
    const { path, requestSerialize, responseDeserialize } = pluginService.Shutdown;
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, {}, { deadline: Date.now() + endSeconds * 1000 }, () => succeed());
  });

const asker = (plugin: Plugin, client: Client): Ask => {
  const service = providerService(plugin.protocol);
  return async (method, request) => {
    if (plugin.hasEnded()) throw await plugin.whyFailed(method, "it was closed");
    return new Promise((succeed, fail) => {
      const { path, requestSerialize, responseDeserialize } = service[method];
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error: ServiceError | null, response) => {
        if (error === null && response !== undefined) succeed(response);
        else plugin.whyFailed(method, error?.details ?? "no answer").then(fail, fail);
      });
    });
  };
};
