/** STL: a series as trend + season + remainder, by loess (Cleveland, Cleveland, McRae & Terpenning 1990). */
import { fittedAt, type Loess, smooth } from "./loess.ts";

export interface StlSettings {
  /** Seasons a seasonal effect is averaged over, odd; larger changes more slowly. */
  seasonal_window: number;
  /** 1 fits every point; n fits one in n and joins them by lines, as R does with a tenth of the window. */
  jump: (window: number) => number;
  /** Passes of the inner loop. */
  inner: number;
  /** Passes of the outer loop, which weighs outliers down: 0 for none. */
  outer: number;
}

export interface Decomposition {
  trend: Float64Array;
  season: Float64Array;
}

const odd = (value: number): number => {
  const whole = Math.ceil(value);
  return whole % 2 === 0 ? whole + 1 : whole;
};

/** Mean of every `length` consecutive values: n − length + 1 of them. */
function movingMean(values: Float64Array, length: number): Float64Array {
  const means = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let t = 0; t < length; t++) sum += values[t]!;
  means[0] = sum / length;
  for (let t = length; t < values.length; t++) {
    sum += values[t]! - values[t - length]!;
    means[t - length + 1] = sum / length;
  }
  return means;
}

/** `count` values from `first` on, `stride` apart. */
function everyNth(values: Float64Array, first: number, stride: number, count: number): Float64Array {
  const taken = new Float64Array(count);
  for (let k = 0; k < count; k++) taken[k] = values[first + k * stride]!;
  return taken;
}

/** Smooths the values at each position of the season by themselves, one season beyond both ends. */
function cycleSubseries(
  values: Float64Array,
  period: number,
  loess: Loess,
  trust: Float64Array | undefined,
): Float64Array {
  const n = values.length;
  const smoothed = new Float64Array(n + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const count = Math.floor((n - 1 - phase) / period) + 1;
    const own = everyNth(values, phase, period, count);
    const weights = trust && everyNth(trust, phase, period, count);
    const inner = smooth(own, loess, weights);
    const ends = Math.min(loess.window, count) - 1;
    const before = fittedAt(own, -1, 0, ends, loess, weights);
    const after = fittedAt(own, count, count - 1 - ends, count - 1, loess, weights);
    smoothed[phase] = Number.isNaN(before) ? inner[0]! : before;
    inner.forEach((value, k) => smoothed[phase + (k + 1) * period] = value);
    smoothed[phase + (count + 1) * period] = Number.isNaN(after) ? inner[count - 1]! : after;
  }
  return smoothed;
}

/** Bisquare weights of the remainders: 0 from six times their median on (Cleveland et al. 1990, 2.4). */
function robustness(values: Float64Array, { trend, season }: Decomposition): Float64Array {
  const sizes = values.map((value, t) => Math.abs(value - trend[t]! - season[t]!));
  const sorted = sizes.toSorted();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  const limit = 6 * median;
  return sizes.map((size) => {
    if (size <= 0.001 * limit) return 1;
    return size <= 0.999 * limit ? (1 - (size / limit) ** 2) ** 2 : 0;
  });
}

/**
 * Trend and season of a series; what remains is the remainder.
 * @param values  n values, none missing, n ≥ 2 · period
 * @param period  steps in a season, at least 2
 */
export function stl(values: Float64Array, period: number, settings: StlSettings): Decomposition {
  const n = values.length;
  if (n < 2 * period || period < 2) {
    throw new RangeError(`Cannot decompose by STL as two whole seasons of ${period} are needed: ${n} values`);
  }
  const { seasonal_window, jump, inner, outer } = settings;
  const loess = (window: number): Loess => ({ window, degree: 1, jump: jump(window) });
  const seasonal = loess(seasonal_window);
  const low = loess(odd(period + 0.5));
  const trendOf = loess(odd(1.5 * period / (1 - 1.5 / seasonal_window)));

  const found: Decomposition = { trend: new Float64Array(n), season: new Float64Array(n) };
  let trust: Float64Array | undefined;
  for (let pass = 0; pass <= outer; pass++) {
    for (let round = 0; round < inner; round++) {
      const detrended = values.map((value, t) => value - found.trend[t]!);
      const cycle = cycleSubseries(detrended, period, seasonal, trust);
      const level = smooth(movingMean(movingMean(movingMean(cycle, period), period), 3), low);
      found.season = level.map((value, t) => cycle[t + period]! - value);
      found.trend = smooth(values.map((value, t) => value - found.season[t]!), trendOf, trust);
    }
    if (pass < outer) trust = robustness(values, found);
  }
  return found;
}
