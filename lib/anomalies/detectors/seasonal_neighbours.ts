import { Nearest } from "../nearest.ts";
import { Rarity } from "../rarity.ts";
import { Recent } from "../recent.ts";
import type { Detector } from "../series.ts";

const DAY = 86_400_000;
/** From so far apart on, rows are days and their season is the week. */
const DAILY = 0.8 * DAY;
/** Rows whose distance tells how far apart they stand. */
const STEPS = 51;

/**
 * Distance of the last few rows from the most alike at the same time of earlier days (of earlier weeks, for daily
 * rows), give or take a part of the season.
 */
export const seasonalNeighbours: Detector = ({ times, values }, { seasonal_neighbours, tail_share }) => {
  const { length, seasons, neighbours, tolerance, longest_season } = seasonal_neighbours;
  const nearest = new Nearest(neighbours);
  const rarity = new Rarity(tail_share);
  const steps = new Recent(STEPS);
  /** Last row at or before the same time so many seasons ago. */
  const cursors = new Int32Array(seasons);
  return (t) => {
    if (t > 0) steps.add(times[t]! - times[t - 1]!);
    const step = steps.median();
    if (!(step > 0)) return 0;
    const season = step >= DAILY ? 7 * DAY : DAY;
    const perSeason = season / step;
    if (perSeason > longest_season || perSeason < 2) return 0;
    const around = Math.round(perSeason * tolerance);
    const compared = perSeason < 24 ? 1 : length;
    nearest.clear();
    let found = 0;
    for (let back = 1; back <= seasons; back++) {
      const time = times[t]! - back * season;
      let cursor = cursors[back - 1]!;
      while (times[cursor + 1]! <= time) cursor++;
      cursors[back - 1] = cursor;
      if (times[cursor]! > time || cursor - around - compared < 0) break;
      // At most one neighbour of each season, so that one day does not stand for all.
      nearest.offerBest(values, t, cursor - around, Math.min(cursor + around, t - 1), compared);
      found++;
    }
    if (found < neighbours) return 0;
    const rare = rarity.of(nearest.distance());
    rarity.add(nearest.distance());
    return rare;
  };
};
