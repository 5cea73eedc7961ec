import { nelderMead } from "../numeric/nelder_mead.ts";

/**
 * What exponential smoothing with a damped trend learns, and where it ends: ETS(A, Ad, N) in Hyndman &
 * Athanasopoulos, 8.5.
 */
export interface DampedTrend {
  alpha: number;
  beta: number;
  phi: number;
  level: number;
  trend: number;
  /** Sum of squared errors one step ahead. */
  squares: number;
}

/**
 * Runs the recursion from the first value, without a trend at first.
 * @param values  n ≥ 1 values, none missing
 * @param beta    share of the error the trend learns, at most alpha
 */
export function runDamped(values: Float64Array, alpha: number, beta: number, phi: number): DampedTrend {
  let level = values[0]!;
  let trend = 0;
  let squares = 0;
  for (let t = 1; t < values.length; t++) {
    const error = values[t]! - level - phi * trend;
    squares += error * error;
    level += phi * trend + alpha * error;
    trend = phi * trend + beta * error;
  }
  return { alpha, beta, phi, level, trend, squares };
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The damped trend whose parameters have the least squared errors: 0 < β < α < 1, 0.8 < φ < 0.98. */
export function dampedTrend(values: Float64Array, maxEvaluations: number): DampedTrend {
  const runAt = ([a, b, c]: readonly number[]) => {
    const alpha = logistic(a!);
    return runDamped(values, alpha, alpha * logistic(b!), 0.8 + 0.18 * logistic(c!));
  };
  const options = { step: 1, tolerance: 1e-4, maxEvaluations };
  return runAt(nelderMead((at) => runAt(at).squares, [1, -2, 0], options).at);
}

/** The level and all the damped trend adds in `steps` steps. */
export const dampedAhead = (
  { level, trend, phi }: Pick<DampedTrend, "level" | "trend" | "phi">,
  steps: number,
): number => level + trend * phi * (1 - phi ** steps) / (1 - phi);
