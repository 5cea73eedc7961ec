/** Forecast quantiles from a point forecast and the errors that models of its kind have made. */
import { type Bounds, clip } from "../series.ts";

/** The quantiles a forecast is given in, by column of `forecasts` and of `calibration`, lowest first. */
export const QUANTILES = [
  ["p025", "q025"],
  ["p05", "q05"],
  ["p10", "q10"],
  ["p50", "q50"],
  ["p90", "q90"],
  ["p95", "q95"],
  ["p975", "q975"],
] as const;

export type ForecastQuantile = typeof QUANTILES[number][0];
export type ErrorQuantile = typeof QUANTILES[number][1];

/** Quantiles of scaled errors on one day ahead. */
export type ErrorQuantiles = Readonly<Record<ErrorQuantile, number>>;

/** Forecast quantiles of one day: expected value + scale · error quantile, within bounds. */
export function quantilesOf(
  expected: number,
  scale: number,
  errors: ErrorQuantiles,
  bounds: Bounds,
): Record<ForecastQuantile, number> {
  let least = -Infinity;
  const entries = QUANTILES.map(([column, error]) => {
    // Interpolation between buckets keeps the order up to rounding; this keeps it exactly.
    least = Math.max(least, clip(expected + scale * errors[error], bounds));
    return [column, least];
  });
  return Object.fromEntries(entries) as Record<ForecastQuantile, number>;
}
