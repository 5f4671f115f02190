import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockBlock, lockFileName, lockKey, stackLockFile } from "../../regions/locks";
import { readLocks } from "../../regions/output";
import { freshFolder } from "../support/folders";

const block = (type: string, version: string): string =>
  `provider "registry.terraform.io/hashicorp/${type}" {\n  version     = "${version}"\n  constraints = "${version}"\n  hashes = [\n    "h1:abc=",\n  ]\n}`;
const aws = { source: "hashicorp/aws", version: "6.25.0" };
const helm = { source: "hashicorp/helm", version: "3.1.1" };

describe("locks", () => {
  test("are read from the folder, by the provider and the version that they say", () => {
    const folder = join(freshFolder(), "locks");
    expect(readLocks(folder).size).toBe(0);
    mkdirSync(folder);
    writeFileSync(join(folder, lockFileName(lockKey("hashicorp/aws", "6.25.0"))), `${block("aws", "6.25.0")}\n`);
    writeFileSync(join(folder, "README.md"), "not a lock");
    writeFileSync(join(folder, "empty.hcl"), "");
    expect([...readLocks(folder)]).toEqual([["hashicorp/aws 6.25.0", block("aws", "6.25.0")]]);
  });

  test("make a stack's lock file only when every provider of it has one", () => {
    const locks = new Map([["hashicorp/aws 6.25.0", block("aws", "6.25.0")]]);
    expect(stackLockFile({ aws, helm }, locks)).toBeUndefined();
    expect(stackLockFile({}, locks)).toBeUndefined();
    expect(stackLockFile({ aws: { ...aws, version: "6.26.0" } }, locks)).toBeUndefined();
    const both = new Map([...locks, ["hashicorp/helm 3.1.1", block("helm", "3.1.1")]]);
    expect(stackLockFile({ helm, aws }, both)).toBe(
      `# This file is maintained automatically by "terraform init".\n# Manual edits may be lost in future updates.\n\n${block("aws", "6.25.0")}\n\n${block("helm", "3.1.1")}\n`,
    );
  });

  test("are found in what Terraform writes", () => {
    expect(lockBlock(`# comment\n\n${block("aws", "6.25.0")}\n`)).toBe(block("aws", "6.25.0"));
    expect(lockBlock("# nothing")).toBeUndefined();
  });
});
