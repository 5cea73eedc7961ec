/**
 * Every setting of the panel forecasts. They are the same for all panels and all series: nothing here knows a name,
 * a length or an answer. What a user may choose is in options.ts; the regression on the calendar is that of the
 * product, with the settings of config/models.yaml.
 */
import type { ProphetSettings } from "../models/prophet/prophet.ts";

export type Frequency = "daily" | "hourly";

/** Steps of the shortest season, and of a longer one that is used as well when history is long enough. */
export const SEASONS: Readonly<Record<Frequency, { season: number; longer: number | undefined }>> = {
  daily: { season: 7, longer: undefined },
  hourly: { season: 24, longer: 168 },
};

/** The longer season beside one of so many steps; undefined where that is none, or no part of it. */
export function longerSeason(frequency: Frequency, season: number): number | undefined {
  const { longer } = SEASONS[frequency];
  return season > 1 && longer !== undefined && longer > season && longer % season === 0 ? longer : undefined;
}

/** Steps of history any model looks at: 4 years of days, 12 weeks of hours. */
export const HISTORY: Readonly<Record<Frequency, number>> = { daily: 1461, hourly: 2016 };

export const MODELS = {
  /** Steps of the window mean and median, in seasons; in steps where there is no season. */
  window_seasons: 4,
  window_steps: 28,
  /** Steps back that explain the next value where there is no season. */
  unseasonal_lags: 5,
  /** Seasons averaged by the mean by position in the season: of the shortest season and of the longer one. */
  mean_seasons: 8,
  mean_longer_seasons: 3,
  smoothing_evaluations: 120,
  damped_evaluations: 80,
  /** Lags of regression reach this many of the shortest season when there is no longer one. */
  lag_seasons: 4,
  /** Steps around a whole season that may explain, too. */
  lag_width: 1,
  lag_penalty: 1e-5,
  /** Windows and rounds of MSTL as in its paper; one pass of STL in each round measures as well as more. */
  mstl: { first_window: 11, window_step: 4, rounds: 2, inner: 1, outer: 0 },
} as const;

/** Prophet as it comes. */
export const PROPHET: ProphetSettings = {
  growth: "linear",
  effects: "additive",
  changepoints: 25,
  changepoint_share: 0.8,
  changepoint_scale: 0.05,
  seasonality_scale: 10,
  regressor_scale: 10,
  yearly_harmonics: 10,
  weekly_harmonics: 3,
  daily_harmonics: 4,
  negligible_gain: 1e-8,
};

/** Models that learn from all series of a panel together. */
export const GLOBAL = {
  /** Those chosen among unless others are asked for: what the others add to it is not worth their time. */
  by_default: ["boosting_median"] as readonly string[],
  seed: 7,
  /** Periods that tell the shape of a season, and of the longer one. */
  periods: 8,
  longer_periods: 4,
  /** Steps that make a window where there is no season. */
  unseasonal_steps: 7,
  /** Windows that tell how rough a series is. */
  rough_units: 4,
  /** A history longer than this many windows is no other kind of series. */
  most_units: 60,
  /** Windows that must be known of a series to be forecast, and at an origin to be learnt from. */
  least_windows: 2,
  least_learnt_windows: 2,
  /** Series of a panel at least, and learnt from at most. */
  least_series: 2,
  most_series: 2000,
  steps_per_origin: 6,
  /** Past steps at which they are trained for the comparison with others. */
  cutoffs: 3,
  /** Share of series whose comparison may begin before the first of them: those do without. */
  early: 0.1,
  /** Share of series that must end at a step for models to be trained there, too. */
  common_end: 0.1,
  /** Rows at most and at least. */
  max_rows: 40_000,
  min_rows: 1000,
  /** What came further off counts as this many scales. */
  most_scales: 20,
  boosting: {
    trees: 100,
    learning_rate: 0.1,
    max_bins: 255,
    max_leaves: 15,
    min_leaf_rows: 40,
    l2: 1,
    row_fraction: 1,
    column_fraction: 1,
    split_column_fraction: 0.5,
    patience: 25,
  },
  forest: {
    trees: 32,
    max_bins: 255,
    max_leaves: 400,
    min_leaf_rows: 20,
    split_column_fraction: 0.333,
    l2: 0,
  },
};

export const BACKTEST = {
  /** Past origins that models are compared at, at most. */
  origins: 12,
  /** History an origin must leave, as a share of all of it and in seasons. */
  least_share: 0.5,
  least_seasons: 3,
  /** Origins after which a model learns all of its parameters anew; in between it goes on with them. */
  learn_every: 4,
  /** Origins a series shall have at least, if need be part of a season apart. */
  fewest: 5,
  /** Models that cost much, and how near the best they must once have come to run at all origins. */
  costly: ["calendar_regression", "prophet", "mstl"],
  near: 1.2,
};

export const COMBINATION = {
  /** Models combined at most. */
  members: 5,
  /** Members must not err more than this many times the best. */
  worst_ratio: 1.3,
  /** Errors of naive models count this much less: a few origins tell little, and what is simple fails less. */
  naive_credit: 0.95,
  /** Origins, none sharing an actual value, at which a learned model is taken to have erred like the best naive one, beside its own. */
  prior_origins: 2,
  /** Weights are the mean absolute error to the minus this power. */
  power: 6,
};

/** How series of a panel speak for each other's models. */
export const PRIOR = {
  /** Series learned from at most: they say what thousands would. */
  sample: 256,
  /** Series at which the panel is trusted half. */
  series: 10,
  /** Logarithms of error ratios beyond count as this much. */
  furthest: 2,
  /** Least variance between series that is believed in. */
  least_between: 0.0005,
  most_correlation: 0.8,
};

/** Models that know the year, and how much a year that repeats speaks for them. */
export const YEARLY = {
  models: ["calendar_regression", "prophet"],
  /** Weeks that are taken as a year: weekdays then meet weekdays. */
  weeks_year: 52,
  /** Changes are over the steps of the horizon, at most so many: those over half a year would only differ in sign. */
  longest_change: 91,
  /** Changes that must be known twice, a year apart: half a year of them. */
  least_pairs: 182,
  /** Correlations below are as likely chance. */
  least_correlation: 0.2,
  least_credit: 0.3,
  power: 2,
};

export const INTERVALS = {
  /** Errors of its own below which a series takes the panel's, scaled by how much it changes. */
  least_own_errors: 5,
  /** Errors that the quantiles of a step ahead need; short of them those of the steps around it count, too. */
  least_errors: 200,
  /** Steps on either side whose errors make the scale of a step. */
  neighbours: 1,
  /** How many errors the series' overall scale weighs against those of the step itself. */
  prior_errors: 8,
  /** Errors at which what they say of the shape of an interval, beside its width, is half believed. */
  half_believed: 15,
};
