import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startProvider } from "../../../tools/protocol/client";
import { endProviders } from "../../../tools/protocol/plugin";
import { freshFolder } from "../../support/folders";
import { fakeSchema } from "./fake";
import { plantCaller, plantFakeProvider, plantProgram } from "./plugin-program";

/** Whether a process is there, and is not only waiting for its end to be noticed. */
const isRunning = (pid: number): boolean =>
  /^[^Z\s]/.test(spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout);

const where = { prefix: null, place: null };

describe("a provider's program", () => {
  let file: string;
  beforeAll(() => {
    file = plantFakeProvider();
  });

  test("starts, answers, and is gone once it is closed", async () => {
    const provider = await startProvider(file);
    expect(provider.schema).toEqual(fakeSchema);
    expect(isRunning(provider.pid)).toBe(true);
    await provider.configure({ place: "x" });
    expect(await provider.readDataSource("fake_where", where)).toEqual({ state: { prefix: null, place: "x" }, diagnostics: [] });
    await provider.close();
    expect(isRunning(provider.pid)).toBe(false);
    await expect(provider.readDataSource("fake_where", where)).rejects.toThrow(/\[ProviderFailed\]/);
  });

  test("a type that it doesn't have is not asked for", async () => {
    const provider = await startProvider(file);
    await expect(provider.validateResource("toString", {})).rejects.toThrow(/^the provider has no type 'toString'$/);
    await provider.close();
  });

  test("its crash is one error, for all that is being asked", async () => {
    const provider = await startProvider(file);
    process.kill(provider.pid, "SIGKILL");
    const asked = [1, 2, 3].map(() => provider.readDataSource("fake_where", where));
    const answers = await Promise.allSettled(asked);
    const reasons = new Set(answers.map((answer) => (answer.status === "rejected" ? String(answer.reason) : "answered")));
    expect([...reasons]).toEqual([
      "EstateError: terraform-provider-fake, ReadDataSource: [ProviderFailed] a provider's program must start, speak Terraform's plugin " +
        'protocol, and answer, got "ended by SIGKILL"; run Terraform with it, or take another version of it',
    ]);
    await provider.close();
  });

  test("many are ended at once, for the end of the program that started them", async () => {
    const providers = await Promise.all([startProvider(file), startProvider(file)]);
    endProviders();
    await Promise.all(providers.map((one) => one.close()));
    expect(providers.map(({ pid }) => isRunning(pid))).toEqual([false, false]);
  });

  describe("ends with the program that started it", () => {
    let caller: string;
    beforeAll(() => {
      caller = plantCaller();
    });

    test("when that ends", () => {
      const pid = Number(execFileSync(caller, [file, "end"], { encoding: "utf8" }));
      expect({ pid: pid > 1, running: isRunning(pid) }).toEqual({ pid: true, running: false });
    });

    test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("when that gets %s", async (signal) => {
      const child = spawn(caller, [file], { stdio: ["ignore", "pipe", "inherit"] });
      const pid = await new Promise<number>((succeed) => child.stdout.once("data", (text: Buffer) => succeed(Number(text))));
      const before = isRunning(pid);
      child.kill(signal);
      await new Promise((succeed) => child.once("close", succeed));
      for (let tries = 0; tries < 100 && isRunning(pid); tries += 1) await wait(20);
      expect({ before, after: isRunning(pid) }).toEqual({ before: true, after: false });
    });
  });

  test("sees what it needs to start, and nothing else of the caller's", async () => {
    process.env["AWS_SECRET_ACCESS_KEY"] = "planted";
    const told = join(freshFolder(), "env.json");
    const program = plantProgram(`require("node:fs").writeFileSync(process.env.TELL, JSON.stringify(process.env)); process.exit(3);`);
    await expect(startProvider(program, { env: { TELL: told } })).rejects.toThrow(/\[ProviderFailed\].*"exit code 3"/);
    delete process.env["AWS_SECRET_ACCESS_KEY"];
    const seen = jest.requireActual<Readonly<Record<string, string>>>(told);
    expect(seen).toMatchObject({ TELL: told, PATH: process.env["PATH"], PLUGIN_PROTOCOL_VERSIONS: "5,6" });
    expect(Object.values(seen)).not.toContain("planted");
    expect(existsSync(seen["HOME"] ?? "/")).toBe(false);
  });

  test.each([
    ["ends", `console.error("a: lost\\nb: found"); process.exit(1);`, /got "exit code 1: a: lost \| b: found"/],
    [
      "speaks another protocol",
      `console.log("1|4|tcp|127.0.0.1:1|grpc"); setInterval(() => {}, 1000);`,
      /got "'1\|4\|tcp\|127\.0\.0\.1:1\|grpc'"/,
    ],
    ["speaks without gRPC", `console.log("1|5|tcp|127.0.0.1:1|netrpc"); setInterval(() => {}, 1000);`, /\|netrpc'"/],
    ["says something else", `console.log("hello"); setInterval(() => {}, 1000);`, /got "'hello'"/],
    ["says nothing", `setInterval(() => {}, 1000);`, /got "no word after 0\.3 seconds"/],
    ["listens nowhere", `console.log("1|6|tcp|127.0.0.1:9|grpc"); setInterval(() => {}, 1000);`, /GetProviderSchema: .*ECONNREFUSED/],
  ])("one that %s is an error", async (_title, script, message) => {
    const start = startProvider(plantProgram(script), { startSeconds: 0.3 });
    await expect(start).rejects.toThrow(message);
    await expect(start).rejects.toThrow(/\[ProviderFailed\]/);
  });

  test("one that can't be started is an error", async () => {
    await expect(startProvider(join(freshFolder(), "absent"))).rejects.toThrow(/^absent, start: \[ProviderFailed\].*ENOENT/);
  });
});
