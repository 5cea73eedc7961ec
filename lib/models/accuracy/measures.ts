/**
 * Measures of forecast error, one series and one forecast at a time. Arrays have equal length, in the same unit;
 * days without an actual must have been left out. accuracy.sql computes the same over the whole fleet.
 */

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** @throws RangeError when the lengths differ or there is nothing to compare */
function compared(
  actual: Float64Array,
  predicted: Float64Array,
  measure: (actual: number, predicted: number) => number,
): Float64Array {
  if (actual.length !== predicted.length || actual.length === 0) {
    throw new RangeError(
      `Cannot measure errors as actuals and predictions must be equally many and at least one: ` +
        `${actual.length} and ${predicted.length}`,
    );
  }
  return actual.map((value, index) => measure(value, predicted[index]!));
}

/** Mean absolute error, in the unit of the series. */
export const mae = (actual: Float64Array, predicted: Float64Array): number =>
  mean(compared(actual, predicted, (a, p) => Math.abs(p - a)));

/** Root mean squared error, in the unit of the series. */
export const rmse = (actual: Float64Array, predicted: Float64Array): number =>
  Math.sqrt(mean(compared(actual, predicted, (a, p) => (p - a) ** 2)));

/** Bias: mean of predicted − actual; above 0 the forecasts are too high. */
export const bias = (actual: Float64Array, predicted: Float64Array): number =>
  mean(compared(actual, predicted, (a, p) => p - a));

/** Mean absolute percentage error, %. Actuals of zero are left out; NaN when all are. */
export const mape = (actual: Float64Array, predicted: Float64Array): number =>
  100 *
  mean(
    compared(actual, predicted, (a, p) => Math.abs((p - a) / a)).filter((_, index) => actual[index] !== 0),
  );

/** Symmetric mean absolute percentage error, %, 0 to 200, as in M4: 200 · |a − p| / (|a| + |p|); 0 when both are 0. */
export const smape = (actual: Float64Array, predicted: Float64Array): number =>
  mean(
    compared(
      actual,
      predicted,
      (a, p) => a === p ? 0 : (200 * Math.abs(a - p)) / (Math.abs(a) + Math.abs(p)),
    ),
  );

/** Weighted absolute percentage error, %: sum of absolute errors over sum of absolute actuals. */
export const wape = (actual: Float64Array, predicted: Float64Array): number =>
  (100 * mae(actual, predicted)) / mean(actual.map(Math.abs));

/**
 * Mean absolute scaled error: 1 means as wrong as repeating last season was on history (Hyndman & Koehler 2006).
 * @param scale  in-sample mean of |y[t] − y[t−season]|: see seasonalScale
 * @throws RangeError when the scale is not above zero
 */
export function mase(actual: Float64Array, predicted: Float64Array, scale: number): number {
  if (!(scale > 0)) throw new RangeError(`Cannot scale errors as the scale must be above zero: ${scale}`);
  return mae(actual, predicted) / scale;
}

/**
 * Mean quantile (pinball) loss: a forecast of the 90th percentile is charged 0.9 per unit it lies below the actual
 * and 0.1 per unit above.
 * @param level  of the quantile forecast, above 0 and below 1
 */
export const pinball = (actual: Float64Array, quantile: Float64Array, level: number): number =>
  mean(compared(actual, quantile, (a, q) => Math.max(level * (a - q), (1 - level) * (q - a))));

/** Share of actuals within an interval, its ends included: 0 to 1. */
export function coverage(actual: Float64Array, low: Float64Array, high: Float64Array): number {
  const above = compared(actual, low, (a, lo) => a >= lo ? 1 : 0);
  const below = compared(actual, high, (a, hi) => a <= hi ? 1 : 0);
  return mean(above.map((inside, index) => inside * below[index]!));
}
