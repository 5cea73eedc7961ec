/** The what-if page in a real browser: where to begin, what a scenario moves, and that all of it is in sight. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

const WIDTHS = [1280, 390, 320];

const moves = (page: Page) => page.locator(".table.cards");
const steps = (page: Page) => new URL(page.url()).searchParams.getAll("step");

export async function whatIf(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await check(
    "without a step nothing moves: steps to begin with stand there, taken by keyboard",
    async () => {
      const { page, complaints } = await visit(context, origin, "what-if.html");
      assert.equal(await moves(page).count(), 0, "no server is listed");
      const examples = page.getByRole("region", { name: "Examples" });
      assert.match(await examples.innerText(), /^Nothing moves/);
      const first = examples.getByRole("button").first();
      const said = await first.innerText();
      await first.focus();
      await page.keyboard.press("Enter");
      await settle(page);
      assert.equal(steps(page).length, 1);
      assert.equal(
        await page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
        `Remove step 1: ${said}`,
      );
      assert.equal(await examples.count(), 0);
      await assertAllMoved(page);
      await page.keyboard.press("Enter");
      await settle(page);
      assert.deepEqual(
        [steps(page).length, await examples.count()],
        [0, 1],
        "the way back leads there again",
      );
      assert.deepEqual(complaints, []);
      await page.close();
    },
  );
  await check("dearer servers move by their cost, the dearest first", async () => {
    const { page } = await visit(context, origin, "what-if.html?v=1&step=prices,percent:10");
    const cost = await page.locator(".figure", { hasText: "Cost a month" }).locator(".figure-value")
      .innerText();
    if (cost === "–") return await page.close();
    const cells = await moves(page).locator('td[data-label="USD a month"]').allInnerTexts();
    const rises = cells.map((text) => {
      const [was, now] = text.split("→").map((part) => Number(part.replaceAll(/[^\d.]/g, "")));
      return now! - was!;
    });
    assert.ok(rises.length > 1 && rises.every((rise) => rise > 0), `${cells}`);
    assert.ok(rises[0]! >= rises.at(-1)!);
    await page.close();
  });
  for (const width of WIDTHS) {
    await check(`what a scenario moves is in sight whole at ${width} pixels`, async () => {
      const own = await browser.newContext({ viewport: { width, height: 900 } });
      const { page } = await visit(own, origin, "what-if.html?v=1&step=grow,percent:100,per:once");
      const [inner, outer] = await moves(page).locator(".table-scroll").evaluate((
        element,
      ) => [element.scrollWidth, element.clientWidth]);
      assert.ok(inner! <= outer!, `${inner} of ${outer} pixels`);
      await own.close();
    });
  }
  await context.close();
}

/** Each row shows a figure as it is and another in the scenario; where no server moves, that is said. */
async function assertAllMoved(page: Page): Promise<void> {
  const rows = await moves(page).locator("tbody tr").allInnerTexts();
  assert.ok(rows.length > 0 || await page.locator("p.empty").isVisible(), "the scenario moves a server");
  assert.deepEqual(rows.filter((text) => !text.includes("→")), []);
}
