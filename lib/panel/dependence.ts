/** How much errors that stem from the same origin tell of the next one: less than as many apart. */

interface Sums {
  count: number;
  sum: number;
  squares: number;
}

function sumsOf(values: Float64Array): Sums {
  const sums = { count: 0, sum: 0, squares: 0 };
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sums.count++;
    sums.sum += value;
    sums.squares += value * value;
  }
  return sums;
}

/**
 * Number of independent errors that as many from common origins are worth: n / (1 + (m − 1) ρ), with m errors per
 * origin and ρ their intraclass correlation from the analysis of variance (Kish 1965, the design effect). At least
 * the number of origins, at most that of errors.
 * @param origins  errors of each origin; those not finite are left out
 */
export function effectiveCount(origins: readonly Float64Array[]): number {
  const groups = origins.map(sumsOf).filter(({ count }) => count > 0);
  const total = groups.reduce((n, { count }) => n + count, 0);
  const degrees = total - groups.length;
  if (groups.length < 2 || degrees === 0) return groups.length;
  const mean = groups.reduce((all, { sum }) => all + sum, 0) / total;
  let [between, within, squaredCounts] = [0, 0, 0];
  for (const { count, sum, squares } of groups) {
    between += count * (sum / count - mean) ** 2;
    within += squares - sum * sum / count;
    squaredCounts += count * count;
  }
  between /= groups.length - 1;
  within /= degrees;
  // Errors per origin, those with few counting less.
  const size = (total - squaredCounts / total) / (groups.length - 1);
  const correlation = (between - within) / (between + (size - 1) * within);
  const count = total / (1 + (total / groups.length - 1) * Math.max(0, correlation));
  return Number.isFinite(count) ? Math.max(groups.length, count) : groups.length;
}
