/** The example series of Prophet, and two more, as both sides of the comparison see them. */
import { dayNumber } from "../../../lib/calendar/days.ts";
import type { Regressors } from "../../../lib/models/model.ts";
import type { Bounds, Series } from "../../../lib/models/series.ts";

export const UNBOUNDED: Bounds = { min: -Infinity, max: Infinity };

/** One of data/samples/prophet-examples as a daily series; days without a row are missing. */
export async function example(name: string, bounds: Bounds = UNBOUNDED): Promise<Series> {
  const file = new URL(`../../../data/samples/prophet-examples/example_${name}.csv`, import.meta.url);
  const rows = (await Deno.readTextFile(file)).replaceAll('"', "").trim().split(/\r\n?|\n/).slice(1)
    .map((row) => row.split(","))
    .map(([date, value]) => ({ day: dayNumber(date!), value: Number(value) }))
    .sort((a, b) => a.day - b.day);
  const start = rows[0]!.day;
  const values = new Float64Array(rows.at(-1)!.day - start + 1).fill(NaN);
  for (const { day, value } of rows) values[day - start] = value;
  return { start, values, season: 7, bounds };
}

/** One hourly series of the M4 competition, from midnight of 2000-01-01 on. */
export async function hourlyExample(row: number): Promise<Series> {
  const file = await Deno.open(
    new URL("../../../data/samples/m4-hourly/Hourly-train.csv.gz", import.meta.url),
  );
  const text = await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
  const cells = text.trim().split("\n")[row]!.split(",").slice(1).map((cell) =>
    cell.replaceAll('"', "").trim()
  );
  const values = Float64Array.from(cells.filter(Boolean), Number);
  return { start: 24 * dayNumber("2000-01-01"), values, season: 24, bounds: UNBOUNDED };
}

/** A column of 0 and 1 and one that ramps, every 91 days. */
export function everyQuarter(start: number, steps: number): Regressors {
  const column = (at: (phase: number) => number) =>
    Float64Array.from({ length: steps }, (_, index) => at((start + index) % 91));
  return {
    name: "every_quarter",
    start,
    names: ["quarter_end", "quarter_ramp"],
    columns: [column((phase) => Number(phase >= 84)), column((phase) => phase / 90)],
  };
}
