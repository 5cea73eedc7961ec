/** Where the trend may bend: evenly over the first part of history, as Prophet places them. */
import type { Timeline } from "./history.ts";

export interface ChangepointSettings {
  /** Places where the trend may bend; fewer when history is short. */
  changepoints: number;
  /** Share of history, from its beginning, in which they lie. */
  changepoint_share: number;
}

export interface Changepoints {
  /** Row of history at which each change sets in, ascending. */
  rows: Int32Array;
  /** Its time. */
  times: Float64Array;
}

/** Halves go to the even neighbour, as NumPy rounds. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/**
 * Evenly by rows over the first share of history. On short histories fewer than Prophet's: with as many coefficients
 * as values the most probable noise is none, and every error would be taken for a change of slope.
 * @param others  coefficients beside the changes
 */
export function changepointsOf(
  { steps, time }: Timeline,
  { changepoints, changepoint_share }: ChangepointSettings,
  others: number,
): Changepoints {
  const eligible = Math.floor(steps.length * changepoint_share);
  const affordable = Math.floor((steps.length - others) / 2);
  const count = Math.max(0, Math.min(changepoints, eligible - 1, affordable));
  const rows = Int32Array.from({ length: count }, (_, j) => roundHalfEven((j + 1) * (eligible - 1) / count));
  return { rows, times: Float64Array.from(rows, (row) => time(steps[row]!)) };
}

/** Time since each change times a weight, 0 before it: one column per changepoint, one value per row of history. */
export function bends({ rows, times: changes }: Changepoints, times: Float64Array, weights: Float64Array) {
  return Array.from(changes, (change, j) => {
    const column = new Float64Array(times.length);
    for (let row = rows[j]!; row < column.length; row++) column[row] = (times[row]! - change) * weights[row]!;
    return column;
  });
}

/**
 * Inner products of a weighted column over history with all bends, from two running sums instead of one long sum
 * for each.
 * @param times  of the rows of history, ascending
 */
export function productsWithBends(
  { rows, times: changes }: Changepoints,
  times: Float64Array,
  column: Float64Array,
  weights: Float64Array,
): Float64Array {
  const products = new Float64Array(rows.length);
  let sum = 0;
  let moment = 0;
  let row = times.length - 1;
  for (let j = rows.length - 1; j >= 0; j--) {
    for (; row >= rows[j]!; row--) {
      const value = column[row]! * weights[row]!;
      sum += value;
      moment += times[row]! * value;
    }
    products[j] = moment - changes[j]! * sum;
  }
  return products;
}

/** Σ size · time since the change, over the changes before a time. */
export function bent({ times: changes }: Changepoints, sizes: Float64Array, time: number): number {
  let sum = 0;
  for (let j = 0; j < changes.length && changes[j]! < time; j++) sum += sizes[j]! * (time - changes[j]!);
  return sum;
}
