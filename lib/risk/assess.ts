/** The risk of one series: what its forecast, its paths and its present level say together. */
import type { Settings } from "../config/settings.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { risk } from "../pipeline/schemas/risk.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { isoDate } from "../calendar/days.ts";
import { crossedToday, crossing, daysUntil, probabilityEver, probabilityWithin } from "./crossing.ts";
import { driver } from "./driver.ts";
import { type DailyQuantiles, hurdles } from "./hurdles.ts";
import { level } from "./level.ts";
import { type Criticality, priorityScore } from "./priority.ts";
import { reason } from "./reason.ts";

export type RiskRow = RowOf<typeof risk>;

/** What a forecast series is judged by; loads in % of capacity, arrays with one value per forecast day. */
export interface ForecastSeries {
  server_id: string;
  metric: Metric;
  criticality: Criticality;
  /** Median of the last observed days. */
  current: number;
  /** Day number of the first forecast day. */
  firstDay: number;
  quantiles: DailyQuantiles;
  quarterEnd: Uint8Array;
  holiday: Uint8Array;
}

interface Key {
  server_id: string;
  metric: Metric;
}

/** The row of a series that cannot be judged: every figure null, and the reason. */
export function notAssessed({ server_id, metric }: Key, reason: string): RiskRow {
  return {
    server_id,
    metric,
    level: "not_assessed",
    horizon_days: null,
    current_p95: null,
    peak_p50: null,
    peak_date: null,
    days_to_80_p10: null,
    days_to_80_p50: null,
    days_to_80_p90: null,
    days_to_90_p10: null,
    days_to_90_p50: null,
    days_to_90_p90: null,
    breach_80_30d: null,
    breach_80_60d: null,
    breach_80_90d: null,
    breach_80_180d: null,
    breach_80_horizon: null,
    driver: null,
    under_used: false,
    priority_score: null,
    priority: null,
    reason,
  };
}

/** Position of the highest value, the first one when several are equal. */
function highest(values: Float64Array): number {
  return values.reduce((best, value, index) => value > values[best]! ? index : best, 0);
}

/**
 * Judges one series; its place in the fleet's order of action comes later, from `priority_score`.
 * @param paths  score paths of the series, whole paths of as many days as the forecast has
 */
export function assess(series: ForecastSeries, paths: Float64Array, settings: Settings["risk"]): RiskRow {
  const { server_id, metric, current, quantiles, criticality } = series;
  const days = quantiles.p50.length;
  const toHigh = hurdles(quantiles, settings.high);
  const reach = (threshold: number, dayHurdles: Float64Array) =>
    current >= threshold ? crossedToday(days) : crossing(paths, dayHurdles);
  const high = reach(settings.high, toHigh);
  const veryHigh = reach(settings.very_high, hurdles(quantiles, settings.very_high));
  const peakIndex = highest(quantiles.p50);
  const standing = { current, peak: quantiles.p50[peakIndex]!, probability: probabilityEver(high) };
  const found = level(standing, settings);
  const cause = found === "ok"
    ? null
    : driver({ ...series, median: quantiles.p50, hurdles: toHigh }, settings);
  const peakDay = series.firstDay + peakIndex;
  return {
    server_id,
    metric,
    level: found,
    horizon_days: days,
    current_p95: current,
    peak_p50: standing.peak,
    peak_date: isoDate(peakDay),
    days_to_80_p10: daysUntil(high, 0.1),
    days_to_80_p50: daysUntil(high, 0.5),
    days_to_80_p90: daysUntil(high, 0.9),
    days_to_90_p10: daysUntil(veryHigh, 0.1),
    days_to_90_p50: daysUntil(veryHigh, 0.5),
    days_to_90_p90: daysUntil(veryHigh, 0.9),
    breach_80_30d: probabilityWithin(high, 30),
    breach_80_60d: probabilityWithin(high, 60),
    breach_80_90d: probabilityWithin(high, 90),
    breach_80_180d: probabilityWithin(high, 180),
    breach_80_horizon: standing.probability,
    driver: cause,
    under_used: found === "ok" && Math.max(current, standing.peak) < settings.under_used,
    priority_score: priorityScore(criticality, high, settings),
    priority: null,
    reason: reason({ ...standing, metric, peakDay, crossing: high, driver: cause, level: found }, settings),
  };
}
