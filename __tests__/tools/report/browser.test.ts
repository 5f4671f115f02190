import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { source as axe, type AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { pageOf } from "../../../tools/report/page";
import { freshFolder } from "../../support/folders";
import { startChromium } from "./browser";
import { reportOf } from "./planted";

const folder = freshFolder();
const whole = join(folder, "whole.html");
/** One environment that has all there is: two clouds and backups. */
const one = join(folder, "one.html");
const addressOf = (file: string): string => pathToFileURL(file).href;
const production = "production-eu-aws-eu-central-1-gateway";

describe("the page in a browser", () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    writeFileSync(whole, pageOf(reportOf()));
    writeFileSync(one, pageOf(reportOf({ environments: ["pre-prod"] })));
    browser = await startChromium("the report");
  });

  afterAll(() => browser?.close());

  const open = async (
    options: Parameters<Browser["newPage"]>[0],
    work: (page: Page) => Promise<void>,
    address = addressOf(whole),
  ): Promise<void> => {
    const page = await browser?.newPage({ viewport: { width: 1440, height: 1000 }, ...options });
    if (page === undefined) return;
    const asked: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(address);
    await work(page);
    expect(asked.filter((url) => url.split("#")[0] !== address)).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  };

  const overflow = (page: Page): Promise<number> =>
    page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

  // Colours are by sort of thing: one environment has all of them. They take axe the longest by far.
  test.each([
    [
      "the whole estate",
      "light",
      whole,
      '{ rules: { "color-contrast": { enabled: false } } }',
      ["landmark-one-main", "heading-order", "region"],
    ],
    ["one environment in light colours", "light", one, '{ runOnly: ["color-contrast", "link-in-text-block"] }', ["color-contrast"]],
    ["one environment in dark colours", "dark", one, '{ runOnly: ["color-contrast", "link-in-text-block"] }', ["color-contrast"]],
  ] as const)("of %s, axe finds nothing, with details closed and open", async (_what, colorScheme, file, rules, judged) => {
    const look = async (page: Page): Promise<void> => {
      await page.evaluate(axe);
      // One of each sort is opened: the others are made by the same lines.
      await page.evaluate(
        `for (const sort of ["details.stack", "details.stack:has([id$=gateway])", ".exception", "details.inline"]) document.querySelector(sort).open = true`,
      );
      const { violations, passes } = await page.evaluate<AxeResults>(`axe.run(document, ${rules})`);
      expect(violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`))).toEqual([]);
      expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining([...judged]));
    };
    await open({ colorScheme }, look, addressOf(file));
  });

  test("the search shows what has every word, and all when it is emptied", async () => {
    await open({}, async (page) => {
      const shown = (): Promise<readonly string[]> => page.locator("details.stack:visible .name").allTextContents();
      const before = await shown();
      await page.getByLabel("Find").fill("  MENA aws_db_instance ");
      expect(await shown()).toEqual(["production-mena-aws-me-central-1-data", "production-mena-aws-me-south-1-data"]);
      expect(await page.locator("output").textContent()).toMatch(/^3 of \d+$/);
      expect(await page.getByRole("heading", { name: "Map", exact: true }).isVisible()).toBe(false);
      await page.getByLabel("Find").fill("no such thing");
      expect(await shown()).toEqual([]);
      expect(await page.locator("output").textContent()).toMatch(/^0 of \d+$/);
      await page.getByLabel("Find").fill("");
      expect(await shown()).toEqual(before);
    });
  });

  test("a link of the map opens its stack, also past a search that hides it", async () => {
    await open({}, async (page) => {
      const body = page.locator(`[id="${production}"]`);
      expect(await body.isVisible()).toBe(false);
      await page.locator(`svg a[data-node="${production}"]`).click();
      expect(await body.isVisible()).toBe(true);
      await page.getByLabel("Find").fill("aws_sqs_queue");
      await page.evaluate("location.hash = '#dev-global-cloudflare-global-zone'");
      await page.locator('[id="dev-global-cloudflare-global-zone"]').waitFor({ state: "visible" });
      expect(await page.getByLabel("Find").inputValue()).toBe("");
    });
  });

  test("without a script all can be read, and links still open their stacks", async () => {
    await open({ javaScriptEnabled: false }, async (page) => {
      expect(await page.getByLabel("Find").isVisible()).toBe(false);
      await page.locator(`svg a[data-node="${production}"]`).click();
      expect(await page.locator(`[id="${production}"]`).isVisible()).toBe(true);
    });
  });

  test("at any width nothing but tables and maps is wider than the window", async () => {
    await open({}, async (page) => {
      await page.evaluate(`for (const one of document.querySelectorAll('details.stack:has([id^="dev-"])')) one.open = true`);
      for (const width of [320, 380, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect([width, await overflow(page)]).toEqual([width, 0]);
      }
    });
  });

  test("by keyboard, the first stop skips to the content", async () => {
    await open({}, async (page) => {
      await page.keyboard.press("Tab");
      const skip = page.getByRole("link", { name: "Skip to the content" });
      expect(await skip.evaluate("document.activeElement.getAttribute('href')")).toBe("#content");
      expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    });
  });

  test("on paper, all stacks are open, the bar is gone and no table is cut off", async () => {
    await open({}, async (page) => {
      await page.emulateMedia({ media: "print" });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator(".bar").isVisible()).toBe(false);
      expect(await page.locator("details.stack:not([open])").count()).toBe(0);
      expect(await page.locator(`[id="${production}"]`).isVisible()).toBe(true);
      expect(await page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflow")).toBe("visible");
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await page.locator("details.stack[open]").count()).toBe(0);
    });
  });

  test("is under 2 MB", () => expect(readFileSync(whole).length).toBeLessThan(2_000_000));
});
