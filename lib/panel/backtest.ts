/** How each model would have forecast a series at origins in its own past. */
import { canFit, type Model, predict } from "../models/model.ts";
import { type Series, upTo } from "../models/series.ts";
import { isPositive } from "../models/transform/logs.ts";
import { BACKTEST } from "./settings.ts";

/** Forecasts of one model: one per origin. */
export interface Backtested {
  model: Model;
  forecasts: readonly Float64Array[];
}

export interface Backtest {
  /** Actual values after each origin, earliest first: NaN where missing and beyond the end of the series. */
  actuals: readonly Float64Array[];
  models: readonly Backtested[];
}

/**
 * Origins, earliest first: the last one a horizon before the end, the others at whole seasons before that, so that
 * each step ahead falls on the same position of the season as in the forecast itself. A series too short for the
 * whole horizon is tested on a third of its length. None for fewer than 3 values.
 */
export function originsOf({ start, values, season }: Series, horizon: number): number[] {
  const n = values.length;
  const ahead = Math.min(horizon, Math.floor(n / 3));
  if (ahead < 1) return [];
  const preferred = Math.max(BACKTEST.least_seasons * season, BACKTEST.least_share * n);
  const least = preferred <= n - ahead ? preferred : n / 2;
  // As far apart as history allows, so that they differ, but not farther than the horizon.
  const room = Math.floor((n - ahead - least) / (BACKTEST.origins - 1) / season);
  const spacing = Math.max(1, Math.min(room, Math.ceil(ahead / season))) * season;
  return Array.from({ length: BACKTEST.origins }, (_, index) => start + n - 1 - ahead - index * spacing)
    .filter((origin) => origin - start + 1 >= least)
    .reverse();
}

/** Whether a model can be fitted to a series; one of logarithms takes no zeros. */
export const isAble = (model: Model, series: Series): boolean =>
  canFit(model, series, {}) && (!model.name.endsWith("_log") || isPositive(series.values));

/** The values after an origin, NaN beyond the end. */
function after({ start, values }: Series, origin: number, horizon: number): Float64Array {
  const actual = new Float64Array(horizon).fill(NaN);
  const from = origin - start + 1;
  actual.set(values.subarray(from, from + horizon));
  return actual;
}

/** Forecasts at each origin of every model that can be fitted at all of them. */
export function backtest(series: Series, models: readonly Model[], horizon: number): Backtest {
  const origins = originsOf(series, horizon);
  const known = origins.map((origin) => upTo(series, origin));
  const able = known.length === 0
    ? []
    : models.filter((model) => [series, ...known].every((past) => isAble(model, past)));
  return {
    actuals: origins.map((origin) => after(series, origin, horizon)),
    models: able.map((model) => ({
      model,
      forecasts: known.map((past) => predict(model, past, {}, horizon)),
    })),
  };
}
