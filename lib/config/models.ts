import { z } from "zod";
import { global } from "./global.ts";

const days = (meaning: string) => z.number().int().min(1).max(3660).describe(meaning);
const penalty = (meaning: string) =>
  z.number().positive().describe(`${meaning}: the larger, the less it is believed; in units of the noise`);

const CANDIDATES = [
  "last_value",
  "window_mean",
  "weekday_mean",
  "seasonal_naive",
  "drift",
  "theta",
  "seasonal_smoothing",
  "holt_winters",
  "mstl",
  "calendar_regression",
  "pooled_regression",
  "prophet",
  "boosting",
  "boosting_median",
  "forest",
  "ensemble_median",
  "ensemble_weighted",
] as const;

const candidate = z.enum(CANDIDATES);

const historyDays = days("Days of history it learns from");
const evaluations = z.number().int().min(10).max(5000)
  .describe("Parameter sets the optimiser may try on one series");
const share = (meaning: string) => z.number().positive().max(1).describe(meaning);
const harmonics = (meaning: string) => z.number().int().min(0).max(20).describe(meaning);

const levelShift = z.strictObject({
  seasons: z.number().int().min(2).max(26).describe("Weeks before and after a place that are compared there"),
  threshold: z.number().min(1).max(50)
    .describe("How many times the usual spread of such differences a shift must stand out by"),
  least_history_days: days("Days that must have passed since a shift for a model to forget what was before"),
}).describe(
  "Where smoothing, Theta, MSTL and the window mean begin to learn: after the last shift of the level",
);

const mstl = z.strictObject({
  history_days: historyDays,
  periods_days: z.array(z.number().int().min(2)).min(1)
    .refine((periods) => periods.every((period, index) => index === 0 || period > periods[index - 1]!), {
      message: "must ascend",
    })
    .describe("Days in each season; those that history has not seen twice are left out"),
  first_window: z.number().int().min(3)
    .describe("Seasons an effect of the shortest season is smoothed over, odd"),
  window_step: z.number().int().min(0).describe("How much wider that is for each next season"),
  rounds: z.number().int().min(1).max(10).describe("Rounds over all seasons"),
  inner: z.number().int().min(1).max(10).describe("Passes of each decomposition"),
  outer: z.number().int().min(0).max(20).describe("Passes that weigh outliers down"),
  max_evaluations: evaluations,
}).describe("Seasons taken out by loess, the rest by exponential smoothing with a damped trend");

const prophet = z.strictObject({
  growth: z.enum(["linear", "saturating"])
    .describe("Straight between changes, or towards both bounds of a percent metric"),
  effects: z.enum(["additive", "multiplicative"]).describe("Whether seasons and holidays add or scale"),
  changepoints: z.number().int().min(0).max(100).describe("Places where the trend may bend"),
  changepoint_share: share("Share of history, from its beginning, in which they lie"),
  changepoint_scale: z.number().positive().describe("How readily the trend bends"),
  seasonality_scale: z.number().positive().describe("How large seasonal effects may be"),
  regressor_scale: z.number().positive().describe("How large effects of holidays and quarter end may be"),
  yearly_harmonics: harmonics("Sine and cosine pairs that make the annual shape"),
  weekly_harmonics: harmonics("Sine and cosine pairs that make the week"),
  trend_damping: z.number().min(0.9).max(1)
    .describe("Share of the trend's slope left after each day ahead; 1 is Prophet's own"),
  negligible_gain: z.number().positive().max(1)
    .describe("The search for the likeliest curve stops when a step gains less log probability than this"),
}).describe("Prophet: bending trend, year, week, bank holidays and quarter end");

const calendarRegression = z.strictObject({
  annual_harmonics: z.number().int().min(0).max(20).describe(
    "Sine and cosine pairs that make the annual shape",
  ),
  trend_damping: z.number().min(0.9).max(1).describe("Share of a trend's slope left after each day ahead"),
  autocorrelations: z.array(z.number().min(0).max(0.99)).min(1)
    .describe("Correlations of an error with the day before that are tried on each series"),
  effect_penalty: penalty("Of slope, week, year, holidays and quarter end"),
  change_spacing_days: days("Days between the places where level or slope may change"),
  level_shift_penalty: penalty("Of a shift of the level"),
  slope_change_penalty: penalty("Of a change of slope"),
  max_changes: z.number().int().min(0).max(20).describe("Most shifts and changes of slope a series may have"),
  change_cost: z.number().min(0).max(50)
    .describe("Log evidence a change must bring to be as likely as none"),
}).describe("Trend with changes, week, year, holidays and quarter end, by ridge regression");

