/** Observed loads of every series, for asking where they stood on a day and what came after it. */
import { type Metric } from "../pipeline/schemas/columns.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";

/** The observed days of one series, NaN where a day was not observed; in the metric's own unit. */
export interface Load {
  server_id: string;
  metric: Metric;
  /** Day number of the first value. */
  start: number;
  values: Float64Array;
}

interface LoadRecord extends Row {
  server_id: string;
  metric: Metric;
  first_day: number;
  last_day: number;
  days: number;
}

/** @throws RangeError when a series lacks a day */
export async function readLoads(warehouse: Warehouse): Promise<Load[]> {
  const records = await warehouse.query<LoadRecord>(`
SELECT server_id, metric, CAST(min(date) - DATE '1970-01-01' AS INTEGER) AS first_day,
  CAST(max(date) - DATE '1970-01-01' AS INTEGER) AS last_day, CAST(count(*) AS INTEGER) AS days
FROM observations GROUP BY server_id, metric ORDER BY server_id, metric`);
  const { value } = await warehouse.columns(`
SELECT CASE WHEN flag IN ('observed', 'capped') THEN value END AS value
FROM observations ORDER BY server_id, metric, date`);
  let at = 0;
  return records.map(({ server_id, metric, first_day, last_day, days }) => {
    if (last_day - first_day + 1 !== days) {
      throw new RangeError(
        `Cannot look back on ${metric} of ${server_id} as observations must have every day: ${days} of ${
          last_day - first_day + 1
        }`,
      );
    }
    const values = (value as Float64Array).subarray(at, at + days);
    at += days;
    return { server_id, metric, start: first_day, values };
  });
}

/** Median of the last observed days up to a day; null when there is none. */
export function levelOn({ start, values }: Load, day: number, days: number): number | null {
  const last: number[] = [];
  for (let at = Math.min(day - start, values.length - 1); at >= 0 && last.length < days; at--) {
    if (!Number.isNaN(values[at]!)) last.push(values[at]!);
  }
  if (last.length === 0) return null;
  const sorted = last.sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** Days from one day until the load is first observed at a threshold; null when it is not within so many days. */
export function daysUntilObserved(
  { start, values }: Load,
  from: number,
  days: number,
  threshold: number,
): number | null {
  for (let ahead = 1; ahead <= days; ahead++) {
    if (values[from + ahead - start]! >= threshold) return ahead;
  }
  return null;
}
