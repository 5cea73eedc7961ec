/** The risk of one series: what its forecast, its paths and its present level say together. */
import type { Settings } from "../config/settings.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import type { risk } from "../pipeline/schemas/risk.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { isoDate } from "../calendar/days.ts";
import {
  countByDay,
  daysUntil,
  type FirstDays,
  firstDays,
  probabilityEver,
  probabilityWithin,
} from "./crossing.ts";
import { driver } from "./driver.ts";
import { type DailyQuantiles, hurdles } from "./hurdles.ts";
import { BOUNDS, levelByPosture, type Posture } from "./level.ts";
import { leadTime, orderBy, type Place } from "./order.ts";
import { type Criticality, priorityScore } from "./priority.ts";
import { reason } from "./reason.ts";
import { POSTURES } from "../config/risk.ts";

export type RiskRow = RowOf<typeof risk>;

/** What a forecast series is judged by; loads in % of capacity, arrays with one value per forecast day. */
export interface ForecastSeries extends Place {
  server_id: string;
  metric: Metric;
  criticality: Criticality;
  /** Median of the last observed days. */
  current: number;
  /** Day number of the first forecast day. */
  firstDay: number;
  quantiles: DailyQuantiles;
  /** Median without what committed scenarios reserve; absent where they reserve nothing. */
  unreserved?: Float64Array;
  quarterEnd: Uint8Array;
  holiday: Uint8Array;
  /** Why its paths follow autocorrelation and not past errors; null when they follow past errors. */
  fallback: string | null;
}

/** A series judged, with what others reckon on from its paths. */
export interface Assessed {
  row: RiskRow;
  /** Day on which each path reaches the high threshold; 0 on all of them when it is there today. */
  reached: FirstDays;
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
    level_conservative: "not_assessed",
    level_expected: "not_assessed",
    level_aggressive: "not_assessed",
    horizon_days: null,
    current_p95: null,
    peak_p50: null,
    peak_p10: null,
    peak_p90: null,
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
    sustained_80_90d: null,
    sustained_80_horizon: null,
    days_to_sustained_80_p50: null,
    lead_time_days: null,
    order_by: null,
    overdue: false,
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

const peaksOf = (quantiles: DailyQuantiles): Record<Posture, number> => {
  const peak = (posture: Posture) =>
    quantiles[BOUNDS[posture]].reduce((high, value) => Math.max(high, value));
  return Object.fromEntries(POSTURES.map((posture) => [posture, peak(posture)])) as Record<Posture, number>;
};

/** The first day on which each path is at a threshold for so many days running; 0 when the series is there today. */
export function firstReached(
  { current, quantiles }: Pick<ForecastSeries, "current" | "quantiles">,
  threshold: number,
  paths: Float64Array,
  run = 1,
): FirstDays {
  return current >= threshold
    ? new Int16Array(paths.length / quantiles.p50.length)
    : firstDays(paths, hurdles(quantiles, threshold), run);
}

/**
 * Judges one series; its place in the fleet's order of action comes later, from `priority_score`.
 * @param paths  score paths of the series, whole paths of as many days as the forecast has
 */
export function assess(series: ForecastSeries, paths: Float64Array, settings: Settings["risk"]): Assessed {
  const { server_id, metric, current, quantiles, criticality, firstDay } = series;
  const days = quantiles.p50.length;
  const reached = firstReached(series, settings.high, paths);
  const high = countByDay(reached, days);
  const veryHigh = countByDay(firstReached(series, settings.very_high, paths), days);
  const sustained = countByDay(firstReached(series, settings.high, paths, settings.sustained_days), days);
  const peakIndex = highest(quantiles.p50);
  const peaks = peaksOf(quantiles);
  const probability = probabilityEver(high);
  const levels = levelByPosture({ current, probability }, peaks, settings);
  const found = levels[settings.posture];
  const cause = found === "ok"
    ? null
    : driver({ ...series, median: quantiles.p50, hurdles: hurdles(quantiles, settings.high) }, settings);
  const leadDays = leadTime(series, settings.lead_time_days);
  const order = orderBy(firstDay - 1, daysUntil(high, 0.1), leadDays);
  const boundPeak = highest(quantiles[BOUNDS[settings.posture]]);
  const finding = {
    current,
    probability,
    metric,
    peak: peaks[settings.posture],
    peakDay: firstDay + boundPeak,
    crossing: high,
    sustained: probabilityEver(sustained),
    driver: cause,
    level: found,
    leadDays,
    ...order,
    fallback: series.fallback,
  };
  const row: RiskRow = {
    server_id,
    metric,
    level: found,
    level_conservative: levels.conservative,
    level_expected: levels.expected,
    level_aggressive: levels.aggressive,
    horizon_days: days,
    current_p95: current,
    peak_p50: peaks.expected,
    peak_p10: peaks.aggressive,
    peak_p90: peaks.conservative,
    peak_date: isoDate(firstDay + peakIndex),
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
    breach_80_horizon: probability,
    sustained_80_90d: probabilityWithin(sustained, 90),
    sustained_80_horizon: probabilityEver(sustained),
    days_to_sustained_80_p50: daysUntil(sustained, 0.5),
    lead_time_days: leadDays,
    ...order,
    driver: cause,
    under_used: found === "ok" && Math.max(current, peaks.expected) < settings.under_used,
    priority_score: priorityScore(criticality, high, settings),
    priority: null,
    reason: reason(finding, settings),
  };
  return { row, reached };
}
