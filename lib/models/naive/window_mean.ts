import type { Model } from "../model.ts";
import { trimmed } from "../series.ts";

/**
 * Window mean: every step is like the mean of the last ones present.
 * @param window  steps looked back, for example 28
 */
export const windowMean = (window: number): Model => ({
  name: "window_mean",
  naive: true,
  oracle: false,
  minimumHistory: () => 1,
  fit: (series) => {
    const recent = trimmed(series).values.slice(-window).filter((value) => !Number.isNaN(value));
    const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length;
    return { forecast: (horizon) => new Float64Array(horizon).fill(mean) };
  },
});
