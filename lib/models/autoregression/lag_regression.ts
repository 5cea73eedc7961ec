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

/** Products of the columns with each other and with the target, over the first `steps` steps of a series. */
interface Products {
  steps: number;
  matrix: Float64Array;
  withTarget: Float64Array;
}

/** The products over all of a series, given those over its beginning. */
function productsOf(
  values: Float64Array,
  { lags, level }: LagRegressionSettings,
  known?: Products,
): Products {
  const first = Math.max(level, ...lags, known?.steps ?? 0);
  const { target, columns } = laggedColumns(values, levelBefore(values, level), lags, first);
  const added = (sums: Float64Array, before: Float64Array | undefined) =>
    before === undefined ? sums : sums.map((sum, index) => sum + before[index]!);
  return {
    steps: values.length,
    matrix: added(gram(columns), known?.matrix),
    withTarget: added(Float64Array.from(columns, (column) => dot(column, target)), known?.withTarget),
  };
}

function coefficientsOf({ matrix, withTarget }: Products, penalty: number): Float64Array {
  const p = withTarget.length;
  let trace = 0;
  for (let i = 0; i < p; i++) trace += matrix[i * p + i]!;
  if (!(trace > 0)) return new Float64Array(p);
  const factor = cholesky(matrix, new Float64Array(p).fill(penalty * trace / p));
  return solveFactored(factor, withTarget);
}

/** @param known  products over a beginning of the series */
function fitted(series: Series, settings: LagRegressionSettings, known?: Products): Fitted {
  const whole = withoutGaps(trimmed(series).values, series.season);
  const slides = whole.length > settings.history;
  const values = slides ? whole.subarray(whole.length - settings.history) : whole;
  // Products of a history that slides cannot be added to.
  const products = productsOf(values, settings, slides ? undefined : known);
  const missing = series.values.length - series.values.findLastIndex((value) => !Number.isNaN(value)) - 1;
  const ahead = iterate(values, coefficientsOf(products, settings.penalty), settings);
  return {
    forecast: (horizon) => ahead.forecast(missing + horizon).subarray(missing),
    onward: (longer) => fitted(longer, settings, slides ? undefined : products),
  };
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
    fit: (series) => fitted(series, settings),
  };
};
