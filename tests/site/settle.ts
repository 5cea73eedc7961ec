/** Waits until a page has nothing left to compute or draw. */
import type { Page } from "playwright-core";

/** Milliseconds a page may take to settle. */
const PATIENCE = 45_000;

/**
 * Waits for cells, charts and tables: nothing is pending and nothing has been added or removed for a while.
 * @throws Error when the page does not settle
 */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('observablehq-loading, [aria-busy="true"]') === null,
    undefined,
    { timeout: PATIENCE },
  );
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll(".chart-body")].every((body) =>
        body.firstElementChild !== null || body.getClientRects().length === 0
      ),
    undefined,
    { timeout: PATIENCE },
  );
  await page.evaluate((quiet) =>
    new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, quiet);
      new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(resolve, quiet);
      }).observe(document.body, { childList: true, subtree: true });
    }), 400);
}
