import { selectStacks } from "../../regions/selection";

const stacks = [
  "dev-eu-aws-eu-central-1-keys",
  "dev-eu-aws-global-account",
  "dev-2-mena-aws-me-south-1-keys",
  "production-global-cloudflare-global-edge",
].map((name) => ({ name, environment: name.startsWith("dev-2") ? "dev-2" : (name.split("-")[0] ?? "") }));
const all = stacks.map(({ name }) => name);

describe("a selection", () => {
  test.each([
    [{}, all],
    [{ environments: ["dev"] }, all.slice(0, 2)],
    [{ environments: ["dev-2", "production"] }, all.slice(2)],
    [{ globs: ["*-keys"] }, [all[0], all[2]]],
    [{ globs: ["*-keys", "*-edge"], environments: ["dev", "production"] }, [all[0], all[3]]],
    [{ globs: ["dev-?-*"] }, [all[2]]],
  ])("%p", (selection, expected) => {
    expect(all.filter(selectStacks(stacks, selection))).toEqual(expected);
  });

  test("covers stacks that are gone, of its own environments only", () => {
    const selects = selectStacks(stacks, { environments: ["dev"] });
    expect(selects("dev-eu-aws-eu-west-1-network")).toBe(true);
    expect(selects("dev-old-eu-aws-eu-west-1-network")).toBe(false);
    expect(selects("dev-2-eu-aws-eu-west-1-network")).toBe(false);
  });

  test("of nothing is an error", () => {
    expect(() => selectStacks(stacks, { environments: ["deb"] })).toThrow(/\[UnknownEnvironment\].*did you mean 'dev'\?/);
    expect(() => selectStacks(stacks, { globs: ["nothing"] })).toThrow(/\[UnknownStack\]/);
    expect(() => selectStacks(stacks, { environments: ["dev"], globs: ["*-edge"] })).toThrow(/\[UnknownStack\]/);
  });
});
