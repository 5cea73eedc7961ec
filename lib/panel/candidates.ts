/** The models a series is forecast by, made from lib/panel/settings.ts. */
import { lagRegression } from "../models/autoregression/lag_regression.ts";
import { seasonalAdjustment } from "../models/decomposition/seasonal_adjustment.ts";
import type { Model } from "../models/model.ts";
import { drift } from "../models/naive/drift.ts";
import { lastValue } from "../models/naive/last_value.ts";
import { seasonalNaive } from "../models/naive/seasonal_naive.ts";
import { weekdayMean } from "../models/naive/weekday_mean.ts";
import { windowMean } from "../models/naive/window_mean.ts";
import { windowMedian } from "../models/naive/window_median.ts";
import { prophet } from "../models/prophet/prophet.ts";
import { calendarRegression } from "../models/regression/calendar_regression.ts";
import type { RegressionSettings } from "../models/regression/prepared.ts";
import { exponentialSmoothing } from "../models/smoothing/exponential_smoothing.ts";
import { holtWinters } from "../models/smoothing/holt_winters.ts";
import { seasonalSmoothing } from "../models/smoothing/seasonal_smoothing.ts";
import { theta } from "../models/theta/theta.ts";
import { inLogs } from "../models/transform/logs.ts";
import { withPeriod } from "../models/transform/period.ts";
import { type Frequency, HISTORY, longerSeason, MODELS, PROPHET } from "./settings.ts";

/** Whole numbers around each of some steps, ascending, none below 1. */
function around(steps: readonly number[], width: number): number[] {
  const found = steps.flatMap((step) =>
    Array.from({ length: 2 * width + 1 }, (_, index) => step - width + index)
  );
  return [...new Set(found)].filter((lag) => lag >= 1).sort((a, b) => a - b);
}

const multiples = (season: number, upTo: number): number[] =>
  Array.from({ length: Math.floor(upTo / season) }, (_, index) => (index + 1) * season);

/** The last steps, and those around every season back to the longest and one beyond. */
export function seasonalLags(season: number, longest: number): number[] {
  const { lag_width } = MODELS;
  const close = around([season, longest], lag_width + 1);
  const all = [1, 2, 3, ...close, ...around(multiples(season, longest + season), lag_width)];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The last steps, and the season and the longest one with the steps that followed them. */
export function nearestLags(season: number, longest: number): number[] {
  const after = (lag: number) => [lag, lag + 1, lag + 2, lag + 3];
  return [...new Set([1, 2, 3, ...after(season), ...after(longest)])].sort((a, b) => a - b);
}

function regressions(season: number, longest: number, history: number): Model[] {
  const settings = { level: season, penalty: MODELS.lag_penalty, history };
  return [
    lagRegression({ ...settings, name: "lag_regression", lags: seasonalLags(season, longest) }),
    lagRegression({ ...settings, name: "lag_regression_near", lags: nearestLags(season, longest) }),
  ];
}

/** Models for a season of several steps. `periods` are the season and the longer one, if any. */
function seasonal(
  frequency: Frequency,
  periods: readonly number[],
  history: number,
  regression: RegressionSettings,
): Model[] {
  const season = periods[0]!;
  const longest = periods[1] ?? MODELS.lag_seasons * season;
  const max_evaluations = MODELS.smoothing_evaluations;
  const learned = [
    seasonalSmoothing({ name: "seasonal_smoothing", periods, history, max_evaluations }),
    ...regressions(season, longest, history),
  ];
  const mean = { ...weekdayMean(MODELS.mean_seasons * season), name: "season_mean" };
  return [
    seasonalNaive,
    mean,
    ...periods.slice(1).flatMap((period) => [
      withPeriod(seasonalNaive, period),
      withPeriod({ ...weekdayMean(MODELS.mean_longer_seasons * period), name: "season_mean" }, period),
    ]),
    holtWinters({ history, max_evaluations }),
    theta,
    seasonalAdjustment({
      ...MODELS.mstl,
      name: "mstl",
      periods,
      history,
      jump: (window) => Math.ceil(window / 10),
      max_evaluations: MODELS.damped_evaluations,
    }),
    ...learned,
    ...learned.map(inLogs),
    ...(frequency === "daily" ? [calendarRegression(regression), prophet(PROPHET)] : []),
  ];
}

/** A regression on the last steps, for series said to have no season. */
function unseasonal(history: number): Model[] {
  const lags = Array.from({ length: MODELS.unseasonal_lags }, (_, index) => index + 1);
  const settings = { level: MODELS.window_steps, penalty: MODELS.lag_penalty, history };
  return [lagRegression({ ...settings, name: "lag_regression", lags })];
}

/**
 * All models there are for a frequency and a season, in order of their names. A season of 1 is none.
 * @param regression  on the calendar, of daily series
 */
export function candidates(frequency: Frequency, season: number, regression: RegressionSettings): Model[] {
  const longer = longerSeason(frequency, season);
  const periods = longer === undefined ? [season] : [season, longer];
  const window = season > 1 ? MODELS.window_seasons * season : MODELS.window_steps;
  const models = [lastValue, drift, windowMean(window), windowMedian(window), exponentialSmoothing];
  if (season === 1) models.push(theta, ...unseasonal(HISTORY[frequency]));
  if (season > 1) models.push(...seasonal(frequency, periods, HISTORY[frequency], regression));
  return models.sort((a, b) => (a.name < b.name ? -1 : 1));
}
