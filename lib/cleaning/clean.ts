import type { Settings } from "../config/settings.ts";
import { type DailySeries, expectationScale, expectedValues } from "./expectation.ts";

/** How a clean value came about; positions are the codes in {@link CleanSeries}. */
export const FLAGS = ["observed", "imputed", "capped", "missing"] as const;

const OBSERVED = FLAGS.indexOf("observed");
const IMPUTED = FLAGS.indexOf("imputed");
const CAPPED = FLAGS.indexOf("capped");
const MISSING = FLAGS.indexOf("missing");

export interface CleanSeries {
  /** NaN where missing. */
  values: Float64Array;
  /** Positions in {@link FLAGS}. */
  flags: Uint8Array;
}

type CleaningSettings = Pick<Settings["cleaning"], "expectation" | "outliers" | "gaps">;

/**
 * 1 above, −1 below, 0 within the limits, per day. Missing days and days the calendar makes special are within:
 * a quarter-end peak is load, not error.
 */
function sides(series: DailySeries, misses: Float64Array, limits: Float64Array): Int8Array {
  return Int8Array.from(misses, (miss, t) => {
    if (series.special[t] === 1 || !(Math.abs(miss) > limits[t]!)) return 0;
    return Math.sign(miss);
  });
}

/**
 * The clean series of one metric. A value stands alone outside the limits is moved to the limit; the second such
 * day in a row is a change of level and is kept. The first days of a gap are filled with what was expected.
 * No day looks at itself or past itself, so that a backtest on clean values cannot know its future.
 * @param ceiling highest possible value: 100 for percent of capacity, Infinity where there is none
 */
export function cleanSeries(series: DailySeries, ceiling: number, settings: CleaningSettings): CleanSeries {
  const { expectation, outliers, gaps } = settings;
  const expected = expectedValues(series, expectation.weeks, expectation.recent_days);
  const misses = series.values.map((value, t) => value - expected[t]!);
  const limits = expectationScale(series, misses, outliers.window_days, outliers.min_days)
    .map((scale) => outliers.limit_mads * Math.max(scale, outliers.min_scale));
  const side = sides(series, misses, limits);

  const within = (value: number) => Math.min(ceiling, Math.max(0, value));
  const values = Float64Array.from(series.values);
  const flags = new Uint8Array(values.length).fill(OBSERVED);
  let previous = 0;
  let gap = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) {
      const fills = ++gap <= gaps.max_filled_days && !Number.isNaN(expected[t]!);
      values[t] = fills ? within(expected[t]!) : NaN;
      flags[t] = fills ? IMPUTED : MISSING;
      continue;
    }
    gap = 0;
    if (side[t] !== 0 && side[t] !== previous) {
      values[t] = within(expected[t]! + side[t]! * limits[t]!);
      flags[t] = CAPPED;
    }
    previous = side[t]!;
  }
  return { values, flags };
}
