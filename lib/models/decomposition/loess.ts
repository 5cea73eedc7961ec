/** Locally weighted regression over equally spaced points (Cleveland 1979), as STL uses it. */

export interface Loess {
  /** Points in a neighbourhood; may exceed the number of points, which flattens the curve. */
  window: number;
  /** 0 fits a local mean, 1 a local line. */
  degree: 0 | 1;
  /** Fits every so many points and joins them by straight lines: 1 fits all. */
  jump: number;
}

/**
 * Fitted value at position x from the points `from` to `to`; NaN when all of them weigh nothing.
 * @param x     position, may lie outside 0 to n − 1
 * @param q     window, which sets how far weights reach
 * @param trust weight of each point beside its distance, or undefined for 1
 */
export function fittedAt(
  values: Float64Array,
  x: number,
  from: number,
  to: number,
  { window: q, degree }: Loess,
  trust: Float64Array | undefined,
): number {
  const n = values.length;
  let reach = Math.max(x - from, to - x);
  if (q > n) reach += Math.floor((q - n) / 2);
  const near = 0.001 * reach;
  const far = 0.999 * reach;
  let total = 0, sumX = 0, sumXX = 0, sumY = 0, sumXY = 0;
  for (let j = from; j <= to; j++) {
    const away = Math.abs(j - x);
    if (away > far) continue;
    const share = away / reach;
    // Products: a power costs ten times as much, and this is where STL spends its time.
    const fall = 1 - share * share * share;
    const tricube = away <= near ? 1 : fall * fall * fall;
    const weight = trust === undefined ? tricube : tricube * trust[j]!;
    const dx = j - x;
    total += weight;
    sumX += weight * dx;
    sumXX += weight * dx * dx;
    sumY += weight * values[j]!;
    sumXY += weight * dx * values[j]!;
  }
  if (!(total > 0)) return NaN;
  const mean = sumY / total;
  if (degree === 0) return mean;
  const middle = sumX / total;
  const spread = sumXX / total - middle * middle;
  // A neighbourhood of almost one point has no slope.
  if (Math.sqrt(Math.max(spread, 0)) <= 0.001 * (n - 1)) return mean;
  return mean - middle * (sumXY / total - middle * mean) / spread;
}

/** The neighbourhood of a point: its `window` nearest points, kept within the series. */
function neighbourhood(at: number, n: number, window: number): [number, number] {
  if (window >= n) return [0, n - 1];
  const from = Math.min(Math.max(at - ((window + 1) >> 1) + 1, 0), n - window);
  return [from, from + window - 1];
}

/**
 * The smooth curve through n values.
 * @param trust  weight of each value, 0 to 1, or undefined for 1
 * Cost: n × window / jump.
 */
export function smooth(values: Float64Array, loess: Loess, trust?: Float64Array): Float64Array {
  const n = values.length;
  const fitted = new Float64Array(n);
  if (n < 2) return values.slice();
  const jump = Math.min(loess.jump, n - 1);
  const at = (x: number): number => {
    const [from, to] = neighbourhood(x, n, loess.window);
    const value = fittedAt(values, x, from, to, loess, trust);
    return Number.isNaN(value) ? values[x]! : value;
  };
  let left = 0;
  fitted[0] = at(0);
  while (left < n - 1) {
    const right = Math.min(left + jump, n - 1);
    fitted[right] = at(right);
    const slope = (fitted[right]! - fitted[left]!) / (right - left);
    for (let t = left + 1; t < right; t++) fitted[t] = fitted[left]! + slope * (t - left);
    left = right;
  }
  return fitted;
}
