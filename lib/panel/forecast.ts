/** Forecasts of some series of a panel: what one worker does at a time. */
import { type Bounds, type Series } from "../models/series.ts";
import { candidates } from "./candidates.ts";
import type { Combine } from "./combine.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { type Frequency, HISTORY } from "./settings.ts";

/** What all series of a panel share. */
export interface Asked {
  frequency: Frequency;
  season: number;
  horizon: number;
  /** Names of the models to choose among; undefined for all. */
  models: readonly string[] | undefined;
  combine: Combine;
}

/** What was never below zero is not forecast below zero. */
export const boundsOf = (values: Float64Array): Bounds => ({
  min: values.some((value) => value < 0) ? -Infinity : 0,
  max: Infinity,
});

/** Forecasts each series by itself: nothing depends on which others stand beside it. */
export function forecastAll(
  series: readonly { start: number; values: Float64Array }[],
  { frequency, season, horizon, models: named, combine }: Asked,
): Outcome[] {
  const models = candidates(frequency, season).filter(({ name }) => named?.includes(name) ?? true);
  return series.map(({ start, values }) => {
    const skipped = Math.max(0, values.length - HISTORY[frequency]);
    const recent = values.subarray(skipped);
    const enough = recent.some((value) => !Number.isNaN(value));
    const used: Series = {
      start: enough ? start + skipped : start,
      values: enough ? recent : values,
      season,
      bounds: boundsOf(values),
    };
    return outcomeOf(used, { models, horizon, combine });
  });
}
