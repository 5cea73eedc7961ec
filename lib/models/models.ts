/** The models there are, made from config/models.yaml. */
import type { Settings } from "../config/settings.ts";
import { seasonalAdjustment } from "./decomposition/seasonal_adjustment.ts";
import { ensemble } from "./ensemble/ensemble.ts";
import { globalModel } from "./global/model.ts";
import { GLOBAL_MODELS, type GlobalName } from "./global/train.ts";
import type { Model } from "./model.ts";
import { drift } from "./naive/drift.ts";
import { lastValue } from "./naive/last_value.ts";
import { seasonalNaive } from "./naive/seasonal_naive.ts";
import { weekdayMean } from "./naive/weekday_mean.ts";
import { windowMean } from "./naive/window_mean.ts";
import { oracle } from "./oracle/oracle.ts";
import { prophet } from "./prophet/prophet.ts";
import { calendarRegression } from "./regression/calendar_regression.ts";
import { pooledRegression } from "./regression/pooled_regression.ts";
import type { RegressionSettings } from "./regression/prepared.ts";
import { holtWinters } from "./smoothing/holt_winters.ts";
import { seasonalSmoothing } from "./smoothing/seasonal_smoothing.ts";
import { theta } from "./theta/theta.ts";
import { sinceLevelShift } from "./transform/level_shift.ts";

type ModelSettings = Settings["models"];
export type CandidateName = ModelSettings["candidates"][number];

/** How a candidate is made; an ensemble is given the models it may combine. */
type Make = (settings: ModelSettings, members: readonly Model[]) => Model;

const DAYS_PER_YEAR = 365.25;

/** A model that forgets what was before the last level shift. */
const recent = (make: Make): Make => (settings, members) =>
  sinceLevelShift(make(settings, members), {
    ...settings.level_shift,
    least_history: settings.level_shift.least_history_days,
  });

const regressions = new WeakMap<ModelSettings, RegressionSettings>();

/** Settings of the regressions: one object for all of them, so that they share their designs. */
export function regressionSettings(settings: ModelSettings): RegressionSettings {
  const { change_spacing_days, ...regression } = settings.calendar_regression;
  const known = regressions.get(settings) ??
    { ...regression, change_spacing: change_spacing_days, year: DAYS_PER_YEAR };
  regressions.set(settings, known);
  return known;
}

/** Every candidate, simplest first: between equal errors the simpler model is chosen. */
const MAKE: Readonly<Record<CandidateName, Make>> = {
  last_value: () => lastValue,
  window_mean: recent(({ window_mean }) => windowMean(window_mean.window_days)),
  // Not cut at level shifts: the baseline is what its name says.
  weekday_mean: ({ weekday_mean }) => weekdayMean(weekday_mean.window_days),
  seasonal_naive: () => seasonalNaive,
  drift: () => drift,
  theta: recent(() => theta),
  seasonal_smoothing: recent(({ seasonal_smoothing: { history_days, max_evaluations }, season_days }) =>
    seasonalSmoothing({
      name: "seasonal_smoothing",
      periods: [season_days],
      history: history_days,
      max_evaluations,
    })
  ),
  holt_winters: recent(({ holt_winters }) =>
    holtWinters({ ...holt_winters, history: holt_winters.history_days })
  ),
  mstl: recent(({ mstl: { history_days, periods_days, ...mstl } }) =>
    seasonalAdjustment({
      ...mstl,
      name: "mstl",
      periods: periods_days,
      history: history_days,
      jump: (window) => Math.ceil(window / 10),
    })
  ),
  calendar_regression: (settings) => calendarRegression(regressionSettings(settings)),
  pooled_regression: (settings) => pooledRegression(regressionSettings(settings)),
  prophet: ({ prophet: { trend_damping, ...settings } }) => ({
    ...prophet({ ...settings, daily_harmonics: 0 }, trend_damping),
    name: "prophet",
  }),
  boosting: () => globalModel("boosting"),
  boosting_median: () => globalModel("boosting_median"),
  forest: () => globalModel("forest"),
  ensemble_median: ({ ensemble: settings }, members) => ensemble("median", members, settings),
  ensemble_weighted: ({ ensemble: settings }, members) => ensemble("weighted", members, settings),
};

const SIMPLEST_FIRST = Object.keys(MAKE);
const NAIVE: readonly CandidateName[] = [
  "last_value",
  "window_mean",
  "weekday_mean",
  "seasonal_naive",
  "drift",
];
const ENSEMBLES: readonly CandidateName[] = ["ensemble_median", "ensemble_weighted"];

/** Whether a model of this name needs no estimation. */
export const isNaive = (name: string): boolean => NAIVE.some((naive) => naive === name);

/** Place of a model when simple ones come first. */
export const simplicity = (name: string): number => SIMPLEST_FIRST.indexOf(name);

/** The model every gain is measured against. */
export const BASELINE = "weekday_mean";

/** The candidates that learn from all series together. */
export const globalCandidates = ({ candidates }: ModelSettings): GlobalName[] =>
  GLOBAL_MODELS.filter((name) => candidates.includes(name));

const byName = (models: readonly Model[]): Model[] => models.toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The candidates of config/models.yaml, in order of their names. */
export function candidates(settings: ModelSettings): Model[] {
  const singles = settings.candidates.filter((name) => !ENSEMBLES.includes(name))
    .map((name) => MAKE[name](settings, []));
  const members = settings.ensemble.members.map((name) => singles.find((model) => model.name === name)!);
  const ensembles = settings.candidates.filter((name) => ENSEMBLES.includes(name))
    .map((name) => MAKE[name](settings, members));
  return byName([...singles, ...ensembles]);
}

/** The candidates and the oracle, in order of their names: all that a backtest scores. */
export function scored(settings: ModelSettings): Model[] {
  return byName([...candidates(settings), oracle]);
}
