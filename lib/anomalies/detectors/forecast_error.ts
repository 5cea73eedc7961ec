import { Rarity } from "../rarity.ts";
import type { Detector } from "../series.ts";

/** Error of forecasting that a row misses its expected value by as much as the row before: the size of a jump. */
export const forecastError: Detector = ({ values, expected }, { tail_share }) => {
  const rarity = new Rarity(tail_share);
  return (t) => {
    if (t === 0) return 0;
    const jump = Math.abs(values[t]! - expected[t]! - (values[t - 1]! - expected[t - 1]!));
    if (Number.isNaN(jump)) return 0;
    const rare = rarity.of(jump);
    rarity.add(jump);
    return rare;
  };
};
