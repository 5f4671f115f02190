import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runVerb, showsTrace, type Ended } from "../support/command";

const repository = resolve(__dirname, "../..");

/** A project with nothing but the launcher and these files; their age in seconds, for what is new is not kept. */
const project = (files: Readonly<Record<string, string>>, packages: readonly string[] = ["esbuild"]): string => {
  const root = mkdtempSync(join(tmpdir(), "estate-run-"));
  mkdirSync(join(root, "tools"));
  mkdirSync(join(root, "node_modules"));
  for (const name of packages) symlinkSync(join(repository, "node_modules", name), join(root, "node_modules", name), "junction");
  copyFileSync(join(repository, "tools/run.mjs"), join(root, "tools/run.mjs"));
  age(join(root, "tools/run.mjs"), 100);
  for (const [path, text] of Object.entries(files)) write(root, path, text, 100);
  return root;
};

const age = (path: string, seconds: number): void => {
  const when = new Date(Date.now() - seconds * 1000);
  utimesSync(path, when, when);
};

const write = (root: string, path: string, text: string, seconds: number): void => {
  writeFileSync(join(root, path), text);
  age(join(root, path), seconds);
};

const launch = (root: string, args: readonly string[], cwd = root): Promise<Ended> =>
  new Promise((succeed) => {
    const child = spawn(process.execPath, [join(root, "tools/run.mjs"), ...args], { cwd });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
    child.on("close", (code) => succeed({ code, ...said }));
  });

const keptFiles = (root: string): string[] => readdirSync(join(root, "node_modules/.cache/estate")).sort();

const printing = (text: string): string => `export const run = () => console.log(${JSON.stringify(text)});\n`;

describe("tools/run.mjs", () => {
  test.each([[[]], [["nosuch"]], [["../main"]], [["table"]], [["--help"]]])(
    "%j is no verb: exit 1 and one line",
    (args: readonly string[]) => {
      const { code, out, err } = runVerb(args[0] ?? "", args.slice(1));
      expect({ code, out, lines: err.split("\n").length - 1 }).toEqual({ code: 1, out: "", lines: 1 });
      expect(err).toMatch(/^tools\/run\.mjs: \[UnknownOption\] the verb must be /);
    },
  );

  test("passes on arguments, the current folder and what is printed", async () => {
    const root = project({
      "tools/tell.ts": "export const run = (args: string[]) => console.log(JSON.stringify([args, process.cwd()]));\n",
    });
    const elsewhere = join(root, "tools");
    const { code, out, err } = await launch(root, ["tell", "--a b", "", "ü"], elsewhere);
    expect({ code, said: JSON.parse(out) as unknown, err }).toEqual({ code: 0, said: [["--a b", "", "ü"], elsewhere], err: "" });
  });

  test("passes on the exit code, set or called", async () => {
    const root = project({
      "tools/set.ts": "export const run = async () => { process.exitCode = 7; };\n",
      "tools/call.ts": "export const run = () => process.exit(9);\n",
    });
    expect([(await launch(root, ["set"])).code, (await launch(root, ["call"])).code]).toEqual([7, 9]);
  });

  test("keeps the bundle and its compiled code while the sources stay, and makes both anew once one changed", async () => {
    const root = project({
      "tools/say.ts": "import { word } from \"./word\";\nexport const run = () => console.log(`${word} ü×`, /—/.test('—'));\n",
    });
    write(root, "tools/word.ts", 'export const word = "one";\n', 100);
    expect((await launch(root, ["say"])).out).toBe("one ü× true\n");
    const first = keptFiles(root);
    expect((await launch(root, ["say"])).out).toBe("one ü× true\n");
    expect(keptFiles(root)).toEqual(first);

    // Of the same length: V8 would take the code that was compiled from the other text.
    write(root, "tools/word.ts", 'export const word = "two";\n', 50);
    expect((await launch(root, ["say"])).out).toBe("two ü× true\n");
    const second = keptFiles(root);
    const kinds = second.map((name) => name.replace(/[0-9a-f]{16}/, "<hash>"));
    expect({ first: first.length, kinds }).toEqual({ first: 3, kinds: ["say.<hash>.cjs", "say.<hash>.code", "say.json"] });
    expect(second.filter((name) => first.includes(name))).toEqual(["say.json"]);
  });

  test("does not keep what was bundled while a source was being changed", async () => {
    const root = project({});
    write(root, "tools/say.ts", printing("new"), 0);
    expect((await launch(root, ["say"])).out).toBe("new\n");
    expect(() => keptFiles(root)).toThrow(/ENOENT/);
  });

  test("runs where nothing can be kept, and after the kept files were damaged", async () => {
    const root = project({ "tools/say.ts": printing("said"), "node_modules/.cache": "a file" });
    expect(await launch(root, ["say"])).toEqual({ code: 0, out: "said\n", err: "" });

    const other = project({ "tools/say.ts": printing("said") });
    await launch(other, ["say"]);
    for (const damaged of keptFiles(other)) {
      writeFileSync(join(other, "node_modules/.cache/estate", damaged), "");
      expect({ damaged, ...(await launch(other, ["say"])) }).toEqual({ damaged, code: 0, out: "said\n", err: "" });
    }
  });

  test("eight first runs at once all do their work", async () => {
    const root = project({ "tools/say.ts": printing("said") });
    const ended = await Promise.all(Array.from({ length: 8 }, () => launch(root, ["say"])));
    expect(ended).toEqual(Array.from({ length: 8 }, () => ({ code: 0, out: "said\n", err: "" })));
    expect(keptFiles(root)).toHaveLength(3);
  });

  test("a source that cannot be bundled, or a missing bundler: exit 1 and one line, no stack trace", async () => {
    const root = project({
      "tools/broken.ts": 'import { x } from "./missing";\nexport const run = () => x;\n',
      "tools/odd.ts": "export const = ;\n",
    });
    const bare = project({ "tools/say.ts": printing("said") }, []);
    const ended = [await launch(root, ["broken"]), await launch(root, ["odd"]), await launch(bare, ["say"])];
    expect(ended.map(({ code, out, err }) => ({ code, out, lines: err.split("\n").length - 1, trace: showsTrace(err) }))).toEqual(
      ended.map(() => ({ code: 1, out: "", lines: 1, trace: false })),
    );
    expect(ended.map(({ err }) => err)).toEqual([
      expect.stringContaining('tools/broken.ts:1:18: Could not resolve "./missing"'),
      expect.stringContaining("tools/odd.ts:1:13: "),
      expect.stringContaining("run: npm ci"),
    ]);
  });
});
