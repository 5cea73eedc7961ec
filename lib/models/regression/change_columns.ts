/**
 * Shifts of the level and changes of slope as columns. There are a hundred of them and all are straight lines, so
 * their products with anything follow from two running sums instead of a hundred long ones.
 */

import type { Lagged } from "./lagged.ts";

/**
 * A change at `place`. A shift and an earlier slope are written as what was different up to it, −1 and steps until then
 * in years: level and slope of today are those of the effects, whatever was before. A later slope is written as what is
 * different after it, steps since then in years: growth was as the effects say, and no longer is.
 */
export interface Change {
  kind: "level_shift" | "earlier_slope" | "later_slope";
  /** Last step before the change. */
  place: number;
  /** Holds the size of the change back. */
  penalty: number;
}

/** Value of a change at a step. */
export function changeAt({ kind, place }: Change, step: number, year: number): number {
  if (kind === "later_slope") return step > place ? (step - place) / year : 0;
  if (step > place) return 0;
  return kind === "level_shift" ? -1 : (place - step) / year;
}

/** The column of a change on consecutive steps of history. */
export function changeColumn(change: Change, start: number, steps: number, year: number): Float64Array {
  const column = new Float64Array(steps);
  for (let t = 0; t < steps; t++) column[t] = changeAt(change, start + t, year);
  return column;
}

/**
 * The product of each change with itself, from running sums of the weights.
 * @param pairs  weight of each pair of neighbouring steps, from `start` on
 */
export function changeSquares(
  changes: readonly Change[],
  pairs: Float64Array,
  start: number,
  year: number,
): Lagged {
  const n = pairs.length;
  const sums = [0, 1, 2].map(() => new Float64Array(n + 1));
  for (let k = 0; k < n; k++) {
    sums[0]![k + 1] = sums[0]![k]! + pairs[k]!;
    sums[1]![k + 1] = sums[1]![k]! + pairs[k]! * k;
    sums[2]![k + 1] = sums[2]![k]! + pairs[k]! * k * k;
  }
  // Σ w (k − a)(k − b) over the pairs from one to before another.
  const between = (from: number, to: number, a: number, b: number) => {
    const [none, once, twice] = sums.map((sum) => sum[to]! - sum[from]!);
    return twice! - (a + b) * once! + a * b * none!;
  };
  const squares = {
    now: new Float64Array(changes.length),
    crossed: new Float64Array(changes.length),
    before: new Float64Array(changes.length),
  };
  changes.forEach(({ kind, place }, c) => {
    const p = place - start;
    const [low, high] = kind === "later_slope" ? [p, n] : [0, p];
    const unit = year * year;
    if (kind === "level_shift") {
      squares.now[c] = sums[0]![p]!;
      squares.crossed[c] = 2 * sums[0]![p]!;
      squares.before[c] = sums[0]![p + 1]!;
    } else {
      squares.now[c] = between(low, high, p - 1, p - 1) / unit;
      squares.crossed[c] = 2 * between(low, high, p - 1, p) / unit;
      squares.before[c] = between(low, high, p, p) / unit;
    }
  });
  return squares;
}

/**
 * Inner products of a vector with the columns of all changes.
 * @param vector  one value per step from `start` on
 */
export function productsWithChanges(
  vector: Float64Array,
  changes: readonly Change[],
  start: number,
  year: number,
): Float64Array {
  const steps = vector.length;
  // sums[t] = Σ vector, moments[t] = Σ step · vector, both over the first t steps.
  const sums = new Float64Array(steps + 1);
  const moments = new Float64Array(steps + 1);
  for (let t = 0; t < steps; t++) {
    sums[t + 1] = sums[t]! + vector[t]!;
    moments[t + 1] = moments[t]! + t * vector[t]!;
  }
  const products = new Float64Array(changes.length);
  changes.forEach(({ kind, place }, c) => {
    const until = place - start + 1;
    const earlier = (until - 1) * sums[until]! - moments[until]!;
    if (kind === "level_shift") products[c] = -sums[until]!;
    else if (kind === "earlier_slope") products[c] = earlier / year;
    // Beyond the place a slope is the whole line less what it is up to there.
    else products[c] = (moments[steps]! - (until - 1) * sums[steps]! + earlier) / year;
  });
  return products;
}
