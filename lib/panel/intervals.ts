/**
 * Conformal intervals: quantiles of the errors that forecasts of the whole panel have made, each divided by the
 * scale of its series and step ahead, times that scale again. The scale of an error is known without its origin.
 */
import { effectiveCount } from "./dependence.ts";
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

/** Errors of each origin of each series, divided by its series' scale without it. */
const scaledErrors = (all: readonly Errors[], growth: Float64Array): Float64Array[] =>
  all.flatMap((errors) =>
    errors.map((error, origin) => {
      const scales = scalesOf(errors, growth, origin);
      return error.map((value, h) => value / scales[h]!);
    })
  );

/** Of each step ahead, those that are known. */
const byStep = (scaled: readonly Float64Array[], horizon: number): Float64Array[] =>
  Array.from(
    { length: horizon },
    (_, h) => Float64Array.from(scaled.map((errors) => errors[h]!).filter(Number.isFinite)),
  );

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
 * Share of known errors that must lie below an end for a share of future ones to do so: (n + 1) / n of it, as in
 * split conformal prediction.
 */
export const conformalShare = (share: number, count: number): number =>
  Math.min(1, share * (count + 1) / count);

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
  const steps = byStep(scaled, horizon);
  const pools = steps.map((_, h) => pooled(steps, h));
  const count = effectiveCount(scaled);
  const quantiles = levels.map((level) => {
    const inside = conformalShare((1 + level / 100) / 2, count);
    // No error outside 0: the forecast itself always lies within.
    return pools.map((pool) =>
      [
        Math.min(0, quantile(pool, 1 - inside)),
        Math.max(0, quantile(pool, inside)),
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
