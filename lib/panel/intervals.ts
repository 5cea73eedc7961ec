/**
 * Intervals from the errors that forecasts of the whole panel have made: their quantiles, each divided by the scale
 * of its series and step ahead, times that scale again, and wider the fewer errors that scale is learnt from.
 */
import { normalQuantile } from "../models/numeric/normal.ts";
import { type Scaled, worthOf } from "./dependence.ts";
import type { Outcome } from "./outcome.ts";
import { INTERVALS } from "./settings.ts";
import { studentQuantile } from "./student.ts";

export interface Interval {
  level: number;
  low: Float64Array;
  high: Float64Array;
}

type Errors = readonly Float64Array[];

/** Sum and count of absolute errors that are present, at steps from − to. */
function sizes(errors: Errors, from: number, to: number): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (const error of errors) {
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
    const { sum, count } = sizes(errors, 0, horizon - 1);
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
 */
export function scalesOf(errors: Errors, growth: Float64Array): Float64Array {
  const { prior_errors, neighbours } = INTERVALS;
  let sum = 0;
  let count = 0;
  growth.forEach((factor, h) => {
    if (!(factor > 0)) return;
    const here = sizes(errors, h, h);
    sum += here.sum / factor;
    count += here.count;
  });
  const level = sum / count;
  return growth.map((factor, h) => {
    const near = sizes(errors, h - neighbours, h + neighbours);
    return (near.sum + prior_errors * factor * level) / (near.count + prior_errors);
  });
}

/** Errors of each origin of a series divided by its scale as the other origins tell it. A single one has only itself. */
const scaledErrors = ({ origins, errors }: Outcome, growth: Float64Array): Scaled => ({
  origins,
  errors: errors.map((error, index) => {
    const others = errors.length > 1 ? errors.filter((_, other) => other !== index) : errors;
    const scales = scalesOf(others, growth);
    return error.map((value, h) => value / scales[h]!);
  }),
});

/** Of each step ahead, those that are known. Loops: there may be millions. */
function byStep(scaled: readonly Float64Array[], horizon: number): Float64Array[] {
  const known = new Float64Array(scaled.length);
  return Array.from({ length: horizon }, (_, h) => {
    let count = 0;
    for (const errors of scaled) {
      if (Number.isFinite(errors[h]!)) known[count++] = errors[h]!;
    }
    return known.slice(0, count);
  });
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

/** Ascending values without their sign, ascending. */
export function unsigned(sorted: Float64Array): Float64Array {
  let above = sorted.findIndex((value) => value >= 0);
  if (above < 0) above = sorted.length;
  let below = above - 1;
  return sorted.map(() =>
    below < 0 || sorted[above]! < -sorted[below]! ? sorted[above++]! : -sorted[below--]!
  );
}

/** Quantile of ascending values, by straight lines between them (type 7). NaN of none. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below] ?? NaN;
  return low + ((sorted[below + 1] ?? low) - low) * (at - below);
}

/** Ends of an interval by step, in scales of the series: at most 0 and at least 0. */
type Ends = readonly (readonly [low: number, high: number])[];

/**
 * Share of known errors that shall lie below an end for a share of future ones to do so: (n + 1) / n of it, as in
 * conformal prediction, to the degree that what n errors say is believed.
 */
export function knownShare(share: number, worth: number, believed: number): number {
  const conformal = Math.min(1, share * (worth + 1) / worth);
  return share + believed * (conformal - share);
}

/**
 * Quantiles of scaled errors by step. What few errors say of the two sides is as likely chance: the fewer they are
 * worth, the more both ends are what they are for errors without their sign.
 */
function endsOf(steps: readonly Float64Array[], worth: number): (share: number) => Ends {
  const pools = steps.map((_, h) => pooled(steps, h));
  const sizes = pools.map(unsigned);
  const believed = worth / (worth + INTERVALS.half_believed);
  const mixed = (either: number, side: number) => believed * side + (1 - believed) * either;
  return (share) => {
    const inside = knownShare(share, worth, believed);
    return pools.map((pool, h) => {
      const either = quantile(sizes[h]!, 2 * inside - 1);
      // No error outside 0: the forecast itself always lies within.
      return [
        mixed(-either, Math.min(0, quantile(pool, 1 - inside))),
        mixed(either, Math.max(0, quantile(pool, inside))),
      ];
    });
  };
}

/**
 * How much wider than if its spread were known the interval of a normal value is, whose spread and mean are learnt
 * from so many errors (Student 1908). Of Student's own part the root: errors that are judged by scales which do not
 * know them tell of that doubt, too. Those of a series without errors are lent.
 */
export function widening(share: number, worth: number): number {
  if (worth === 0) return 1;
  const student = studentQuantile(share, Math.max(1, worth)) / normalQuantile(share);
  return Math.sqrt(student) * Math.sqrt(1 + 1 / worth);
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
  const scales = outcomes.map(({ errors, scale }) =>
    errors.length > 0 ? scalesOf(errors, growth) : growth.map((factor) => factor * scale)
  );
  const scaled = outcomes.map((outcome) => scaledErrors(outcome, growth));
  const worth = worthOf(scaled, horizon);
  const endsAt = endsOf(byStep(scaled.flatMap(({ errors }) => errors), horizon), worth.panel);
  const shares = levels.map((level) => (1 + level / 100) / 2);
  const ends = shares.map(endsAt);
  return outcomes.map(({ mean }, series) => {
    const own = scales[series]!;
    return levels.map((level, index) => {
      const wider = widening(shares[index]!, worth.series[series]!);
      const end = (side: 0 | 1) => (value: number, h: number) => {
        const error = own[h] === 0 ? 0 : wider * own[h]! * ends[index]![h]![side];
        return Math.max(least[series]!, value + error);
      };
      return { level, low: mean.map(end(0)), high: mean.map(end(1)) };
    });
  });
}
