import { z } from "zod";

const days = (meaning: string) => z.number().int().min(1).max(3660).describe(meaning);
const penalty = (meaning: string) =>
  z.number().positive().describe(`${meaning}: the larger, the less it is believed; in units of the noise`);

const CANDIDATES = [
  "last_value",
  "drift",
  "seasonal_naive",
  "weekday_mean",
  "holt_winters",
  "calendar_regression",
  "ensemble",
] as const;

const candidate = z.enum(CANDIDATES);

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
  holt_winters: z.strictObject({
    history_days: days("Days of history it learns from"),
    max_evaluations: z.number().int().min(10).max(5000)
      .describe("Parameter sets the optimiser may try on one series"),
  }).describe("Exponential smoothing with damped trend and weekly season"),
  calendar_regression: calendarRegression,
  ensemble: z.strictObject({
    members: z.array(candidate).min(2).describe("Models it combines, of those the series is long enough for"),
    combine: z.enum(["mean", "median"]).describe("How their forecasts are combined, day by day"),
  }).describe("Several models combined"),
  backtest,
  intervals,
  selection: z.strictObject({
    min_history_days: days("Days with a value below which a series is not forecast at all"),
    prior_horizons: z.number().min(0)
      .describe(
        "Horizons of compared days at which a series' own errors count as much as those of all series",
      ),
  }).describe("How the model of a series is chosen"),
  dependence: z.strictObject({
    prior_days: z.number().min(0)
      .describe("Days of errors that the metric's common autocorrelation counts for beside the series' own"),
  }).describe("How long a forecast error lasts"),
}).refine(({ ensemble }) => !ensemble.members.includes("ensemble"), {
  path: ["ensemble", "members"],
  message: "must not include the ensemble itself",
}).refine(({ ensemble, candidates }) => ensemble.members.every((member) => candidates.includes(member)), {
  path: ["ensemble", "members"],
  message: "must be among models.candidates",
});
