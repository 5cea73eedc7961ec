/** The pages decisions are read from, in a real browser: risk by metric, the plan by action, what rests on what. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { BuiltFleet } from "./built_fleet.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

export async function decisionPages(
  browser: Browser,
  origin: string,
  { metrics, actions }: BuiltFleet,
  { check }: Report,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const cells = (page: Page) => page.locator(".risk-weeks a.week").allInnerTexts();

  await check(
    "a choice of metric asks the weeks about that metric, which are never surer than any",
    async () => {
      const { page, complaints } = await visit(context, origin, "risk.html");
      const total = (texts: readonly string[]) => texts.reduce((sum, text) => sum + (Number(text) || 0), 0);
      const menu = page.locator("select[name=metric]");
      const metric = metrics.includes("memory_p95") ? "memory_p95" : metrics.at(-1)!;
      if (metrics.length === 1) assert.equal(await menu.count(), 0, "one metric is no choice");
      else {
        const any = total(await cells(page));
        await menu.selectOption(metric);
        await settle(page);
        assert.equal(new URL(page.url()).searchParams.get("metric"), metric);
        assert.ok(total(await cells(page)) <= any);
        const [first] = await page.locator(".risk-weeks a.week").all();
        assert.ok(String(await first?.getAttribute("href")).includes(metric));
      }
      assert.deepEqual(complaints, []);
      await page.close();
    },
  );

  await check("the plan is narrowed to an action, which the address keeps and Clear takes back", async () => {
    const { page } = await visit(context, origin, "recommendations.html");
    const count = page.locator(".filters-count");
    const all = await count.innerText();
    const menu = page.locator("select[name=action]");
    if (actions.length === 1) {
      assert.equal(await menu.count(), 0, "one action is no choice");
      return await page.close();
    }
    const last = await menu.locator("option").last().getAttribute("value");
    await menu.selectOption(last);
    await settle(page);
    assert.equal(new URL(page.url()).searchParams.get("action"), last);
    assert.notEqual(await count.innerText(), all);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await settle(page);
    assert.equal(await count.innerText(), all);
    await page.close();
  });

  await check(
    "what a snapshot is made from is asked by keyboard, and the address says of which",
    async () => {
      const { page, complaints } = await visit(context, origin, "provenance.html");
      const title = page.locator(".chart-title");
      assert.match(await title.innerText(), /^risk is made from/);
      await page.locator("select[name=snapshot]").focus();
      await page.keyboard.type("servers");
      await settle(page);
      assert.match(await title.innerText(), /^servers is made from no other snapshot/);
      assert.equal(new URL(page.url()).searchParams.get("snapshot"), "servers");
      assert.deepEqual(complaints, []);
      await page.close();
    },
  );
  await context.close();
}
