import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleFiles } from "../../../tools/modules/files";
import { archiveOf, checksumOf, registryAddress, registryFiles } from "../../../tools/modules/registry";
import { fingerprint, freshFolder } from "../../support/folders";
import { publication, publishedModule, publishedModules } from "../../support/modules";

const files = new Map([
  ["main.tf", 'variable "x" {}\n'],
  ["examples/basic/main.tf", "# basic\n"],
]);

describe("the archive of a module", () => {
  test("has bytes that depend on its files alone", () => {
    expect(archiveOf(new Map([...files].reverse())).equals(archiveOf(files))).toBe(true);
    expect(checksumOf(archiveOf(files))).toBe("7929bba7a65cc9e68bb3082c4bcd7001c3508fb6d9f6f9ad0a6711a31fa3b7ea");
  });

  test("is opened by tar, with the module as its root", () => {
    const folder = freshFolder();
    const own = moduleFiles(publishedModule("aws-key"), publication);
    writeFileSync(join(folder, "archive.tar.gz"), archiveOf(own));
    mkdirSync(join(folder, "module"));
    execFileSync("tar", ["-xzf", "../archive.tar.gz"], { cwd: join(folder, "module") });
    for (const [path, text] of own) expect(readFileSync(join(folder, "module", path), "utf8")).toBe(text);
    const opened = Object.values(fingerprint(join(folder, "module"))).filter((one) => one !== "folder");
    expect(opened).toHaveLength(own.size);
  });
});

describe("the address of a module", () => {
  test.each([
    ["aws-key", "meetbarter/key/aws"],
    ["aws-queue-from-service", "meetbarter/queue-from-service/aws"],
    ["kubernetes-release", "meetbarter/release/kubernetes"],
  ])("%s is %s", (name, address) => {
    expect(registryAddress(name)).toBe(address);
  });

  test("is one that Terraform takes, and no two modules share one", () => {
    const addresses = publishedModules().map(({ name }) => registryAddress(name));
    expect(addresses.filter((address) => !/^meetbarter\/[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\/[a-z0-9]{1,64}$/.test(address))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.length).toBeGreaterThan(50);
  });
});

describe("the files of a registry", () => {
  const key = (version: string) => ({ name: "aws-key", version, archive: Buffer.from(`key ${version}`) });
  const all = registryFiles([key("0.10.0"), { name: "google-key", version: "0.1.0", archive: Buffer.from("g") }, key("0.9.0")]);
  const json = (path: string): unknown => JSON.parse(String(all.get(path)));

  test("are these", () => {
    expect([...all.keys()].sort()).toEqual([
      ".well-known/terraform.json",
      "_headers",
      "archives/SHA256SUMS",
      "archives/aws-key-0.10.0.tar.gz",
      "archives/aws-key-0.9.0.tar.gz",
      "archives/google-key-0.1.0.tar.gz",
      "index.json",
      "v1/modules/meetbarter/key/aws/0.10.0/download",
      "v1/modules/meetbarter/key/aws/0.10.0/module.tar.gz",
      "v1/modules/meetbarter/key/aws/0.9.0/download",
      "v1/modules/meetbarter/key/aws/0.9.0/module.tar.gz",
      "v1/modules/meetbarter/key/aws/versions",
      "v1/modules/meetbarter/key/google/0.1.0/download",
      "v1/modules/meetbarter/key/google/0.1.0/module.tar.gz",
      "v1/modules/meetbarter/key/google/versions",
    ]);
  });

  test("say what the protocol asks for, versions in their order", () => {
    expect(json(".well-known/terraform.json")).toEqual({ "modules.v1": "/v1/modules/" });
    expect(json("v1/modules/meetbarter/key/aws/versions")).toEqual({
      modules: [{ versions: [{ version: "0.9.0" }, { version: "0.10.0" }] }],
    });
    expect(json("v1/modules/meetbarter/key/aws/0.9.0/download")).toEqual({ location: "./module.tar.gz" });
    expect(String(all.get("v1/modules/meetbarter/key/aws/0.9.0/module.tar.gz"))).toBe("key 0.9.0");
    expect(all.get("_headers")).toBe("/v1/modules/*\n  X-Terraform-Get: ./module.tar.gz\n");
  });

  test("list every archive with its checksum", () => {
    const sums = ["key 0.9.0", "key 0.10.0", "g"].map((text) => checksumOf(Buffer.from(text)));
    expect(all.get("archives/SHA256SUMS")).toBe(
      `${sums[0] ?? ""}  aws-key-0.9.0.tar.gz\n${sums[1] ?? ""}  aws-key-0.10.0.tar.gz\n${sums[2] ?? ""}  google-key-0.1.0.tar.gz\n`,
    );
    expect(json("index.json")).toEqual({
      modules: [
        {
          name: "aws-key",
          address: "meetbarter/key/aws",
          versions: [
            { version: "0.9.0", archive: "archives/aws-key-0.9.0.tar.gz", sha256: sums[0] },
            { version: "0.10.0", archive: "archives/aws-key-0.10.0.tar.gz", sha256: sums[1] },
          ],
        },
        {
          name: "google-key",
          address: "meetbarter/key/google",
          versions: [{ version: "0.1.0", archive: "archives/google-key-0.1.0.tar.gz", sha256: sums[2] }],
        },
      ],
    });
  });
});
