/** The columns a global model learns from: a series at its origin, and the day to be forecast. No unit but the scale. */
import { dayOfYear, weekday } from "../../calendar/days.ts";
import type { Matrix } from "../../trees/matrix.ts";
import type { CommonSeason } from "./common_season.ts";
import { type Origin, seasonRatios } from "./origin.ts";
import type { GlobalSeries } from "./panel.ts";

/** A day to be forecast from an origin: a row of the matrix. */
export interface Row {
  of: GlobalSeries;
  origin: Origin;
  common: CommonSeason;
  /** Day number. */
  day: number;
}

type Features = Readonly<Record<string, number>>;

/** A server is no longer new after about three years: older than any in training is not a new kind of server. */
const MOST_SERVICE_DAYS = 1100;

/** What is the same for every day ahead. Levels count from the present level, in scales. */
function originFeatures({ series, inServiceFrom, facts }: GlobalSeries, origin: Origin): Features {
  const { history, level, scale } = origin;
  const above = (value: number) => (value - level) / scale;
  const last = history.levels.findLastIndex((value) => !Number.isNaN(value));
  return {
    last_value: above(history.levels[last]!),
    last_value_age: history.levels.length - 1 - last,
    mean_3: above(history.mean(history.origin - 2, history.origin, 1)),
    mean_7: above(history.trailing(7)),
    mean_14: above(history.trailing(14)),
    mean_91: above(history.trailing(91)),
    mean_182: above(history.trailing(182)),
    mean_364: above(history.trailing(364)),
    mean_28_before: above(history.trailing(28, 28)),
    mean_91_before: above(history.trailing(91, 91)),
    year_ago: above(history.trailing(28, 364)),
    level_over_scale: level / scale,
    level_percent: Number.isFinite(series.bounds.max) ? level : NaN,
    days_in_service: Math.min(history.origin - inServiceFrom, MOST_SERVICE_DAYS),
    origin_day_of_year: dayOfYear(history.origin),
    ...facts,
  };
}

/** What depends on the day. Effects are what they would add to the present level, in scales. */
function dayFeatures({ of: { calendar }, origin, common, day }: Row): Features {
  const { level, scale, history } = origin;
  const effect = (ratio: number) => level * (ratio - 1) / scale;
  const horizon = day - history.origin;
  return {
    horizon,
    day_of_week: weekday(day),
    day_of_year: dayOfYear(day),
    holiday: calendar.holiday(day),
    quarter_end_ramp: calendar.quarterEndRamp(day),
    quarter_progress: calendar.quarterProgress(day),
    weekday_effect: effect(history.weekdayFactor(day)),
    season_1: effect(seasonRatios(origin, 1)(day)),
    season_2: effect(seasonRatios(origin, 2)(day)),
    common_season_1: effect(common[0]![horizon - 1]!),
    common_season_2: effect(common[1]![horizon - 1]!),
  };
}

/** The matrix of some rows; what is not known is NaN. @throws RangeError when there are none */
export function matrixOf(rows: readonly Row[]): Matrix {
  const [first] = rows;
  if (first === undefined) throw new RangeError("Cannot make a matrix as there must be rows: 0");
  const ofDay = Object.keys(dayFeatures(first));
  const names = [...ofDay, ...Object.keys(originFeatures(first.of, first.origin))];
  const columns = names.map(() => new Float64Array(rows.length));
  const put = (column: number, index: number, value: number) =>
    columns[column]![index] = Number.isFinite(value) ? value : NaN;
  const known = new Map<Origin, number[]>();
  rows.forEach((row, index) => {
    const ofOrigin = known.get(row.origin) ?? Object.values(originFeatures(row.of, row.origin));
    known.set(row.origin, ofOrigin);
    Object.values(dayFeatures(row)).forEach((value, column) => put(column, index, value));
    ofOrigin.forEach((value, column) => put(ofDay.length + column, index, value));
  });
  return { names, columns };
}
