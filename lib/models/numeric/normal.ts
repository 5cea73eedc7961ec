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
