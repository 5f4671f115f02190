import { estate } from "../../../environments";
import { changed, inPhase, readChanges } from "../../../tools/rehearse/change";
import { selectFrom, synthesizeSteps } from "../../../tools/rehearse/estate";

const change = (text: string): unknown => readChanges([text]).reduce<unknown>((description, one) => changed(description, one), estate);
const environmentOf = (description: unknown, name: string) =>
  (description as typeof estate).environments.find((environment) => environment.name === name);

describe("a change", () => {
  test.each([
    ["production.phase=growth", { phase: "growth" }],
    ["production.size=small", { size: "small" }],
    ["production.usdPerMonth=12.5", { usdPerMonth: 12.5 }],
    ['production.tags={"owner":"me"}', { tags: { owner: "me" } }],
    ["production.tags.owner=a=b", { tags: { "cost-center": "operations", owner: "a=b" } }],
    ["production.tags.owner=null", { tags: { "cost-center": "operations" } }],
  ])("%s puts the value there", (text, expected) => {
    expect(environmentOf(change(text), "production")).toMatchObject(expected);
  });

  test("leaves everything else as it is, and the description that it is made of", () => {
    const before = JSON.stringify(estate);
    const after = change("dev.phase=growth");
    expect(environmentOf(after, "staging")).toBe(environmentOf(estate, "staging"));
    expect(JSON.stringify(estate)).toBe(before);
  });

  test("reaches deep, into lists, and beside the environments", () => {
    const site = environmentOf(change("production.jurisdictions.eu.sites.aws-eu-west-1.since=enterprise"), "production");
    expect(site?.jurisdictions.eu?.sites["aws-eu-west-1"]?.since).toBe("enterprise");
    expect((change("organization.name=acme") as typeof estate).organization.name).toBe("acme");
    expect((change("flows.0.purpose=none") as typeof estate).flows[0]?.purpose).toBe("none");
    expect((change("flows.0=null") as typeof estate).flows).toHaveLength(estate.flows.length - 1);
  });

  test("of * is every environment's", () => {
    const { environments, organization } = change("*.tags.owner=me") as typeof estate;
    expect(environments).toEqual(estate.environments.map((one) => ({ ...one, tags: { ...one.tags, owner: "me" } })));
    expect(organization).toBe(estate.organization);
  });

  test.each([
    ["*.phase.word=1", /\[UnknownKey\] .* got "word"/],
    ["productoin.phase=growth", /\[UnknownEnvironment\] .* got "productoin"; did you mean 'production'\?/],
    ["production.jurisdiction.eu.sites=1", /\[UnknownKey\] .* got "jurisdiction"; did you mean 'jurisdictions'\?/],
    ["production.phase.word=1", /\[UnknownKey\] .* got "word"; end the path before it/],
    ["production.tags.ownr=null", /\[UnknownKey\] .* got "ownr"; did you mean 'owner'\?/],
    ["flows.999=null", /\[UnknownKey\] .* got "999"/],
    ["production", /\[UnknownOption\] .* got "production"; write it as production\.phase=enterprise/],
    ["production.=1", /\[UnknownOption\]/],
    ["=1", /\[UnknownOption\]/],
  ])("%s leads nowhere, and the message says where it breaks off", (text, message) => {
    expect(() => change(text)).toThrow(message);
  });

  test("that is misspelt is told with all others that are", () => {
    expect(() => readChanges(["a", "b"])).toThrow(/got "a"[\s\S]*got "b"/);
  });
});

describe("the steps of an estate", () => {
  test("build on each other, from the phase that is given", () => {
    const { first, later } = synthesizeSteps({
      phase: "growth",
      changes: readChanges(["production.phase=enterprise", "production.phase=growth"]),
    });
    const of = (stacks: typeof first.stacks) => stacks.filter(({ environment }) => environment === "production").map(({ name }) => name);
    const [up, down] = later.map(({ synthesis }) => of(synthesis.stacks));
    expect(up?.length).toBeGreaterThan(of(first.stacks).length);
    expect(down).toEqual(of(first.stacks));
    expect(later.map(({ change: { text } }) => text)).toEqual(["production.phase=enterprise", "production.phase=growth"]);
  });

  test.each([
    ["production.fase=growth", /environments\.production[^:]*: \[UnknownKey\].*fase/],
    ["production.phase=growht", /\[NotAllowed\].*growht/],
    ["production.jurisdictions.eu.accounts.aws.workload=111122223333", /\[AccountReused\]/],
  ])("are checked like any description: %s", (text, message) => {
    expect(() => synthesizeSteps({ changes: readChanges([text]) })).toThrow(message);
  });
});

describe("a selection", () => {
  const { first } = synthesizeSteps({ changes: [] });
  const selection = { environments: ["dev"], globs: ["*-network"] };

  test("takes along what its stacks come after, where they really stand", () => {
    const { stacks, added } = selectFrom(first, selection, true);
    expect(stacks.map(({ entry }) => entry.layer)).toEqual(["state", "account", "keys", "network"]);
    expect(added).toEqual(["dev-eu-aws-eu-central-1-state", "dev-eu-aws-global-account", "dev-eu-aws-eu-central-1-keys"]);
  });

  test("is itself alone otherwise", () => {
    expect(selectFrom(first, selection, false).stacks.map(({ entry }) => entry.name)).toEqual(["dev-eu-aws-eu-central-1-network"]);
  });
});

test("a phase is every environment's", () => {
  const { environments } = inPhase(estate, "growth") as unknown as typeof estate;
  expect(environments.map(({ phase }) => phase)).toEqual(estate.environments.map(() => "growth"));
});
