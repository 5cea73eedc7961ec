/** Augmented Dickey-Fuller test: is there a unit root, that is, do shocks stay for ever? */
import { gram } from "../numeric/gram.ts";
import { type Sequential, sequentialLeastSquares } from "../numeric/sequential.ts";
import { type Around, dickeyFullerP } from "./mackinnon.ts";

export interface TestResult {
  statistic: number;
  p: number;
  lags: number;
}

/** Constant, and slope where there is one. */
const DETERMINISTIC = { level: 1, trend: 2 } as const;

/** Most lags worth trying on n values: 12 (n / 100)^¼ (Schwert 1989), as far as the series is long enough. */
export function schwertLags(n: number, around: Around): number {
  return Math.min(Math.ceil(12 * (n / 100) ** 0.25), Math.floor(n / 2) - DETERMINISTIC[around] - 1);
}

interface Regression {
  y: Float64Array;
  /** Constant, and slope where there is one. */
  deterministic: Float64Array[];
  /** The value before each change. */
  level: Float64Array;
  /** The change one step before, two steps before, and so on. */
  lagged: Float64Array[];
}

/** The change of each step and what it is regressed on; the first steps give the lags. */
function regression(values: Float64Array, around: Around, lags: number): Regression {
  const changes = values.subarray(1).map((value, t) => value - values[t]!);
  const rows = changes.length - lags;
  // Centred: a level far from 0 would otherwise be nearly the same column as the constant.
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const slope = Float64Array.from({ length: rows }, (_, t) => 2 * t / rows - 1);
  return {
    y: changes.subarray(lags),
    deterministic: [new Float64Array(rows).fill(1), slope].slice(0, DETERMINISTIC[around]),
    level: values.subarray(lags, lags + rows).map((value) => value - mean),
    lagged: Array.from({ length: lags }, (_, lag) => changes.subarray(lags - lag - 1, lags - lag - 1 + rows)),
  };
}

function fitted(columns: Float64Array[], y: Float64Array): Sequential | undefined {
  return sequentialLeastSquares(gram(columns), columns, y);
}

/** The number of lags with the lowest Akaike criterion, compared over the same steps. */
function bestLags(values: Float64Array, around: Around, most: number): number | undefined {
  const { y, deterministic, level, lagged } = regression(values, around, most);
  const fit = fitted([...deterministic, level, ...lagged], y);
  if (fit === undefined) return undefined;
  const first = deterministic.length;
  const criteria = Array.from(
    fit.residual.subarray(first),
    (residual, lags) => y.length * Math.log(residual) + 2 * (first + 1 + lags),
  );
  return criteria.indexOf(Math.min(...criteria));
}

/**
 * Augmented Dickey-Fuller test; the null hypothesis is a unit root, a small p speaks against it. Lags by the Akaike
 * criterion, p by MacKinnon's response surface (1994): statsmodels' `adfuller(autolag="AIC")`.
 * @param values   n values without gaps
 * @param maxLags  most lags tried, where the usual rule would try more
 * @returns undefined when the changes follow an exact rule, so that nothing is left to test
 * @throws RangeError when there are too few values for the regression
 */
export function adf(values: Float64Array, around: Around, maxLags = Infinity): TestResult | undefined {
  const most = Math.min(schwertLags(values.length, around), maxLags);
  if (most < 0) {
    throw new RangeError(`Cannot test for a unit root as it takes more values: ${values.length}`);
  }
  const lags = bestLags(values, around, most);
  if (lags === undefined) return undefined;
  const { y, deterministic, level, lagged } = regression(values, around, lags);
  const columns = [...deterministic, ...lagged, level];
  const fit = fitted(columns, y);
  if (fit === undefined) return undefined;
  const spread = Math.sqrt(fit.residual.at(-1)! / (y.length - columns.length));
  const statistic = fit.last / spread;
  return { statistic, p: dickeyFullerP(statistic, around), lags };
}
