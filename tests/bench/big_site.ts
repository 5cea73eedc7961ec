/**
 * The command `npm run bench:site`: what every page costs its reader in a fleet of 10,000 servers, beside the fleet
 * the site in dist/ was built for and the budgets. Its snapshots are those of the default fleet repeated, in a copy
 * of the checkout; the pipeline does not run. `-- 1000` other sizes, `-- --kept FOLDER` keeps the copy, `-- --built
 * FOLDER` measures a site that was kept.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { ROOT } from "../../lib/pipeline/project.ts";
import { openBrowser } from "../site/chromium.ts";
import type { Cost } from "../site/measure.ts";
import { measureSite } from "./big/measure_site.ts";
import { makeBigSite } from "./big/site.ts";
import { faultsOf } from "../site/budgets.ts";

const { values, positionals } = commandLine(import.meta.url, {
  options: { kept: { type: "string" }, built: { type: "string" } },
  words: true,
});
const servers = Number(positionals[0] ?? 10_000);
if (!Number.isInteger(servers) || servers < 1) {
  throw new RangeError(
    `Cannot measure as the number of servers must be whole and positive: ${positionals[0]}`,
  );
}
const folder = values.built ?? values.kept ?? await Deno.makeTempDir({ prefix: "headroom-big-" });
if (values.built === undefined) await makeBigSite(folder, servers);

const browser = await openBrowser();
const big = await measureSite(browser, `${folder}/dist`, 4610);
const small = await measureSite(browser, `${ROOT}dist`, 4620);
await browser.close();
if (values.built === undefined && values.kept === undefined) await Deno.remove(folder, { recursive: true });

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(0).padStart(6);
const milliseconds = (value: number | null) => (value === null ? "–" : value.toFixed(0)).padStart(7);
const figures = (cost: Cost) =>
  `${kilobytes(cost.script)} ${kilobytes(cost.data)} ${milliseconds(cost.largestPaint)} ${
    cost.shift.toFixed(3).padStart(6)
  } ${milliseconds(cost.settled)} ${milliseconds(cost.firstRows ?? cost.firstResult)}`;

const heading = " JS,kB dat,kB paint,ms shift settled   SQL,ms";
console.log(`${"".padEnd(18)}${`${servers} servers`.padEnd(46)}  the fleet in dist/`);
console.log(`${"page".padEnd(18)}${heading}  ${heading}  over budget with ${servers}`);
for (const [page, one] of big) {
  const before = small.get(page);
  const beside = before === undefined ? "".padEnd(46) : figures(before);
  console.log(`${page.padEnd(18)}${figures(one)}  ${beside}  ${faultsOf(one).join("; ")}`);
}
Deno.exit(0);
