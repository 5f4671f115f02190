import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/** A host of plain files on loopback. */
export interface StaticHost {
  readonly port: number;
  /** What was asked for, in its order. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/** A certificate of 127.0.0.1 with its key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const usualTypes: Readonly<Record<string, string>> = { ".json": "application/json", ".gz": "application/gzip" };

/** The headers that a `_headers` file gives a path: a pattern with one `*` at its end, and what stands indented below it. */
const headersOf = (folder: string, path: string): Readonly<Record<string, string>> => {
  const file = join(folder, "_headers");
  if (!existsSync(file)) return {};
  const rules = readFileSync(file, "utf8").split(/^(?=\S)/m);
  return Object.fromEntries(
    rules.flatMap((rule) => {
      const [pattern = "", ...lines] = rule.trimEnd().split("\n");
      return path.startsWith(pattern.replace(/\*$/, "")) ? lines.map((line) => line.trim().split(": ") as [string, string]) : [];
    }),
  );
};

interface HostOptions {
  readonly certificate?: Certificate;
  readonly plain?: boolean;
  readonly types?: Readonly<Record<string, string>>;
  readonly moved?: readonly [from: string, to: string];
}

/**
 * Serves a folder as hosts of static files do: a file by its path with a type by its extension, and the headers of its
 * `_headers` file. With a certificate it speaks TLS. `plain` leaves the headers out, as hosts do that read no such file.
 * `types` are its types by extension. `moved` is a beginning of paths that it answers with another place.
 */
export const serveFolder = async (
  folder: string,
  { certificate, plain = false, types = usualTypes, moved }: HostOptions = {},
): Promise<StaticHost> => {
  const asked: string[] = [];
  const answer: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host.example");
    asked.push(pathname);
    if (moved !== undefined && pathname.startsWith(moved[0])) {
      response.writeHead(302, { location: pathname.replace(...moved) }).end();
      return;
    }
    const file = join(folder, decodeURIComponent(pathname));
    if (!existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const headers = plain ? {} : headersOf(folder, pathname);
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", ...headers });
    response.end(request.method === "HEAD" ? undefined : readFileSync(file));
  };
  const server: Server = certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
};
