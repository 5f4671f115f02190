/** Terraform's configuration file that takes providers from these folders alone. */
export const fromMirrors = (folders: readonly string[]): string =>
  ["provider_installation {", ...folders.map((path) => `  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n  }`), "}", ""].join(
    "\n",
  );

/** Terraform's configuration file that takes providers from their registries. */
export const fromRegistry = "provider_installation {\n  direct {}\n}\n";
