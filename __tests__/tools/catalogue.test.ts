import { runVerb, showsTrace } from "../support/command";

/** No mirror is searched: what these say depends on no machine. */
const run = (...args: readonly string[]) => runVerb("catalogue", args);

test("--help tells the options", () => {
  const { code, out } = run("--help");
  expect([code, out]).toEqual([0, expect.stringMatching(/--provider NAME[^]*--check[^]*--differences/)]);
});

test.each([
  ["no provider", [], /catalogue: \[UnknownOption\] a provider must be named; add --provider NAME/],
  ["an unknown provider", ["--provider", "awz"], /--provider: \[UnknownOption\].*got "awz"; did you mean 'aws'\?/],
  ["a program that is missing", ["--provider", "aws", "--binary", "nothing_v1.0.0"], /--binary: \[UnknownOption\] the program must exist/],
  [
    "a provider without a catalogue, and no types",
    ["--provider", "a/b", "--binary", "package.json", "--version", "1.0.0"],
    /--type: \[UnknownOption\]/,
  ],
  ["a program that is no provider", ["--provider", "aws", "--binary", "tools/run.mjs", "--version", "1.0.0"], /\[ProviderFailed\]/],
  ["an unknown option", ["--chek"], /\[UnknownOption\].*--chek.*did you mean '--check'\?/],
])("%s: exit code 1, one line, no trace", (_, args, message) => {
  const { code, err } = run(...args);
  expect([code, showsTrace(err)]).toEqual([1, false]);
  expect(err).toMatch(message);
});

test("--differences lists where the catalogue and the bindings differ", () => {
  const { code, out } = run("--differences", "--provider", "aws");
  expect(code).toBe(0);
  expect(out).toMatch(/^aws_kms_key region: only bindings 6\.25\.0: "string" optional computed$/m);
  expect(out).toMatch(/^\d+ differences$/m);
});

test("of bindings that have the catalogue's version there are none", () => {
  expect(run("--differences", "--provider", "google").out).toBe("0 differences\n");
});
