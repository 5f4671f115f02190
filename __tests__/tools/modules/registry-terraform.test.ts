import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { moduleFiles } from "../../../tools/modules/files";
import { packInto } from "../../../tools/modules/pack";
import { archiveOf, checksumOf, type PackedModule } from "../../../tools/modules/registry";
import { versionsIn } from "../../../tools/terraform/mirror";
import { awsSource } from "../../../tools/terraform/requirements";
import { blocksIn } from "../../docs/documents";
import { readProjectFile } from "../../rules/repository";
import { freshFolder } from "../../support/folders";
import { publication, publishedModule } from "../../support/modules";
import { serveFolder, type Certificate, type StaticHost } from "../../support/static-host";
import { awsWithoutAccount, describeWithTerraform, good, mirrors, terraformFolder } from "../../support/terraform-folder";
import { notRunWithRealTerraform } from "../terraform-output";

const name = "aws-key";
const address = "meetbarter/key/aws";

/** The module as its version would be published: files name their version. */
const version = (number: string): PackedModule => ({
  name,
  version: number,
  archive: archiveOf(moduleFiles(publishedModule(name), { ...publication, version: number })),
});

const registry = join(freshFolder(), "registry");
for (const number of ["0.1.0", "0.2.0", "0.1.2", "0.1.10", "1.0.0-rc.1"]) packInto(registry, [version(number)]);

const documented = blocksIn("docs/modules.md", readProjectFile("docs/modules.md")).find(({ info }) => info === "hcl")?.text ?? "";

/** The example of docs/modules.md with another source, and a provider that has no account and asks nobody. */
const rootModule = (source: string, constraint?: string): string =>
  [
    'provider "aws" {',
    ...Object.entries(awsWithoutAccount).map(([argument, value]) => `  ${argument} = ${JSON.stringify(value)}`),
    "}",
    documented
      .replace(/source +=.*/, `source = "${source}"`)
      .replace(/version +=.*/, constraint === undefined ? "" : `version = "${constraint}"`),
  ].join("\n");

/** A self-signed certificate of 127.0.0.1, made where openssl is installed. */
const madeCertificate = (): (Certificate & { readonly file: string }) | undefined => {
  const folder = freshFolder();
  const { status } = spawnSync(
    "openssl",
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=loopback -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem".split(
      " ",
    ),
    { cwd: folder, stdio: "ignore" },
  );
  if (status !== 0) return undefined;
  const file = join(folder, "cert.pem");
  return { cert: readFileSync(file, "utf8"), key: readFileSync(join(folder, "key.pem"), "utf8"), file };
};

const certificate = madeCertificate();
const planted = terraformFolder();
/** A host whose services the CLI configuration names: no discovery, and so no TLS. */
const host = "modules.meetbarter.example";
const hosts: StaticHost[] = [];

const serve = async (...given: Parameters<typeof serveFolder>): Promise<StaticHost> => {
  const served = await serveFolder(...given);
  hosts.push(served);
  return served;
};

afterAll(() => Promise.all(hosts.map((one) => one.close())));

/** The environment in which the example host is this one. */
const named = ({ port }: StaticHost): Readonly<Record<string, string>> => {
  const file = `host-${String(port)}.rc`;
  const services = `services = { "modules.v1" = "http://127.0.0.1:${String(port)}/v1/modules/" }`;
  planted.write(file, `${readFileSync(join(planted.root, "terraform.rc"), "utf8")}host "${host}" {\n  ${services}\n}\n`);
  return { TF_CLI_CONFIG_FILE: join(planted.root, file) };
};

let count = 0;

/** Writes a root into a folder of its own. */
const plantRoot = (text: string): string => {
  count += 1;
  planted.write(`root-${String(count)}/main.tf`, text);
  return `root-${String(count)}`;
};

