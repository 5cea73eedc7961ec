/** When paths reach a threshold: dates and probabilities from the first crossing of each path. */

/** Days ahead for which breach probabilities are stated. */
export const BREACH_WINDOWS = [30, 60, 90, 180] as const;

export interface Crossing {
  paths: number;
  /** How many paths have reached the threshold by day d; index 0 is today, the last one the horizon. */
  reachedBy: Int32Array;
}

/** Day on which each path first reaches its hurdle: 1 is the first forecast day, one past the horizon is never. */
export type FirstDays = Int16Array;

/**
 * The first day on which each path has been over its hurdle for so many days running: the last day of that run.
 * @param paths  whole paths, one after the other, in the unit of the hurdles
 * @param hurdles  the value to be reached on each day
 * @param run  days in a row; 1 is a single day
 */
export function firstDays(paths: Float64Array, hurdles: Float64Array, run = 1): FirstDays {
  const days = hurdles.length;
  const first = new Int16Array(paths.length / days).fill(days + 1);
  for (let path = 0; path < first.length; path++) {
    const start = path * days;
    let over = 0;
    for (let day = 0; day < days; day++) {
      over = paths[start + day]! >= hurdles[day]! ? over + 1 : 0;
      if (over === run) {
        first[path] = day + 1;
        break;
      }
    }
  }
  return first;
}

/** Counts the paths that have reached their hurdle by each day: once over is over. */
export function countByDay(first: FirstDays, days: number): Crossing {
  const reachedBy = new Int32Array(days + 1);
  for (const day of first) {
    if (day <= days) reachedBy[day]!++;
  }
  for (let day = 1; day <= days; day++) reachedBy[day]! += reachedBy[day - 1]!;
  return { paths: first.length, reachedBy };
}

/** Paths that reach their hurdle, by day. See {@link firstDays}. */
export function crossing(paths: Float64Array, hurdles: Float64Array, run = 1): Crossing {
  return countByDay(firstDays(paths, hurdles, run), hurdles.length);
}

/** On each path the earliest of several first days: the day on which any of them is reached. */
export function earliest(all: readonly FirstDays[]): FirstDays {
  return all[0]!.map((day, path) => all.reduce((least, { [path]: other }) => Math.min(least, other!), day));
}

/**
 * Days until a share of the paths has reached the threshold: 0.1 gives the P10, which one path in ten beats.
 * @returns null when fewer do within the horizon
 */
export function daysUntil({ paths, reachedBy }: Crossing, share: number): number | null {
  const day = reachedBy.findIndex((reached) => reached / paths >= share);
  return day === -1 ? null : day;
}

/**
 * Share of paths that reach the threshold within a number of days.
 * @returns null beyond the forecast's horizon, unless every path is over by then: once over is over
 */
export function probabilityWithin(crossing: Crossing, days: number): number | null {
  const reached = crossing.reachedBy[days];
  if (reached !== undefined) return reached / crossing.paths;
  return probabilityEver(crossing) === 1 ? 1 : null;
}

/** Share of paths that reach the threshold within the whole horizon. */
export function probabilityEver({ paths, reachedBy }: Crossing): number {
  return reachedBy[reachedBy.length - 1]! / paths;
}
