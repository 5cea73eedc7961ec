/** A panel of series from a CSV or Parquet file, held to account row by row. */
import type { DuckDBWarehouse } from "../warehouse/duckdb.ts";
import { type PanelFile, place } from "./file.ts";
import { frequencyOf, type Timed } from "./frequency.ts";
import { Refusal, some } from "./refusal.ts";
import { loadRows, readColumns } from "./rows.ts";
import type { Frequency } from "./settings.ts";

export interface PanelSeries {
  unique_id: string;
  /** Step of the first row, counted in the frequency's steps since 1970-01-01. */
  start: number;
  /** What the timestamps have beyond whole steps, ms: 0 unless they are off the full hour or midnight. */
  offset: number;
  /** One value per step, NaN where missing. */
  values: Float64Array;
}

export interface Panel {
  frequency: Frequency;
  /** Whether ds came as dates without a time. */
  dates: boolean;
  /** In order of unique_id. */
  series: readonly PanelSeries[];
  /** Columns of the file that are not used. */
  unused: readonly string[];
  /** What was unusual about the file and how it was read. */
  repairs: readonly string[];
}

export const STEP_MS: Readonly<Record<Frequency, number>> = { daily: 86_400_000, hourly: 3_600_000 };

const COLUMNS = ["unique_id", "ds", "y"];

/** Steps a series may span, missing ones included: 500 years of days, 20 of hours. */
const LONGEST = 200_000;

async function refuseDuplicates(warehouse: DuckDBWarehouse, file: PanelFile): Promise<void> {
  const twice = await warehouse.query<{ unique_id: string; ds: string; first: number; second: number }>(
    `SELECT unique_id, any_value(ds ORDER BY row) AS ds, min(row) AS first, max(row) AS second
     FROM panel GROUP BY unique_id, time_ms HAVING count(*) > 1 ORDER BY first`,
  );
  if (twice.length === 0) return;
  const named = twice.map(({ unique_id, ds, first, second }) =>
    `${unique_id} at ${ds} (${place(file)(first)} and ${place(file)(second)})`
  );
  throw new Refusal(`Cannot read ${file.name} as a series must have one row per timestamp: ${some(named)}`);
}

async function refuseEmpty(warehouse: DuckDBWarehouse, file: PanelFile): Promise<void> {
  const empty = await warehouse.query<{ unique_id: string; first: number; last: number }>(
    `SELECT unique_id, min(row) AS first, max(row) AS last FROM panel
     GROUP BY unique_id HAVING count(value) = 0 ORDER BY first`,
  );
  if (empty.length === 0) return;
  const named = empty.map(({ unique_id, first, last }) =>
    `${unique_id} (${place(file)(first)} to ${place(file)(last)})`
  );
  throw new Refusal(`Cannot read ${file.name} as every series needs at least one value: ${some(named)}`);
}

/** Capitals make no difference. */
const isNamed = (column: string, name: string): boolean => column.toLowerCase() === name;

/** The file's columns. @throws Refusal when one of the three is missing */
async function checkedColumns(warehouse: DuckDBWarehouse, file: PanelFile): Promise<string[]> {
  const columns = await readColumns(warehouse, file);
  const lacking = COLUMNS.filter((name) => !columns.some((column) => isNamed(column, name)));
  if (lacking.length > 0) {
    throw new Refusal(
      `Cannot read ${file.name} as it must have the columns unique_id, ds and y: ${
        lacking.join(", ")
      } missing, ` +
        `found ${columns.join(", ") || "none"}`,
    );
  }
  return columns;
}

/** One series on its grid of steps. */
function onGrid(
  { unique_id, at, rows }: Timed,
  values: Float64Array,
  step: number,
  file: PanelFile,
): PanelSeries {
  const start = Math.floor(at[0]! / step);
  const length = Math.round((at[at.length - 1]! - at[0]!) / step) + 1;
  if (length > LONGEST) {
    throw new Refusal(
      `Cannot read ${file.name} as a series may span ${LONGEST} steps: ${unique_id} spans ${length} ` +
        `(${place(file)(rows[0]!)} to ${place(file)(rows[rows.length - 1]!)})`,
    );
  }
  const grid = new Float64Array(length).fill(NaN);
  at.forEach((time, index) => grid[Math.round((time - at[0]!) / step)] = values[index]!);
  return { unique_id, start, offset: at[0]! - start * step, values: grid };
}

/** Splits rows ordered by series and time where the series changes. */
function bySeries(ids: Int32Array): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  for (let row = 1; row <= ids.length; row++) {
    if (row < ids.length && ids[row] === ids[from]) continue;
    found.push({ from, to: row });
    from = row;
  }
  return found;
}

/**
 * Reads a panel. Steps without a row are missing values.
 * @param frequency  what the user says it is; undefined for what the timestamps show
 * @throws Refusal naming the rows that break a rule
 */
export async function readPanel(
  warehouse: DuckDBWarehouse,
  file: PanelFile,
  frequency: Frequency | undefined,
): Promise<Panel> {
  const columns = await checkedColumns(warehouse, file);
  const repairs = await loadRows(warehouse, file, columns, { unique_id: "unique_id", ds: "ds", y: "y" });
  await refuseDuplicates(warehouse, file);
  await refuseEmpty(warehouse, file);

  const ordered = await warehouse.columns(
    `SELECT CAST(dense_rank() OVER (ORDER BY unique_id) AS INTEGER) AS series,
      CAST(time_ms AS DOUBLE) AS time_ms, value, row, (zoned OR length(ds) <= 10) AS is_date
     FROM panel ORDER BY series, time_ms`,
  );
  const { unique_id: ids } = await warehouse.columns(
    "SELECT DISTINCT unique_id FROM panel ORDER BY unique_id",
  );
  const timed = bySeries(ordered.series as Int32Array).map(({ from, to }, index) => ({
    unique_id: (ids as string[])[index]!,
    at: (ordered.time_ms as Float64Array).subarray(from, to),
    rows: (ordered.row as Int32Array).subarray(from, to),
    values: (ordered.value as Float64Array).subarray(from, to),
  }));
  const found = frequencyOf(timed, frequency, file.name, place(file));
  return {
    frequency: found,
    dates: found === "daily" && (ordered.is_date as Uint8Array).every((date) => date === 1),
    series: timed.map((series) => onGrid(series, series.values, STEP_MS[found], file)),
    unused: columns.filter((column) => !COLUMNS.some((name) => isNamed(column, name))),
    repairs,
  };
}
