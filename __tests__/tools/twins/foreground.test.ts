import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EstateError } from "../../../modules/core/errors";
import { commandEnvironment, runInForeground } from "../../../tools/twins/foreground";
import { freshFolder } from "../../support/folders";

describe("the environment of a command", () => {
  test("settings of Terraform pass, credentials and the home folder do not", () => {
    const env = commandEnvironment(
      {
        PATH: "/bin",
        HOME: "/somewhere",
        AWS_PROFILE: "prod",
        GOOGLE_CREDENTIALS: "{}",
        CLOUDFLARE_API_TOKEN: "x",
        TF_VAR_a: "1",
        TF_LOG: "debug",
        TERM: "xterm",
      },
      "/elsewhere",
    );
    expect(env).toMatchObject({ PATH: "/bin", HOME: "/elsewhere", TF_VAR_a: "1", TF_LOG: "debug", TERM: "xterm" });
    expect(Object.keys(env).filter((name) => /AWS_PROFILE|GOOGLE|CLOUDFLARE|TF_INPUT|TF_IN_AUTOMATION/.test(name))).toEqual([]);
  });

  test("Terraform's configuration file passes where there is one", () => {
    const file = join(freshFolder(), "terraform.rc");
    expect(commandEnvironment({ TF_CLI_CONFIG_FILE: file }, "/elsewhere")["TF_CLI_CONFIG_FILE"]).toBeUndefined();
    writeFileSync(file, "");
    expect(commandEnvironment({ TF_CLI_CONFIG_FILE: file }, "/elsewhere")["TF_CLI_CONFIG_FILE"]).toBe(file);
  });
});

describe("a command", () => {
  const place = { cwd: freshFolder(), env: { PATH: process.env["PATH"] ?? "" } };
  const node = (script: string): Promise<number> => runInForeground(process.execPath, ["-e", script], place);

  test.each([
    ["process.exit(0)", 0],
    ["process.exit(7)", 7],
    ["process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)", 143],
  ])("%s ends with %p", async (script, code) => {
    expect(await node(script)).toBe(code);
  });

  test("that does not exist is one clear error", async () => {
    const error = await runInForeground("no-such-program", [], place).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EstateError);
    expect((error as EstateError).problems[0]).toMatchObject({ code: "ProgramMissing", place: "no-such-program" });
  });
});
