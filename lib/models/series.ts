/** One series as the models see it: equally spaced values, daily or hourly, NaN where missing. */

/** What a value can be. Percent of capacity ends at 100; a rate in Mbit/s has no upper end. */
export interface Bounds {
  min: number;
  max: number;
}

export const PERCENT: Bounds = { min: 0, max: 100 };
export const RATE: Bounds = { min: 0, max: Infinity };

export interface Series {
  /** Step of the first value: days since 1970-01-01 for daily series, hours for hourly ones. */
  start: number;
  /** One value per step; NaN where missing. */
  values: Float64Array;
  /** Steps after which the shape repeats: 7 for daily series, 24 for hourly ones. */
  season: number;
  bounds: Bounds;
}

/** Step of the last value. */
export const lastStep = (series: Series): number => series.start + series.values.length - 1;

/** The series as it was known at a cutoff: values up to and including that step, without a copy. */
export function upTo(series: Series, cutoff: number): Series {
  const length = Math.min(Math.max(cutoff - series.start + 1, 0), series.values.length);
  return { ...series, values: series.values.subarray(0, length) };
}

/** The series after a step, from its first present value there on, without a copy. */
export function since(series: Series, step: number): Series {
  const skipped = Math.max(step - series.start + 1, 0);
  const present = series.values.subarray(skipped).findIndex((value) => !Number.isNaN(value));
  const first = present < 0 ? series.values.length : skipped + present;
  return { ...series, start: series.start + first, values: series.values.subarray(first) };
}

/** The series without the missing values before its first and after its last present one. */
export function trimmed(series: Series): Series {
  const first = series.values.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return { ...series, values: series.values.subarray(0, 0) };
  const last = series.values.findLastIndex((value) => !Number.isNaN(value));
  return { ...series, start: series.start + first, values: series.values.subarray(first, last + 1) };
}

/** Whether at least so many values are present; looks no further than it must. */
export function hasPresent(values: Float64Array, least: number): boolean {
  let count = 0;
  for (let t = 0; t < values.length && count < least; t++) if (!Number.isNaN(values[t]!)) count++;
  return count >= least;
}

/** How many values are present. */
export function presentCount(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count++;
  return count;
}

/** The last present value; NaN when there is none. */
export function lastPresent(values: Float64Array): number {
  return values.findLast((value) => !Number.isNaN(value)) ?? NaN;
}

/** Position of a step in the season, 0 to season − 1. */
export const phaseOf = (step: number, season: number): number => ((step % season) + season) % season;

export const clip = (value: number, { min, max }: Bounds): number => Math.min(Math.max(value, min), max);
