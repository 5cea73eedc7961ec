/** What monitoring delivers of a server: its clean series with the defects in it. */
import { type Metric, METRICS } from "../pipeline/schemas/columns.ts";
import { type CleanSeries, MAXIMA, type Maximum, MAXIMUM_NAMES } from "./clean.ts";
import type { Defect } from "./defects.ts";

/** Rows of one server by date and delivery: positions in its history, and the values delivered. */
export interface Delivered {
  days: Int32Array;
  delivery: Int32Array;
  values: Readonly<Record<Metric | Maximum, Float64Array>>;
}

/** Days delivered, in order; a duplicated day stands twice. */
function deliveredDays(days: number, defects: readonly Defect[]): Int32Array {
  const deliveries = new Uint8Array(days).fill(1);
  for (const { day, kind } of defects) {
    if (kind === "missing_day") deliveries[day] = 0;
    if (kind === "duplicate") deliveries[day] = 2;
  }
  return Int32Array.from([...deliveries].flatMap((times, day) => Array<number>(times).fill(day)));
}

function withDefects(values: Float64Array, metric: Metric, defects: readonly Defect[]): Float64Array {
  const spoilt = values.slice();
  for (const defect of defects) if (defect.metric === metric) spoilt[defect.day] = defect.after;
  return spoilt;
}

/** Maxima that an outlier lifts with it: it was measured, so some sample was as high. */
function withOutliers(maxima: Float64Array, name: Maximum, defects: readonly Defect[]): Float64Array {
  const lifted = maxima.slice();
  for (const { day, kind, metric, after } of defects) {
    if (kind === "outlier" && metric === MAXIMA[name]) lifted[day] = Math.max(lifted[day]!, after);
  }
  return lifted;
}

export function delivered(clean: CleanSeries, defects: readonly Defect[]): Delivered {
  const days = deliveredDays(clean.days, defects);
  const pick = (values: Float64Array) => new Float64Array(days.length).map((_, row) => values[days[row]!]!);
  const values = [
    ...METRICS.map((metric) => [metric, pick(withDefects(clean.values[metric], metric, defects))]),
    ...MAXIMUM_NAMES.map((name) => [name, pick(withOutliers(clean.maxima[name], name, defects))]),
  ];
  return {
    days,
    delivery: days.map((day, row) => row > 0 && days[row - 1] === day ? 2 : 1),
    values: Object.fromEntries(values) as Delivered["values"],
  };
}
