/** The normal distribution. */

/** Coefficients of erfc(z) ≈ t exp(−z² + Σ c tᵏ), t = 1 / (1 + z / 2); Numerical Recipes, 6.2.2. */
const TAIL = [
  -1.26551223,
  1.00002368,
  0.37409196,
  0.09678418,
  -0.18628806,
  0.27886807,
  -1.13520398,
  1.48851587,
  -0.82215223,
  0.17087277,
];

/** Share of a standard normal variable below a value, to seven digits in the tails too. */
export function normalBelow(value: number): number {
  const z = Math.abs(value) / Math.SQRT2;
  const t = 1 / (1 + z / 2);
  const tail = t * Math.exp(-z * z + TAIL.reduceRight((sum, coefficient) => sum * t + coefficient, 0)) / 2;
  return value < 0 ? tail : 1 - tail;
}

/** Coefficients of the rational approximations below, highest power first; P. J. Acklam 2003. */
const CENTRE_ABOVE = [
  -39.69683028665376,
  220.9460984245205,
  -275.9285104469687,
  138.357751867269,
  -30.66479806614716,
  2.506628277459239,
];
const CENTRE_BELOW = [
  -54.47609879822406,
  161.5858368580409,
  -155.6989798598866,
  66.80131188771972,
  -13.28068155288572,
  1,
];
const TAIL_ABOVE = [
  -0.007784894002430293,
  -0.3223964580411365,
  -2.400758277161838,
  -2.549732539343734,
  4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
const TAIL_SHARE = 0.02425;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

/**
 * The value below which a share of a standard normal variable lies; relative error below 1.2e-9.
 * @throws RangeError when the share is not between 0 and 1
 */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`Cannot take a normal quantile as its share must lie between 0 and 1: ${share}`);
  }
  if (share > 1 - TAIL_SHARE) return -normalQuantile(1 - share);
  if (share < TAIL_SHARE) {
    const q = Math.sqrt(-2 * Math.log(share));
    return polynomial(TAIL_ABOVE, q) / polynomial(TAIL_BELOW, q);
  }
  const q = share - 0.5;
  return q * polynomial(CENTRE_ABOVE, q * q) / polynomial(CENTRE_BELOW, q * q);
}
