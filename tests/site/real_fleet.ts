/**
 * The step "real fleet" of the gate: builds the site of 50 real machines with a month of one metric, and
 * holds its pages to what holds for every site. Where data are few, pages must say so and stay whole.
 */
import { buildSite } from "../../lib/site/build.ts";
import { serve } from "../../lib/site/serve.ts";
import { openBrowser } from "./chromium.ts";
import { everyPage } from "./every_page.ts";
import { figuresAgree } from "./figures.ts";
import { pagesOf } from "./pages.ts";
import { report } from "./report.ts";
import { withoutScripts } from "./without_scripts.ts";

const PROFILE = "bitbrains";
const ROOT = `dist.${PROFILE}.tmp`;

await buildSite(PROFILE, ROOT);
const server = serve({ root: ROOT, port: 4320 });
const browser = await openBrowser();
const results = report();
const pages = await pagesOf(ROOT);
const half = Math.ceil(pages.length / 2);
await Promise.all(
  [pages.slice(0, half), pages.slice(half)].map((names) =>
    everyPage(browser, server.url, names, "light", results)
  ),
);
await Promise.all([
  withoutScripts(browser, server.url, ROOT, results),
  figuresAgree(ROOT, browser, server.url, results),
]);
await browser.close();
await server.stop();
Deno.exit(results.end());
