import { Rarity } from "../rarity.ts";
import { Recent } from "../recent.ts";
import type { Detector } from "../series.ts";

/** Distance from the mean of the rows before, in their standard deviations. */
export const zScore: Detector = ({ values }, { z_score, tail_share }) => {
  const window = new Recent(z_score.points);
  const rarity = new Rarity(tail_share);
  return (t) => {
    const mean = window.mean();
    const deviation = window.full ? window.deviation(mean) : 0;
    const z = deviation > 0 ? Math.abs(values[t]! - mean) / deviation : 0;
    window.add(values[t]!);
    const rare = z < z_score.limit ? 0 : rarity.of(z);
    if (deviation > 0) rarity.add(z);
    return rare;
  };
};
