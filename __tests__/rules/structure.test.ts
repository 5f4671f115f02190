import { isHandWritten, projectFiles, readProjectFile, type Problems } from "./repository";

const longest = 400;
const code = /\.(ts|mts|cts|js|mjs|cjs)$/;
const rooms = /^(main\.ts$|(environments|regions|modules|tools|docs|__tests__)\/)/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that tools of others have fixed. */
const fixedNames = new Set(["__tests__", "__snapshots__", "Chart.yaml", "README.md"]);

/** Names that say nothing of what is inside. A secret manager is a service's name. */
const emptyName = /(^|[-./])(utils?|common|helpers?|misc|impl|(?<!secrets?-)managers?)(?=[-./]|$)/;

const badNames = (files: readonly string[]): Problems =>
  files
    .filter((file) => rooms.test(file))
    .flatMap((file) => {
      const odd = file.split("/").filter((name) => !kebab.test(name) && !fixedNames.has(name));
      return [
        ...odd.map((name) => `${file}: '${name}' must be in kebab-case`),
        ...(emptyName.test(file) ? [`${file}: the name must say what is inside`] : []),
      ];
    });

const lineCount = (text: string): number => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

/** `modules/<cloud>/<entity>` of each file that belongs to one. */
const entityOf = (file: string): readonly string[] => /^modules\/(?!core\/|policy\/)[^/]+\/[^/]+(?=\/)/.exec(file) ?? [];

const untested = (files: readonly string[]): Problems =>
  [...new Set(files.flatMap(entityOf))]
    .filter((entity) => !files.some((file) => file.startsWith(`__tests__/${entity}/`) && file.endsWith(".test.ts")))
    .map((entity) => `${entity}: must have a test in __tests__/${entity}/`);

/** Tests that mirror a path which is no longer there. */
const widowed = (files: readonly string[]): Problems =>
  files
    .filter((file) => /^__tests__\/modules\/[^/]+\/.*\.test\.ts$/.test(file))
    .map((file) => file.slice("__tests__/".length, file.lastIndexOf("/") + 1))
    .filter((folder) => !files.some((file) => file.startsWith(folder)))
    .map((folder) => `__tests__/${folder}: there is no ${folder}`);

describe("structure", () => {
  test("names of files and folders are in kebab-case and say what is inside", () => {
    expect(badNames(projectFiles)).toEqual([]);
  });

  test.each([
    ["modules/aws/network/awsNetwork.ts", 1],
    ["modules/aws/Network/network.ts", 1],
    ["regions/utils.ts", 1],
    ["modules/core/string-helpers.ts", 1],
    ["modules/common/name.ts", 1],
    ["regions/stack-manager.ts", 1],
    ["modules/google/secret-manager/secret-manager.ts", 0],
    ["modules/aws/community/commonly-asked.ts", 0],
    ["__tests__/modules/core/stack.test.ts", 0],
    ["docs/adr/0001-one-state-per-layer.md", 0],
  ])("%s has %i bad names", (file, count) => {
    expect(badNames([file])).toHaveLength(count);
  });

  test("no file that people wrote is longer than one sitting", () => {
    const long = projectFiles
      .filter((file) => code.test(file) && isHandWritten(file))
      .map((file) => [file, lineCount(readProjectFile(file))] as const)
      .filter(([, lines]) => lines > longest)
      .map(([file, lines]) => `${file}: must have at most ${String(longest)} lines, got ${String(lines)}`);
    expect(long).toEqual([]);
  });

  test("each module has a test folder, and each test folder a module", () => {
    expect(untested(projectFiles)).toEqual([]);
    expect(widowed(projectFiles)).toEqual([]);
  });

  test("a module without tests and tests without a module are found", () => {
    const files = ["modules/aws/key/key.ts", "modules/core/words.ts", "__tests__/modules/aws/keys/key.test.ts"];
    expect(untested(files)).toEqual(["modules/aws/key: must have a test in __tests__/modules/aws/key/"]);
    expect(widowed(files)).toEqual(["__tests__/modules/aws/keys/: there is no modules/aws/keys/"]);
  });
});