/** What Terraform fetched: the version by its own record, and the version that the module's files name. */
const fetched = (folder: string): readonly [recorded: string | undefined, inside: string | undefined] => {
  const read = (path: string): string => readFileSync(join(planted.root, folder, ".terraform/modules", path), "utf8");
  const { Modules: modules } = JSON.parse(read("modules.json")) as { Modules: { Key: string; Version?: string }[] };
  return [modules.find(({ Key: key }) => key === "key")?.Version, /^# aws-key (\S+),/.exec(read("key/main.tf"))?.[1]];
};

/** Terraform wraps what it says. */
const said = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string =>
  `${stdout}${stderr}`.replace(/\s+/g, " ");

describeWithTerraform("a registry of plain files", () => {
  test("is found by its host's discovery file over TLS; the newest version that fits is fetched, and plans", async () => {
    if (certificate === undefined || process.platform !== "linux") {
      notRunWithRealTerraform("a certificate of this machine can't be made, or Terraform reads none from a file");
      return;
    }
    const { port, asked } = await serve(registry, { certificate });
    const env = { SSL_CERT_FILE: certificate.file };
    const folder = plantRoot(rootModule(`127.0.0.1:${String(port)}/${address}`, "~> 0.1.0"));
    await good(planted.run(folder, ["get"], env));
    expect(fetched(folder)).toEqual(["0.1.10", "0.1.10"]);
    expect([...new Set(asked)]).toEqual([
      "/.well-known/terraform.json",
      `/v1/modules/${address}/versions`,
      `/v1/modules/${address}/0.1.10/download`,
      `/v1/modules/${address}/0.1.10/module.tar.gz`,
    ]);
    if (versionsIn(mirrors, awsSource)[0] === undefined) {
      notRunWithRealTerraform("the provider of AWS can't be had");
      return;
    }
    await good(planted.run(folder, ["init"], env));
    await good(planted.run(folder, ["plan", "-input=false", "-out=plan"], env));
    const plan = JSON.parse(await good(planted.run(folder, ["show", "-json", "plan"], env))) as {
      resource_changes: { address: string; change: { actions: string[]; after: Record<string, unknown> } }[];
    };
    expect(plan.resource_changes.map((one) => [one.address, one.change.actions])).toEqual([
      ["module.key.aws_kms_alias.alias", ["create"]],
      ["module.key.aws_kms_key.this", ["create"]],
    ]);
    expect(plan.resource_changes[1]?.change.after).toMatchObject({ description: "Orders in eu-central-1", enable_key_rotation: true });
  });

  test("a discovery file that its host doesn't call JSON is refused", async () => {
    if (certificate === undefined || process.platform !== "linux") return;
    const { port } = await serve(registry, { certificate, types: {} });
    const folder = plantRoot(rootModule(`127.0.0.1:${String(port)}/${address}`, "0.1.0"));
    const { code, ...output } = await planted.run(folder, ["get"], { SSL_CERT_FILE: certificate.file });
    expect(code).toBe(1);
    expect(said(output)).toContain('unsupported Content-Type "application/octet-stream"');
  });

  test("the example of docs/modules.md is fetched as it stands", async () => {
    const folder = plantRoot(documented);
    await good(planted.run(folder, ["get"], named(await serve(registry))));
    expect(fetched(folder)).toEqual(["0.1.10", "0.1.10"]);
  });

  test.each([
    [">= 0.1.0", "0.2.0"],
    ["0.1.0", "0.1.0"],
    [">= 0.1.0, < 0.1.5", "0.1.2"],
    ["1.0.0-rc.1", "1.0.0-rc.1"],
  ])("the constraint %p fetches %s", async (constraint, expected) => {
    const folder = plantRoot(rootModule(`${host}/${address}`, constraint));
    await good(planted.run(folder, ["get"], named(await serve(registry))));
    expect(fetched(folder)).toEqual([expected, expected]);
  });

  test("a constraint that no version fits is told, with the newest that there is", async () => {
    const folder = plantRoot(rootModule(`${host}/${address}`, "~> 2.0"));
    const { code, ...output } = await planted.run(folder, ["get"], named(await serve(registry)));
    expect(code).toBe(1);
    expect(said(output)).toMatch(/no available version .* newest available version is 0\.2\.0/);
  });

  test("a host that sets no header can't be a registry for Terraform", async () => {
    const folder = plantRoot(rootModule(`${host}/${address}`, "0.1.0"));
    const { code, ...output } = await planted.run(folder, ["get"], named(await serve(registry, { plain: true })));
    expect(code).toBe(1);
    expect(said(output)).toContain("failed to get download URL");
  });
});

describeWithTerraform("archives as sources of modules", () => {
  const archive = "archives/aws-key-0.1.2.tar.gz";
  const checksum = checksumOf(readFileSync(join(registry, archive)));

  test.each([
    ["alone", ""],
    ["with its checksum", `?checksum=sha256:${checksum}`],
  ])("an archive is fetched by its address %s, from a host that sets no header", async (_, query) => {
    const { port } = await serve(registry, { plain: true });
    const folder = plantRoot(rootModule(`http://127.0.0.1:${String(port)}/${archive}${query}`));
    await good(planted.run(folder, ["get"]));
    expect(fetched(folder)).toEqual([undefined, "0.1.2"]);
  });

  test("an archive is fetched through the redirect of a release page", async () => {
    const page = "/estate/releases/download/v0.1.2/";
    const { port, asked } = await serve(registry, { plain: true, moved: [page, "/archives/"] });
    const folder = plantRoot(rootModule(`http://127.0.0.1:${String(port)}${page}aws-key-0.1.2.tar.gz?checksum=sha256:${checksum}`));
    await good(planted.run(folder, ["get"]));
    expect(fetched(folder)).toEqual([undefined, "0.1.2"]);
    expect(asked).toContain(`${page}aws-key-0.1.2.tar.gz`);
  });

  test("an archive with another content than its checksum says is refused", async () => {
    const { port } = await serve(registry, { plain: true });
    const folder = plantRoot(rootModule(`http://127.0.0.1:${String(port)}/archives/aws-key-0.1.0.tar.gz?checksum=sha256:${checksum}`));
    const { code, ...output } = await planted.run(folder, ["get"]);
    expect(code).toBe(1);
    expect(said(output)).toContain("Checksums did not match");
  });
});
