/** Growth that compounds at a rate which holds until the next one begins. */

export const DAYS_PER_YEAR = 365.25;

/** A growth rate and the day it begins. */
export interface GrowthPeriod {
  /** Day number from which the rate holds. */
  from: number;
  /** Per year: 0.1 turns 50 % into 50 · e^0.1 % in a year. */
  rate: number;
}

/** Growth in logs from the first period's beginning to a day. */
function grownUntil(day: number, periods: readonly GrowthPeriod[]): number {
  let grown = 0;
  for (const [position, { from, rate }] of periods.entries()) {
    const until = Math.min(day, periods[position + 1]?.from ?? Infinity);
    if (until > from) grown += (until - from) * rate;
  }
  return grown / DAYS_PER_YEAR;
}

/**
 * Logarithm of the level on consecutive days relative to the level on the anchor day: 0 there, elsewhere the sum of
 * the daily rates in between.
 * @param periods in order of their days; before the first nothing grows
 * @param first   day number of the first value    @param anchor day number, anywhere
 */
export function logGrowth(
  periods: readonly GrowthPeriod[],
  first: number,
  days: number,
  anchor: number,
): Float64Array {
  const atAnchor = grownUntil(anchor, periods);
  return new Float64Array(days).map((_, index) => grownUntil(first + index, periods) - atAnchor);
}
