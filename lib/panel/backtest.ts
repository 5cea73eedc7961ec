/** How each model would have forecast a series at origins in its own past. */
import { canFit, type FitContext, type Fitted, forecastOf, type Model } from "../models/model.ts";
import { lastStep, type Series, upTo } from "../models/series.ts";
import { BACKTEST } from "./settings.ts";

export interface PanelModel extends Model {
  /** Whether it was trained by a step; absent: it learns from the series itself. */
  reaches?(step: number): boolean;
}

/** Forecasts of one model: one per origin. */
export interface Backtested {
  model: Model;
  forecasts: readonly Float64Array[];
}

/** Mean absolute error of each origin; NaN where no actual is present. */
export function errorsByOrigin(
  actuals: readonly Float64Array[],
  forecasts: readonly Float64Array[],
): number[] {
  return actuals.map((actual, origin) => {
    let sum = 0;
    let count = 0;
    actual.forEach((value, h) => {
      if (Number.isNaN(value)) return;
      sum += Math.abs(value - forecasts[origin]![h]!);
      count++;
    });
    return sum / count;
  });
}

export interface Backtest {
  /** Models that could not be fitted to this series after all. */
  refused: readonly string[];
  /** Last known step of each comparison, ascending. */
  origins: readonly number[];
  /** Actual values after each origin, earliest first: NaN where missing and beyond the end of the series. */
  actuals: readonly Float64Array[];
  models: readonly Backtested[];
}

/**
 * Origins, earliest first: the last one a horizon before the end, the others at whole seasons before that, so that
 * each step ahead falls on the same position of the season as in the forecast itself, unless history is too short. A series too short for the
 * whole horizon is tested on a third of its length. None for fewer than 3 values.
 */
export function originsOf({ start, values, season }: Series, horizon: number): number[] {
  const n = values.length;
  const ahead = Math.min(horizon, Math.floor(n / 3));
  if (ahead < 1) return [];
  const preferred = Math.max(BACKTEST.least_seasons * season, BACKTEST.least_share * n);
  const least = preferred <= n - ahead ? preferred : n / 2;
  const room = Math.max(0, n - ahead - least);
  // As far apart as history allows, so that they differ, but not farther than the horizon.
  const seasons = Math.floor(room / (BACKTEST.origins - 1) / season);
  const whole = Math.max(1, Math.min(seasons, Math.ceil(ahead / season))) * season;
  // Where so few fit, part of a season apart.
  const spacing = Math.floor(room / whole) + 1 >= BACKTEST.fewest
    ? whole
    : Math.max(1, Math.floor(room / (BACKTEST.fewest - 1)));
  return Array.from({ length: BACKTEST.origins }, (_, index) => start + n - 1 - ahead - index * spacing)
    .filter((origin) => origin - start + 1 >= least)
    .reverse();
}

/** Whether a model can be fitted to a series and is made for such. */
export const isAble = (model: PanelModel, series: Series): boolean =>
  canFit(model, series, {}) && (model.suits?.(series.values) ?? true) &&
  (model.reaches?.(lastStep(series)) ?? true);

/** The values after an origin, NaN beyond the end. */
function after({ start, values }: Series, origin: number, horizon: number): Float64Array {
  const actual = new Float64Array(horizon).fill(NaN);
  const from = origin - start + 1;
  actual.set(values.subarray(from, from + horizon));
  return actual;
}

/**
 * What a model makes of a series. Undefined where it cannot be fitted because its numbers cannot be told apart: then
 * the others must do, and the model is named.
 */
export function attempt<T>(model: Model, refused: string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refused.push(model.name);
    return undefined;
  }
}

/** A model on its way through the origins of a series. */
interface Runner {
  model: Model;
  forecasts: Float64Array[];
  /** Its fits at the origins where it learns. */
  learnt: Fitted[];
}

const learnsAt = (origin: number): boolean => origin % BACKTEST.learn_every === 0;

/** Forecasts of a model at the origins where it learns all of its parameters anew. */
function heat(model: Model, known: readonly Series[], horizon: number, context: FitContext): Runner {
  const runner: Runner = { model, forecasts: new Array<Float64Array>(known.length), learnt: [] };
  known.forEach((past, origin) => {
    if (!learnsAt(origin)) return;
    const fitted = model.fit(past, context);
    runner.learnt.push(fitted);
    runner.forecasts[origin] = forecastOf(model.name, fitted, past.bounds, horizon);
  });
  return runner;
}

/** Adds the forecasts at the origins between, where a model goes on with what it last learnt. */
function finish(runner: Runner, known: readonly Series[], horizon: number, context: FitContext): Runner {
  const { model, forecasts, learnt } = runner;
  let fitted: Fitted | undefined;
  known.forEach((past, origin) => {
    if (learnsAt(origin)) {
      fitted = learnt[origin / BACKTEST.learn_every];
      return;
    }
    fitted = fitted?.onward?.(past) ?? model.fit(past, context);
    forecasts[origin] = forecastOf(model.name, fitted, past.bounds, horizon);
  });
  return runner;
}

/** Least ratio of a runner's error to the best one's, over the origins where models learn. */
function closest(errors: readonly number[], best: readonly number[]): number {
  const ratios = errors.map((error, index) => error / best[index]!).filter((ratio) => !Number.isNaN(ratio));
  return ratios.length === 0 ? 1 : Math.min(...ratios);
}

/** All but those that cost much and have nowhere come near the best. */
function worthwhile(runners: readonly Runner[], actuals: readonly Float64Array[]): readonly Runner[] {
  const learning = <T>(of: readonly T[]) => of.filter((_, origin) => learnsAt(origin));
  const errors = runners.map(({ forecasts }) => errorsByOrigin(learning(actuals), learning(forecasts)));
  const best = learning(actuals).map((_, index) => Math.min(...errors.map((of) => of[index]!)));
  return runners.filter(({ model }, index) =>
    !BACKTEST.costly.includes(model.name) || closest(errors[index]!, best) <= BACKTEST.near
  );
}

/**
 * Forecasts at each origin of the models that can be fitted at all of them. Costly ones first run at the few origins
 * where they learn, and at the others only if they came near the best there.
 */
export function backtest(
  series: Series,
  models: readonly PanelModel[],
  horizon: number,
  context: FitContext = {},
): Backtest {
  const origins = originsOf(series, horizon);
  const known = origins.map((origin) => upTo(series, origin));
  const actuals = origins.map((origin) => after(series, origin, horizon));
  const able = known.length === 0
    ? []
    : models.filter((model) => [series, ...known].every((past) => isAble(model, past)));
  const refused: string[] = [];
  const started = able.map((model) => attempt(model, refused, () => heat(model, known, horizon, context)))
    .filter((runner) => runner !== undefined);
  const runners = worthwhile(started, actuals).filter((runner) =>
    attempt(runner.model, refused, () => finish(runner, known, horizon, context)) !== undefined
  );
  return { origins, actuals, refused, models: runners.map(({ model, forecasts }) => ({ model, forecasts })) };
}
