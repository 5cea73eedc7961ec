/**
 * The command `npm run browser`: opens the built site in a real browser and holds every page to account; `-- FOLDER`
 * another site than that in dist/. What is tried is chosen from what the site has, so that any fleet's can be held.
 */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { serve } from "../../lib/site/serve.ts";
import { builtFleet } from "./built_fleet.ts";
import { bigTable } from "./big_table.ts";
import { openBrowser } from "./chromium.ts";
import { comparisons } from "./comparisons.ts";
import { decisionPages } from "./decision_pages.ts";
import { downloadsOpen } from "./downloads.ts";
import { figuresAgree } from "./figures.ts";
import { everyPage } from "./every_page.ts";
import { keyboard } from "./keyboard.ts";
import { legible } from "./legible.ts";
import { liveNotebook } from "./live_notebook.ts";
import { modelsPage } from "./models_page.ts";
import { openedStates } from "./opened.ts";
import { pagesOf } from "./pages.ts";
import { paper } from "./paper.ts";
import { type Report, report } from "./report.ts";
import { serverPages } from "./servers/browser.ts";
import { scenarioFile } from "./scenario_file.ts";
import { settle } from "./settle.ts";
import { sharedChoices } from "./shared_choices.ts";
import { siteSearch } from "./site_search.ts";
import { sqlPages } from "./sql_pages.ts";
import { states } from "./states.ts";
import { weights } from "./weights.ts";
import { visit } from "./visit.ts";
import { whatIf } from "./what_if.ts";
import { workbench } from "./workbench.ts";
import { withoutScripts } from "./without_scripts.ts";

const { positionals: [ROOT = "dist"] } = commandLine(import.meta.url, { words: true });
const WIDE = { width: 1280, height: 900 };

async function interaction(browser: Browser, origin: string, { check }: Report) {
  const context = await browser.newContext({ viewport: WIDE });
  await check("a filter narrows the page and stays in its address", async () => {
    const { page } = await visit(context, origin, "forecasts.html");
    const menu = page.locator("select[name=server]");
    const last = await menu.locator("option").last().getAttribute("value");
    assert.ok(last !== null && last !== await menu.inputValue(), "there is something to choose");
    await menu.selectOption(last);
    await settle(page);
    assert.equal(new URL(page.url()).searchParams.get("server"), last);
    await page.reload();
    await settle(page);
    assert.equal(await menu.inputValue(), last);
    await page.close();
  });
  await check("a table sorts by the keyboard and says so", async () => {
    const { page } = await visit(context, origin, "fleet.html");
    const heading = page.getByRole("columnheader", { name: "Size" });
    await heading.getByRole("button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");
    await page.keyboard.press("Enter");
    assert.equal(await heading.getAttribute("aria-sort"), "descending");
    await page.close();
  });
  await context.close();
}

const server = serve({ root: ROOT, port: 4300 });
const browser = await openBrowser();
const results = report();
const [pages, fleet] = await Promise.all([pagesOf(ROOT), builtFleet(ROOT)]);
await Promise.all([
  everyPage(browser, server.url, pages, "light", results),
  everyPage(browser, server.url, pages, "dark", results),
]);
await workbench(browser, server.url, results);
await interaction(browser, server.url, results);
await scenarioFile(browser, server.url, results);
await withoutScripts(browser, server.url, ROOT, results);
await downloadsOpen(browser, server.url, results);
await figuresAgree(ROOT, browser, server.url, results);
await sharedChoices(browser, server.url, fleet, results);
await bigTable(browser, server.url, results);
await siteSearch(browser, server.url, results);
await sqlPages(ROOT, browser, server.url, results);
await states(browser, server.url, fleet, results);
await openedStates(browser, server.url, fleet, results);
await serverPages(ROOT, browser, server.url, results);
await modelsPage(browser, server.url, results);
await comparisons(browser, server.url, results);
await decisionPages(browser, server.url, fleet, results);
await whatIf(browser, server.url, results);
await keyboard(ROOT, browser, server.url, results);
await legible(pages, browser, server.url, results);
await paper(browser, server.url, results);
await weights(ROOT, browser, server.url, results);
// Another site than the gate's is of a fleet whose snapshots the checkout need not have.
if (ROOT === "dist") await liveNotebook(browser, results);
await browser.close();
await server.stop();
Deno.exit(results.end());