const pooledRegression = z.strictObject({
  least_series: z.number().int().min(3).describe(
    "Series that must show an effect for others to learn from it",
  ),
  least_history_days: days("Days with a value from which a series teaches others"),
}).describe("The calendar regression, its effects drawn towards those of the same archetype");

const backtest = z.strictObject({
  cutoffs: z.number().int().min(1).max(40).describe("Past days from which forecasts are made and compared"),
  spacing_days: days("Days between them; the last one lies a whole horizon before the end of telemetry"),
  calibration_cutoffs: z.number().int().min(0)
    .describe("How many of the earliest are not scored: they only teach intervals and selection"),
}).refine(({ cutoffs, calibration_cutoffs }) => calibration_cutoffs < cutoffs, {
  path: ["calibration_cutoffs"],
  message: "must be below models.backtest.cutoffs, or nothing is left to score",
}).describe("Rolling-origin backtest");

const intervals = z.strictObject({
  bucket_ends: z.array(z.number().int().min(1)).min(1)
    .refine((ends) => ends.every((end, index) => index === 0 || end > ends[index - 1]!), {
      message: "must ascend",
    })
    .describe("Last day ahead of each bucket of horizons whose errors are pooled"),
  dense_days: days("Up to so many days ahead the errors of every day are taken"),
  every_days: days("Beyond, only every so many days: neighbouring days say nearly the same"),
  min_residuals: z.number().int().min(1).describe("Fewer errors than this give no interval"),
}).describe("Conformal intervals from the errors of earlier cutoffs");

export const models = z.strictObject({
  horizon_days: z.number().int().min(1).max(730).describe("Days forecast ahead of the last day of telemetry"),
  season_days: z.number().int().min(2).max(31).describe("Days after which the shape of the load repeats"),
  candidates: z.array(candidate).min(1)
    .describe("Models that are fitted, scored and may be chosen; weekday_mean is the baseline of every score")
    .refine((names) => names.includes("weekday_mean"), {
      message: "must include weekday_mean, the baseline",
    }),
  weekday_mean: z.strictObject({
    window_days: days("Days back over which each weekday is averaged"),
  }).describe("The baseline: each day is like the mean of its weekday"),
  window_mean: z.strictObject({
    window_days: days("Days back that are averaged"),
  }).describe("Each day is like the mean of the last ones"),
  level_shift: levelShift,
  seasonal_smoothing: z.strictObject({ history_days: historyDays, max_evaluations: evaluations })
    .describe("Exponential smoothing with weekly season, errors partly coming again a day later"),
  holt_winters: z.strictObject({ history_days: historyDays, max_evaluations: evaluations })
    .describe("Exponential smoothing with damped trend and weekly season"),
  mstl,
  prophet,
  calendar_regression: calendarRegression,
  global,
  pooled_regression: pooledRegression,
  ensemble: z.strictObject({
    members: z.array(candidate).min(2).describe("Models they may combine, the most trusted first"),
    best: z.number().int().min(2).max(20)
      .describe("How many of them they combine: those that did best on the series at earlier cutoffs"),
    worst_ratio: z.number().min(1).describe("Members must not err more than this many times the best"),
    power: z.number().min(0).max(20).describe("Weights are errors to the minus this power"),
  }).describe("Several models combined, by the median or weighted by their errors"),
  backtest,
  intervals,
  selection: z.strictObject({
    min_history_days: days("Days with a value below which a series is not forecast at all"),
    min_compared_days: z.number().int().min(1).describe(
      "Forecast days compared on a series below which models are not told apart: it keeps its last value",
    ),
    standard_errors: z.number().min(0).max(10).describe(
      "How far beyond doubt it must be that series lastingly differ in their best model, in standard errors",
    ),
  }).describe("How the model of a series is chosen"),
  saved: z.strictObject({
    keep: z.number().int().min(1).max(1000).describe("Versions of trained models kept under data/models"),
    drift_tolerance_pct: z.number().min(0).max(1000)
      .describe("Rise of an error against the version before, in %, beyond which it is flagged"),
  }).describe("Models saved by each build"),
  dependence: z.strictObject({
    prior_days: z.number().min(0)
      .describe("Days of errors that the metric's common autocorrelation counts for beside the series' own"),
  }).describe("How long a forecast error lasts"),
}).refine(({ ensemble }) => !ensemble.members.some((name) => name.startsWith("ensemble_")), {
  path: ["ensemble", "members"],
  message: "must not include an ensemble",
}).refine(({ ensemble, candidates }) => ensemble.members.every((member) => candidates.includes(member)), {
  path: ["ensemble", "members"],
  message: "must be among models.candidates",
});
