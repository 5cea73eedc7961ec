/** What one series tells at an origin, its last known day: nothing after it is looked at. */
import { type Series, upTo } from "../series.ts";
import type { GlobalCalendar, SpecialDays } from "./calendar.ts";
import { History, YEAR_DAYS } from "./history.ts";
import type { GlobalSeries } from "./panel.ts";

/** Days to either side with which a special day is compared. */
const AROUND_DAYS = 14;
/** Special days at which a series' own effect is believed by half. */
const PRIOR_SPECIAL_DAYS = 3;
/** Days to either side that tell the level of a day in an earlier year. */
const SEASON_DAYS = 10;
const LEAST_DAYS = 7;
const LEVEL_DAYS = 28;
/** Where the last four weeks are not known, a longer stretch tells the level. */
const LEVEL_WINDOWS = [LEVEL_DAYS, 91, YEAR_DAYS];

export interface Origin {
  history: History;
  /** Level of the load, the week taken out: % or Mbit/s. */
  level: number;
  /** Mean absolute difference to the week before over the last year: the unit of features and targets. */
  scale: number;
  /** Share by which a holiday moves the load. */
  holidayEffect: number;
  /** Share by which the last day of a quarter moves it. */
  quarterEndEffect: number;
}

function weeklyDifference({ values, season }: Series): number {
  let sum = 0;
  let pairs = 0;
  for (let t = Math.max(season, values.length - YEAR_DAYS); t < values.length; t++) {
    const difference = Math.abs(values[t]! - values[t - season]!);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    pairs++;
  }
  return pairs < LEAST_DAYS ? NaN : sum / pairs;
}

/** Least squares of load over the level around it − 1 on the weights of special days, held back towards none. */
function specialEffect(history: History, { days, weights }: SpecialDays): number {
  let products = 0;
  let squares = PRIOR_SPECIAL_DAYS;
  for (let index = 0; index < days.length; index++) {
    const day = days[index]!;
    if (day > history.origin) break;
    const around = history.mean(day - AROUND_DAYS, day + AROUND_DAYS, LEAST_DAYS);
    const ratio = history.levelOn(day) / around - 1;
    if (!Number.isFinite(ratio)) continue;
    products += weights[index]! * ratio;
    squares += weights[index]! * weights[index]!;
  }
  return products / squares;
}

/** The series at an origin; undefined when it has no level or no spread to be measured by. */
export function originOf({ series, ordinary, calendar }: GlobalSeries, day: number): Origin | undefined {
  if (day < series.start) return undefined;
  const known = upTo(series, day);
  const scale = weeklyDifference(known);
  if (!(scale > 0)) return undefined;
  const history = new History(known, ordinary);
  const level = LEVEL_WINDOWS.map((days) => history.trailing(days)).find(Number.isFinite);
  if (level === undefined || level <= 0) return undefined;
  return {
    history,
    level,
    scale,
    holidayEffect: specialEffect(history, calendar.holidays),
    quarterEndEffect: specialEffect(history, calendar.quarterEnds),
  };
}

/** What the week, holidays and quarter ends let expect of a day at the level of the origin: % or Mbit/s. */
export function simpleExpectation(origin: Origin, day: number, calendar: GlobalCalendar): number {
  const { history, level, holidayEffect, quarterEndEffect } = origin;
  return level * history.weekdayFactor(day) * (1 + holidayEffect * calendar.holiday(day)) *
    (1 + quarterEndEffect * calendar.quarterEndRamp(day));
}

/**
 * Level around the same day some years earlier over the level those years before the origin, by day; NaN where
 * unknown.
 */
export function seasonRatios({ history }: Origin, years: number): (day: number) => number {
  const back = YEAR_DAYS * years;
  const level = history.trailing(LEVEL_DAYS, back);
  if (Number.isNaN(level)) return () => NaN;
  return (day) => history.mean(day - back - SEASON_DAYS, day - back + SEASON_DAYS, LEAST_DAYS) / level;
}
