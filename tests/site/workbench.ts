/** What the SQL workbench promises, in a real browser. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

const WIDE = { width: 1280, height: 900 };
/** Works for minutes when nobody stops it. */
const ENDLESS = "SELECT sum(a.range * b.range) AS s FROM range(1000000) AS a, range(1000000) AS b";

const editorOf = (page: Page) => page.getByLabel("SQL query");
const cellsOf = (page: Page) => page.locator(".workbench-answer td").allInnerTexts();

async function query(page: Page, sql: string): Promise<void> {
  await editorOf(page).fill(sql);
  await editorOf(page).press("Control+Enter");
  await settle(page);
}

/** Runs every check of the workbench. */
export async function workbench(browser: Browser, origin: string, report: Report): Promise<void> {
  const context = await browser.newContext({ viewport: WIDE });
  const { page, complaints } = await visit(context, origin, "sql.html");
  await answers(page, complaints, report);
  await faults(page, report);
  await cancelling(page, report);
  await takingAway(page, report);
  await million(page, report);
  await keyboard(page, report);
  await report.check("the workbench opens a link with its query and does not run it", async () => {
    const linked = await visit(context, origin, `sql.html#sql=${encodeURIComponent("SELECT 42 AS answer")}`);
    assert.equal(await editorOf(linked.page).innerText(), "SELECT 42 AS answer");
    assert.deepEqual(await cellsOf(linked.page), []);
    await linked.page.getByRole("button", { name: "Run", exact: true }).click();
    await settle(linked.page);
    assert.deepEqual(await cellsOf(linked.page), ["42"]);
    assert.deepEqual(linked.complaints, []);
  });
  await context.close();
}

async function answers(page: Page, complaints: readonly string[], { check }: Report) {
  await check("the workbench answers a query over two tables", async () => {
    await query(
      page,
      "SELECT count(*) AS series, count(DISTINCT server_id) AS servers FROM risk JOIN servers USING (server_id)",
    );
    const [series, servers] = (await cellsOf(page)).map((cell) => Number(cell.replaceAll(",", "")));
    assert.ok(servers! > 0 && series! >= servers!, `${series} series of ${servers} servers`);
    assert.deepEqual(complaints, []);
  });
  await check("the workbench writes decimals, dates, times and missing values as they are", async () => {
    await query(
      page,
      "SELECT 12.34 AS d, DATE '2025-12-31' AS day, TIMESTAMP '2025-12-31 10:30' AS t, NULL AS nothing, 2::HUGEINT AS big",
    );
    assert.deepEqual(await cellsOf(page), ["12.34", "31 Dec 2025", "2025-12-31 10:30:00", "–", "2"]);
  });
  await check("the workbench runs several statements and shows the last", async () => {
    await query(page, "CREATE OR REPLACE TABLE mine AS SELECT 1 AS a; SELECT a + 1 AS b FROM mine;");
    assert.deepEqual(await cellsOf(page), ["2"]);
  });
}

async function faults(page: Page, { check }: Report) {
  await check("the workbench shows what is wrong with a bad query, and where", async () => {
    await query(page, "SELECT 1;\nSELECT server_id,\n  nonsense FROM servers");
    assert.match(await page.getByRole("alert").innerText(), /nonsense/);
    assert.match(await page.locator(".workbench-status").innerText(), /line 3, column 3/);
    assert.deepEqual(await page.locator(".sql-fault").allInnerTexts(), ["nonsense"]);
  });
  await check("the workbench names a function that would need an extension from elsewhere", async () => {
    await query(page, "SELECT * FROM read_parquet('x.parquet')");
    assert.match(await page.getByRole("alert").innerText(), /read_parquet/);
  });
  await check("the workbench reaches no other host, whatever a query names", async () => {
    const asked: string[] = [];
    const other = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, ({ url }) => {
      asked.push(url);
      return new Response("a\n1\n", { headers: { "access-control-allow-origin": "*" } });
    });
    await query(page, `SELECT * FROM read_csv('http://127.0.0.1:${other.addr.port}/x.csv')`);
    await page.getByRole("alert").waitFor();
    await other.shutdown();
    assert.deepEqual(asked, []);
  });
  await check("the workbench recovers from a bad query", async () => {
    await query(page, "SELECT 1 AS one");
    assert.deepEqual(await cellsOf(page), ["1"]);
    assert.equal(await page.locator(".sql-fault").count(), 0);
  });
}

