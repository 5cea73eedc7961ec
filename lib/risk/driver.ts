import type { Settings } from "../config/settings.ts";
import { NORMAL_SCORES } from "./hurdles.ts";

export type Driver = "scenario" | "trend" | "quarter_end" | "holiday" | "season" | "already_over";

/** What the driver is read from; arrays hold one value per forecast day. */
export interface DriverEvidence {
  /** Median of the last observed days, % of capacity. */
  current: number;
  /** Median forecast, % of capacity. */
  median: Float64Array;
  /** The same without what committed scenarios reserve; absent where they reserve nothing. */
  unreserved?: Float64Array;
  /** Normal score at which each day reaches the high threshold. */
  hurdles: Float64Array;
  /** 1 within a quarter-end window. */
  quarterEnd: Uint8Array;
  /** 1 on a bank holiday. */
  holiday: Uint8Array;
}

/** From the median upwards, the quantiles that may be the first to reach the threshold. */
const UPPER_SCORES = NORMAL_SCORES.filter((score) => score >= 0);

/**
 * The days that bring the threshold nearest: those whose median is over it; if none, those whose p90 is, then
 * p95, then p975; at last the one day that comes closest.
 */
export function pressingDays(hurdles: Float64Array): number[] {
  const lowest = hurdles.reduce((low, hurdle) => Math.min(low, hurdle), Infinity);
  const limit = UPPER_SCORES.find((score) => score >= lowest) ?? lowest;
  return [...hurdles.keys()].filter((day) => hurdles[day]! <= limit);
}

/** Means over every whole window of that many days; over all days when there are fewer. */
export function movingMeans(values: Float64Array, window: number): Float64Array {
  const width = Math.min(window, values.length);
  return Float64Array.from({ length: values.length - width + 1 }, (_, start) => {
    const days = values.subarray(start, start + width);
    return days.reduce((sum, value) => sum + value, 0) / width;
  });
}

function hasTrend(
  median: Float64Array,
  { high, trend_days, trend_rise }: Settings["risk"],
): boolean {
  const trend = movingMeans(median, trend_days);
  const rise = trend[trend.length - 1]! - trend[0]!;
  return trend.some((value) => value >= high) || rise >= trend_rise;
}

const reaches = (values: Float64Array, threshold: number): boolean =>
  values.some((value) => value >= threshold);

const isReserved = ({ median, unreserved }: DriverEvidence, { high }: Settings["risk"]): boolean =>
  unreserved !== undefined && reaches(median, high) && !reaches(unreserved, high);

/**
 * What lifts a series over the high threshold, by a plain decomposition asked in this order:
 * already_over: today's level is there. scenario: the median reaches the threshold only with what committed
 * scenarios reserve. quarter_end, holiday: every pressing day lies in such a window.
 * trend: the median averaged over trend_days reaches the threshold, or rises by trend_rise over the horizon; a
 * yearly rise within the horizon counts as trend, because half a year cannot tell them apart.
 * season: the median itself swings over the threshold.
 * @returns null when only day-to-day variation may take it there
 */
export function driver(evidence: DriverEvidence, settings: Settings["risk"]): Driver | null {
  if (evidence.current >= settings.high) return "already_over";
  if (isReserved(evidence, settings)) return "scenario";
  const pressing = pressingDays(evidence.hurdles);
  if (pressing.every((day) => evidence.quarterEnd[day] === 1)) return "quarter_end";
  if (pressing.every((day) => evidence.holiday[day] === 1)) return "holiday";
  if (hasTrend(evidence.median, settings)) return "trend";
  return reaches(evidence.median, settings.high) ? "season" : null;
}
