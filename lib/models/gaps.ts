/** Gaps filled for methods that need every step. */

/** Position of the nearest present value `stride` by `stride` away from `at`; −1 when there is none. */
function presentFrom(values: Float64Array, at: number, stride: number): number {
  for (let t = at + stride; t >= 0 && t < values.length; t += stride) {
    if (!Number.isNaN(values[t]!)) return t;
  }
  return -1;
}

/** Between the nearest present values `stride` apart on either side, by distance; NaN when there is none. */
function between(values: Float64Array, at: number, stride: number): number {
  const before = presentFrom(values, at, -stride);
  const after = presentFrom(values, at, stride);
  if (before < 0 && after < 0) return NaN;
  if (before < 0) return values[after]!;
  if (after < 0) return values[before]!;
  return values[before]! + (values[after]! - values[before]!) * (at - before) / (after - before);
}

/**
 * The values with every gap filled from the same position of the seasons before and after; where a position has no
 * value at all, from its neighbours. Returns the same array when nothing is missing.
 * @param values  n values, at least one present
 */
export function withoutGaps(values: Float64Array, season: number): Float64Array {
  if (!values.some(Number.isNaN)) return values;
  return values.map((value, t) => {
    if (!Number.isNaN(value)) return value;
    const seasonal = between(values, t, season);
    return Number.isNaN(seasonal) ? between(values, t, 1) : seasonal;
  });
}
