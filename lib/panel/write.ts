/** Forecasts of a panel as a CSV or Parquet file. */
import { identifier, literal } from "../warehouse/bind.ts";
import type { DuckDBWarehouse, LoadType } from "../warehouse/duckdb.ts";
import type { ColumnTable } from "../warehouse/warehouse.ts";
import type { Interval } from "./intervals.ts";
import type { Outcome } from "./outcome.ts";
import { type Panel, STEP_MS } from "./read.ts";

/** Columns of the output, one row per series and step ahead. Times are in ms since 1970-01-01. */
function columnsOf(
  { series, frequency }: Panel,
  outcomes: readonly Outcome[],
  bands: readonly (readonly Interval[])[],
  horizon: number,
): ColumnTable {
  const rows = series.length * horizon;
  const step = STEP_MS[frequency];
  const names = [...new Set(outcomes.map(({ model }) => model))];
  const filled = (at: (index: number, h: number) => number) =>
    Float64Array.from({ length: rows }, (_, row) => at(Math.floor(row / horizon), row % horizon));
  const coded = (names: readonly string[], at: (index: number) => number) => ({
    codes: Int32Array.from({ length: rows }, (_, row) => at(Math.floor(row / horizon))),
    names,
  });
  const ends = (bands[0] ?? []).flatMap(({ level }, index) => [
    [`lo_${level}`, filled((of, h) => bands[of]![index]!.low[h]!)] as const,
    [`hi_${level}`, filled((of, h) => bands[of]![index]!.high[h]!)] as const,
  ]);
  return {
    series: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / horizon)),
    time_ms: filled((of, h) => {
      const { start, values, offset } = series[of]!;
      return (start + values.length + h) * step + offset;
    }),
    model: coded(names, (of) => names.indexOf(outcomes[of]!.model)),
    mean: filled((of, h) => outcomes[of]!.mean[h]!),
    ...Object.fromEntries(ends),
  };
}

/**
 * Writes unique_id, ds, model, mean, lo_NN and hi_NN, by series and time. Ends that are not known stay empty.
 * @returns the number of rows
 */
export async function writeForecasts(
  warehouse: DuckDBWarehouse,
  path: string,
  panel: Panel,
  outcomes: readonly Outcome[],
  bands: readonly (readonly Interval[])[],
): Promise<number> {
  const horizon = outcomes[0]!.mean.length;
  const columns = columnsOf(panel, outcomes, bands, horizon);
  const numbers = Object.keys(columns).filter((name) => !["series", "time_ms", "model"].includes(name));
  await warehouse.load("ids", {
    series: Int32Array.from(panel.series, (_, index) => index),
    unique_id: panel.series.map(({ unique_id }) => unique_id),
  }, { series: "INTEGER", unique_id: "VARCHAR" });
  const types: Record<string, LoadType> = { series: "INTEGER", time_ms: "DOUBLE", model: "VARCHAR" };
  for (const name of numbers) types[name] = "DOUBLE";
  await warehouse.load("forecasts", columns, types);

  const time = "make_timestamp(CAST(time_ms AS BIGINT) * 1000)";
  const ds = panel.dates ? `CAST(${time} AS DATE)` : time;
  const sql = `SELECT unique_id, ${ds} AS ds, model, ${numbers.map(identifier).join(", ")}
    FROM forecasts JOIN ids USING (series) ORDER BY series, time_ms`;
  if (/\.parquet$/i.test(path)) return await warehouse.copyTo(sql, path);
  await warehouse.run(`COPY (${sql}) TO ${literal(path)} (FORMAT csv, HEADER)`);
  return panel.series.length * horizon;
}