async function cancelling(page: Page, { check }: Report) {
  const start = async () => {
    await editorOf(page).fill(ENDLESS);
    await editorOf(page).press("Control+Enter");
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    // Long enough for the query to have reached the database; that it has not ended is sure.
    await page.waitForTimeout(500);
  };
  const stopped = () => page.getByText("Cancelled.").waitFor();
  await check("the workbench cancels by its button at once, and works on", async () => {
    await start();
    await page.getByRole("button", { name: "Cancel" }).click();
    await stopped();
    await query(page, "SELECT count(*) > 0 AS there FROM servers");
    assert.deepEqual(await cellsOf(page), ["yes"]);
  });
  await check("the workbench cancels by Esc", async () => {
    await start();
    await page.keyboard.press("Escape");
    await stopped();
  });
}

async function takingAway(page: Page, { check }: Report) {
  const saved = async (name: string): Promise<Uint8Array> => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name, exact: true }).click();
    return await Deno.readFile(await (await waiting).path());
  };
  await check("the workbench saves its answer as CSV and as Parquet", async () => {
    await query(page, "SELECT range AS n, DATE '2025-12-31' AS day FROM range(12000)");
    const csv = new TextDecoder().decode(await saved("All rows as CSV")).trimEnd().split("\r\n");
    assert.deepEqual([csv.length, csv[0], csv.at(-1)], [12_001, "n,day", "11999,2025-12-31"]);
    const parquet = await saved("All rows as Parquet");
    assert.equal(new TextDecoder().decode(parquet.slice(-4)), "PAR1");
    assert.deepEqual(await countParquet(parquet), 12_000);
  });
  await check("the workbench draws an answer by the columns it has", async () => {
    await query(page, "SELECT date, avg(value) AS mean FROM observations GROUP BY date ORDER BY date");
    await page.getByRole("button", { name: "Chart", exact: true }).click();
    await settle(page);
    assert.equal(await page.getByRole("img", { name: "mean by date" }).count(), 1);
    await page.getByRole("combobox", { name: "Chart", exact: true }).selectOption("histogram");
    await settle(page);
    assert.equal(await page.getByRole("img", { name: "Rows by mean" }).count(), 1);
  });
}

/** Rows of a Parquet file, as another reader than the page's counts them. */
async function countParquet(bytes: Uint8Array): Promise<number> {
  const { ParquetFile } = await import("parquet-wasm/node");
  const file = await ParquetFile.fromFile(new Blob([new Uint8Array(bytes)]));
  return file.metadata().fileMetadata().numRows();
}

async function million(page: Page, { check }: Report) {
  await check("the workbench stays usable with a million rows", async () => {
    await query(page, "SELECT range AS n, 'row ' || range AS name FROM range(1000000)");
    assert.match(await page.locator(".workbench-status").innerText(), /^1,000,000 rows/);
    assert.ok((await cellsOf(page)).length <= 200, "only some rows may be drawn");
    await page.getByRole("combobox", { name: "Rows", exact: true }).selectOption("990000");
    assert.equal((await cellsOf(page))[0], "990,000");
  });
  await check("the workbench says when an answer is too large for the browser, and works on", async () => {
    await query(page, "SELECT * FROM range(1000000000)");
    assert.match(await page.getByRole("alert").innerText(), /memory/i);
    await query(page, "SELECT 1 AS one");
    assert.deepEqual(await cellsOf(page), ["1"]);
  });
}

async function keyboard(page: Page, { check }: Report) {
  await check("the editor completes tables and columns by the keyboard", async () => {
    await editorOf(page).fill("SELECT * FROM ");
    await page.keyboard.type("server_ri", { delay: 30 });
    await page.getByRole("option", { name: "server_risk", selected: true }).waitFor();
    // The editor takes no suggestion in the first moments it shows, lest a key meant for the text chooses one.
    await page.waitForTimeout(150);
    await page.keyboard.press("Tab");
    assert.equal(await editorOf(page).innerText(), "SELECT * FROM server_risk");
    await page.keyboard.type(" WHERE metrics_a", { delay: 30 });
    await page.getByRole("option", { name: /^metrics_assessed/ }).first().waitFor();
    await page.keyboard.press("Escape");
  });
  await check("the keyboard gets out of the editor", async () => {
    await editorOf(page).focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Run");
  });
  await check("queries run before come back, and can be forgotten", async () => {
    await query(page, "SELECT 1 AS one");
    await page.reload();
    await settle(page);
    await page.getByText(/^Run before/).click();
    await page.getByRole("button", { name: "SELECT 1 AS one" }).click();
    assert.equal(await editorOf(page).innerText(), "SELECT 1 AS one");
    await page.getByRole("button", { name: "Forget all" }).click();
    assert.equal(await page.getByRole("button", { name: "SELECT 1 AS one" }).count(), 0);
  });
}
