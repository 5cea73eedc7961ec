import { Rarity } from "../rarity.ts";
import { Recent } from "../recent.ts";
import type { Detector } from "../series.ts";

/** Least spread as a share of the size of the values: below it is rounding. */
const ROUNDING = 1e-9;

function spreadOf(inverse: boolean): Detector {
  return ({ values, expected }, { spread, tail_share }) => {
    const window = new Recent(spread.points);
    const rarity = new Rarity(tail_share);
    return (t) => {
      const miss = values[t]! - expected[t]!;
      if (Number.isNaN(miss)) return 0;
      window.add(miss);
      if (!window.full) return 0;
      const width = window.quantile(0.9) - window.quantile(0.1);
      const size = inverse ? 1 / (width + ROUNDING * (Math.abs(expected[t]!) + ROUNDING)) : width;
      const rare = rarity.of(size);
      rarity.add(size);
      return rare;
    };
  };
}

/** How far the last rows scatter around their expected values: from the 10th to the 90th percentile. */
export const widerSpread: Detector = spreadOf(false);

/** How little they scatter: a flat line, a sensor that stands still. */
export const narrowerSpread: Detector = spreadOf(true);
