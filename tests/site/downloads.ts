/** Files to take away can be reached without scripts, from the page that lists them and from those they belong to. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { Report } from "./report.ts";

/** Pages that link a file of their own. */
const PAGES_WITH_FILES = ["downloads", "risk", "recommendations", "forecasts", "models", "quality", "fleet"];

export async function downloadsOpen(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  for (const name of PAGES_WITH_FILES) {
    await check(`${name} links its files without scripts`, async () => {
      const page = await context.newPage();
      await page.goto(`${origin}${name}.html`);
      const links = await page.locator("a[download]").evaluateAll((links) =>
        links.map((link) => (link as HTMLAnchorElement).href)
      );
      assert.ok(links.length > 0, "there must be a link");
      for (const link of links) {
        assert.match(link, /\/downloads\/[a-z_]+\.(csv|json|parquet|pdf|xlsx)$/);
        const answer = await page.request.head(link);
        assert.equal(answer.status(), 200, link);
        assert.ok(Number(answer.headers()["content-length"]) > 100, link);
      }
      await page.close();
    });
  }
  await context.close();
}
