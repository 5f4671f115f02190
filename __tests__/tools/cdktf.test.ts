import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { estate } from "../../environments";
import { fromMirrors } from "../../tools/terraform/installation";
import { findMirrors, mirrorVariable, versionsIn } from "../../tools/terraform/mirror";
import { awsSource } from "../../tools/terraform/requirements";
import { runVerb, type Ended } from "../support/command";
import { fingerprint, freshFolder } from "../support/folders";
import { notRunWithRealTerraform } from "./terraform-output";

/** A copy of the project whose cdktf.out is its own. */
const copyOfProject = (): string => {
  const folder = freshFolder();
  for (const part of [
    "main.ts",
    "cdktf.json",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "environments",
    "regions",
    "modules",
    "tools",
  ]) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  return folder;
};

const cdktf = (folder: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): Ended => {
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, ["node_modules/cdktf-cli/bundle/bin/cdktf", ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, HOME: home, CI: "1", CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1", FORCE_COLOR: "0", ...more },
    timeout: 120_000,
  });
  return { code: status, out: stdout, err: stderr };
};

describe("the cdktf command on the same program", () => {
  const folder = copyOfProject();

  test("cdktf synth gives the same files, byte for byte, and so does a second run", () => {
    const first = cdktf(folder, ["synth"]);
    expect({ code: first.code, err: first.code === 0 ? "" : first.err + first.out }).toEqual({ code: 0, err: "" });
    const ours = join(freshFolder(), "out");
    expect(runVerb("synth", ["--out", ours, "--quiet"]).code).toBe(0);
    expect(fingerprint(join(folder, "cdktf.out"))).toEqual(fingerprint(ours));
    expect(cdktf(folder, ["synth"]).code).toBe(0);
    expect(fingerprint(join(folder, "cdktf.out"))).toEqual(fingerprint(ours));
  });

  test("cdktf list names every stack", () => {
    const { code, out } = cdktf(folder, ["list"]);
    expect(code).toBe(0);
    const manifest = JSON.parse(readFileSync(join(folder, "cdktf.out/manifest.json"), "utf8")) as { stacks: Record<string, unknown> };
    expect(Object.keys(manifest.stacks)).toHaveLength(132);
    expect(Object.keys(manifest.stacks).filter((name) => !out.includes(name))).toEqual([]);
  });

  test("cdktf synth of a smaller estate removes the folders of stacks that are gone", () => {
    const smaller = ["synth", "--app", "node tools/run.mjs synth --phase foundation"];
    expect(cdktf(folder, smaller).code).toBe(0);
    expect(readdirSync(join(folder, "cdktf.out/stacks"))).toHaveLength(61);
  });

  test("cdktf diff plans a stack with the real provider; only the question whose account it is needs an answer", async () => {
    const mirrors = findMirrors(process.env[mirrorVariable]);
    const version = versionsIn(mirrors, awsSource)[0];
    if (version === undefined) {
      notRunWithRealTerraform("no mirror with the AWS provider");
      return;
    }
    const identity = await fakeIdentity("111122223333");
    try {
      const pinned = { ...estate.environments[0], providers: { ...estate.environments[0]?.providers, aws: version } };
      writeFileSync(join(folder, "dev.json"), JSON.stringify({ ...estate, environments: [pinned] }));
      const rc = join(folder, "terraform.rc");
      writeFileSync(rc, fromMirrors(mirrors));
      const app = "node tools/run.mjs synth --estate dev.json --backend local";
      const { code, out, err } = cdktf(folder, ["diff", "dev-eu-aws-eu-central-1-state", "--app", app, "--skip-provider-lock"], {
        TF_CLI_CONFIG_FILE: rc,
        AWS_ACCESS_KEY_ID: "none",
        AWS_SECRET_ACCESS_KEY: "none",
        AWS_ENDPOINT_URL_STS: identity.url,
        AWS_EC2_METADATA_DISABLED: "true",
      });
      expect({ code, said: code === 0 ? "" : out + err }).toEqual({ code: 0, said: "" });
      expect(out).toMatch(/Plan: 9 to add, 0 to change, 0 to destroy/);
    } finally {
      identity.stop();
    }
  });
});

const answer = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::ACCOUNT:user/test</Arn><UserId>AIDATEST</UserId><Account>ACCOUNT</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** An STS that knows one answer, in a process of its own, on loopback. */
const fakeIdentity = async (account: string): Promise<{ readonly url: string; readonly stop: () => void }> => {
  const text = JSON.stringify(answer.replaceAll("ACCOUNT", account));
  const program = `const s = require("node:http").createServer((q, r) => r.setHeader("content-type", "text/xml").end(${text}));
    s.listen(0, "127.0.0.1", () => console.log(s.address().port));`;
  const server = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<string>((resolve) => server.stdout.once("data", (data: Buffer) => resolve(data.toString().trim())));
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.kill() };
};
