/** A page with SQL opens one DuckDB, fetches each table once and gets its rows, again after each of two reloads. */
import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { assertChartsNamed, assertNoBrokenCells } from "./page_checks.ts";
import { pagesOf } from "./pages.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

/** Pages whose blocks ask DuckDB; the workbench has checks of its own. */
async function pagesWithSql(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await pagesOf(root)) {
    if ((await Deno.readTextFile(`${root}/${name}.html`)).includes("/sql_over.")) found.push(name);
  }
  return found;
}

interface Seen {
  databases: number;
  tables: string[];
}

/** What a page starts and fetches from now on. */
function watched(page: Page): Seen {
  const seen: Seen = { databases: 0, tables: [] };
  page.on("worker", () => seen.databases += 1);
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith(".parquet")) seen.tables.push(pathname);
  });
  return seen;
}

async function reloads(context: BrowserContext, origin: string, name: string): Promise<void> {
  const { page, complaints } = await visit(context, origin, `${name}.html`);
  const seen = watched(page);
  for (let times = 0; times < 2; times++) {
    Object.assign(seen, { databases: 0, tables: [] });
    await page.reload();
    await settle(page);
    await assertNoBrokenCells(page);
    assert.ok(await assertChartsNamed(page) > 0, "its rows must be drawn");
    assert.equal(seen.databases, 1, "it opens one DuckDB");
    assert.ok(seen.tables.length > 0, "it fetches tables");
    assert.deepEqual(seen.tables, [...new Set(seen.tables)], "it fetches no table twice");
  }
  assert.deepEqual(complaints, []);
  await page.close();
}

export async function sqlPages(root: string, browser: Browser, origin: string, { check }: Report) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const pages = await pagesWithSql(root);
  await check("there are pages with SQL", () => Promise.resolve(assert.ok(pages.length > 0)));
  for (const name of pages) {
    await check(
      `${name} gets its rows from one DuckDB, twice in a row`,
      () => reloads(context, origin, name),
    );
  }
  await context.close();
}
