/**
 * `npm run forecast` at the cutoffs of Prophet's own cross-validation of the Peyton Manning series, 37 days ahead: all
 * models, and Prophet alone. One run of the command per cutoff: nothing is known of later ones.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { isoDate } from "../../lib/calendar/days.ts";
import { type Series, trimmed, upTo } from "../../lib/models/series.ts";
import { cutoffs, type Prediction } from "../models/prophet/cross_validation.ts";
import { example } from "../models/prophet/series.ts";

commandLine(import.meta.url);

const MAIN = decodeURIComponent(new URL("../../lib/panel/main.ts", import.meta.url).pathname);
const AHEAD = 37;
const folder = await Deno.makeTempDir();

function csv({ start, values }: Series): string {
  const rows = Array.from(values, (y, t) => `manning,${isoDate(start + t)},${Number.isNaN(y) ? "" : y}`);
  return ["unique_id,ds,y", ...rows, ""].join("\n");
}

/** Rows of the command's output: mean and the ends of the 80 % interval. */
async function forecast(known: Series, horizon: number, options: string[]): Promise<number[][]> {
  await Deno.writeTextFile(`${folder}/panel.csv`, csv(known));
  const files = ["--input", `${folder}/panel.csv`, "--output", `${folder}/out.csv`];
  const asked = ["--horizon", `${horizon}`, "--levels", "80", "--workers", "1", ...options];
  const permissions = ["--allow-read", "--allow-write", "--allow-env", "--allow-ffi"];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", ...permissions, MAIN, ...files, ...asked],
  }).output();
  if (!success) throw new Error(`npm run forecast failed: ${new TextDecoder().decode(stderr)}`);
  return (await Deno.readTextFile(`${folder}/out.csv`)).trim().split("\n").slice(1)
    .map((line) => line.split(",").slice(3).map(Number));
}

async function predictions(series: Series, cutoff: number, options: string[]): Promise<Prediction[]> {
  const known = trimmed(upTo(series, cutoff));
  // The day of the cutoff may itself be missing.
  const skipped = cutoff - (known.start + known.values.length - 1);
  const rows = (await forecast(known, skipped + AHEAD, options)).slice(skipped);
  return rows.map(([predicted, low, high], index) => {
    const actual = series.values[cutoff + 1 + index - series.start]!;
    return { ahead: index + 1, actual, predicted: predicted!, inside: actual >= low! && actual <= high! };
  }).filter(({ actual }) => !Number.isNaN(actual));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rmse = (all: readonly Prediction[]) =>
  Math.sqrt(mean(all.map(({ actual, predicted }) => (actual - predicted) ** 2)));

const manning = await example("wp_log_peyton_manning");
console.log("".padEnd(28) + "    RMSE    MAPE  in 80 %");
console.log("Prophet, as published".padEnd(28) + "   0.702  0.0584   0.677");
for (const [name, options] of [["all models", []], ["Prophet alone", ["--models", "prophet"]]] as const) {
  const byCutoff: Prediction[][] = [];
  for (const cutoff of cutoffs(manning)) byCutoff.push(await predictions(manning, cutoff, [...options]));
  const all = byCutoff.flat();
  const figures = [
    rmse(all).toFixed(3),
    mean(all.map(({ actual, predicted }) => Math.abs((actual - predicted) / actual))).toFixed(4),
    mean(all.map(({ inside }) => Number(inside))).toFixed(3),
  ];
  console.log(name.padEnd(28) + figures.map((figure) => figure.padStart(8)).join(""));
  console.log(`  RMSE by cutoff: ${byCutoff.map((of) => rmse(of).toFixed(2)).join(" ")}`);
}
await Deno.remove(folder, { recursive: true });
