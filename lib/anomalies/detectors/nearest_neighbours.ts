import { Nearest } from "../nearest.ts";
import { Rarity } from "../rarity.ts";
import type { Detector } from "../series.ts";

/** Rows after which running sums are summed anew, so that rounding does not pile up. */
const RENEWED = 64;

/**
 * Distance of the last few rows from the stretches of as many rows before that are most like them. Running sums tell
 * which stretches are too far away to matter; only the others are compared row by row.
 */
export const nearestNeighbours: Detector = ({ values }, { nearest_neighbours, tail_share }) => {
  const { length, among, neighbours, least } = nearest_neighbours;
  const nearest = new Nearest(neighbours);
  const rarity = new Rarity(tail_share);
  /** By lag: sum of differences of the last rows from those the lag before, as far as rounding allows. */
  const running = new Float64Array(among + 1);
  const candidates = new Int32Array(among);
  let [highest, lowest] = [-Infinity, Infinity];
  let known = 0;
  return (t) => {
    const value = values[t]!;
    if (value > highest) highest = value;
    if (value < lowest) lowest = value;
    // A stretch needs `length` rows up to its last.
    const lags = Math.min(among, t - length + 1);
    if (lags < least) return 0;
    if (t % RENEWED === 0) known = 0;
    advance(running, known, values, t, length);
    for (let lag = known + 1; lag <= lags; lag++) running[lag] = differences(values, t, lag, length);
    known = lags;
    // Each row rounds a sum by at most ε of the largest there can be; twice, as two sums are compared.
    const rounding = 2 * Number.EPSILON * RENEWED * length * (highest - lowest);
    const count = closest(running, lags, nearest, rounding, candidates);
    const limit = nearest.distance() + rounding;
    nearest.clear();
    for (let index = 0; index < count && nearest.distance() > 0; index++) {
      const lag = candidates[index]!;
      if (running[lag]! <= limit) nearest.offer(differences(values, t, lag, length) / length);
    }
    const rare = rarity.of(nearest.distance());
    rarity.add(nearest.distance());
    return rare;
  };
};

/** Moves the running sums of the first lags from the row before to row t. */
function advance(running: Float64Array, lags: number, values: Float64Array, t: number, length: number): void {
  const newest = values[t]!;
  const oldest = values[t - length]!;
  for (let lag = 1; lag <= lags; lag++) {
    const change = Math.abs(newest - values[t - lag]!) - Math.abs(oldest - values[t - length - lag]!);
    running[lag] = running[lag]! + change;
  }
}

/** Offers the sums; notes the lags, and tells how many, whose sum may be among the smallest but for rounding. */
function closest(
  running: Float64Array,
  lags: number,
  nearest: Nearest,
  rounding: number,
  candidates: Int32Array,
): number {
  nearest.clear();
  let count = 0;
  let limit = Infinity;
  for (let lag = 1; lag <= lags; lag++) {
    if (running[lag]! > limit) continue;
    candidates[count++] = lag;
    nearest.offer(running[lag]!);
    limit = nearest.distance() + rounding;
  }
  return count;
}

/** Sum of absolute differences between the last rows and those a lag before. */
function differences(values: Float64Array, t: number, lag: number, length: number): number {
  let sum = 0;
  for (let row = t - length + 1; row <= t; row++) sum += Math.abs(values[row]! - values[row - lag]!);
  return sum;
}
