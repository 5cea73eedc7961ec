/** Whether everyone can read and work a page: WCAG 2.2 A and AA by axe-core, in the page itself. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { AxeResults, RunOptions } from "axe-core";

const SOURCE = await Deno.readTextFile("node_modules/axe-core/axe.min.js");
const OPTIONS: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  // The switch of the sidebar stands beside the landmarks because the template's styles reach it as their sibling.
  rules: { region: { enabled: false } },
};

/** What axe-core finds wrong, one line for each rule and the first elements that break it. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, so the page's own policy need not allow it.
  await page.evaluate(`if (!("axe" in window)) { ${SOURCE} }`);
  const results = await page.evaluate(
    (options) =>
      (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    OPTIONS,
  );
  return results.violations.map(({ id, help, nodes }) =>
    `${id} (${help}), ${nodes.length} times: ${
      nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")
    }`
  );
}

/** No rule of WCAG 2.2 AA that a machine can check is broken. */
export async function assertAccessible(page: Page): Promise<void> {
  assert.deepEqual(await violations(page), []);
}
