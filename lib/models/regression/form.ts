/** How effects combine: they add up, or each multiplies the load by a factor. */

import { presentCount } from "../series.ts";

export interface Form {
  name: "additive" | "multiplicative";
  /** Values as the regression sees them, around a mean of 1 or a log of 0; NaN stays NaN. */
  values: Float64Array;
  /** Log of how much the change of scale stretches the data, so that forms can be compared by their evidence. */
  logStretch: number;
  back(value: number): number;
}

/** A series with values at or below this share of its mean has no useful logarithm. */
const SMALLEST_SHARE = 0.01;

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) if (!Number.isNaN(value)) sum += value;
  return sum / presentCount(values);
}

function additive(values: Float64Array, mean: number): Form {
  const unit = Math.abs(mean) > 0 ? Math.abs(mean) : 1;
  return {
    name: "additive",
    values: values.map((value) => (value - mean) / unit),
    logStretch: 0,
    back: (value) => mean + value * unit,
  };
}

function multiplicative(values: Float64Array, mean: number): Form {
  const logs = values.map((value) => Math.log(value / mean));
  let logStretch = 0;
  // As in the regression, a value counts where the one before it is present too.
  for (let t = 1; t < logs.length; t++) {
    if (!Number.isNaN(logs[t]!) && !Number.isNaN(logs[t - 1]!)) logStretch -= logs[t]!;
  }
  return { name: "multiplicative", values: logs, logStretch, back: (value) => mean * Math.exp(value) };
}

/** The forms a series allows: additive always, multiplicative when no value is near or below zero. */
export function formsOf(values: Float64Array): Form[] {
  const mean = meanOf(values);
  const positive = values.every((value) => Number.isNaN(value) || value > SMALLEST_SHARE * mean) && mean > 0;
  return positive ? [additive(values, mean), multiplicative(values, mean)] : [additive(values, mean)];
}
