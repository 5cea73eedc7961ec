/** The keyboard alone leads through the report: each stop of the Tab key can be seen, and none is a trap. */
import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { serverSample } from "./pages.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

/** Stops after which the Tab key must have led out of a page. */
const MOST = 700;

/** Where the keyboard is. */
interface Stop {
  what: string;
  /** Number of the element, to tell it from others that look like it. */
  element: number;
  inSight: boolean;
  marked: boolean;
}

/** Presses Tab; null once it has led out of the page. */
async function tab(page: Page): Promise<Stop | null> {
  await page.keyboard.press("Tab");
  return await page.evaluate(async () => {
    const at = document.activeElement;
    // An editor marks its frame a moment later.
    if (at?.closest(".cm-editor")) await new Promise((resolve) => setTimeout(resolve, 50));
    if (!(at instanceof HTMLElement) || at === document.body) return null;
    const { left, right, top, bottom, width, height } = at.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(at.closest(".cm-editor") ?? at);
    return {
      what: `${at.tagName} “${(at.ariaLabel ?? at.textContent ?? "").trim().slice(0, 50)}”`,
      element: [...document.querySelectorAll("*")].indexOf(at),
      inSight: width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
      marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    };
  });
}

/** Tabs to an element, which must be reached. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < MOST; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await tab(page);
  }
  assert.fail(`the Tab key must reach ${selector}`);
}

async function leave(page: Page, address: RegExp): Promise<void> {
  await page.keyboard.press("Enter");
  await page.waitForURL(address);
  await settle(page);
}

/** Links take choices along in their addresses. */
const inSidebar = (page: string) => `#observablehq-sidebar a[href*="/${page}.html"]`;

/** Each stop from the first to the last. */
async function everyStop(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let stop = await tab(page); stop !== null; stop = await tab(page)) {
    assert.notEqual(stop.element, stops.at(-1)?.element, `the Tab key must lead on from ${stop.what}`);
    stops.push(stop);
    assert.ok(stops.length < MOST, `the Tab key must lead out: it is at ${stop.what}`);
  }
  return stops;
}

export async function keyboard(root: string, browser: Browser, origin: string, { check }: Report) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const [server] = await serverSample(root);
  const pages = ["index", "risk", server === undefined ? "server" : `servers/${server}`, "forecasts", "sql"];
  for (const name of pages) {
    await check(
      `every stop of the Tab key on ${name} is in sight and marked, and the last leads out`,
      async () => {
        const { page } = await visit(context, origin, `${name}.html`);
        const stops = await everyStop(page);
        assert.ok(stops.length > 20, `there are stops: ${stops.length}`);
        const unseen = stops.filter(({ inSight, marked }) => !inSight || !marked);
        assert.deepEqual(unseen, []);
        await page.close();
      },
    );
  }
  await walk(context, origin, check);
  await folds(context, origin, check);
  await context.close();
  await closing(browser, origin, check);
}

async function walk(context: BrowserContext, origin: string, check: Report["check"]): Promise<void> {
  await check("the keyboard leads from the first page to a server, its forecast and a query", async () => {
    const { page } = await visit(context, origin, "index.html");
    await tabTo(page, inSidebar("risk"));
    await leave(page, /risk\.html/);
    await tabTo(page, "main td a[href*='server']");
    const server = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    await leave(page, /server/);
    assert.match(await page.locator("main").innerText(), new RegExp(server));
    await tabTo(page, inSidebar("forecasts"));
    await leave(page, /forecasts\.html/);
    await tabTo(page, "select[name=server]");
    const menu = page.locator("select[name=server]");
    const before = await menu.inputValue();
    await page.keyboard.press(
      before === await menu.locator("option").last().getAttribute("value") ? "Home" : "End",
    );
    await settle(page);
    assert.notEqual(await menu.inputValue(), before);
    assert.ok(await menu.evaluate((menu) => document.activeElement === menu), "it stays where it was");
    await tabTo(page, inSidebar("sql"));
    await leave(page, /sql\.html/);
    await tabTo(page, ".cm-content");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("SELECT 6 * 7 AS answer");
    await page.keyboard.press("Control+Enter");
    await settle(page);
    assert.deepEqual(await page.locator(".workbench-answer td").allInnerTexts(), ["42"]);
    await tab(page);
    assert.ok(
      await page.evaluate(() => document.activeElement?.closest(".cm-editor") === null),
      "it gets out",
    );
    await page.close();
  });
}

async function folds(context: BrowserContext, origin: string, check: Report["check"]): Promise<void> {
  await check("Enter unfolds a part, its address opens it, and paper has all of them", async () => {
    const { page } = await visit(context, origin, "risk.html");
    const closed = () => page.locator("main details.more:not([open])").count();
    const all = await closed();
    assert.ok(all > 3);
    await tabTo(page, "details.more > summary");
    await page.keyboard.press("Enter");
    assert.equal(await closed(), all - 1);
    const last = page.locator("details.more[id]").last();
    await page.goto(`${origin}risk.html#${await last.getAttribute("id")}`);
    await page.locator("details.more[open] h2").last().waitFor();
    assert.ok(await last.evaluate((fold) => (fold as HTMLDetailsElement).open), "the one asked for is open");
    const before = await closed();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await closed(), 0);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await closed(), before);
    await page.close();
  });
}

async function closing(browser: Browser, origin: string, check: Report["check"]): Promise<void> {
  await check("Escape closes the list of pages and the results of a search", async () => {
    const context = await browser.newContext({ viewport: { width: 640, height: 900 } });
    const { page } = await visit(context, origin, "index.html");
    // It slides in and out.
    const shown = (wanted: boolean) =>
      page.waitForFunction((wanted) => {
        const link = document.querySelector("#observablehq-sidebar a")!;
        return link.getBoundingClientRect().right > 0 === wanted;
      }, wanted);
    await shown(false);
    await tabTo(page, "#observablehq-sidebar-toggle");
    await page.keyboard.press("Space");
    await shown(true);
    await tabTo(page, "#observablehq-sidebar a[href]");
    await page.keyboard.press("Escape");
    await shown(false);
    assert.equal(
      await page.evaluate(() => document.activeElement?.id),
      "observablehq-sidebar-toggle",
      "the keyboard is back where it came from",
    );
    await page.keyboard.press("/");
    await page.keyboard.type("risk");
    const results = page.locator("#observablehq-search-results li");
    await results.first().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await results.count(), 0);
    await context.close();
  });
}
