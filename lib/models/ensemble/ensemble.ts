import { canFit, type Model, predict } from "../model.ts";

export type Combine = "mean" | "median";

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const COMBINE = { mean, median };

/**
 * Ensemble: the members' forecasts combined day by day, of those members the series is long enough for.
 * Errors of different models partly cancel; the median also ignores one that runs away.
 */
export const ensemble = (members: readonly Model[], combine: Combine): Model => ({
  name: "ensemble",
  naive: false,
  oracle: false,
  minimumHistory: (season) =>
    members.map((member) => member.minimumHistory(season)).toSorted((a, b) => a - b)[1] ?? Infinity,
  fit: (series, context) => {
    const able = members.filter((member) => canFit(member, series, context));
    return {
      forecast: (horizon) => {
        const forecasts = able.map((member) => predict(member, series, context, horizon));
        return Float64Array.from(
          { length: horizon },
          (_, h) => COMBINE[combine](forecasts.map((of) => of[h]!)),
        );
      },
    };
  },
});
