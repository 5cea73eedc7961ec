import { Rarity } from "../rarity.ts";
import { Recent } from "../recent.ts";
import type { Detector } from "../series.ts";

const LEAST = 8;

/** Distance of what expectation missed by from the median of what it missed by before. */
export const robustDeviation: Detector = ({ values, expected }, { robust_deviation, tail_share }) => {
  const window = new Recent(robust_deviation.points);
  const rarity = new Rarity(tail_share);
  return (t) => {
    const miss = values[t]! - expected[t]!;
    if (Number.isNaN(miss)) return 0;
    const known = window.count >= LEAST;
    const distance = known ? Math.abs(miss - window.median()) : 0;
    const rare = rarity.of(distance);
    if (known) rarity.add(distance);
    window.add(miss);
    return rare;
  };
};
