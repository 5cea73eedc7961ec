/** Minus the log of the posterior of any estimate of a fit's design: one function for whoever found it. */
import { dot } from "../../../lib/models/numeric/ridge.ts";
import { partsAt } from "../../../lib/models/prophet/curve.ts";
import { cost, type Estimate } from "../../../lib/models/prophet/posterior.ts";
import type { ProphetFit } from "../../../lib/models/prophet/prophet.ts";

export function costOf({ curve, design, scale }: ProphetFit, { coefficients, noise }: Estimate): number {
  const { mean } = partsAt(curve, design, coefficients, design.times, design.effectColumns);
  const left = scale.values.map((value, row) => value - mean[row]!);
  return cost(curve, design, coefficients, dot(left, left), noise ** 2, left.length);
}
