/** The site's search finds pages, servers and columns, by the keyboard alone. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

export async function siteSearch(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page, complaints } = await visit(context, origin, "fleet.html");
  const results = page.locator("#observablehq-search-results li");
  /** Types words, of which the first result must be the one expected, whatever was found before. */
  const find = async (key: string, text: string, expected: string) => {
    await page.locator("#observablehq-search input").blur();
    await page.keyboard.press(key);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
    await results.first().getByText(expected, { exact: true }).waitFor();
  };

  await check("search finds a server by its name, after Ctrl-K", async () => {
    const server = (await page.locator("main td a").first().innerText()).trim();
    await find("Control+k", server, server);
  });
  await check("search finds a page by a word of it, after /", async () => {
    await find("/", "recommendations", "Recommendations");
  });
  await check("search finds a column and leads to its line of the dictionary", async () => {
    await find("/", "order_by risk", "order_by (risk)");
    await page.keyboard.press("Enter");
    await page.waitForURL(/dictionary\.html/);
    await settle(page);
    const line = page.locator("[id='risk.order_by']");
    const inSight = await line.evaluate((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    assert.ok(inSight, "it must be in sight");
  });
  await check("search reaches no other host and breaks no policy", () => {
    assert.deepEqual(complaints, []);
    return Promise.resolve();
  });
  await context.close();
}
