/**
 * Regression with first-order autocorrelated errors: for an autocorrelation ρ, row t becomes x[t] − ρ x[t−1] and
 * errors are independent (Cochrane & Orcutt 1949). An inner product of two such columns is a parabola in ρ,
 *
 *     Σ w (x[t] − ρ x[t−1]) (y[t] − ρ y[t−1]) = now − ρ · crossed + ρ² · before,
 *
 * so that one pass over the data serves every ρ.
 */

/** The three parts of something that is a parabola in ρ. */
export interface Lagged {
  now: Float64Array;
  crossed: Float64Array;
  before: Float64Array;
}

/** 1 for each pair of neighbouring steps that are both present, else 0; one value less than given. */
export function presentPairs(values: Float64Array): Float64Array {
  const pairs = new Float64Array(Math.max(values.length - 1, 0));
  for (let t = 0; t < pairs.length; t++) {
    pairs[t] = Number.isNaN(values[t]!) || Number.isNaN(values[t + 1]!) ? 0 : 1;
  }
  return pairs;
}

/**
 * Vectors whose inner products with a column x are the parts of the product of x and `values`.
 * @param pairs  weight of each pair of neighbouring steps: see {@link presentPairs}
 */
export function laggedVectors(values: Float64Array, pairs: Float64Array): Lagged {
  const now = new Float64Array(values.length);
  const crossed = new Float64Array(values.length);
  const before = new Float64Array(values.length);
  for (let t = 1; t < values.length; t++) {
    const weight = pairs[t - 1]!;
    // A missing value must not reach the sums, not even times 0.
    if (weight === 0) continue;
    const [early, late] = [weight * values[t - 1]!, weight * values[t]!];
    now[t]! += late;
    crossed[t]! += early;
    crossed[t - 1]! += late;
    before[t - 1]! += early;
  }
  return { now, crossed, before };
}

/** Applies the same linear function to all three parts. */
export function mapLagged({ now, crossed, before }: Lagged, f: (part: Float64Array) => Float64Array): Lagged {
  return { now: f(now), crossed: f(crossed), before: f(before) };
}

/** The value of the parabolas at ρ. */
export function atRho({ now, crossed, before }: Lagged, rho: number): Float64Array {
  const values = new Float64Array(now.length);
  for (let i = 0; i < values.length; i++) values[i] = now[i]! - rho * crossed[i]! + rho * rho * before[i]!;
  return values;
}
