import { withoutGaps } from "../gaps.ts";
import type { Fitted, Model } from "../model.ts";
import { gram } from "../numeric/gram.ts";
import { cholesky, type Columns, dot, solveFactored } from "../numeric/ridge.ts";
import { type Bounds, clip, type Series, trimmed } from "../series.ts";

export interface LagRegressionSettings {
  name: string;
  /** Steps back that the next value is explained by. */
  lags: readonly number[];
  /** Steps whose mean is the level all values are measured from. */
  level: number;
  /** Ridge penalty, as a share of the mean square of the columns. */
  penalty: number;
  /** Steps of history used. */
  history: number;
}

/** Mean of the `length` values before each step; the first ones lack that many and stay NaN. */
export function levelBefore(values: Float64Array, length: number): Float64Array {
  const levels = new Float64Array(values.length + 1).fill(NaN);
  let sum = 0;
  for (let t = 0; t <= values.length; t++) {
    if (t >= length) levels[t] = sum / length;
    sum += (values[t] ?? 0) - (t >= length ? values[t - length]! : 0);
  }
  return levels;
}

/** One column per lag: value at the lag minus the level, and the target, for every step from `first` on. */
export function laggedColumns(
  values: Float64Array,
  levels: Float64Array,
  lags: readonly number[],
  first: number,
): { target: Float64Array; columns: Columns } {
  const rows = Math.max(values.length - first, 0);
  const column = (lag: number) => {
    const made = new Float64Array(rows);
    for (let row = 0; row < rows; row++) made[row] = values[first + row - lag]! - levels[first + row]!;
    return made;
  };
  return { target: column(0), columns: lags.map(column) };
}

/** Range of the values, widened by its own width on both sides: an unstable recursion ends there. */
function reachOf(values: Float64Array): Bounds {
  let min = Infinity, max = -Infinity;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min: min - (max - min), max: max + (max - min) };
}

/** Goes on step by step, each forecast being the past of the next. */
export function iterate(
  values: Float64Array,
  coefficients: Float64Array,
  { lags, level }: Pick<LagRegressionSettings, "lags" | "level">,
): Fitted {
  return {
    forecast: (horizon) => {
      const n = values.length;
      const path = new Float64Array(n + horizon);
      path.set(values);
      let sum = 0;
      for (let t = n - level; t < n; t++) sum += path[t]!;
      const reach = reachOf(values);
      for (let t = n; t < n + horizon; t++) {
        const mean = sum / level;
        let value = mean;
        for (let k = 0; k < lags.length; k++) value += coefficients[k]! * (path[t - lags[k]!]! - mean);
        path[t] = clip(value, reach);
        sum += path[t]! - path[t - level]!;
      }
      return path.slice(n);
    },
  };
}

function coefficientsOf(series: Series, settings: LagRegressionSettings): Float64Array {
  const { lags, level, penalty } = settings;
  const first = Math.max(level, ...lags);
  const { target, columns } = laggedColumns(series.values, levelBefore(series.values, level), lags, first);
  const matrix = gram(columns);
  const p = columns.length;
  let trace = 0;
  for (let i = 0; i < p; i++) trace += matrix[i * p + i]!;
  if (!(trace > 0)) return new Float64Array(p);
  const factor = cholesky(matrix, new Float64Array(p).fill(penalty * trace / p));
  return solveFactored(factor, Float64Array.from(columns, (column) => dot(column, target)));
}

/**
 * Lag regression: the next value by ridge regression on values a few steps and whole seasons before, all measured
 * from their recent mean; longer horizons by going on with the forecasts themselves.
 */
export const lagRegression = (settings: LagRegressionSettings): Model => {
  const longest = Math.max(settings.level, ...settings.lags);
  return {
    name: settings.name,
    naive: false,
    oracle: false,
    minimumHistory: () => longest + 4 * settings.lags.length,
    fit: (series) => {
      const values = withoutGaps(trimmed(series).values, series.season);
      const recent = values.subarray(Math.max(0, values.length - settings.history));
      const missing = series.values.length - series.values.findLastIndex((value) => !Number.isNaN(value)) - 1;
      const fitted = iterate(recent, coefficientsOf({ ...series, values: recent }, settings), settings);
      return { forecast: (horizon) => fitted.forecast(missing + horizon).subarray(missing) };
    },
  };
};
