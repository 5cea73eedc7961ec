/** No page weighs more than its budget, and DuckDB waits for the first paint. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { weightFaults } from "./budgets.ts";
import { measure } from "./measure.ts";
import { pagesOf } from "./pages.ts";
import type { Report } from "./report.ts";

export async function weights(root: string, browser: Browser, origin: string, { check }: Report) {
  for (const name of await pagesOf(root)) {
    await check(`${name} weighs no more than its budget`, async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const cost = await measure(context, `${origin}${name}.html`);
      await context.close();
      assert.deepEqual(weightFaults(cost), []);
    });
  }
}
