import { join } from "node:path";

/**
 * All that Terraform and its providers see of the caller's environment: what a program needs to start. A list of what is
 * let through, not of what is held back: credentials have more names than anyone can list.
 */
const letThrough = [
  "PATH",
  "TMPDIR",
  "TEMP",
  "TMP",
  "LANG",
  "LC_ALL",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  // Windows starts no program without these.
  "SystemRoot",
  "ComSpec",
  "PATHEXT",
] as const;

/** How the registry is reached, where it may be reached at all. */
const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"] as const;

/** A port on which nothing listens: whatever calls a network fails at once, and says so. */
const nowhere = "http://127.0.0.1:9";

/** What the environment is made for. */
export interface EnvironmentRequest {
  /** A folder of this run's own. It takes the place of the home folder, and with it of every credential file. */
  readonly home: string;
  /** Terraform's configuration file; always ours, so that the caller's is never read. */
  readonly cliConfig: string;
  /** Whether the registry may be called. Otherwise no call leaves the machine. */
  readonly network: boolean;
}

/** The environment of a Terraform that has no credentials, no state and no settings of the caller's. */
export const terraformEnvironment = (
  from: Readonly<Record<string, string | undefined>>,
  { home, cliConfig, network }: EnvironmentRequest,
): Readonly<Record<string, string>> => ({
  ...pick(from, letThrough),
  ...(network
    ? pick(from, proxies)
    : { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere, https_proxy: nowhere, NO_PROXY: "127.0.0.1,localhost" }),
  HOME: home,
  USERPROFILE: home,
  APPDATA: home,
  TF_CLI_CONFIG_FILE: cliConfig,
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  CHECKPOINT_DISABLE: "1",
  // Each program lives for seconds, so collecting its garbage is mostly wasted: a quarter less time, a fifth more memory.
  GOGC: "300",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: join(home, "no-aws-config"),
  AWS_SHARED_CREDENTIALS_FILE: join(home, "no-aws-credentials"),
});

const pick = (from: Readonly<Record<string, string | undefined>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = from[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
