/** Test of Kwiatkowski, Phillips, Schmidt & Shin (1992): does a series keep to its level or line? */
import { dot } from "../numeric/ridge.ts";
import type { TestResult } from "./adf.ts";
import type { Around } from "./mackinnon.ts";

/** Their table 1: the statistic by p-value. */
const P_VALUES = [0.1, 0.05, 0.025, 0.01];
const CRITICAL: Readonly<Record<Around, readonly number[]>> = {
  level: [0.347, 0.463, 0.574, 0.739],
  trend: [0.119, 0.146, 0.176, 0.216],
};

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** What is left after the mean, or after the straight line of least squares. */
function residualsAround(values: Float64Array, around: Around): Float64Array {
  const n = values.length;
  const mean = sum(values) / n;
  const centred = values.map((value) => value - mean);
  if (around === "level") return centred;
  const step = Float64Array.from(values, (_, t) => t - (n - 1) / 2);
  const slope = dot(step, centred) / dot(step, step);
  return centred.map((value, t) => value - slope * step[t]!);
}

const product = (values: Float64Array, lag: number) =>
  dot(values.subarray(lag), values.subarray(0, values.length - lag));

/** Lags of the long-run variance, from the data: Hobijn, Franses & Ooms (1998), Bartlett weights. */
function bandwidth(residuals: Float64Array): number {
  const n = residuals.length;
  let s0 = product(residuals, 0) / n;
  let s1 = 0;
  for (let lag = 1; lag <= Math.trunc(n ** (2 / 9)); lag++) {
    const both = product(residuals, lag) / (n / 2);
    s0 += both;
    s1 += lag * both;
  }
  return Math.min(Math.trunc(1.1447 * Math.cbrt((s1 / s0) ** 2) * Math.cbrt(n)), n - 1);
}

/** Between the entries of the table in a straight line; beyond them the last one, so that p lies in [0.01, 0.1]. */
function tableP(statistic: number, around: Around): number {
  const critical = CRITICAL[around];
  const above = critical.findIndex((value) => statistic < value);
  if (above < 0) return P_VALUES.at(-1)!;
  if (above === 0) return P_VALUES[0]!;
  const [low, high] = [critical[above - 1]!, critical[above]!];
  const [from, to] = [P_VALUES[above - 1]!, P_VALUES[above]!];
  return from + (to - from) * (statistic - low) / (high - low);
}

/**
 * KPSS test; the null hypothesis is that the series keeps to its level or line, a small p speaks against it. Long-run
 * variance with Bartlett weights and automatic lags: statsmodels' `kpss(nlags="auto")`.
 * @param values  n values without gaps
 * @returns undefined when nothing is left beside the level or line
 */
export function kpss(values: Float64Array, around: Around): TestResult | undefined {
  const residuals = residualsAround(values, around);
  const n = values.length;
  const squares = product(residuals, 0);
  if (!(squares > 1e-20 * dot(values, values))) return undefined;
  const lags = bandwidth(residuals);
  let longRun = squares;
  for (let lag = 1; lag <= lags; lag++) longRun += 2 * product(residuals, lag) * (1 - lag / (lags + 1));
  let running = 0;
  let wandering = 0;
  for (const residual of residuals) {
    running += residual;
    wandering += running * running;
  }
  const statistic = wandering / n ** 2 / (longRun / n);
  return { statistic, p: tableP(statistic, around), lags };
}
