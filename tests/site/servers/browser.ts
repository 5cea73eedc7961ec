/** Pages of single servers in a real browser: beyond what every page must hold, that both kinds say the same. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertChartsNamed } from "../page_checks.ts";
import { serverSample } from "../pages.ts";
import type { Report } from "../report.ts";
import { settle } from "../settle.ts";
import { visit } from "../visit.ts";

export async function serverPages(root: string, browser: Browser, origin: string, { check }: Report) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const article = (page: Page) => page.locator(".server-page").innerText();

  for (const name of await serverSample(root)) {
    await check(`the page of ${name} says what the page for any server says of it`, async () => {
      const own = await visit(context, origin, `servers/${name}.html`);
      const any = await visit(context, origin, `server.html?server=${name}`);
      assert.equal(await article(own.page), await article(any.page));
      const answer = await own.page.locator(".answer").innerText();
      assert.equal(await any.page.locator(".server-answer").innerText(), answer);
      assert.deepEqual([...own.complaints, ...any.complaints], []);
      await own.page.close();
      await any.page.close();
    });
  }

  await check("a server is found by the keyboard, and its page opens at a metric asked for", async () => {
    const { page } = await visit(context, origin, "server.html");
    const link = page.locator(".neighbours a").last();
    const name = await link.innerText();
    const href = (await link.getAttribute("href"))!;
    await page.locator("input[name=server]").focus();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await page.waitForURL(href);
    await settle(page);
    assert.ok(await assertChartsNamed(page) > 0, "its metrics must be drawn");
    const metric = (await page.locator(".server-metric").last().getAttribute("id"))!;
    await page.goto(`${href}#${metric}`);
    await page.reload();
    await settle(page);
    const top = await page.locator(`#${metric}`).evaluate((section) => section.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 450, `the metric must be in view: ${top} pixels from the top`);
    await page.close();
  });

  await check("a server that is not there is said not to be", async () => {
    const { page, complaints } = await visit(context, origin, "server.html?server=nobody");
    assert.match(await page.locator(".unavailable").innerText(), /No server is called nobody/);
    assert.deepEqual(complaints, []);
    await page.close();
  });
  await context.close();
}
