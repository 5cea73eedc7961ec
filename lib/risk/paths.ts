/** Sample paths of a forecast: what the days could look like together, on the scale of normal scores. */

interface PathOptions {
  days: number;
  /** φ, correlation of a day with the day before. */
  autocorrelation: number;
  /** Independent standard normal draws. */
  normal: () => number;
}

/**
 * Paths of normal scores joined from day to day by a Gaussian copula with AR(1) dependence:
 * z[1] ~ N(0, 1), z[t] = φ·z[t−1] + √(1 − φ²)·ε[t]. Every day's marginal stays standard normal, so that the
 * forecast's quantiles hold day by day, while a bad week counts once and not seven times.
 * Paths come in antithetic pairs, each second one the mirror image of the one before: the median path is exact
 * and half the draws suffice (Hammersley & Morton 1956).
 * @param scores  filled in place: whole paths of `days` values, one after the other
 * @throws RangeError when the array does not hold whole paths, or φ is outside [−1, 1]
 */
export function fillScorePaths(
  scores: Float64Array,
  { days, autocorrelation, normal }: PathOptions,
): void {
  if (!Number.isInteger(scores.length / days)) {
    throw new RangeError(
      `Cannot draw paths as the array must hold whole paths of ${days} days: ${scores.length} values`,
    );
  }
  if (!(Math.abs(autocorrelation) <= 1)) {
    throw new RangeError(
      `Cannot draw paths as autocorrelation must lie between -1 and 1: ${autocorrelation}`,
    );
  }
  for (let start = 0; start < scores.length; start += 2 * days) {
    const path = scores.subarray(start, start + days);
    drawPath(path, autocorrelation, normal);
    mirror(path, scores.subarray(start + days, start + 2 * days));
  }
}

function drawPath(path: Float64Array, autocorrelation: number, normal: () => number): void {
  const innovation = Math.sqrt(1 - autocorrelation * autocorrelation);
  let score = normal();
  path[0] = score;
  for (let day = 1; day < path.length; day++) {
    score = autocorrelation * score + innovation * normal();
    path[day] = score;
  }
}

/** Writes −path into a second array, which is empty after an odd last path. */
function mirror(path: Float64Array, image: Float64Array): void {
  for (let day = 0; day < image.length; day++) image[day] = -path[day]!;
}
