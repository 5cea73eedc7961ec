/** Choices go with the reader from page to page, and what a page cannot follow it says. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

const query = (page: Page) => new URL(page.url()).searchParams;

export async function sharedChoices(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const follow = async (page: Page, name: string) => {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }).click();
    await page.waitForURL(/\.html/);
    await settle(page);
  };

  await check("a choice made on one page holds on the next, and is counted and cleared", async () => {
    const { page, complaints } = await visit(context, origin, "risk.html");
    const menu = page.locator("select[name=criticality]");
    await menu.selectOption("High");
    await settle(page);
    assert.match(await page.locator(".filters-count").innerText(), /^[\d,]+ of [\d,]+ series$/);
    await follow(page, "Data quality");
    assert.equal(await menu.inputValue(), "High");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await settle(page);
    assert.equal(await menu.inputValue(), "all");
    assert.equal(query(page).get("criticality"), null);
    await follow(page, "Risk");
    assert.equal(await menu.inputValue(), "all");
    assert.deepEqual(complaints, []);
    await page.close();
  });
  await check("a choice passes through a page that has no use for it, which says so", async () => {
    const { page } = await visit(context, origin, "provenance.html?criticality=High");
    assert.match(await page.locator(".page-note").innerText(), /not used on this page: criticality High/);
    await follow(page, "Risk");
    assert.equal(await page.locator("select[name=criticality]").inputValue(), "High");
    await page.close();
  });
  await check("a value that does not occur is named and stays in the address", async () => {
    const { page } = await visit(context, origin, "risk.html?region=Nowhere");
    assert.match(await page.locator(".filters-note").first().innerText(), /Region “Nowhere” does not occur/);
    await page.locator("select[name=criticality]").selectOption("High");
    assert.equal(query(page).get("region"), "Nowhere");
    await page.close();
  });
  await check("the metric of a series looked at is no choice for other pages", async () => {
    const { page } = await visit(context, origin, "forecasts.html?server=SRV-0001&metric=disk_p95");
    await follow(page, "Risk");
    assert.equal(await page.locator("select[name=metric]").inputValue(), "all");
    await page.close();
  });
  await check("the page's link is copied by the keyboard, with its choices", async () => {
    const { page } = await visit(context, origin, "risk.html?criticality=High");
    await page.getByRole("button", { name: "Copy link" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Link copied, with its filters.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await page.close();
  });
  await context.close();
}
