/** The models page in a real browser: past forecasts by slider, buttons and keyboard, cards by their address. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

export async function modelsPage(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const made = (page: Page) => page.locator(".cutoff-slider output").innerText();
  const title = (page: Page) => page.locator(".chart-title", { hasText: "was wrong by" }).innerText();

  await check("a past forecast is chosen by button and by keyboard, and the address says which", async () => {
    const { page, complaints } = await visit(context, origin, "models.html");
    const [day, said] = [await made(page), await title(page)];
    await page.getByRole("button", { name: "Earlier" }).click();
    await settle(page);
    assert.notEqual(await made(page), day);
    assert.notEqual(await title(page), said);
    assert.match(page.url(), /replay_cutoff=\d{4}-\d\d-\d\d/);
    await page.locator(".cutoff-slider input").focus();
    await page.keyboard.press("End");
    await settle(page);
    assert.equal(await made(page), day);
    assert.equal(await title(page), said);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  await check("a model card that the address names is open, with its numbers", async () => {
    const { page } = await visit(context, origin, "models.html#card-weekday_mean");
    const card = page.locator("#card-weekday_mean");
    assert.ok(await card.locator("table tbody tr").count() > 0);
    assert.equal(await page.locator("details.model-card[open]").count(), 1);
    await page.close();
  });

  await check(
    "a section that the address names is in sight after a reload, whatever came above it",
    async () => {
      const { page } = await visit(context, origin, "models.html#did-the-models-get-worse");
      await page.reload();
      await settle(page);
      const top = await page.locator("#did-the-models-get-worse").evaluate((heading) =>
        heading.getBoundingClientRect().top
      );
      assert.ok(top >= 0 && top < 450, `it must be in view: ${top} pixels from the top`);
      await page.close();
    },
  );
  await context.close();
}
