/** What every page of a built site must hold: whole, quiet, answered, accessible, no wider than a phone. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertAccessible } from "./accessibility.ts";
import {
  assertAnswered,
  assertChartsNamed,
  assertFits,
  assertNoBrokenCells,
  assertSteady,
} from "./page_checks.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 720 };

/** Opens pages one after another in one colour scheme. */
export async function everyPage(
  browser: Browser,
  origin: string,
  names: readonly string[],
  colorScheme: "light" | "dark",
  { check }: Report,
): Promise<void> {
  const context = await browser.newContext({ colorScheme, viewport: WIDE });
  for (const name of names) {
    let page: Page | undefined;
    await check(`${name} is whole and quiet in ${colorScheme}`, async () => {
      const visited = await visit(context, origin, `${name}.html`);
      page = visited.page;
      await assertNoBrokenCells(page);
      await assertAnswered(page);
      await assertSteady(page);
      await assertChartsNamed(page);
      assert.deepEqual(visited.complaints, []);
    });
    await check(`${name} breaks no rule of WCAG 2.2 AA in ${colorScheme}`, async () => {
      assert.ok(page !== undefined, "the page must have opened");
      await assertAccessible(page);
    });
    await check(`${name} fits ${NARROW.width} pixels in ${colorScheme}`, async () => {
      assert.ok(page !== undefined, "the page must have opened");
      await page.setViewportSize(NARROW);
      await settle(page);
      await assertFits(page);
    });
    await page?.close();
  }
  await context.close();
}
