import { Rarity } from "../rarity.ts";
import type { Detector } from "../series.ts";

/** Mean by which the last rows missed their expected values: what a change of level leaves behind. */
export const levelChange: Detector = ({ values, expected }, { level_change, tail_share }) => {
  const { points } = level_change;
  const misses = new Float64Array(points);
  const rarity = new Rarity(tail_share);
  let seen = 0;
  let sum = 0;
  return (t) => {
    const miss = values[t]! - expected[t]!;
    if (Number.isNaN(miss)) return 0;
    const at = seen++ % points;
    sum += miss - misses[at]!;
    misses[at] = miss;
    if (at === 0) sum = misses.reduce((total, value) => total + value, 0);
    if (seen < points) return 0;
    const level = Math.abs(sum) / points;
    const rare = rarity.of(level);
    rarity.add(level);
    return rare;
  };
};
