import { synthesizeEstate } from "../../main";
import { projectFiles, readProjectFile } from "../rules/repository";
import { blocksIn, commandBlocks, commandsIn, holdsCommands, tagOf, type Block, type Tag } from "./documents";
import { openLane, type Lane } from "./lane";
import { findMeans, isFaithful, openStage, runText, type Stage } from "./rehearsal";

const scripts = (JSON.parse(readProjectFile("package.json")) as { readonly scripts: Readonly<Record<string, string>> }).scripts;
const blocks = commandBlocks();
const withTag = (...tags: readonly Tag[]): readonly Block[] => blocks.filter((block) => tags.some((tag) => tag === tagOf(block)));

/** Commands that can't run inside a test: .ci/run runs them. */
const ofCi = ["npm ci", "npm test", "npm run check"];

/** Verbs that take minutes are started only. */
const long = /^npm run (proof|bench|fidelity|rehearse)(?= *$| -- --(environment production|steps))/gm;

const callsTerraform = (text: string): boolean =>
  /\bterraform\b|\bcdktf\b|npm run (validate|plan:offline|rehearse|twins|fidelity)/.test(text);

/** What validate and plan:offline say where no provider can be had, and nothing else is wrong. */
const lacksProvider = (output: string): boolean => /^(validated|planned) 0 of .* 0 errors, 0 warnings; not /m.test(output);

/** Verbs that work on copies of their own: what they do depends on no block before, and no block after depends on it. */
const aloof = /^npm run (rehearse|validate|plan:offline|proof|bench|fidelity)\b/;

const isAloof = (text: string): boolean => commandsIn(text).every((command) => aloof.test(command));

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

describe("blocks of commands", () => {
  test("each has the language sh and one tag", () => {
    expect(blocks.filter((block) => tagOf(block) === undefined).map(({ place, info }) => `${place}: ${info}`)).toEqual([]);
    expect(withTag("run").length).toBeGreaterThan(3);
    expect(withTag("rehearsed").length).toBeGreaterThan(3);
    expect(withTag("needs-cloud").length).toBeGreaterThan(0);
  });

  test.each([
    ["```sh run\nls\n```", ["run"]],
    ["```sh\nls\n```", [undefined]],
    ["```bash run\nls\n```", [undefined]],
    ["```sh run rehearsed\nls\n```", [undefined]],
    ["```json\n{}\n```\n\n```\nplain\n```", []],
    ["- a list\n\n  ```sh needs-cloud\n  ls\n  ```", ["needs-cloud"]],
  ])("%p is read as %p", (text, expected) => {
    expect(blocksIn("x.md", text).filter(holdsCommands).map(tagOf)).toEqual(expected);
  });

  test("name only npm scripts, verbs, stacks and programs that exist", () => {
    const stacks = synthesizeEstate().stacks.map(({ name }) => name);
    const programs = /^(cd|echo|mkdir|for|done|\(cd|rm|gcloud|node|npm|npx|sha256sum|terraform)\b/;
    const wrong = blocks.flatMap(({ place, text }) => [
      ...[...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)]
        .filter(([, script = ""]) => scripts[script] === undefined)
        .map(([shown]) => `${place}: no script for '${shown}'`),
      ...[...text.matchAll(/tools\/run\.mjs ([\w-]+)/g)]
        .filter(([, verb = ""]) => !projectFiles.includes(`tools/${verb}.ts`))
        .map(([shown]) => `${place}: no verb for '${shown}'`),
      // A name may end in a variable.
      ...[...text.matchAll(/(?<![\w-])(?:dev|staging|pre-prod|production)-(?:eu|mena|global)-[a-z0-9-]+(\$?)/g)]
        .filter(([name, open]) => (open === "$" ? !stacks.some((one) => one.startsWith(name.slice(0, -1))) : !stacks.includes(name)))
        .map(([name]) => `${place}: no stack '${name}'`),
      ...commandsIn(text)
        .filter((command) => !programs.test(command))
        .map((command) => `${place}: unknown program in '${command}'`),
    ]);
    expect(wrong).toEqual([]);
  });
});

describe(".ci/run", () => {
  const lines = readProjectFile(".ci/run").split("\n");
  const calls = (command: string): boolean => lines.some((line) => new RegExp(`^(check |beside )?${command}( |$)`).test(line));

  test("runs what the documents say and a test can't run", () => {
    const commands = withTag("run").flatMap(({ text }) => commandsIn(text));
    expect(ofCi.filter((command) => !commands.includes(command))).toEqual([]);
    expect(["npm ci", "npm test", "npm run synth"].filter((command) => !calls(command))).toEqual([]);
  });

  test("runs every part of npm run check", () => {
    const parts = commandsIn(scripts["check"] ?? "");
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.filter((part) => !calls(part))).toEqual([]);
  });
});

describe("commands that run and are rehearsed", () => {
  const means = findMeans();
  let stage: Stage | undefined;
  let aside: Lane | undefined;

  beforeAll(async () => {
    if (means.terraform === undefined) say("Terraform is not installed: commands that need it are not rehearsed");
    else if (!isFaithful(means)) say("no emulator or no provider at hand: small stacks stand for those of the documents");
    stage = await openStage(means);
    aside = openLane(
      cases.map(([, text]) => text).filter((text) => isAloof(text) && (means.terraform !== undefined || !callsTerraform(text))),
      stage,
    );
  }, 120_000);

  afterAll(async () => {
    await aside?.close();
    await stage?.close();
  });

  test("Terraform is there in CI", () => {
    expect(means.terraform === undefined && process.env["CI"] === "true").toBe(false);
  });

  const runnable = (block: Block): string =>
    tagOf(block) === "rehearsed"
      ? block.text.replace(long, "$& -- --help")
      : commandsIn(block.text)
          .filter((command) => !ofCi.includes(command))
          .join("\n");
  const cases = withTag("run", "rehearsed")
    .map((block) => [block.place, runnable(block)] as const)
    .filter(([, text]) => text !== "");

  // In the order of the documents: a later block may use what an earlier one has made. Those that can't go beside them,
  // and are asked for last.
  test.each([...cases.filter(([, text]) => !isAloof(text)), ...cases.filter(([, text]) => isAloof(text))])(
    "%s",
    async (_, text) => {
      if (stage === undefined) throw new Error("no stage");
      if (means.terraform === undefined && callsTerraform(text)) return;
      const { code, output } = await (aside?.results.get(text) ?? runText(text, stage));
      if (code !== 0 && means.mirrors.length === 0 && lacksProvider(output) && process.env["CI"] !== "true") {
        say(`not rehearsed, for no provider can be had: ${text.split("\n").join("; ")}`);
        return;
      }
      expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
    },
    400_000,
  );
});
