/** What a page is on paper: the names of a table's columns stand on each sheet it runs over, and nothing is cut off. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { bare, printedWords } from "./printed_words.ts";
import type { Report } from "./report.ts";
import { visit } from "./visit.ts";

/** Pages with the longest tables, and the one made to be printed. */
const PAGES = ["index", "risk", "recommendations", "monthly"] as const;
/** Pixels of A4 between its margins. */
const PAPER = { width: 688, height: 990 };

interface Printed {
  names: string;
  rows: string[];
}

/** The tables that are printed: the names of their columns and each row, cell after cell. */
async function tablesOf(page: Page): Promise<Printed[]> {
  const tables = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLTableElement>("main .table table")]
      .filter((table) => table.getClientRects().length > 0)
      .map((table) => ({
        names: table.tHead?.textContent ?? "",
        rows: [...table.tBodies[0]!.querySelectorAll("tr:not(.detail)")].map((row) => row.textContent ?? ""),
      }))
  );
  return tables.map(({ names, rows }) => ({ names: bare(names), rows: rows.map(bare) }));
}

/** Tables whose rows do not fit the width of a sheet. */
async function tooWide(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main .table-scroll")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map((table) => table.ariaLabel ?? "")
  );
}

export async function paper(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ viewport: PAPER });
  for (const name of PAGES) {
    await check(`${name} on paper: columns are named on each sheet, and tables fit it`, async () => {
      const { page } = await visit(context, origin, `${name}.html`);
      await page.emulateMedia({ media: "print" });
      const sheets = printedWords(await page.pdf({ preferCSSPageSize: true }));
      const tables = await tablesOf(page);
      assert.ok(sheets.length > 1 && tables.length > 0, "there is something to print");
      for (const { names, rows } of tables) {
        // A row of few letters may stand elsewhere too.
        const telling = rows.filter(({ length }) => length >= 12);
        const bearing = sheets.map((words) => telling.some((row) => words.includes(row)));
        assert.ok(telling.length === 0 || bearing.includes(true), `printed: ${names}`);
        bearing.forEach((bears, sheet) =>
          assert.ok(!bears || sheets[sheet]!.includes(names), `on sheet ${sheet + 1}: ${names}`)
        );
      }
      assert.deepEqual(await tooWide(page), [], "no table is wider than paper");
      await page.close();
    });
  }
  await context.close();
}
