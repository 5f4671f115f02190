import { createServer, type Server as Listener, type Socket } from "node:net";
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { capabilities, handlersOf, refusal, type Handlers } from "./handlers";
import { pluginService, providerService } from "./messages";
import { functionsToWire, type ProviderFunctions } from "./functions";
import type { Provider, ProviderSchema } from "./provider";
import { schemaToWire } from "./schema";
import type { Methods } from "./wire";

/** A provider that Terraform can reach. */
export interface ServedProvider {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

interface Connection {
  readonly socket: Socket;
  provider?: Provider;
}

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/**
 * Serves a provider to Terraform, by version 6 of the plugin protocol, on a port of 127.0.0.1. Terraform opens a
 * connection for each configuration of a provider, so each connection has a provider of its own, made by `connect` when
 * it is first needed. Whatever a provider throws becomes an error diagnostic.
 */
export const serveProvider = async (
  connect: () => Provider,
  schema: ProviderSchema,
  functions: ProviderFunctions = {},
): Promise<ServedProvider> => {
  const server = new Server(unlimited);
  const connections = new Map<string, Connection>();
  const providerOf = (peer: string): Provider => {
    const connection = connections.get(peer);
    if (connection === undefined) throw new Error("the connection is closed");
    return (connection.provider ??= connect());
  };
  const service = { ...providerService(6), GetProviderSchema: schemaMethod(schema, functions) };
  server.addService(service, implementation(handlersOf(schema, functions), providerOf));
  server.addService(pluginService, { Shutdown: answerNothing, Check: answerNothing });
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const listener = createServer((socket) => {
    const peer = `${String(socket.remoteAddress)}:${String(socket.remotePort)}`;
    const connection: Connection = { socket };
    connections.set(peer, connection);
    // The system may have given the port to another connection before this one's end is told.
    socket.once("close", () => connections.get(peer) === connection && connections.delete(peer));
    injector.injectConnection(socket);
  });
  const port = await listen(listener);
  const close = (): Promise<void> =>
    new Promise((succeed) => {
      listener.close(() => succeed());
      server.forceShutdown();
      for (const { socket } of connections.values()) socket.destroy();
    });
  return { port, close };
};

const listen = (listener: Listener): Promise<number> =>
  new Promise((succeed, fail) => {
    listener.once("error", fail);
    listener.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      if (address === null || typeof address === "string") fail(new Error("no port of 127.0.0.1 can be had"));
      else succeed(address.port);
    });
  });

const encodedSchemas = new WeakMap<ProviderSchema, Buffer>();

/** The method that tells the schema: its answer is encoded once, however many servers and connections there are. */
const schemaMethod = (schema: ProviderSchema, functions: ProviderFunctions) => {
  const method = providerService(6).GetProviderSchema;
  const encoded = (): Buffer => {
    const bytes =
      encodedSchemas.get(schema) ??
      method.responseSerialize({ ...schemaToWire(schema), functions: functionsToWire(functions), server_capabilities: capabilities });
    encodedSchemas.set(schema, bytes);
    return bytes;
  };
  return { ...method, responseSerialize: encoded };
};

type Call = ServerUnaryCall<unknown, unknown>;
type Answer = sendUnaryData<unknown>;

const answerNothing = (_call: Call, answer: Answer): void => answer(null, {});

const implementation = (handlers: Handlers, providerOf: (peer: string) => Provider): UntypedServiceImplementation =>
  Object.fromEntries(
    (Object.keys(handlers) as (keyof Methods)[]).map((name) => {
      const handle = handlers[name] as (request: unknown, provider: () => Provider) => unknown;
      const answerCall = (call: Call, answer: Answer): void => {
        const peer = call.getPeer();
        Promise.resolve()
          .then(() => handle(call.request, () => providerOf(peer)))
          .catch((error: unknown) => refusal(error))
          .then(
            (response) => answer(null, response),
            () => undefined,
          );
      };
      return [name, answerCall];
    }),
  );
