import { z } from "zod";
import type { Model } from "../model.ts";
import { trimmed } from "../series.ts";
import { stateful } from "../stateful.ts";

/**
 * Window mean: every step is like the mean of the last ones present.
 * @param window  steps looked back, for example 28
 */
export const windowMean = (window: number): Model => ({
  name: "window_mean",
  naive: true,
  oracle: false,
  minimumHistory: () => 1,
  ...stateful({
    state: z.strictObject({ mean: z.number() }),
    fit: (series) => {
      const recent = trimmed(series).values.slice(-window).filter((value) => !Number.isNaN(value));
      return { mean: recent.reduce((sum, value) => sum + value, 0) / recent.length };
    },
    forecast: ({ mean }, horizon) => new Float64Array(horizon).fill(mean),
  }),
});
