/** What opens, answers or fails on a page is as accessible as the page was when it opened. */
import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { assertAccessible } from "./accessibility.ts";
import type { BuiltFleet } from "./built_fleet.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

interface State {
  what: string;
  /** Address below the site. */
  page: string;
  open(page: Page): Promise<void>;
}

const editor = (page: Page) => page.getByLabel("SQL query");

async function query(page: Page, sql: string): Promise<void> {
  await editor(page).fill(sql);
  await editor(page).press("Control+Enter");
  await settle(page);
}

const STATES: readonly State[] = [
  {
    what: "the workbench with an answer",
    page: "sql.html",
    open: (page) => query(page, "SELECT server_id, metric, level, current_p95 FROM risk"),
  },
  {
    what: "the workbench with a chart",
    page: "sql.html",
    open: async (page) => {
      await query(page, "SELECT metric, avg(current_p95) AS load FROM risk GROUP BY metric ORDER BY metric");
      await page.getByRole("button", { name: "Chart", exact: true }).click();
      await settle(page);
      await page.locator(".workbench-answer svg").first().waitFor();
    },
  },
  {
    what: "the workbench with an error",
    page: "sql.html",
    open: async (page) => {
      await query(page, "SELECT nonsense FROM servers");
      await page.getByRole("alert").waitFor();
      await page.locator(".sql-fault").waitFor();
    },
  },
  {
    what: "the workbench with its tables open",
    page: "sql.html",
    open: (page) => openAll(page, ".workbench details"),
  },
  {
    what: "the workbench with suggestions",
    page: "sql.html",
    open: async (page) => {
      await editor(page).fill("SELECT * FROM ");
      await page.keyboard.type("ser", { delay: 30 });
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    what: "a page narrowed by a menu that is open",
    page: "risk.html",
    open: async (page) => {
      const menu = page.locator(".filters select").first();
      await menu.selectOption((await menu.locator("option").last().getAttribute("value"))!);
      await settle(page);
      await menu.focus();
      await page.keyboard.press("Alt+ArrowDown");
    },
  },
  {
    what: "a scenario",
    page: "what-if.html",
    open: async (page) => {
      await page.getByRole("region", { name: "Examples" }).getByRole("button").first().click();
      await settle(page);
    },
  },
  {
    what: "a page with all its folds open",
    page: "risk.html",
    open: (page) => openAll(page, "main details"),
  },
  {
    what: "search with results",
    page: "fleet.html",
    open: async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("risk");
      await page.locator("#observablehq-search-results li").first().waitFor();
    },
  },
  {
    what: "a server looked for by name",
    page: "server.html",
    open: async (page) => {
      const name = await page.locator(".neighbours a").last().innerText();
      await page.locator("main input").first().fill(name.slice(0, 3));
      await settle(page);
    },
  },
  {
    what: "the sidebar open on a narrow screen",
    page: "index.html",
    open: async (page) => {
      await page.setViewportSize({ width: 320, height: 720 });
      // What a click does depends on the width that the page knows of.
      await page.waitForFunction(() => innerWidth === 320);
      await settle(page);
      await page.locator("#observablehq-sidebar-toggle").press("Space");
      await settle(page);
      await page.locator("#observablehq-sidebar-toggle:checked").waitFor({ state: "attached" });
    },
  },
];

/** What a choice that no server meets leaves of a page. */
const empty = (absent: Readonly<Record<string, string>>): State => ({
  what: "a page that a choice leaves empty",
  page: `risk.html?${new URLSearchParams(absent)}`,
  open: async (page) => {
    await page.locator("main .unavailable, main p.empty").first().waitFor();
  },
});

async function openAll(page: Page, selector: string): Promise<void> {
  const folds = page.locator(selector);
  assert.ok(await folds.count() > 0, `there is something to open: ${selector}`);
  await folds.evaluateAll((folds) => {
    for (const fold of folds) (fold as HTMLDetailsElement).open = true;
  });
  await settle(page);
}

/** Opens each state of its page in both colour schemes. */
export async function openedStates(
  browser: Browser,
  origin: string,
  { absent }: BuiltFleet,
  report: Report,
): Promise<void> {
  // Where every combination of attributes occurs, no choice leaves nothing.
  const states = absent === undefined ? STATES : [...STATES, empty(absent)];
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    for (const state of states) await checkState(context, origin, state, colorScheme, report);
    await context.close();
  }
}

async function checkState(
  context: BrowserContext,
  origin: string,
  { what, page: address, open }: State,
  scheme: string,
  { check }: Report,
): Promise<void> {
  await check(`${what} breaks no rule of WCAG 2.2 AA in ${scheme}`, async () => {
    const { page } = await visit(context, origin, address);
    try {
      await open(page);
      await assertAccessible(page);
    } finally {
      await page.close();
    }
  });
}
