/**
 * Panel forecasts against the naive model that hindsight would take: the CPU of the 50 real machines by the hour, and
 * simulated daily series. Errors are scaled by each series' own change over a season.
 */
import { mae } from "../../lib/models/accuracy/measures.ts";
import { seasonalScale } from "../../lib/models/accuracy/scale.ts";
import { predict } from "../../lib/models/model.ts";
import { isAble } from "../../lib/panel/backtest.ts";
import { candidates } from "../../lib/panel/candidates.ts";
import { type Asked, boundsOf, forecastAll } from "../../lib/panel/forecast.ts";
import { intervals } from "../../lib/panel/intervals.ts";
import { simulate } from "../models/simulate.ts";

interface Steps {
  start: number;
  values: Float64Array;
}

const HOUR_S = 3600;
const READING_S = 300;
const MACHINES = "../../data/samples/bitbrains/bitbrains_small_50vm.csv.gz";

/** Mean CPU in percent by machine and hour; a row stands for all readings of its duration. */
async function machines(): Promise<Steps[]> {
  const file = await Deno.open(new URL(MACHINES, import.meta.url));
  const text = await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
  const hours = new Map<string, Map<number, { sum: number; count: number }>>();
  for (const line of text.trim().split("\n").slice(1)) {
    const [id, end, duration, , , , , cpu] = line.split(",");
    const of = hours.get(id!) ?? new Map<number, { sum: number; count: number }>();
    hours.set(id!, of);
    const last = Date.parse(end!) / 1000;
    for (let at = last - Number(duration) + READING_S; at <= last; at += READING_S) {
      const hour = Math.floor((at - 1) / HOUR_S);
      const { sum, count } = of.get(hour) ?? { sum: 0, count: 0 };
      of.set(hour, { sum: sum + Number(cpu), count: count + 1 });
    }
  }
  return [...hours.values()].map((of) => {
    const [start, end] = [Math.min(...of.keys()), Math.max(...of.keys())];
    // The last hour is not whole.
    const values = Float64Array.from({ length: end - start }, (_, t) => {
      const hour = of.get(start + t);
      return hour === undefined ? NaN : hour.sum / hour.count;
    });
    return { start, values };
  });
}

/** Mean scaled error by model over several origins, counted back from the end; and the coverage of the intervals. */
function report(title: string, panel: readonly Steps[], asked: Asked, backs: readonly number[]): void {
  const models = candidates(asked.frequency, asked.season);
  const errors = new Map<string, number[]>();
  const within = [0, 0];
  let steps = 0;
  for (const back of backs) {
    const known = panel.map(({ start, values }) => ({ start, values: values.slice(0, -back) }));
    const outcomes = forecastAll(known, asked);
    const bands = intervals(outcomes, [80, 95], known.map(({ values }) => boundsOf(values).min));
    known.forEach(({ start, values }, index) => {
      const future = panel[index]!.values.slice(values.length, values.length + asked.horizon);
      const scale = seasonalScale(values, asked.season);
      if (!(scale > 0) || future.some(Number.isNaN)) return;
      const add = (name: string, mean: Float64Array) =>
        errors.set(name, [...errors.get(name) ?? [], mae(future, mean) / scale]);
      add("npm run forecast", outcomes[index]!.mean);
      const series = { start, values, season: asked.season, bounds: boundsOf(values) };
      for (const model of models) {
        if (isAble(model, series)) add(model.name, predict(model, series, {}, asked.horizon));
      }
      steps += future.length;
      bands[index]!.forEach(({ low, high }, level) =>
        future.forEach((actual, h) => within[level]! += actual >= low[h]! && actual <= high[h]! ? 1 : 0)
      );
    });
  }
  const ours = errors.get("npm run forecast")!.length;
  const means = [...errors].map(([name, all]) => ({
    name,
    count: all.length,
    mean: all.reduce((sum, error) => sum + error, 0) / all.length,
  })).sort((a, b) => a.mean - b.mean);
  const shares = within.map((count) => (100 * count / steps).toFixed(1)).join(" % and ");
  console.log(
    `${title}: ${ours} forecasts of ${asked.horizon} steps; 80 % and 95 % intervals hold ${shares} %`,
  );
  for (const { name, count, mean } of means) {
    const part = count < ours ? `, ${count} of them` : "";
    console.log(`  ${name.padEnd(26)}${mean.toFixed(3)}${part}`);
  }
}

const settings = { models: undefined, combine: "blend" } as const;
const month = (await machines()).filter(({ values }) => values.length > 500);
report("50 machines, hourly", month, { ...settings, frequency: "hourly", season: 24, horizon: 48 }, [
  48,
  120,
]);
const simulated = Array.from({ length: 12 }, (_, id) => simulate(`panel ${id}`, "2022-01-01", 900, 0).series);
report("simulated, daily", simulated, { ...settings, frequency: "daily", season: 7, horizon: 56 }, [56, 150]);
