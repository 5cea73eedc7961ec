/**
 * What recomputing risk needs of sample paths: for each day the load that the highest day so far reaches on a
 * share of the paths. P(threshold reached by a day) ≥ share exactly when that load is at the threshold, so dates
 * and probabilities at any threshold, after any scaling or steady load, are read from it without the paths.
 */
import { type DailyQuantiles, NORMAL_SCORES, QUANTILE_COLUMNS } from "../risk/hurdles.ts";
import { SHARES } from "./loads.ts";

const LAST = NORMAL_SCORES.length - 1;

/** Loads of one day by normal score: the lines of `scoreOf` in lib/risk/hurdles.ts, read the other way. */
function loadOf(values: Float64Array, score: number): number {
  if (score > NORMAL_SCORES[LAST]!) return along(values, LAST - 2, LAST, score);
  if (score <= NORMAL_SCORES[0]!) return along(values, 0, 2, score);
  let above = 1;
  while (NORMAL_SCORES[above]! < score) above++;
  return along(values, above - 1, above, score);
}

function along(values: Float64Array, from: number, to: number, score: number): number {
  const low = NORMAL_SCORES[from]!;
  const part = (score - low) / (NORMAL_SCORES[to]! - low);
  return values[from]! + part * (values[to]! - values[from]!);
}

/** Places, from the highest path, whose load a share of all paths reaches: the least k with k / paths ≥ share. */
export const placesOf = (paths: number): number[] =>
  SHARES.map((share) => {
    let least = Math.max(1, Math.floor(share * paths));
    while (least / paths < share) least++;
    return least;
  });

/** Cut to hundredths, so that a threshold of whole hundredths is reached by the cut load exactly when by the load. */
export const cut = (load: number): number => Math.floor(load * 100 + 1e-9) / 100;

/**
 * The staircase of one series: for day 0 (today) and each forecast day the load by share, highest share last.
 * @param current  today's load, which counts as reached on every path
 * @param scores  whole paths of as many days as the forecast has, as normal scores
 * @param bound  the forecast quantile by day that decides the level
 * @returns one column per share, then the highest bound so far; each of days + 1 values in % of capacity
 */
export function staircase(
  { current, quantiles, bound }: { current: number; quantiles: DailyQuantiles; bound: Float64Array },
  scores: Float64Array,
): Float64Array[] {
  const days = quantiles.p50.length;
  const paths = scores.length / days;
  const places = placesOf(paths);
  const columns = [...SHARES, null].map(() => new Float64Array(days + 1).fill(cut(current)));
  const highest = new Float64Array(paths).fill(current);
  const values = new Float64Array(QUANTILE_COLUMNS.length);
  let boundSoFar = current;
  for (let day = 0; day < days; day++) {
    QUANTILE_COLUMNS.forEach((column, index) => values[index] = quantiles[column][day]!);
    for (let path = 0; path < paths; path++) {
      const load = loadOf(values, scores[path * days + day]!);
      if (load > highest[path]!) highest[path] = load;
    }
    const sorted = highest.toSorted();
    places.forEach((place, share) => columns[share]![day + 1] = cut(sorted[paths - place]!));
    boundSoFar = Math.max(boundSoFar, bound[day]!);
    columns[SHARES.length]![day + 1] = cut(boundSoFar);
  }
  return columns;
}
