/**
 * The command `npm run forecast` and each of its models on the M4 hourly competition.
 * `--development` scores the last two days of history in place of the competition's test days.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { candidates } from "../../lib/panel/candidates.ts";
import { isAble } from "../../lib/panel/backtest.ts";
import { predict } from "../../lib/models/model.ts";
import { REGRESSION } from "../panel/cases.ts";
import { HOURS, intervalScore, m4Hourly, panelCsv, pointScore, SEASON } from "./m4_panel.ts";

const { values: { development } } = commandLine(import.meta.url, {
  options: { development: { type: "boolean" } },
});

const MAIN = decodeURIComponent(new URL("../../lib/panel/main.ts", import.meta.url).pathname);
const series = await m4Hourly(development ?? false);
const folder = await Deno.makeTempDir();

/** Rows of the command's output by column, cut into series. */
async function commandOutput(): Promise<Record<string, Float64Array[]>> {
  await Deno.writeTextFile(`${folder}/panel.csv`, panelCsv(series));
  const options = [
    "--input",
    `${folder}/panel.csv`,
    "--output",
    `${folder}/out.csv`,
    "--horizon",
    `${HOURS}`,
  ];
  const args = ["run", "--no-check", "--allow-read", "--allow-write", "--allow-env", "--allow-ffi", MAIN];
  const { success } = await new Deno.Command(Deno.execPath(), { args: [...args, ...options] }).spawn().status;
  if (!success) throw new Error("npm run forecast failed on the M4 panel");
  const [header, ...rows] = (await Deno.readTextFile(`${folder}/out.csv`)).trim().split("\n").map((line) =>
    line.split(",")
  );
  return Object.fromEntries(header!.map((name, column) => [
    name,
    series.map((_, index) =>
      Float64Array.from(rows.slice(index * HOURS, (index + 1) * HOURS), (row) => Number(row[column]))
    ),
  ]));
}

function line(name: string, count: number, means: readonly Float64Array[], of = series): string {
  const { smape, mase, owa } = pointScore(of, means);
  const figures = [smape.toFixed(3), mase.toFixed(3), owa.toFixed(3)].map((text) => text.padStart(9));
  return `${name.padEnd(26)}${String(count).padStart(5)}${figures.join("")}`;
}

const started = performance.now();
const output = await commandOutput();
const seconds = (performance.now() - started) / 1000;
await Deno.remove(folder, { recursive: true });

console.log(`${"".padEnd(25)}series    sMAPE     MASE      OWA`);
console.log(line("npm run forecast", series.length, output.mean!));
for (const level of [80, 95]) {
  const { msis, coverage } = intervalScore(series, output[`lo_${level}`]!, output[`hi_${level}`]!, level);
  console.log(`  ${level} % intervals: MSIS ${msis.toFixed(3)}, coverage ${(100 * coverage).toFixed(1)} %`);
}
console.log(`  ${seconds.toFixed(1)} s\n`);
for (const model of candidates("hourly", SEASON, REGRESSION)) {
  const bounds = { min: 0, max: Infinity };
  const able = series
    .map((of) => ({ of, series: { start: 0, values: of.history, season: SEASON, bounds } }))
    .filter(({ series }) => isAble(model, series));
  const means = able.map(({ series }) => predict(model, series, {}, HOURS));
  console.log(line(model.name, able.length, means, able.map(({ of }) => of)));
}
