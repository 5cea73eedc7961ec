import { Nearest } from "../nearest.ts";
import { Rarity } from "../rarity.ts";
import type { Detector } from "../series.ts";

/** Distance of the last few rows from the stretches of as many rows before that are most like them. */
export const nearestNeighbours: Detector = ({ values }, { nearest_neighbours, tail_share }) => {
  const { length, among, neighbours, least } = nearest_neighbours;
  const nearest = new Nearest(neighbours);
  const rarity = new Rarity(tail_share);
  /** Of each of the last `length` rows, how far it is from the row `lag` rows before it. */
  const differences = Array.from({ length }, () => new Float64Array(among + 1));
  const sums = new Float64Array(among + 1);
  return (t) => {
    const own = differences[t % length]!;
    for (let lag = 1; lag <= Math.min(among, t); lag++) own[lag] = Math.abs(values[t]! - values[t - lag]!);
    // A stretch needs `length` rows up to its last.
    const lags = Math.min(among, t - length + 1);
    if (lags < least) return 0;
    sums.fill(0);
    for (const row of differences) {
      for (let lag = 1; lag <= lags; lag++) sums[lag]! += row[lag]!;
    }
    nearest.clear();
    for (let lag = 1; lag <= lags; lag++) nearest.offer(sums[lag]! / length);
    const rare = rarity.of(nearest.distance());
    rarity.add(nearest.distance());
    return rare;
  };
};
