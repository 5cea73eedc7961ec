/**
 * Conformal intervals: quantiles of the errors that forecasts of the whole panel have made, each divided by the
 * scale of its series and step ahead, times that scale again. The scale of an error is known without its origin.
 */
import type { Outcome } from "./outcome.ts";
import { INTERVALS } from "./settings.ts";

export interface Interval {
  level: number;
  low: Float64Array;
  high: Float64Array;
}

type Errors = readonly Float64Array[];

/** In place of an origin: none is left out. */
const NONE = -1;

/** Sum and count of absolute errors that are present, at steps from − to, of all origins but one. */
function sizes(errors: Errors, from: number, to: number, without: number): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (let origin = 0; origin < errors.length; origin++) {
    if (origin === without) continue;
    const error = errors[origin]!;
    for (let h = Math.max(0, from); h <= Math.min(to, error.length - 1); h++) {
      const value = error[h]!;
      if (Number.isNaN(value)) continue;
      sum += Math.abs(value);
      count++;
    }
  }
  return { sum, count };
}

/**
 * How errors grow with the steps ahead over the panel: mean of |error| by step, each series' own mean being 1.
 * Steps without errors take the growth of the step before.
 */
export function growthOf(all: readonly Errors[], horizon: number): Float64Array {
  const sums = new Float64Array(horizon);
  const counts = new Float64Array(horizon);
  for (const errors of all) {
    const { sum, count } = sizes(errors, 0, horizon - 1, NONE);
    const own = sum / count;
    if (!(own > 0)) continue;
    for (const error of errors) {
      error.forEach((value, h) => {
        if (Number.isNaN(value)) return;
        sums[h]! += Math.abs(value) / own;
        counts[h]! += 1;
      });
    }
  }
  const growth = sums.map((sum, h) => counts[h]! > 0 ? sum / counts[h]! : NaN);
  for (let h = 0; h < horizon; h++) if (Number.isNaN(growth[h]!)) growth[h] = h === 0 ? 1 : growth[h - 1]!;
  return growth;
}

/**
 * Scale of a series at each step ahead: its own mean absolute error at the steps around, shrunk to its overall mean
 * times the panel's growth.
 * @param without  origin left out, or NONE
 */
export function scalesOf(errors: Errors, growth: Float64Array, without: number): Float64Array {
  const { prior_errors, neighbours } = INTERVALS;
  // A single origin cannot do without itself.
  const left = errors.length > 1 ? without : NONE;
  let sum = 0;
  let count = 0;
  growth.forEach((factor, h) => {
    if (!(factor > 0)) return;
    const here = sizes(errors, h, h, left);
    sum += here.sum / factor;
    count += here.count;
  });
  const level = sum / count;
  return growth.map((factor, h) => {
    const near = sizes(errors, h - neighbours, h + neighbours, left);
    return (near.sum + prior_errors * factor * level) / (near.count + prior_errors);
  });
}

/** Scaled errors by step ahead, each step's ascending. */
function scaledErrors(all: readonly Errors[], growth: Float64Array): Float64Array[] {
  const found: number[][] = Array.from(growth, () => []);
  for (const errors of all) {
    errors.forEach((error, origin) => {
      const scales = scalesOf(errors, growth, origin);
      error.forEach((value, h) => {
        const scaled = value / scales[h]!;
        if (Number.isFinite(scaled)) found[h]!.push(scaled);
      });
    });
  }
  return found.map((scaled) => Float64Array.from(scaled));
}

/** Errors of a step and, until there are enough, of the steps around it. Ascending. */
function pooled(scaled: readonly Float64Array[], h: number): Float64Array {
  let width = 0;
  const within = () => scaled.slice(Math.max(0, h - width), h + width + 1);
  const count = () => within().reduce((sum, errors) => sum + errors.length, 0);
  while (count() < INTERVALS.least_errors && width < scaled.length) width++;
  const all = new Float64Array(count());
  let filled = 0;
  for (const errors of within()) {
    all.set(errors, filled);
    filled += errors.length;
  }
  return all.sort();
}

/** Quantile of ascending values, by straight lines between them (type 7). NaN of none. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below] ?? NaN;
  return low + ((sorted[below + 1] ?? low) - low) * (at - below);
}

/**
 * Intervals of all outcomes, by outcome and level. Ends are NaN where the panel knows no errors to make them of.
 * @param levels  percent of future values that each interval shall hold
 * @param least   lowest value of each series; ends do not fall below it
 */
export function intervals(
  outcomes: readonly Outcome[],
  levels: readonly number[],
  least: readonly number[],
): Interval[][] {
  const horizon = outcomes[0]?.mean.length ?? 0;
  const all = outcomes.map(({ errors }) => errors);
  const growth = growthOf(all, horizon);
  const scaled = scaledErrors(all, growth);
  const pools = scaled.map((_, h) => pooled(scaled, h));
  const quantiles = levels.map((level) => {
    const outside = (1 - level / 100) / 2;
    // No error outside 0: the forecast itself always lies within.
    return pools.map((pool) =>
      [
        Math.min(0, quantile(pool, outside)),
        Math.max(0, quantile(pool, 1 - outside)),
      ] as const
    );
  });
  return outcomes.map(({ mean, errors, scale }, series) => {
    // A scale learnt from few origins is itself in doubt.
    const doubt = Math.sqrt(1 + 1 / errors.length);
    const scales = errors.length > 0
      ? scalesOf(errors, growth, NONE).map((own) => doubt * own)
      : growth.map((factor) => factor * scale);
    const end = (h: number, error: number) =>
      Math.max(least[series]!, mean[h]! + (scales[h] === 0 ? 0 : scales[h]! * error));
    return levels.map((level, index) => ({
      level,
      low: mean.map((_, h) => end(h, quantiles[index]![h]![0])),
      high: mean.map((_, h) => end(h, quantiles[index]![h]![1])),
    }));
  });
}
