import type { Model } from "../model.ts";
import { phaseOf, type Series } from "../series.ts";
import { stateful } from "../stateful.ts";
import { repeatShape, seasonShape, shapeAfter } from "./shape.ts";

/** For each position in the season, its last present value; NaN when it has none. */
function lastOfEachPhase({ start, values, season }: Series): Float64Array {
  const last = new Float64Array(season).fill(NaN);
  values.forEach((value, index) => {
    if (!Number.isNaN(value)) last[phaseOf(start + index, season)] = value;
  });
  return last;
}

/**
 * Seasonal naive: each day is like the same weekday last seen.
 * A weekday never seen takes the last value of the day before it in the week.
 */
export const seasonalNaive: Model = {
  name: "seasonal_naive",
  naive: true,
  oracle: false,
  minimumHistory: (season) => season,
  ...stateful({
    state: seasonShape,
    fit: (series) => shapeAfter(series, filledAround(lastOfEachPhase(series))),
    forecast: repeatShape,
  }),
};

/** Fills phases without a value from the phase before, around the season. */
export function filledAround(shape: Float64Array): Float64Array {
  const filled = shape.slice();
  for (let step = 1; step < 2 * shape.length; step++) {
    const phase = step % shape.length;
    if (Number.isNaN(filled[phase]!)) filled[phase] = filled[(step - 1) % shape.length]!;
  }
  return filled;
}
