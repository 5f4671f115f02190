import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformJson } from "../../../modules/core/output-guards";
import {
  copyToRehearse,
  emptyState,
  provideReads,
  provideSamples,
  resourcesIn,
  stateFile,
  writeStackCopy,
} from "../../../tools/rehearse/copies";
import { withoutCredentials } from "../../../tools/rehearse/credentials";
import { awsStack, bucket } from "../terraform-output";
import { freshWorkspace, planted, readsOf } from "./planted";

const json: TerraformJson = awsStack({ ...bucket(), data: readsOf("keys") });

describe("a stack's copy", () => {
  const copy = copyToRehearse(json, "/states/a.tfstate") as TerraformJson;

  test("has a local state, any version of its providers, and the Terraform that the stack asks for", () => {
    expect(copy.terraform).toEqual({
      backend: { local: { path: "/states/a.tfstate" } },
      required_providers: { aws: { source: "registry.terraform.io/hashicorp/aws" } },
      required_version: ">= 1.11.0, < 2.0.0",
    });
  });

  test("reads earlier states from its own folder", () => {
    expect(copy.data?.["terraform_remote_state"]).toEqual({ keys: { backend: "local", config: { path: "reads/keys.tfstate" } } });
  });

  test("leaves everything else as it is", () => {
    expect(copy.resource).toBe(json.resource);
  });

  test("declares a provider that the stack only uses", () => {
    const implied = copyToRehearse(bucket(), "a.tfstate") as TerraformJson;
    expect(implied.terraform?.["required_providers"]).toEqual({ aws: { source: "registry.terraform.io/hashicorp/aws" } });
  });
});

describe("credentials that are none", () => {
  const blocks = (source: string, local: string, block: Readonly<Record<string, unknown>>): unknown =>
    withoutCredentials({ terraform: { required_providers: { [local]: { source } } }, provider: { [local]: [block] } })[local];

  test.each([
    [
      "hashicorp/aws",
      {
        region: "eu-central-1",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: {} }],
        profile: "me",
        access_key: "AKIA",
        secret_key: "s",
        token: "t",
      },
      {
        region: "eu-central-1",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: {} }],
        access_key: "rehearsal",
        secret_key: "rehearsal",
      },
    ],
    [
      "hashicorp/google",
      { project: "acme-dev", region: "europe-west4", default_labels: {}, credentials: "file", impersonate_service_account: "me" },
      { project: "acme-dev", region: "europe-west4", default_labels: {}, access_token: "rehearsal" },
    ],
    ["cloudflare/cloudflare", { email: "me", api_key: "k", api_token: "t" }, { api_token: "rehearsal-------------------------------" }],
    [
      "hashicorp/kubernetes",
      { host: "https://k.example", exec: [{ command: "aws" }], config_path: "~/.kube/config", token: "t" },
      { host: "https://k.example", token: "rehearsal" },
    ],
    [
      "hashicorp/helm",
      { kubernetes: { host: "https://k.example", exec: { command: "aws" } }, registries: [{ password: "p" }] },
      { kubernetes: { host: "https://k.example", token: "rehearsal" } },
    ],
    ["acme/other", { region: "x" }, { region: "x" }],
  ])("take the place of those of %s, whatever its name is, and where it works stays", (source, before, after) => {
    expect(blocks(source, "own", before)).toEqual([after]);
  });

  test("fit the form of Cloudflare's tokens", () => {
    const [block] = blocks("cloudflare/cloudflare", "cloudflare", {}) as readonly [{ readonly api_token: string }];
    expect(block.api_token).toMatch(/^[A-Za-z0-9\-_]{40}$/);
  });

  test("are given to each block of a provider, also to a single one without a list", () => {
    const provider = { aws: { region: "eu-central-1" } } as unknown as NonNullable<TerraformJson["provider"]>;
    expect(withoutCredentials({ provider })).toEqual({
      aws: [{ region: "eu-central-1", access_key: "rehearsal", secret_key: "rehearsal" }],
    });
  });
});

describe("a stack's folder", () => {
  const outputs = {
    arn: { description: "", dataClass: "internal", sample: "arn:aws:kms:eu-central-1:111122223333:key/a" },
    ids: { description: "", dataClass: "internal", sample: ["a", "b"] },
  };
  const keys = planted("dev-keys", { json: {}, outputs });
  const network = planted("dev-network", { json, reads: { keys: "dev-keys" } });
  const entries = new Map([keys, network].map(({ entry }) => [entry.name, entry]));

  const write = () => {
    const workspace = freshWorkspace();
    const folder = join(workspace, "stacks/dev-network");
    return { workspace, folder, copy: writeStackCopy(workspace, folder, network, "1.99.0"), read: join(folder, "reads/keys.tfstate") };
  };

  test("begins with an empty state of the rehearsal's, and keeps one that is there", () => {
    const { workspace, folder } = write();
    const state = stateFile(workspace, "dev-network");
    expect(JSON.parse(readFileSync(state, "utf8"))).toEqual(emptyState("dev-network", "1.99.0"));
    writeFileSync(state, "{}");
    writeStackCopy(workspace, folder, network, "1.99.0");
    expect(readFileSync(state, "utf8")).toBe("{}");
  });

  test("gets the states that it may read as they are, and loses the others", () => {
    const { workspace, copy, read } = write();
    writeFileSync(stateFile(workspace, "dev-keys"), "now");
    provideReads(workspace, copy, () => true);
    expect(readFileSync(read, "utf8")).toBe("now");
    provideReads(workspace, copy, () => false);
    expect(existsSync(read)).toBe(false);
  });

  test("gets samples of the outputs where nothing stands", () => {
    const { copy, read } = write();
    provideSamples(entries, copy, () => true, "1.99.0");
    expect((JSON.parse(readFileSync(read, "utf8")) as { readonly outputs: unknown }).outputs).toEqual({
      arn: { type: "string", value: outputs.arn.sample },
      ids: { type: ["list", "string"], value: outputs.ids.sample },
    });
    provideSamples(entries, copy, () => false, "1.99.0");
    expect(existsSync(read)).toBe(false);
  });
});

describe("the resources of a state", () => {
  test("are its instances, by address", () => {
    const workspace = freshWorkspace();
    writeStackCopy(workspace, join(workspace, "stacks/a"), planted("a", { json: {} }), "1.99.0");
    const resource = (more: Readonly<Record<string, unknown>>) => ({ mode: "managed", type: "aws_subnet", name: "each", ...more });
    const resources = [
      resource({ instances: [{ index_key: "a" }, { index_key: "b" }] }),
      resource({ name: "one", module: "module.inner", instances: [{}, { index_key: 0 }] }),
      resource({ mode: "data", instances: [{}] }),
    ];
    writeFileSync(stateFile(workspace, "a"), JSON.stringify({ resources }));
    expect(resourcesIn(workspace, "a").map(({ address }) => address)).toEqual([
      'aws_subnet.each["a"]',
      'aws_subnet.each["b"]',
      "module.inner.aws_subnet.one",
      "module.inner.aws_subnet.one[0]",
    ]);
    expect(resourcesIn(workspace, "none")).toEqual([]);
  });
});
