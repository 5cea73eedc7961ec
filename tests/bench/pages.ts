/** The command `npm run bench:pages`: what every built page costs its reader, beside the budget; `--page=sql` only that one. */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { serve } from "../../lib/site/serve.ts";
import { openBrowser } from "../site/chromium.ts";
import { type Cost, measure } from "../site/measure.ts";
import { pagesOf } from "../site/pages.ts";

const { values: { page: only, shifts }, positionals: [root = "dist"] } = commandLine(import.meta.url, {
  options: { page: { type: "string" }, shifts: { type: "boolean" } },
  words: true,
});

const server = serve({ root, port: 4500 });
const browser = await openBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(0).padStart(6);
const milliseconds = (value: number | null) => (value === null ? "–" : value.toFixed(0)).padStart(8);
const line = (name: string, cost: Cost) =>
  `${name.padEnd(24)} ${kilobytes(cost.script)} ${kilobytes(cost.data)} ${milliseconds(cost.largestPaint)} ${
    cost.shift.toFixed(3).padStart(8)
  } ${milliseconds(cost.firstRows ?? cost.firstResult)} ${milliseconds(cost.lastResult)} ${
    milliseconds(cost.settled)
  }  ${cost.database}`;

console.log("page                     JS, kB data,kB paint,ms    shift   SQL,ms last SQL  done,ms  DuckDB");
for (const name of await pagesOf(root)) {
  if (only !== undefined && name !== only) continue;
  const cost = await measure(context, `${server.url}${name}.html`);
  console.log(line(name, cost));
  if (shifts) {
    for (const { value, moved } of cost.shifts.slice(0, 3)) {
      console.log(`    ${value.toFixed(3)} ${moved.join(" | ")}`);
    }
  }
}
await context.close();
await browser.close();
await server.stop();
