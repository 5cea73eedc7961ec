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

interface Axe {
  axe: { run(part: string, options: RunOptions): Promise<AxeResults> };
}

/** What axe-core finds wrong in a part of a page, one line for each rule and the first elements that break it. */
export async function violations(page: Page, part = "html"): Promise<string[]> {
  // Evaluated by the browser's debugger, so the page's own policy need not allow it.
  await page.evaluate(`if (!("axe" in window)) { ${SOURCE} }`);
  const results = await page.evaluate(
    ([part, options]) => (window as unknown as Axe).axe.run(part, options),
    [part, OPTIONS] as const,
  );
  return results.violations.map(({ id, help, nodes }) =>
    `${id} (${help}), ${nodes.length} times: ${
      nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")
    }`
  );
}

/** No rule of WCAG 2.2 AA that a machine can check is broken, on a page or in a part of it. */
export async function assertAccessible(page: Page, part?: string): Promise<void> {
  assert.deepEqual(await violations(page, part), []);
}
