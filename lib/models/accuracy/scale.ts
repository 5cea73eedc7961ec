/**
 * Mean absolute difference between a value and the one a season before: what the seasonal naive forecast is wrong
 * by on history. The denominator of MASE (Hyndman & Koehler 2006) and the yardstick of intervals.
 * Pairs with a missing value are left out; NaN when fewer than a season of them is left.
 */
export function seasonalScale(values: Float64Array, season: number): number {
  let sum = 0;
  let pairs = 0;
  for (let t = season; t < values.length; t++) {
    const difference = Math.abs(values[t]! - values[t - season]!);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    pairs++;
  }
  return pairs < season ? NaN : sum / pairs;
}
