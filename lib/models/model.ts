/**
 * What every forecasting model is: a name, the history it needs, and a fit that answers for any horizon.
 * All models are deterministic and see nothing after the last value of the series they are given.
 */
import type { TrackRecord } from "./ensemble/record.ts";
import type { EffectPriors } from "./regression/priors.ts";
import { type Bounds, clip, hasPresent, presentCount, type Series } from "./series.ts";

/** Known columns of the past and the future, such as the calendar: one value per step. */
export interface Regressors {
  /** Names the design, so that series which share it share its cost, for example the region. */
  name: string;
  /** Step of the first value. */
  start: number;
  names: readonly string[];
  columns: readonly Float64Array[];
}

/** What a model may know beside the series. */
export interface FitContext {
  /** Must cover the series and the horizon. Absent: models that use regressors do without. */
  regressors?: Regressors;
  /** The generator's expectation over history and horizon: for the oracle only. */
  expected?: Pick<Series, "start" | "values">;
  /** Errors of the models on the series at earlier cutoffs, known by its end: for ensembles. */
  record?: TrackRecord;
  /** What models that learn from all series together say of the steps after the series' last, by model. */
  global?: ReadonlyMap<string, Float64Array>;
  /** What effects are on other series, known by the end of this one: for pooled regression. */
  priors?: EffectPriors;
}

export interface Fitted {
  /** Expected values of the `horizon` steps after the series' last. Unbounded: see {@link predict}. */
  forecast(horizon: number): Float64Array;
  /**
   * What is learnt slowly kept, the rest brought up to the end of the same series when it has become longer: for
   * backtests, which fit a series at many origins. Absent: nothing is kept, fit again.
   */
  onward?(longer: Series): Fitted;
  /** Plain data from which {@link Model.restore} forecasts the same; absent where a model cannot be saved. */
  state?: unknown;
}

export interface Model {
  name: string;
  /** Needs no estimation: what any other model must beat to be worth its cost. */
  naive: boolean;
  /** Never chosen: knows what nobody can know. */
  oracle: boolean;
  /** Learns from all series together: its forecasts come with the context. */
  global?: true;
  /** Present values it needs, given the steps in a season. */
  minimumHistory(season: number): number;
  /** Whether a series is of the kind it is made for, such as above zero throughout; absent: any is. */
  suits?(values: Float64Array): boolean;
  fit(series: Series, context: FitContext): Fitted;
  /**
   * A fit from its saved state.
   * @param origin  last known step: forecasts are of the steps after it, and it may lie after the fit's own last step
   * @throws ZodError when the state is not of the model's shape
   */
  restore?(state: unknown, context: FitContext, origin: number): Fitted;
}

/** Whether a model can be fitted. */
export function canFit(model: Model, series: Series, context: FitContext): boolean {
  if (model.oracle) return context.expected !== undefined;
  if (model.global && !context.global?.has(model.name)) return false;
  return hasPresent(series.values, model.minimumHistory(series.season));
}

/** Fits of the series last seen in a context: an ensemble shares the fits of its members. */
const fits = new WeakMap<Series, { context: FitContext; byModel: Map<Model, Fitted> }>();

/** A fit that keeps its last forecast: an ensemble asks for it again. */
function remembering(fitted: Fitted): Fitted {
  let last: Float64Array | undefined;
  return {
    ...fitted,
    forecast: (horizon) => {
      if (last?.length !== horizon) last = fitted.forecast(horizon);
      return last;
    },
  };
}

/** The fit of a model, shared with whoever asks for the same series in the same context. */
export function fitOnce(model: Model, series: Series, context: FitContext): Fitted {
  const known = fits.get(series);
  const byModel = known?.context === context ? known.byModel : new Map<Model, Fitted>();
  if (byModel !== known?.byModel) fits.set(series, { context, byModel });
  const fitted = byModel.get(model) ?? remembering(model.fit(series, context));
  byModel.set(model, fitted);
  return fitted;
}

/**
 * The forecast of a model: expected values of the `horizon` steps after the series' last, within its bounds.
 * @throws RangeError when the series is too short for the model, or the model returns something not finite
 */
export function predict(model: Model, series: Series, context: FitContext, horizon: number): Float64Array {
  if (!canFit(model, series, context)) {
    throw new RangeError(
      `Cannot fit ${model.name} as it needs ${model.minimumHistory(series.season)} present values: ` +
        `${presentCount(series.values)}`,
    );
  }
  return forecastOf(model.name, fitOnce(model, series, context), series.bounds, horizon);
}

/**
 * What a fit says of the next steps, within bounds.
 * @throws RangeError when it returns something not finite
 */
export function forecastOf(name: string, fitted: Fitted, bounds: Bounds, horizon: number): Float64Array {
  const forecast = fitted.forecast(horizon).slice();
  for (let h = 0; h < forecast.length; h++) {
    forecast[h] = clip(forecast[h]!, bounds);
    if (!Number.isFinite(forecast[h])) {
      throw new RangeError(`Cannot forecast with ${name} as every value must be finite: ${forecast}`);
    }
  }
  return forecast;
}
