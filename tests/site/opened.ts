/** What opens, answers or fails on a page is as accessible as the page was when it opened. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { assertAccessible } from "./accessibility.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

interface State {
  what: string;
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
    page: "sql",
    open: (page) => query(page, "SELECT server_id, metric, level, current_p95 FROM risk"),
  },
  {
    what: "the workbench with a chart",
    page: "sql",
    open: async (page) => {
      await query(page, "SELECT metric, avg(current_p95) AS load FROM risk GROUP BY metric ORDER BY metric");
      await page.getByRole("button", { name: "Chart", exact: true }).click();
      await settle(page);
      await page.locator(".workbench-answer svg").first().waitFor();
    },
  },
  {
    what: "the workbench with an error",
    page: "sql",
    open: async (page) => {
      await query(page, "SELECT nonsense FROM servers");
      await page.getByRole("alert").waitFor();
      await page.locator(".sql-fault").waitFor();
    },
  },
  {
    what: "the workbench with its tables open",
    page: "sql",
    open: (page) => openAll(page, ".workbench details"),
  },
  {
    what: "the workbench with suggestions",
    page: "sql",
    open: async (page) => {
      await editor(page).fill("SELECT * FROM ");
      await page.keyboard.type("ser", { delay: 30 });
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    what: "a page narrowed by a menu that is open",
    page: "risk",
    open: async (page) => {
      const menu = page.locator(".filters select").first();
      await menu.selectOption((await menu.locator("option").last().getAttribute("value"))!);
      await settle(page);
      await menu.focus();
      await page.keyboard.press("Alt+ArrowDown");
    },
  },
  {
    what: "a page that a choice leaves empty",
    page: "risk",
    open: async (page) => {
      await page.goto(`${page.url()}?region=Nowhere`);
      await settle(page);
    },
  },
  {
    what: "a scenario",
    page: "what-if",
    open: async (page) => {
      await page.getByRole("region", { name: "Examples" }).getByRole("button").first().click();
      await settle(page);
    },
  },
  { what: "a page with all its folds open", page: "risk", open: (page) => openAll(page, "main details") },
  {
    what: "search with results",
    page: "fleet",
    open: async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("risk");
      await page.locator("#observablehq-search-results li").first().waitFor();
    },
  },
  {
    what: "a server looked for by name",
    page: "server",
    open: async (page) => {
      const name = await page.locator(".neighbours a").last().innerText();
      await page.locator("main input").first().fill(name.slice(0, 3));
      await settle(page);
    },
  },
  {
    what: "the sidebar open on a narrow screen",
    page: "index",
    open: async (page) => {
      await page.setViewportSize({ width: 320, height: 720 });
      await page.locator("#observablehq-sidebar-toggle").click({ force: true });
      await settle(page);
    },
  },
];

async function openAll(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluateAll((folds) => {
    for (const fold of folds) (fold as HTMLDetailsElement).open = true;
  });
  await settle(page);
}

/** Opens each state of its page in both colour schemes. */
export async function openedStates(browser: Browser, origin: string, report: Report): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    for (const state of STATES) await checkState(context, origin, state, colorScheme, report);
    await context.close();
  }
}

async function checkState(
  context: BrowserContext,
  origin: string,
  { what, page: name, open }: State,
  scheme: string,
  { check }: Report,
): Promise<void> {
  await check(`${what} breaks no rule of WCAG 2.2 AA in ${scheme}`, async () => {
    const { page } = await visit(context, origin, `${name}.html`);
    try {
      await open(page);
      await assertAccessible(page);
    } finally {
      await page.close();
    }
  });
}
