import type { Model } from "../model.ts";
import { presentCount, trimmed } from "../series.ts";

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** From this share of zeros on, a series is intermittent. */
const ZEROS = 0.2;

/** Whether many values are exactly zero: what is bought, or called, only now and then. */
export function isIntermittent(values: Float64Array): boolean {
  let zeros = 0;
  for (const value of values) if (value === 0) zeros++;
  return zeros >= ZEROS * presentCount(values);
}

/**
 * Window median: every step is like the median of the last ones present. What is zero on most days is forecast as
 * zero, which errs least. For intermittent series only: elsewhere it is the mean that is missed.
 * @param window  steps looked back, for example 28
 */
export const windowMedian = (window: number): Model => ({
  name: "window_median",
  naive: true,
  oracle: false,
  minimumHistory: () => 1,
  suits: isIntermittent,
  fit: (series) => {
    const recent = trimmed(series).values.slice(-window).filter((value) => !Number.isNaN(value));
    const middle = median(recent);
    return { forecast: (horizon) => new Float64Array(horizon).fill(middle) };
  },
});
