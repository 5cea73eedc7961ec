/** When paths reach a threshold: dates and probabilities from the first crossing of each path. */

/** Days ahead for which breach probabilities are stated. */
export const BREACH_WINDOWS = [30, 60, 90, 180] as const;

export interface Crossing {
  paths: number;
  /** How many paths have reached the threshold by day d; index 0 is today, the last one the horizon. */
  reachedBy: Int32Array;
}

/**
 * Counts the paths that have reached their hurdle by each day: once over is over.
 * @param paths  whole paths, one after the other, in the unit of the hurdles
 * @param hurdles  the value to be reached on each day
 */
export function crossing(paths: Float64Array, hurdles: Float64Array): Crossing {
  const days = hurdles.length;
  const reachedBy = new Int32Array(days + 1);
  for (let start = 0; start < paths.length; start += days) {
    for (let day = 0; day < days; day++) {
      if (paths[start + day]! >= hurdles[day]!) {
        reachedBy[day + 1]!++;
        break;
      }
    }
  }
  for (let day = 1; day <= days; day++) reachedBy[day]! += reachedBy[day - 1]!;
  return { paths: paths.length / days, reachedBy };
}

/** The crossing of a series that is over the threshold today: day 0, for certain. */
export function crossedToday(days: number): Crossing {
  return { paths: 1, reachedBy: new Int32Array(days + 1).fill(1) };
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
