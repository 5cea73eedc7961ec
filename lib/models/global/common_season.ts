/** How the season went in earlier years for servers of one kind: what a new server borrows. */
import { type Origin, seasonRatios } from "./origin.ts";
import type { GlobalSeries } from "./panel.ts";

export const SEASON_YEARS = [1, 2] as const;

/** By years back, then days ahead less one: mean ratio to the level at the origin; NaN where too few know it. */
export type CommonSeason = readonly Float64Array[];

const LEAST_SERIES = 3;
/** A ratio beyond these is a series that came to life or died, and tells nothing of a season. */
const LEAST_RATIO = 0.2;
const MOST_RATIO = 5;

function meanRatios(origins: readonly Origin[], day: number, years: number, horizon: number): Float64Array {
  const sums = new Float64Array(horizon);
  const counts = new Int32Array(horizon);
  for (const origin of origins) {
    const ratioOn = seasonRatios(origin, years);
    for (let h = 1; h <= horizon; h++) {
      const ratio = ratioOn(day + h);
      if (!(ratio > LEAST_RATIO && ratio < MOST_RATIO)) continue;
      sums[h - 1]! += ratio;
      counts[h - 1]!++;
    }
  }
  return sums.map((sum, h) => counts[h]! < LEAST_SERIES ? NaN : sum / counts[h]!);
}

/** The common seasons of all kinds at one day. @param origins  by series; undefined where a series has none */
export function commonSeasons(
  all: readonly GlobalSeries[],
  origins: readonly (Origin | undefined)[],
  day: number,
  horizon: number,
): Map<string, CommonSeason> {
  const byKind = Map.groupBy(all.keys(), (index) => all[index]!.kind);
  return new Map(
    [...byKind].map(([kind, indices]) => {
      const known = indices.map((index) => origins[index]).filter((origin) => origin !== undefined);
      return [kind, SEASON_YEARS.map((years) => meanRatios(known, day, years, horizon))];
    }),
  );
}
