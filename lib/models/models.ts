/** The models there are, made from config/models.yaml. */
import type { Settings } from "../config/settings.ts";
import { ensemble } from "./ensemble/ensemble.ts";
import type { Model } from "./model.ts";
import { drift } from "./naive/drift.ts";
import { lastValue } from "./naive/last_value.ts";
import { seasonalNaive } from "./naive/seasonal_naive.ts";
import { weekdayMean } from "./naive/weekday_mean.ts";
import { oracle } from "./oracle/oracle.ts";
import { calendarRegression } from "./regression/calendar_regression.ts";
import { holtWinters } from "./smoothing/holt_winters.ts";

const NAIVE: readonly string[] = ["last_value", "weekday_mean", "seasonal_naive", "drift"];
const SIMPLEST_FIRST = [...NAIVE, "holt_winters", "calendar_regression", "ensemble"];

/** Whether a model of this name needs no estimation. */
export const isNaive = (name: string): boolean => NAIVE.includes(name);

/** Place of a model when simple ones come first. */
export const simplicity = (name: string): number => SIMPLEST_FIRST.indexOf(name);

const DAYS_PER_YEAR = 365.25;

/** The model every gain is measured against. */
export const BASELINE = "weekday_mean";

/** The candidates of config/models.yaml, in order of their names. */
export function candidates(settings: Settings["models"]): Model[] {
  const { change_spacing_days, ...regression } = settings.calendar_regression;
  const single: Model[] = [
    lastValue,
    drift,
    seasonalNaive,
    weekdayMean(settings.weekday_mean.window_days),
    holtWinters({ ...settings.holt_winters, history: settings.holt_winters.history_days }),
    calendarRegression({ ...regression, change_spacing: change_spacing_days, year: DAYS_PER_YEAR }),
  ];
  const members = single.filter(({ name }) => settings.ensemble.members.some((member) => member === name));
  return [...single, ensemble(members, settings.ensemble.combine)]
    .filter(({ name }) => settings.candidates.some((candidate) => candidate === name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The candidates and the oracle, in order of their names: all that a backtest scores. */
export function scored(settings: Settings["models"]): Model[] {
  return [...candidates(settings), oracle].sort((a, b) => (a.name < b.name ? -1 : 1));
}
