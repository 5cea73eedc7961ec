import type { Model } from "../model.ts";
import { phaseOf, type Series, trimmed } from "../series.ts";
import { stateful } from "../stateful.ts";
import { filledAround } from "./seasonal_naive.ts";
import { repeatShape, seasonShape, shapeAfter } from "./shape.ts";

/** Mean of the present values at each position of the season, over the last `window` steps. */
function phaseMeans({ start, values, season }: Series, window: number): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let index = Math.max(0, values.length - window); index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    const phase = phaseOf(start + index, season);
    sums[phase]! += value;
    counts[phase]! += 1;
  }
  return sums.map((sum, phase) => sum / counts[phase]!);
}

/**
 * Weekday mean: each day is like the mean of that weekday over the window. The baseline of every score table.
 * A weekday without a value in the window takes the mean of the day before it in the week.
 * @param window  steps looked back, for example 365
 */
export const weekdayMean = (window: number): Model => ({
  name: "weekday_mean",
  naive: true,
  oracle: false,
  minimumHistory: (season) => season,
  ...stateful({
    state: seasonShape,
    fit: (series) => shapeAfter(series, filledAround(phaseMeans(trimmed(series), window))),
    forecast: repeatShape,
  }),
});
