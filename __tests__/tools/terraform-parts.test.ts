import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { TerraformJson } from "../../modules/core/output-guards";
import { copyToPlan, copyToValidate, sampleState } from "../../tools/terraform/copy";
import { formatCopy, pathAtLine } from "../../tools/terraform/diagnostics";
import { terraformEnvironment } from "../../tools/terraform/environment";
import { compareVersions } from "../../modules/core/versions";
import { findMirrors, platform, versionsIn } from "../../tools/terraform/mirror";
import { awsSource, requirementsOf } from "../../tools/terraform/requirements";
import { withWorkspace } from "../../tools/terraform/workspace";
import { wrapperOf } from "../../tools/terraform/wrapper";
import { freshFolder } from "../support/folders";
import { awsStack, bucket, plantMirror } from "./terraform-output";

describe("Terraform's environment", () => {
  const caller = {
    PATH: "/bin",
    LANG: "C",
    HOME: "/caller",
    AWS_ACCESS_KEY_ID: "x",
    AWS_PROFILE: "x",
    AWS_CONFIG_FILE: "x",
    GOOGLE_APPLICATION_CREDENTIALS: "x",
    CLOUDSDK_CORE_PROJECT: "x",
    CLOUDFLARE_API_TOKEN: "x",
    KUBECONFIG: "x",
    KUBE_TOKEN: "x",
    VAULT_TOKEN: "x",
    GITHUB_TOKEN: "x",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "x",
    TF_VAR_password: "x",
    TF_CLI_ARGS: "x",
    TF_CLI_ARGS_plan: "x",
    TF_CLI_CONFIG_FILE: "x",
    TF_WORKSPACE: "x",
    TF_DATA_DIR: "x",
    TF_TOKEN_app_terraform_io: "x",
    TF_PLUGIN_CACHE_DIR: "x",
    TF_REATTACH_PROVIDERS: "x",
    HTTPS_PROXY: "http://proxy.example",
  };

  test("lets nothing of the caller's through but what programs need to start", () => {
    const env = terraformEnvironment(caller, { home: "/run/home", cliConfig: "/run/rc", network: false });
    expect(env).toEqual({
      PATH: "/bin",
      LANG: "C",
      HOME: "/run/home",
      USERPROFILE: "/run/home",
      APPDATA: "/run/home",
      TF_CLI_CONFIG_FILE: "/run/rc",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      CHECKPOINT_DISABLE: "1",
      GOGC: "300",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/run/home/no-aws-config",
      AWS_SHARED_CREDENTIALS_FILE: "/run/home/no-aws-credentials",
      HTTP_PROXY: "http://127.0.0.1:9",
      HTTPS_PROXY: "http://127.0.0.1:9",
      http_proxy: "http://127.0.0.1:9",
      https_proxy: "http://127.0.0.1:9",
      NO_PROXY: "127.0.0.1,localhost",
    });
  });

  test("calls the registry through the caller's proxy, and only then", () => {
    const env = terraformEnvironment(caller, { home: "/run/home", cliConfig: "/run/rc", network: true });
    expect(env["HTTPS_PROXY"]).toBe("http://proxy.example");
    expect(Object.values(env)).not.toContain("x");
  });
});

