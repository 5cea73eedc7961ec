/** How effects combine: they add up, or each multiplies the load by a factor. */
import { presentCount } from "../series.ts";
import type { Estimate } from "./estimate.ts";

export const FORMS = ["additive", "multiplicative"] as const;
export type FormName = typeof FORMS[number];

export interface Form {
  name: FormName;
  /** Mean of the values present, in their own units. */
  mean: number;
  /** Values as the regression sees them, around a mean of 1 or a log of 0; NaN stays NaN. */
  values: Float64Array;
  /** Log of how much the change of scale stretches the data, so that forms can be compared by their evidence. */
  logStretch: number;
}

/** A series with values at or below this share of its mean has no useful logarithm. */
const SMALLEST_SHARE = 0.01;

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) if (!Number.isNaN(value)) sum += value;
  return sum / presentCount(values);
}

const unitOf = (mean: number): number => Math.abs(mean) > 0 ? Math.abs(mean) : 1;

/** From values as the regression sees them back to those of the series. */
export const formBack = (name: FormName, mean: number): (value: number) => number =>
  name === "additive" ? (value) => mean + value * unitOf(mean) : (value) => mean * Math.exp(value);

function additive(values: Float64Array, mean: number): Form {
  const unit = unitOf(mean);
  return {
    name: "additive",
    mean,
    values: values.map((value) => (value - mean) / unit),
    logStretch: 0,
  };
}

function multiplicative(values: Float64Array, mean: number): Form {
  const logs = values.map((value) => Math.log(value / mean));
  let logStretch = 0;
  // As in the regression, a value counts where the one before it is present too.
  for (let t = 1; t < logs.length; t++) {
    if (!Number.isNaN(logs[t]!) && !Number.isNaN(logs[t - 1]!)) logStretch -= logs[t]!;
  }
  return { name: "multiplicative", mean, values: logs, logStretch };
}

/** The forms a series allows: additive always, multiplicative when no value is near or below zero. */
export function formsOf(values: Float64Array): Form[] {
  const mean = meanOf(values);
  const positive = values.every((value) => Number.isNaN(value) || value > SMALLEST_SHARE * mean) && mean > 0;
  return positive ? [additive(values, mean), multiplicative(values, mean)] : [additive(values, mean)];
}

/** A form with the estimate made under it. */
export interface FormEstimate {
  form: Form;
  estimate: Estimate;
}

/** The estimate of the form that makes a history more likely; additive between equals. */
export function likelierForm<Estimated extends FormEstimate>(
  values: Float64Array,
  estimateOf: (form: Form) => Estimated,
): Estimated {
  const logEvidence = ({ form, estimate }: FormEstimate) => estimate.logEvidence + form.logStretch;
  return formsOf(values).map(estimateOf)
    .reduce((best, other) => logEvidence(other) > logEvidence(best) ? other : best);
}
