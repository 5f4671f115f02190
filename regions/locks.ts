import type { ManifestStack } from "./manifest";

/** Terraform's own record of a provider's version and checksums, by `<source> <version>`: the block as Terraform writes it. */
export type Locks = ReadonlyMap<string, string>;

/** The first lines of every lock file. */
const header = `# This file is maintained automatically by "terraform init".\n# Manual edits may be lost in future updates.\n`;

/** What a lock is called: the provider's source and one exact version. */
export const lockKey = (source: string, version: string): string => `${source} ${version}`;

/** The file in `locks/` that holds a lock, for example `hashicorp-aws-6.25.0.hcl`. */
export const lockFileName = (key: string): string => `${key.replace(/[/ ]/g, "-")}.hcl`;

/** The provider block of a lock file that holds one provider; `undefined` where there is none. */
export const lockBlock = (lockFile: string): string | undefined => /^provider "[^"]+" \{$[\s\S]*?^\}$/m.exec(lockFile)?.[0];

/** The lock file of a stack, if every provider that it pins has a lock; half a lock file would hide what is missing. */
export const stackLockFile = (providers: ManifestStack["providers"], locks: Locks): string | undefined => {
  const keys = Object.values(providers)
    .map(({ source, version }) => lockKey(source, version))
    .sort();
  const blocks = keys.flatMap((key) => locks.get(key) ?? []);
  return keys.length > 0 && blocks.length === keys.length ? `${header}\n${blocks.join("\n\n")}\n` : undefined;
};
