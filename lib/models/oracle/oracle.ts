import type { Model } from "../model.ts";
import { lastStep } from "../series.ts";

/**
 * Oracle: the generator's own expectation, noise apart. The honest ceiling on synthetic fleets: no model that
 * lives in time can know it, so it is scored and never chosen.
 */
export const oracle: Model = {
  name: "oracle",
  naive: false,
  oracle: true,
  minimumHistory: () => 0,
  fit: (series, { expected }) => {
    if (expected === undefined) {
      throw new RangeError("Cannot fit the oracle as it needs the expected values: none are known");
    }
    const from = lastStep(series) + 1 - expected.start;
    return { forecast: (horizon) => expected.values.slice(from, from + horizon) };
  },
};
