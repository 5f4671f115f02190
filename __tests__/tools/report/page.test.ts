import { pageOf } from "../../../tools/report/page";
import { reportOf } from "./planted";

const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, found = ""]) => found);

describe("the page", () => {
  const report = reportOf();
  const page = pageOf(report);

  test("is under 2 MB for the whole estate, and the same each time", () => {
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    expect(pageOf(reportOf())).toBe(page);
  });

  test("each link leads to an anchor of the page, and each anchor is there once", () => {
    const ids = all(page, / id="([^"]+)"/g);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect([...new Set(all(page, / href="#([^"]+)"/g))].filter((target) => !ids.includes(target))).toEqual([]);
    expect(report.stacks.filter(({ name }) => !ids.includes(name))).toEqual([]);
  });

  test("asks nothing of the network: it has no source, no import and no link that is loaded", () => {
    expect(page).not.toMatch(/ src=|<link|@import|url\((?!#)|fetch\(|XMLHttpRequest/);
  });

  test("is whole for one environment, and where nothing uses an exception", () => {
    const one = pageOf(reportOf({ environments: ["dev"], globs: ["*-network"] }));
    expect(one).toContain("<p>None.</p>");
    expect(all(one, / href="#([^"]+)"/g).filter((target) => target.startsWith("production-"))).toEqual([]);
  });

  test("text of the description can't become markup", () => {
    const [first, ...rest] = report.services;
    const planted = { ...report, services: first === undefined ? [] : [{ ...first, summary: "<script>alert(1)</script>" }, ...rest] };
    expect(pageOf(planted)).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });
});
