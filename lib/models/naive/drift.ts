import type { Model } from "../model.ts";
import { lastStep, trimmed } from "../series.ts";

/** Drift: the straight line through the first and the last value, continued (Hyndman & Athanasopoulos, 5.2). */
export const drift: Model = {
  name: "drift",
  naive: true,
  oracle: false,
  minimumHistory: () => 2,
  fit: (series) => {
    const present = trimmed(series);
    const last = present.values[present.values.length - 1]!;
    const slope = (last - present.values[0]!) / (present.values.length - 1);
    const missingSince = lastStep(series) - lastStep(present);
    return {
      forecast: (horizon) =>
        Float64Array.from({ length: horizon }, (_, h) => last + slope * (missingSince + h + 1)),
    };
  },
};
