/** Day-to-day noise: autocorrelated in time, correlated between metrics. */
import type { Stream } from "../random/stream.ts";

export type Matrix = readonly (readonly number[])[];

/**
 * Lower triangle L of a symmetric positive definite matrix, with L · Lᵀ the matrix (Cholesky–Banachiewicz).
 * @throws RangeError when the matrix is not positive definite
 */
export function cholesky(matrix: Matrix): Matrix {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    lower.push([]);
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i === j && rest <= 0) {
        throw new RangeError(
          `Cannot draw correlated noise as correlations must be positive definite: ${JSON.stringify(matrix)}`,
        );
      }
      lower[i]!.push(i === j ? Math.sqrt(rest) : rest / lower[j]![j]!);
    }
  }
  return lower;
}

/**
 * Standard noise: each series has mean 0, variance 1 and first-order autocorrelation φ, and on each day the series
 * correlate as given: z[t] = φ·z[t−1] + √(1 − φ²)·L·ε[t], from a z[0] that is already typical.
 * @param lower {@link cholesky} of the correlations    @param phi φ, 0 ≤ φ < 1
 * @returns one series per row of `lower`
 */
export function correlatedNoise(random: Stream, lower: Matrix, phi: number, days: number): Float64Array[] {
  const series = lower.map(() => new Float64Array(days));
  const fresh = Math.sqrt(1 - phi * phi);
  const draws = new Float64Array(lower.length);
  for (let day = 0; day < days; day++) {
    for (let metric = 0; metric < draws.length; metric++) draws[metric] = random.normal();
    for (const [metric, weights] of lower.entries()) {
      let shock = 0;
      for (let k = 0; k < weights.length; k++) shock += weights[k]! * draws[k]!;
      const values = series[metric]!;
      values[day] = day === 0 ? shock : phi * values[day - 1]! + fresh * shock;
    }
  }
  return series;
}