describe("mirrors", () => {
  const mirror = plantMirror("hashicorp/aws/5.9.0", "hashicorp/aws/5.100.0", "hashicorp/aws/6.0.0-beta1");
  const inMirror = join(mirror, "registry.terraform.io/hashicorp");
  mkdirSync(join(inMirror, "aws/7.0.0/plan9_mips"), { recursive: true });
  mkdirSync(join(inMirror, "google"));
  writeFileSync(join(inMirror, `google/terraform-provider-google_6.50.0_${platform}.zip`), "");
  writeFileSync(join(inMirror, "google/terraform-provider-google_6.51.0_plan9_mips.zip"), "");
  writeFileSync(join(inMirror, "google/index.json"), "");

  test("versions are those that this machine can run, unpacked or packed, highest first", () => {
    expect(versionsIn([mirror], awsSource)).toEqual(["6.0.0-beta1", "5.100.0", "5.9.0"]);
    expect(versionsIn([mirror], "registry.terraform.io/hashicorp/google")).toEqual(["6.50.0"]);
    expect(versionsIn([mirror], "registry.terraform.io/hashicorp/helm")).toEqual([]);
    expect(versionsIn([], awsSource)).toEqual([]);
  });

  test.each([
    ["1.9.0", "1.10.0"],
    ["1.10.0-rc1", "1.10.0"],
    ["1.10.0-alpha", "1.10.0-beta"],
    ["1.10.0-rc.2", "1.10.0-rc.10"],
    ["1.10.0-rc", "1.10.0-rc.1"],
    ["1.10.0-1", "1.10.0-alpha"],
    ["5.100.0", "6.0.0-beta1"],
  ])("%s comes before %s", (lower, higher) => {
    expect([compareVersions(lower, higher), compareVersions(higher, lower)].map(Math.sign)).toEqual([-1, 1]);
    expect(compareVersions(lower, lower)).toBe(0);
  });

  test("are found at most three levels below a root, or where they are named", () => {
    const root = freshFolder();
    mkdirSync(join(root, "a/b/registry.terraform.io"), { recursive: true });
    mkdirSync(join(root, "c/registry.terraform.io"), { recursive: true });
    mkdirSync(join(root, "d/e/f/registry.terraform.io"), { recursive: true });
    expect([...findMirrors(undefined, [root, join(root, "none")])].sort()).toEqual([join(root, "a/b"), join(root, "c")]);
    expect(findMirrors(join(root, "d/e/f"), [])).toEqual([join(root, "d/e/f")]);
    expect(findMirrors(join(root, "c/registry.terraform.io"), [])).toEqual([join(root, "c")]);
    expect(findMirrors("", [])).toEqual([]);
  });

  test("a named folder that is none is an error, for who names it wants no other", () => {
    expect(() => findMirrors(freshFolder())).toThrow(/^ESTATE_PROVIDER_MIRROR: \[UnknownOption\] .*terraform providers mirror/);
  });
});

describe("requirements", () => {
  test("are what a stack declares and what Terraform would add", () => {
    const json: TerraformJson = {
      terraform: {
        required_providers: {
          aws: { source: "aws", version: "6.25.0" },
          cf: { source: "cloudflare/cloudflare", version: "= 5.14.0" },
          random: "3.7.2",
          terraform: { source: "terraform.io/builtin/terraform" },
          own: { source: "registry.example/acme/own" },
        },
      },
      provider: { google: [{}] },
      resource: { random_id: { a: {} }, tls_private_key: { b: {} }, cloudflare_zone: { c: { provider: "cf" } } },
      data: { terraform_remote_state: { network: {} } },
    };
    expect(requirementsOf(json).map(({ local, source, pinned }) => `${local} ${source} ${pinned}`)).toEqual([
      "aws registry.terraform.io/hashicorp/aws 6.25.0",
      "cf registry.terraform.io/cloudflare/cloudflare = 5.14.0",
      "google registry.terraform.io/hashicorp/google any",
      "own registry.example/acme/own any",
      "random registry.terraform.io/hashicorp/random 3.7.2",
      "tls registry.terraform.io/hashicorp/tls any",
    ]);
  });
});

