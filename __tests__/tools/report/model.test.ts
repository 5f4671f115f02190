import { formatJson } from "../../../modules/core/json";
import { synthesizeEstate } from "../../../main";
import { reportOf } from "./planted";

describe("the report's model", () => {
  const report = reportOf();
  const { stacks, verdict } = synthesizeEstate();

  test("holds every stack with all of its resources and outputs, and the state's place", () => {
    expect(report.stacks.map(({ name }) => name)).toEqual(stacks.map(({ name }) => name));
    expect(report.stacks.map(({ resources }) => resources)).toEqual(stacks.map(({ resources }) => resources));
    expect(report.stacks.map(({ outputs }) => Object.keys(outputs))).toEqual(stacks.map(({ outputs }) => Object.keys(outputs)));
    expect(report.stacks.filter(({ state }) => !/^(s3|gs):\/\//.test(state))).toEqual([]);
  });

  test("both ends of a dependency and of a contract know of each other", () => {
    const pairs = (of: (one: (typeof report.stacks)[number]) => readonly string[], turned: boolean): readonly string[] =>
      report.stacks.flatMap((one) => of(one).map((other) => (turned ? `${other} ${one.name}` : `${one.name} ${other}`))).sort();
    expect(pairs(({ neededBy }) => neededBy, true)).toEqual(pairs(({ dependsOn }) => dependsOn, false));
    expect(pairs(({ readBy }) => readBy, true)).toEqual(pairs(({ reads }) => Object.values(reads), false));
  });

  test("each stack of a site belongs to an active site, and each active site has stacks", () => {
    const known = report.environments.flatMap(({ name, jurisdictions }) =>
      jurisdictions.flatMap(({ origin, sites }) => sites.filter(({ isActive }) => isActive).map(({ key }) => `${name} ${origin} ${key}`)),
    );
    const used = report.stacks
      .filter(({ place }) => place === "site")
      .map(({ environment, origin, site }) => `${environment} ${origin} ${site}`);
    expect([...new Set(used)].sort()).toEqual([...known].sort());
  });

  test("says every use of a residency exception, by exception", () => {
    const told = report.exceptions.flatMap(({ id, uses }) => uses.map((use) => ({ exception: id, ...use })));
    expect(told).toHaveLength(verdict.exceptions.length);
    expect(told).toEqual(expect.arrayContaining([...verdict.exceptions]));
  });

  test("of a selection it holds the selection's environments, stacks and uses alone", () => {
    const dev = reportOf({ environments: ["dev"] });
    expect(dev.environments.map(({ name }) => name)).toEqual(["dev"]);
    expect([...new Set(dev.stacks.map(({ environment }) => environment))]).toEqual(["dev"]);
    expect(dev.exceptions.flatMap(({ uses }) => uses).filter(({ stack }) => !stack.startsWith("dev-"))).toEqual([]);
  });

  test("another phase changes which sites are active, and no address", () => {
    const dev = reportOf({ environments: ["dev"], phase: "enterprise" });
    const sites = (one: typeof dev) =>
      one.environments.filter(({ name }) => name === "dev").flatMap(({ jurisdictions }) => jurisdictions.flatMap((all) => all.sites));
    expect(sites(dev).every(({ isActive }) => isActive)).toBe(true);
    expect(sites(report).filter(({ isActive }) => isActive)).toHaveLength(1);
    expect(sites(dev).map(({ addresses }) => addresses)).toEqual(sites(report).map(({ addresses }) => addresses));
  });

  test("is the same text each time", () => {
    expect(formatJson(reportOf())).toBe(formatJson(report));
  });
});
