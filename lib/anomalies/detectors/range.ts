import { Recent } from "../recent.ts";
import type { Detector } from "../series.ts";

/**
 * How far a row is outside everything seen before, in spans from the 5th to the 95th percentile of recent rows. A new
 * extreme is rare by itself (1 in t for row t); the farther out the rarer.
 */
export const range: Detector = ({ values }, { range }) => {
  const recent = new Recent(range.points);
  let highest = -Infinity;
  let lowest = Infinity;
  return (t) => {
    const value = values[t]!;
    const outside = Math.max(0, value - highest, lowest - value);
    // Without any span, what is a rounding error of the level counts as one.
    const span = recent.quantile(0.95) - recent.quantile(0.05) + 1e-9 * Math.abs(recent.median()) + 1e-12;
    highest = Math.max(highest, value);
    lowest = Math.min(lowest, value);
    recent.add(value);
    if (t < range.least_points || outside === 0) return 0;
    return 2 + 2 * Math.log10(1 + 10 * outside / span);
  };
};