describe("copies", () => {
  const states = { network: { backend: "s3", config: { bucket: "b" }, workspace: "x", defaults: { zone: "z" } } };
  const json = awsStack({ ...bucket(), data: { terraform_remote_state: states } }) as TerraformJson;
  const versions = new Map([[awsSource, "9.9.9"]]);
  const terraform = {
    required_providers: { aws: { source: awsSource, version: "9.9.9" } },
    required_version: ">= 1.11.0, < 2.0.0",
  };

  test("a copy to validate has no backend but what checks its arguments, and the versions that are there", () => {
    const { s3 } = json.terraform?.["backend"] as { readonly s3: unknown };
    expect(copyToValidate(json, versions)).toEqual({
      ...json,
      terraform,
      data: { terraform_remote_state: { ...states, estate_backend_of_this_stack: { backend: "s3", config: s3 } } },
    });
  });

  test("a copy to plan asks nobody: keys that are none, no account, and samples for states", () => {
    expect(copyToPlan(json, versions, (name) => `samples/${name}`)).toEqual({
      ...json,
      terraform,
      provider: {
        aws: [
          {
            region: "eu-central-1",
            default_tags: [{ tags: { layer: "any" } }],
            access_key: "rehearsal",
            secret_key: "rehearsal",
            max_retries: 1,
            skip_credentials_validation: true,
            skip_metadata_api_check: true,
            skip_region_validation: true,
            skip_requesting_account_id: true,
          },
        ],
      },
      data: {
        terraform_remote_state: { network: { backend: "local", config: { path: "samples/network" }, defaults: { zone: "z" } } },
      },
    });
  });

  test.each(["allowed_account_ids", "assume_role", "assume_role_with_web_identity", "forbidden_account_ids", "profile", "token"])(
    "a copy to plan has no %s",
    (name) => {
      const copy = copyToPlan({ ...json, provider: { aws: [{ [name]: "x" }] } }, versions, String);
      expect(JSON.stringify(copy["provider"])).not.toContain(name);
    },
  );

  test("the block of another provider stays as it is", () => {
    const other = { ...json, provider: { google: [{ project: "acme", profile: "x" }] } };
    expect(copyToPlan(other, versions, String)["provider"]).toEqual(other.provider);
  });

  test("a sample state holds the samples as Terraform's outputs", () => {
    const field = { description: "", dataClass: "internal" };
    const { version, outputs, resources } = sampleState({ id: { ...field, sample: "a" }, ids: { ...field, sample: ["a", "b"] } }, "1.11.4");
    expect({ version, outputs, resources }).toEqual({
      version: 4,
      outputs: { id: { value: "a", type: "string" }, ids: { value: ["a", "b"], type: ["list", "string"] } },
      resources: [],
    });
  });
});

describe("the wrapper", () => {
  const copy = {
    variable: {
      password: { type: "string", ephemeral: true, sensitive: true },
      names: { type: "list(string)" },
      size: { type: "number", default: 3 },
    },
    output: { id: { value: "x" }, key: { value: "y", sensitive: true } },
  };
  const children = [
    { key: "s0", stack: "dev-a", copy },
    { key: "s1", stack: "dev-b", copy: {} },
  ];
  const output = { s0_id: { value: "${module.s0.id}" }, s0_key: { value: "${module.s0.key}", sensitive: true } };

  test("asks for variables and shows outputs as a root module does", () => {
    expect(wrapperOf(children, false)).toEqual({
      module: {
        s0: { source: "./stacks/dev-a", password: "${var.s0_password}", names: "${var.s0_names}" },
        s1: { source: "./stacks/dev-b" },
      },
      variable: { s0_password: { type: "string", ephemeral: true, sensitive: true }, s0_names: { type: "list(string)" } },
      output,
    });
  });

  test("gives a plan values for variables that have none", () => {
    expect(wrapperOf(children, true)).toEqual({
      module: { s0: { source: "./stacks/dev-a", password: "rehearsal-0-sample", names: [] }, s1: { source: "./stacks/dev-b" } },
      output,
    });
  });
});

describe("the path of a line", () => {
  type Json = string | number | Json[] | { [key: string]: Json };
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { depthSize: "small" },
      fc.string(),
      fc.integer(),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('a": {', "}", "]", "\\", '"', "\n  ")), tie("json"), { maxKeys: 3 }),
    ),
  }));

  /** The path of each line of a value, counted by hand: its own for the first and the last, its members' between. */
  const pathsOf = (value: Json, path: readonly string[]): (readonly string[])[] => {
    if (typeof value !== "object") return [path];
    const members = Array.isArray(value)
      ? value.map((one) => [path, one] as const)
      : Object.entries(value).map(([key, one]) => [[...path, key], one] as const);
    return members.length === 0 ? [path] : [path, ...members.flatMap(([inner, one]) => pathsOf(one, inner)), path];
  };

  test("is that of the value that stands there, for any JSON", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = formatCopy(value);
        expect(
          text
            .split("\n")
            .slice(0, -1)
            .map((_, index) => pathAtLine(text, index + 1)),
        ).toEqual(pathsOf(value, []));
      }),
      { numRuns: 500 },
    );
  });
});

describe("the working copy", () => {
  test("is removed after the work, and after a failure", async () => {
    const seen: string[] = [];
    await withWorkspace(false, (folder) => {
      seen.push(folder);
      writeFileSync(join(folder, "state"), "");
      return Promise.resolve();
    });
    const failure = withWorkspace(false, (folder) => {
      seen.push(folder);
      return Promise.reject(new Error("broken"));
    });
    await expect(failure).rejects.toThrow("broken");
    expect(seen.map((folder) => existsSync(folder))).toEqual([false, false]);
  });
});
