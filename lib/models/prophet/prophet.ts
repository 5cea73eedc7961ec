import type { FitContext, Model, Regressors } from "../model.ts";
import { lastStep, type Series } from "../series.ts";
import { stateful } from "../stateful.ts";
import { type Curve, type Parts, partsAt } from "./curve.ts";
import { type Design, designOf, type DesignSettings, OFFSET, SLOPE } from "./design.ts";
import { type Scaled, scaled, timelineOf } from "./history.ts";
import { type Estimate, mostProbable } from "./posterior.ts";
import { presenceOf, restored, savedFit, savedOf } from "./saved.ts";
import { stepsPerDay } from "./seasonality.ts";

export interface ProphetSettings extends DesignSettings {
  /** Straight between changes, or saturating towards both bounds of the series; straight when it has none. */
  growth: "linear" | "saturating";
  /** Whether seasons and regressors add to the trend or scale it. */
  effects: "additive" | "multiplicative";
  /** The search stops when a step gains less log posterior than this. */
  negligible_gain: number;
}

/** A fitted series: what the forecast and its interval are made from. */
export interface ProphetFit {
  curve: Curve;
  design: Design;
  estimate: Estimate;
  scale: Scaled;
}

const KEPT_DESIGNS = 16;

/** Keeps the last few designs: series that are present on the same steps of a region share one. */
function designer(settings: DesignSettings) {
  const kept = new Map<string, Design>();
  return (series: Series, regressors: Regressors | undefined): Design => {
    const timeline = timelineOf(series);
    const key = [regressors?.name, stepsPerDay(series.season), timeline.steps].join("/");
    const design = kept.get(key) ?? designOf(timeline, stepsPerDay(series.season), regressors, settings);
    kept.delete(key);
    kept.set(key, design);
    if (kept.size > KEPT_DESIGNS) kept.delete(kept.keys().next().value!);
    return design;
  };
}

/** Slope and offset of the logistic curve through the first and the last value; ends alike are told apart a little. */
function logisticStart(values: Float64Array, cap: number): [slope: number, offset: number] {
  const inside = (value: number) => Math.min(0.99 * cap, Math.max(0.01 * cap, value));
  const last = cap / inside(values[values.length - 1]!);
  const first = cap / inside(values[0]!);
  const atFirst = -Math.log((Math.abs(first - last) <= 0.01 ? 1.05 * first : first) - 1);
  return [-Math.log(last - 1) - atFirst, atFirst];
}

/** A level trend at the mean, or the logistic curve through the ends; no effects. */
function startOf({ cap }: Curve, { ridge }: Design, { values }: Scaled): Float64Array {
  const start = new Float64Array(ridge.length);
  if (cap === Infinity) start[OFFSET] = values.reduce((sum, value) => sum + value, 0) / values.length;
  else [start[SLOPE], start[OFFSET]] = logisticStart(values, cap);
  return start;
}

/** A constant series is its own explanation: no slope, no effects, no noise. */
function constantEstimate({ ridge }: Design, { values }: Scaled): Estimate {
  const coefficients = new Float64Array(ridge.length);
  coefficients[OFFSET] = values[0]!;
  return { coefficients, noise: 0 };
}

/** Fits one series after the other, sharing what they have in common. */
export function prophetFitter(settings: ProphetSettings, designFor = designer(settings)) {
  return (series: Series, { regressors }: FitContext): ProphetFit => {
    const { min, max } = series.bounds;
    const saturates = settings.growth === "saturating" && Number.isFinite(min) && Number.isFinite(max);
    const scale = scaled(series, saturates ? min : 0);
    const cap = saturates && !scale.constant ? (max - min) / scale.unit : Infinity;
    const curve = { cap, effects: settings.effects };
    const design = designFor(series, regressors);
    const estimate = scale.constant
      ? constantEstimate(design, scale)
      : mostProbable(curve, design, scale.values, startOf(curve, design, scale), settings.negligible_gain);
    return { curve, design, estimate, scale };
  };
}

/**
 * Trend, effects and mean at any steps; trend and mean in units of the series.
 * @param trendSteps  steps the trend is taken from instead: earlier ones hold it back
 */
export function explained(
  { curve, design, estimate, scale }: ProphetFit,
  steps: Float64Array,
  trendSteps = steps,
): Parts {
  const times = trendSteps.map(design.timeline.time);
  const parts = partsAt(curve, design, estimate.coefficients, times, design.effects(steps));
  const back = (values: Float64Array) => values.map((value) => scale.floor + scale.unit * value);
  return { ...parts, trend: back(parts.trend), mean: back(parts.mean) };
}

/** The `horizon` steps after the last of a series. */
export const stepsAhead = (series: Series, horizon: number): Float64Array =>
  Float64Array.from({ length: horizon }, (_, index) => lastStep(series) + 1 + index);

/** `prophet`, and what sets it apart from Prophet's default. */
function nameOf({ growth, effects }: ProphetSettings): string {
  const apart = [growth === "saturating" ? growth : "", effects === "multiplicative" ? effects : ""];
  return ["prophet", ...apart].filter(Boolean).join("_");
}

/** Steps ahead pulled together, so that a share of the trend's slope is left after each: 1 leaves them as they are. */
function dampedAhead(series: Series, horizon: number, damping: number): Float64Array {
  let step = lastStep(series);
  let slope = 1;
  return Float64Array.from({ length: horizon }, () => step += slope *= damping);
}

/**
 * Prophet (Taylor & Letham 2018): a trend that bends where the data call for it, seasons as Fourier series,
 * regressors. Its most probable coefficients are found exactly; Prophet's own optimiser stops a little before them.
 * @param damping  share of the trend's slope left after each step ahead; Prophet's own goes on for ever
 */
export const prophet = (settings: ProphetSettings, damping = 1): Model => {
  const designFor = designer(settings);
  const fit = prophetFitter(settings, designFor);
  return {
    name: nameOf(settings),
    naive: false,
    oracle: false,
    // As many as the weekly shape needs.
    minimumHistory: (season) => 2 * season,
    ...stateful({
      state: savedFit,
      fit: (series, context) => savedOf(series, fit(series, context)),
      forecast: (saved, horizon, context) => {
        const series = presenceOf(saved);
        const fitted = restored(saved, designFor(series, context.regressors));
        return explained(fitted, stepsAhead(series, horizon), dampedAhead(series, horizon, damping)).mean;
      },
    }),
  };
};
