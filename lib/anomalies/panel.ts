/** A panel whose rows are to be scored: any spacing, duplicates and gaps allowed. */
import { type PanelFile, place } from "../panel/file.ts";
import { Refusal, some } from "../panel/refusal.ts";
import { loadRows, type Names, readColumns } from "../panel/rows.ts";
import { literal } from "../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../warehouse/duckdb.ts";

/** Rows of one series in order of time, those of equal time in order of the file. */
export interface PanelSeries {
  /** Numbers of the rows in the file, from 1. */
  rows: Int32Array;
  /** ms since 1970-01-01. */
  times: Float64Array;
  /** NaN where missing. */
  values: Float64Array;
}

export interface Panel {
  /** In order of unique_id. */
  series: readonly PanelSeries[];
  rows: number;
  unused: readonly string[];
}

/** The name of a file without folders and endings. */
const nameOf = (path: string): string =>
  path.replace(/^.*\//, "").replace(/(\.csv)?(\.gz)?$|\.(parquet|pq)$/i, "");

/** Which columns hold what. @throws Refusal when there are none for the time and the value */
function namesOf(columns: readonly string[], { name: file }: PanelFile): Names & { used: string[] } {
  const [ds, y] = [["ds", "timestamp"], ["y", "value"]].map((known) =>
    known.find((name) => columns.includes(name))
  );
  if (ds === undefined || y === undefined) {
    throw new Refusal(
      `Cannot read ${file} as it must have the columns unique_id, ds and y, or timestamp and value: ` +
        `found ${columns.join(", ") || "none"}`,
    );
  }
  const named = columns.includes("unique_id");
  return { unique_id: named ? "unique_id" : literal(nameOf(file)), ds, y, used: ["unique_id", ds, y] };
}

/** Median step of a series, ms; NaN without any. */
function usualStep({ times }: PanelSeries): number {
  const steps = times.slice(1).map((time, index) => time - times[index]!).filter((step) => step > 0).sort();
  return steps[steps.length >> 1] ?? NaN;
}

/** @throws Refusal naming the rows of series whose usual step is another */
export function refuseSteps({ series }: Panel, step: number, file: PanelFile): void {
  const wrong = series.filter((of) => of.times.length > 1 && usualStep(of) !== step);
  if (wrong.length === 0) return;
  const named = wrong.map((of) => `${usualStep(of) / 1000} s from ${place(file)(of.rows[0]!)}`);
  throw new Refusal(
    `Cannot read ${file.name} as --frequency says ${step / 1000} s between rows: ${some(named)}`,
  );
}

/**
 * Reads a panel.
 * @throws Refusal naming the rows that break a rule
 */
export async function readPanel(warehouse: DuckDBWarehouse, file: PanelFile): Promise<Panel> {
  const columns = await readColumns(warehouse, file);
  const { used, ...names } = namesOf(columns, file);
  await loadRows(warehouse, file, columns, names);
  const ordered = await warehouse.columns(
    `SELECT row, CAST(dense_rank() OVER (ORDER BY unique_id) AS INTEGER) AS series,
      CAST(time_ms AS DOUBLE) AS time_ms, value FROM panel ORDER BY series, time_ms, row`,
  );
  const series = ordered.series as Int32Array;
  const starts = Array.from(series.keys()).filter((row) => row === 0 || series[row] !== series[row - 1]);
  return {
    series: starts.map((from, index) => {
      const to = starts[index + 1] ?? series.length;
      return {
        rows: (ordered.row as Int32Array).slice(from, to),
        times: (ordered.time_ms as Float64Array).slice(from, to),
        values: (ordered.value as Float64Array).slice(from, to),
      };
    }),
    rows: series.length,
    unused: columns.filter((name) => !used.includes(name)),
  };
}
