/**
 * How many independent errors past errors are worth: those of one origin run on in one direction, origins closer
 * than the horizon look at the same values, and the series of a panel move together.
 */
import { separate } from "./origins.ts";

/** Errors of one series divided by their scale: one array per origin, NaN where no actual is present. */
export interface Scaled {
  origins: readonly number[];
  errors: readonly Float64Array[];
}

export interface Worth {
  /** Of the errors of each series; 0 where it has none. */
  series: readonly number[];
  /** Of all together; at least 1. */
  panel: number;
}

/** Sums over groups of errors that may go together. */
interface Together {
  /** Products of all pairs within a group, and how many pairs there are. */
  products: number;
  pairs: number;
  squares: number;
  count: number;
}

const nothing = (): Together => ({ products: 0, pairs: 0, squares: 0, count: 0 });

function add(of: Together, sum: number, squares: number, count: number): void {
  of.products += sum * sum - squares;
  of.pairs += count * (count - 1);
  of.squares += squares;
  of.count += count;
}

/** Mean product of two errors of a group over the mean square: about zero, as a bias in common is in common, too. */
function correlation({ products, pairs, squares, count }: Together): number {
  const found = products / pairs / (squares / count);
  return Number.isFinite(found) ? Math.max(0, Math.min(1, found)) : 0;
}

/** Sum, sum of squares and count of the errors that are present. */
function sumsOf(errors: Float64Array): [sum: number, squares: number, count: number] {
  let [sum, squares, count] = [0, 0, 0];
  for (const error of errors) {
    if (!Number.isFinite(error)) continue;
    sum += error;
    squares += error * error;
    count++;
  }
  return [sum, squares, count];
}

/** Correlation of errors of the same origin. */
export function withinOrigins(all: readonly Scaled[]): number {
  const together = nothing();
  for (const { errors } of all) for (const error of errors) add(together, ...sumsOf(error));
  return correlation(together);
}

/** By step: sum, sum of squares and count of the errors of all series after one origin. */
interface Sums {
  sum: Float64Array;
  squares: Float64Array;
  count: Float64Array;
}

const noSums = (horizon: number): Sums => ({
  sum: new Float64Array(horizon),
  squares: new Float64Array(horizon),
  count: new Float64Array(horizon),
});

/** Correlation of errors of different series at the same step after the same origin. */
export function acrossSeries(all: readonly Scaled[], horizon: number): number {
  const byOrigin = new Map<number, Sums>();
  for (const { origins, errors } of all) {
    errors.forEach((error, index) => {
      const sums = byOrigin.get(origins[index]!) ?? noSums(horizon);
      byOrigin.set(origins[index]!, sums);
      error.forEach((value, h) => {
        if (!Number.isFinite(value)) return;
        sums.sum[h]! += value;
        sums.squares[h]! += value * value;
        sums.count[h]! += 1;
      });
    });
  }
  const together = nothing();
  for (const { sum, squares, count } of byOrigin.values()) {
    sum.forEach((of, h) => add(together, of, squares[h]!, count[h]!));
  }
  return correlation(together);
}

/** Number of independent values that n correlated ones are worth (Kish 1965, the design effect). */
const independent = (n: number, rho: number): number => n / (1 + (n - 1) * rho);

export function worthOf(all: readonly Scaled[], horizon: number): Worth {
  const within = withinOrigins(all);
  const series = all.map(({ origins, errors }) => {
    const counts = errors.map((error) => sumsOf(error)[2]).filter((count) => count > 0);
    if (counts.length === 0) return 0;
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return separate(origins, horizon) * independent(mean, within);
  });
  const known = series.filter((worth) => worth > 0);
  if (known.length === 0) return { series, panel: 1 };
  const apart = independent(known.length, acrossSeries(all, horizon));
  const mean = known.reduce((sum, worth) => sum + worth, 0) / known.length;
  return { series, panel: Math.max(1, mean * apart) };
}
