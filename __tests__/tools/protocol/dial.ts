import { Client, credentials, status, type ServiceError } from "@grpc/grpc-js";
import { clientProvider, type Ask } from "../../../tools/protocol/client-provider";
import { pluginService, providerService } from "../../../tools/protocol/messages";
import type { Provider } from "../../../tools/protocol/provider";

/** A connection of a test's own to a served provider. */
export interface Dialled {
  readonly ask: Ask;
  readonly provider: Provider;
  /** What the library beneath Terraform's plugins asks; the answer's bytes. */
  plugin(method: keyof typeof pluginService): Promise<Buffer>;
  close(): void;
}

/** Connects to a port of 127.0.0.1 as Terraform does: no connection is shared. */
export const dial = async (port: number): Promise<Dialled> => {
  const client = new Client(`127.0.0.1:${String(port)}`, credentials.createInsecure(), { "grpc.use_local_subchannel_pool": 1 });
  const service = providerService(6);
  const ask: Ask = (method, request) =>
    new Promise((succeed, fail) => {
      const { path, requestSerialize, responseDeserialize } = service[method];
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error: ServiceError | null, response) => {
        if (error === null && response !== undefined) succeed(response);
        else fail(new Error(error === null ? "no answer" : status[error.code]));
      });
    });
  const plugin = (method: keyof typeof pluginService): Promise<Buffer> =>
    new Promise((succeed, fail) => {
      const { path, requestSerialize } = pluginService[method];
      client.makeUnaryRequest(
        path,
        requestSerialize,
        (bytes) => bytes,
        {},
        (error: ServiceError | null, response) => {
          if (error === null && response !== undefined) succeed(response);
          else fail(new Error(error?.message));
        },
      );
    });
  return { ask, plugin, provider: await clientProvider(ask), close: () => client.close() };
};
