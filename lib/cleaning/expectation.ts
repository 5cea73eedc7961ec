/**
 * What the days before lead one to expect of a day. Every function here works out position t from positions
 * before t only, so that no day ever knows what came after it.
 */
import { SortedWindow } from "./sorted_window.ts";

const WEEK = 7;
/** Same weekdays below which a weekday has no level of its own. */
const MIN_SAME_WEEKDAYS = 3;
/** Makes the median absolute deviation of normal values their standard deviation. */
const NORMAL_SCALE = 1.4826;

/** A series of days: NaN where missing. Days the calendar makes special tell nothing about ordinary ones. */
export interface DailySeries {
  values: Float64Array;
  /** 1 on holidays and in the quarter-end window. */
  special: Uint8Array;
}

const tells = ({ special }: DailySeries, values: Float64Array, t: number) =>
  special[t] === 0 && !Number.isNaN(values[t]!);

/** Median of the same weekday over the weeks before; NaN with fewer than three such values. */
function weekdayLevel(series: DailySeries, weeks: number): Float64Array {
  const window = new SortedWindow(weeks);
  return series.values.map((_, t) => {
    window.clear();
    for (let week = 1; week <= weeks && t - week * WEEK >= 0; week++) {
      const before = t - week * WEEK;
      if (tells(series, series.values, before)) window.add(series.values[before]!);
    }
    return window.count < MIN_SAME_WEEKDAYS ? NaN : window.median();
  });
}

/** Median of the last so many telling values before each day. */
function recentMedian(series: DailySeries, values: Float64Array, days: number): Float64Array {
  const window = new SortedWindow(days);
  const held: number[] = [];
  return values.map((value, t) => {
    const median = window.median();
    if (tells(series, values, t)) {
      if (held.length === days) window.remove(held.shift()!);
      window.add(value);
      held.push(value);
    }
    return median;
  });
}

/**
 * The expected value of each day: the level of its weekday, moved by where the last days stood against theirs.
 * A series too young to know its weekdays is expected to go on as it did in its last days; NaN at its start.
 */
export function expectedValues(series: DailySeries, weeks: number, recentDays: number): Float64Array {
  const level = weekdayLevel(series, weeks);
  const shift = recentMedian(series, series.values.map((value, t) => value - level[t]!), recentDays);
  const recent = recentMedian(series, series.values, recentDays);
  return level.map((weekday, t) => {
    const moved = weekday + shift[t]!;
    return Number.isNaN(moved) ? recent[t]! : moved;
  });
}

/** Standard deviation of what expectation missed by over the days before, robustly; NaN with fewer than minDays. */
export function expectationScale(
  series: DailySeries,
  misses: Float64Array,
  windowDays: number,
  minDays: number,
): Float64Array {
  const window = new SortedWindow(windowDays + 1);
  return misses.map((miss, t) => {
    const left = t - windowDays - 1;
    if (left >= 0 && tells(series, misses, left)) window.remove(Math.abs(misses[left]!));
    const scale = window.count < minDays ? NaN : NORMAL_SCALE * window.median();
    if (tells(series, misses, t)) window.add(Math.abs(miss));
    return scale;
  });
}
