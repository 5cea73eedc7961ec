/** Empty, failed and slow: each is said in words. And the keyboard reaches everything. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { BuiltFleet } from "./built_fleet.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

export async function states(
  browser: Browser,
  origin: string,
  { metrics, absent }: BuiltFleet,
  { check }: Report,
): Promise<void> {
  const open = async (body?: string | null) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    if (body !== undefined) {
      await page.route(
        /risk\.[0-9a-f]+\.parquet/,
        (route) => body === null ? route.fulfill({ status: 404 }) : route.fulfill({ body }),
      );
    }
    await page.goto(`${origin}risk.html`);
    await settle(page);
    return { context, page };
  };

  for (
    const [what, body, said] of [
      ["missing", null, /risk\.parquet could not be fetched/],
      ["damaged", "PAR1 this is no Parquet file", /data file is damaged/],
    ] as const
  ) {
    await check(`a ${what} data file is said once, in words, and the page stands`, async () => {
      const { context, page } = await open(body);
      assert.equal(await page.locator(".failure").count(), 1);
      assert.match(await page.getByRole("alert").first().innerText(), said);
      assert.match(await page.locator(".answer").innerText(), /servers/);
      assert.ok(await page.getByRole("heading", { name: "How to read it" }).isVisible());
      await context.close();
    });
  }
  // Where every combination of attributes occurs, no choice leaves nothing.
  if (absent !== undefined) {
    await check("a choice that leaves nothing is said where charts and tables would be", async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const { page } = await visit(context, origin, `risk.html?${new URLSearchParams(absent)}`);
      assert.match(await page.locator(".filters-count").innerText(), /^0 of/);
      assert.ok(await page.locator("main .unavailable, main p.empty").count() >= 3, "it must be said");
      assert.deepEqual(await page.locator(".observablehq--error").allInnerTexts(), []);
      await context.close();
    });
  }
  await check("arrow keys move within the risk matrix, which Tab enters once", async () => {
    const { context, page } = await open();
    const fold = page.locator("#where-does-each-server-stand");
    await fold.locator("summary").click();
    const cells = fold.locator("a.level");
    assert.equal(
      await cells.evaluateAll((all) => all.filter((cell) => (cell as HTMLElement).tabIndex === 0).length),
      1,
    );
    await cells.first().focus();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    const start = await focused();
    await page.keyboard.press("ArrowRight");
    assert.equal((await focused())?.split(" ")[0], start?.split(" ")[0], "the same server");
    if (metrics.length > 1) assert.notEqual(await focused(), start, "the next metric");
    await page.keyboard.press("ArrowDown");
    assert.notEqual((await focused())?.split(" ")[0], start?.split(" ")[0], "another server");
    await page.keyboard.press("Home");
    assert.match(await focused() ?? "", /^\S+ CPU: /);
    await context.close();
  });
  await check("the first stop of the Tab key leads past the navigation", async () => {
    const { context, page } = await visitFirst(browser, origin);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement?.closest("main") !== null), "in the content");
    await context.close();
  });
}

async function visitFirst(browser: Browser, origin: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  return { context, page: (await visit(context, origin, "index.html")).page };
}
