/** MSTL: STL for several seasons at once (Bandara, Hyndman & Bergmeir 2021). */
import { stl, type StlSettings } from "./stl.ts";

export interface MultipleDecomposition {
  trend: Float64Array;
  /** One per season, in the order of the periods. */
  seasons: readonly Float64Array[];
}

export interface MstlSettings extends Omit<StlSettings, "seasonal_window"> {
  /** Seasonal window of the shortest season, and how much wider each next one is: 11 and 4 in the paper. */
  first_window: number;
  window_step: number;
  /** Rounds over all seasons. */
  rounds: number;
}

/**
 * Takes each season in turn out of the series without the others, shortest first, over and over.
 * @param values   n values, none missing
 * @param periods  steps in each season, ascending; n ≥ 2 · the longest
 */
export function mstl(
  values: Float64Array,
  periods: readonly number[],
  { first_window, window_step, rounds, ...settings }: MstlSettings,
): MultipleDecomposition {
  const seasons: Float64Array[] = periods.map(() => new Float64Array(values.length));
  let trend = values;
  const rest = values.slice();
  for (let round = 0; round < (periods.length === 1 ? 1 : rounds); round++) {
    periods.forEach((period, index) => {
      const old = seasons[index]!;
      for (let t = 0; t < rest.length; t++) rest[t]! += old[t]!;
      const found = stl(rest, period, { ...settings, seasonal_window: first_window + index * window_step });
      seasons[index] = found.season;
      trend = found.trend;
      for (let t = 0; t < rest.length; t++) rest[t]! -= found.season[t]!;
    });
  }
  return { trend, seasons };
}
