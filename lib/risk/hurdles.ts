/**
 * A forecast gives each day's load as quantiles. A hurdle is the same day's threshold on the scale of normal
 * scores: load ≥ threshold exactly when score ≥ hurdle. Comparing there saves drawing the loads themselves, and
 * tails that would leave 0 to 100 % need no cutting, because every threshold lies within.
 */

/** Columns of `forecasts` that hold quantiles, lowest first. */
export const QUANTILE_COLUMNS = ["p025", "p05", "p10", "p50", "p90", "p95", "p975"] as const;
export type QuantileColumn = (typeof QUANTILE_COLUMNS)[number];

/** Forecast quantiles of one series, one value per day and column; any unit. */
export type DailyQuantiles = Readonly<Record<QuantileColumn, Float64Array>>;

/** Standard normal quantiles of 2.5, 5, 10, 50, 90, 95 and 97.5 %. */
export const NORMAL_SCORES: readonly number[] = [
  -1.959963984540054,
  -1.6448536269514722,
  -1.2815515655446004,
  0,
  1.2815515655446004,
  1.6448536269514722,
  1.959963984540054,
];

const LAST = QUANTILE_COLUMNS.length - 1;

/**
 * The seven quantiles of one day.
 * @throws RangeError when they are not in order
 */
function quantilesOfDay(quantiles: DailyQuantiles, day: number): number[] {
  const values = QUANTILE_COLUMNS.map((column) => quantiles[column][day]!);
  // Written so that NaN fails too.
  if (!values.every((value, index) => index === 0 ? value === value : value >= values[index - 1]!)) {
    throw new RangeError(
      `Cannot place a threshold as quantiles must not decrease: day ${day + 1} has ${values.join(", ")}`,
    );
  }
  return values;
}

/** The score at which the straight line through two quantiles reaches the threshold. */
function onLine(values: readonly number[], from: number, to: number, threshold: number): number {
  const low = NORMAL_SCORES[from]!;
  const rise = values[to]! - values[from]!;
  // A line without rise reaches what lies above it never, what lies below it always.
  if (rise === 0) return threshold > values[from]! ? Infinity : -Infinity;
  return low + (threshold - values[from]!) / rise * (NORMAL_SCORES[to]! - low);
}

/**
 * The normal score at which a distribution given by seven quantiles reaches a threshold: piecewise linear
 * between the quantiles; each tail goes on with the average slope of its outer 7.5 % (p025–p10, p90–p975).
 * @param values  2.5, 5, 10, 50, 90, 95 and 97.5 % quantiles, not decreasing
 * @returns the lowest score that reaches it; −Infinity or Infinity for a tail that always or never does
 */
export function scoreOf(values: readonly number[], threshold: number): number {
  if (threshold > values[LAST]!) return onLine(values, LAST - 2, LAST, threshold);
  if (threshold <= values[0]!) return onLine(values, 0, 2, threshold);
  const above = values.findIndex((value) => value >= threshold);
  return onLine(values, above - 1, above, threshold);
}

/**
 * The hurdle of every day of a forecast.
 * @param threshold  in the unit of the quantiles
 * @throws RangeError when the quantiles of a day decrease
 */
export function hurdles(quantiles: DailyQuantiles, threshold: number): Float64Array {
  return Float64Array.from(
    quantiles.p50,
    (_, day) => scoreOf(quantilesOfDay(quantiles, day), threshold),
  );
}
