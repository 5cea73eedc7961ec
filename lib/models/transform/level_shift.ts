import type { Model } from "../model.ts";
import { lastStep, presentCount, type Series, since, trimmed } from "../series.ts";

export interface LevelShiftSettings {
  /** Seasons before and after a place that are compared there. */
  seasons: number;
  /** How many times the usual spread of such differences a shift must stand out by. */
  threshold: number;
  /** Present values that must remain after a shift; otherwise all of history is used. */
  least_history: number;
}

/** A median absolute deviation times this is the standard deviation of a normal distribution. */
const NORMAL = 1.4826;
/** Differences below this share of the largest value are rounding. */
const ROUNDING = 1e-9;

/** Median of the values from one place up to another that are present; NaN when fewer than half are. */
function median(values: Float64Array, from = 0, to = values.length): number {
  // Insertion into place: most of these are of a handful of values, where sorting costs more than it does.
  const present: number[] = [];
  for (let t = from; t < to; t++) {
    const value = values[t]!;
    if (value !== value) continue;
    let place = present.length;
    while (place > 0 && present[place - 1]! > value) {
      present[place] = present[place - 1]!;
      place--;
    }
    present[place] = value;
  }
  const count = present.length;
  if (2 * count < to - from || count === 0) return NaN;
  const middle = count >> 1;
  return count % 2 === 1 ? present[middle]! : (present[middle - 1]! + present[middle]!) / 2;
}

/** Median of each whole season, counted back from the end. */
function seasonMedians({ values, season }: Series): Float64Array {
  const count = Math.floor(values.length / season);
  const first = values.length - count * season;
  return Float64Array.from({ length: count }, (_, block) => {
    const from = first + block * season;
    return median(values, from, from + season);
  });
}

/** How far the seasons from each place on lie above those before it; NaN near the ends, where too few are known. */
function jumpsOf(medians: Float64Array, width: number): Float64Array {
  return medians.map((_, at) =>
    at < width || at + width > medians.length
      ? NaN
      : median(medians, at, at + width) - median(medians, at - width, at)
  );
}

/**
 * Of the last run of places that stand out the one with the steepest step; a run whose step has not yet as many
 * seasons after it waits for more. Undefined when there is none.
 */
function lastOf(
  medians: Float64Array,
  seasons: number,
  standsOut: (place: number) => boolean,
): number | undefined {
  const step = (at: number) => Math.abs(medians[at]! - medians[at - 1]!) || 0;
  let steepest: number | undefined;
  for (let at = medians.length - 1; at >= 0; at--) {
    // The last places cannot stand out yet, but the step that makes those before them stand out may be among them.
    if (at + seasons > medians.length || standsOut(at)) {
      if (steepest === undefined || step(at) > step(steepest)) steepest = at;
    } else {
      if (steepest !== undefined && steepest + seasons <= medians.length) return steepest;
      steepest = undefined;
    }
  }
  return undefined;
}

/**
 * Step of the first value after the last level shift; undefined when there is none. A shift is where the medians of
 * a few seasons differ from those before by far more than they usually do: growth, the year and a bad week are usual.
 * It is confirmed, and found, only when as many seasons have passed since.
 */
export function lastLevelShift(
  series: Series,
  { seasons, threshold }: Pick<LevelShiftSettings, "seasons" | "threshold">,
): number | undefined {
  const known = trimmed(series);
  const medians = seasonMedians(known);
  const jumps = jumpsOf(medians, seasons);
  const usual = median(jumps.filter((jump) => !Number.isNaN(jump)));
  const apart = jumps.map((jump) => Math.abs(jump - usual));
  const spread = NORMAL * median(apart.filter((jump) => !Number.isNaN(jump)));
  const largest = medians.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
  const least = Math.max(threshold * spread, ROUNDING * largest);

  const at = lastOf(medians, seasons, (place) => apart[place]! > least);
  return at === undefined
    ? undefined
    : known.start + known.values.length - (medians.length - at) * known.season;
}

/** Where series last seen were shifted: models of one series share the search. */
const shifts = new WeakMap<Series, { seasons: number; threshold: number; at: number | undefined }>();

function shiftOf(series: Series, { seasons, threshold }: LevelShiftSettings): number | undefined {
  const known = shifts.get(series);
  if (known?.seasons === seasons && known.threshold === threshold) return known.at;
  const at = lastLevelShift(series, { seasons, threshold });
  shifts.set(series, { seasons, threshold, at });
  return at;
}

/** A model that learns from what came after the last level shift, when enough did. */
export const sinceLevelShift = (model: Model, settings: LevelShiftSettings): Model => ({
  ...model,
  fit: (series, context) => {
    const shift = shiftOf(series, settings);
    if (shift === undefined || shift > lastStep(series)) return model.fit(series, context);
    const recent = since(series, shift - 1);
    const enough = Math.max(settings.least_history, model.minimumHistory(series.season));
    if (presentCount(recent.values) < enough) return model.fit(series, context);
    // Not onward: a longer series would bring back what is cut off here.
    const { forecast } = model.fit(recent, context);
    return { forecast };
  },
});
