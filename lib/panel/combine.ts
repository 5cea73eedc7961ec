/** The best few models of a series, and what they say together. */
import type { Backtest, Backtested } from "./backtest.ts";
import { COMBINATION } from "./settings.ts";

/** Half the median, half the weighted mean; or one of them. */
export const COMBINES = ["blend", "median", "weighted_mean"] as const;
export type Combine = typeof COMBINES[number];

export interface Member {
  of: Backtested;
  /** Share in the weighted mean; shares add up to 1. */
  weight: number;
}

/** Mean absolute error of each origin; NaN where no actual is present. */
function errorsByOrigin(actuals: readonly Float64Array[], forecasts: readonly Float64Array[]): number[] {
  return actuals.map((actual, origin) => {
    let sum = 0;
    let count = 0;
    actual.forEach((value, h) => {
      if (Number.isNaN(value)) return;
      sum += Math.abs(value - forecasts[origin]![h]!);
      count++;
    });
    return sum / count;
  });
}

function meanWithout(errors: readonly number[], left: number | undefined): number {
  const used = errors.filter((error, origin) => origin !== left && !Number.isNaN(error));
  return used.reduce((sum, error) => sum + error, 0) / used.length;
}

/** Chooses the members of a series from its backtest, at all origins or all but one. */
export function memberChoice({ actuals, models }: Backtest): (left?: number) => Member[] {
  const errors = models.map(({ forecasts }) => errorsByOrigin(actuals, forecasts));
  return (left) => {
    const ranked = models
      .map((of, index) => ({
        of,
        error: meanWithout(errors[index]!, actuals.length > 1 ? left : undefined) *
          (of.model.naive ? COMBINATION.naive_credit : 1),
      }))
      .filter(({ error }) => !Number.isNaN(error))
      .sort((a, b) => a.error - b.error);
    const best = ranked[0];
    if (best === undefined) return [];
    // What makes no error needs no company.
    if (best.error === 0) return [{ of: best.of, weight: 1 }];
    const members = ranked.slice(0, COMBINATION.members)
      .filter(({ error }) => error <= COMBINATION.worst_ratio * best.error)
      .map(({ of, error }) => ({ of, weight: (best.error / error) ** COMBINATION.power }));
    const total = members.reduce((sum, { weight }) => sum + weight, 0);
    return members.map(({ of, weight }) => ({ of, weight: weight / total }));
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The members' forecasts as one, step by step. A median ignores one that runs away, a mean lets errors cancel. */
export function combined(
  forecasts: readonly Float64Array[],
  weights: readonly number[],
  combine: Combine,
): Float64Array {
  const middle = (h: number) => median(forecasts.map((forecast) => forecast[h]!));
  const mean = (h: number) =>
    forecasts.reduce((sum, forecast, member) => sum + weights[member]! * forecast[h]!, 0);
  const at =
    { median: middle, weighted_mean: mean, blend: (h: number) => (middle(h) + mean(h)) / 2 }[combine];
  return Float64Array.from({ length: forecasts[0]!.length }, (_, h) => at(h));
}
