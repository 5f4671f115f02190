/** The variable that tells Terraform where providers already run. */
export const reattachName = "TF_REATTACH_PROVIDERS";

/**
 * The value of {@link reattachName} for providers that this process serves: by source, with its host, the port. Terraform
 * neither installs nor starts nor ends such a provider.
 */
export const reattachVariable = (entries: Readonly<Record<string, number>>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(entries)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([source, port]) => [
          source,
          {
            Protocol: "grpc",
            ProtocolVersion: 6,
            Pid: process.pid,
            Test: true,
            Addr: { Network: "tcp", String: `127.0.0.1:${String(port)}` },
          },
        ]),
    ),
  );
