/** The rows a global model learns from at a cutoff: past origins of all series, and days ahead that had come by then. */
import { stream } from "../../random/stream.ts";
import type { Matrix } from "../../trees/matrix.ts";
import { commonSeasons } from "./common_season.ts";
import { matrixOf, type Row } from "./features.ts";
import { originOf, simpleExpectation } from "./origin.ts";
import type { GlobalSeries } from "./panel.ts";

export interface SamplingSettings {
  seed: number;
  /** Past days from which series are looked ahead, at equal spacing. */
  origins: number;
  /** Days ahead drawn for each series and origin. */
  days_per_origin: number;
  /** Most rows: of larger fleets a share is drawn. */
  max_rows: number;
  /** The last days before the cutoff are held out. */
  holdout_days: number;
}

export interface TrainingSet {
  matrix: Matrix;
  /** What came, less the simple expectation, in scales. */
  target: Float64Array;
  /** Rows whose day lies in the held out days, and the others. */
  holdout: Int32Array;
  learnt: Int32Array;
}

/** A day further off than this many scales teaches that such days come, not how far off they are. */
const MOST_SCALES = 30;
/** Days from the first of telemetry to the first origin, and from the last one to the cutoff. */
const LEAST_DAYS = 28;
const LAST_DAYS = 7;

/** Origins at equal spacing; none when there is no room for them. */
export function originDays(firstDay: number, cutoff: number, count: number): number[] {
  const [first, last] = [firstDay + LEAST_DAYS, cutoff - LAST_DAYS];
  if (last < first) return [];
  const places = Math.min(count, last - first + 1);
  const step = places > 1 ? (last - first) / (places - 1) : 0;
  return Array.from({ length: places }, (_, place) => Math.round(first + step * place));
}

function rowsFrom(
  all: readonly GlobalSeries[],
  day: number,
  cutoff: number,
  horizon: number,
  share: number,
  { seed, days_per_origin }: SamplingSettings,
): Row[] {
  const origins = all.map((of) => originOf(of, day));
  const seasons = commonSeasons(all, origins, day, horizon);
  return all.flatMap((of, index) => {
    const origin = origins[index];
    if (origin === undefined) return [];
    // Which days are drawn depends on no other series and on no later day.
    const draw = stream(seed, "global", of.server_id, of.metric, day);
    if (!draw.chance(share)) return [];
    const ahead = Array.from({ length: days_per_origin }, () => draw.whole(1, horizon));
    return ahead
      .filter((h) => day + h <= cutoff && !Number.isNaN(of.observed[day + h - of.series.start] ?? NaN))
      .map((h) => ({ of, origin, common: seasons.get(of.kind)!, day: day + h }));
  });
}

/** What came on a row's day, less the simple expectation, in scales of the origin. */
function targetOf({ of, origin, day }: Row): number {
  const actual = of.observed[day - of.series.start]!;
  const scales = (actual - simpleExpectation(origin, day, of.calendar)) / origin.scale;
  return Math.min(Math.max(scales, -MOST_SCALES), MOST_SCALES);
}

/**
 * The training set at a cutoff; undefined when there are no rows to learn from.
 * @param all  series of any length: nothing after the cutoff is looked at
 */
export function trainingSet(
  all: readonly GlobalSeries[],
  cutoff: number,
  horizon: number,
  settings: SamplingSettings,
): TrainingSet | undefined {
  const firstDay = all.reduce((first, { series }) => Math.min(first, series.start), Infinity);
  const days = originDays(firstDay, cutoff, settings.origins);
  const share = Math.min(1, settings.max_rows / (all.length * days.length * settings.days_per_origin));
  const rows = days.flatMap((day) => rowsFrom(all, day, cutoff, horizon, share, settings));
  const split = cutoff - settings.holdout_days;
  const indices = Int32Array.from(rows.keys());
  const learnt = indices.filter((index) => rows[index]!.day <= split);
  if (learnt.length === 0) return undefined;
  return {
    matrix: matrixOf(rows),
    target: Float64Array.from(rows, targetOf),
    holdout: indices.filter((index) => rows[index]!.day > split),
    learnt,
  };
}

/** Some rows of a matrix and its target. */
export function rowsOf(
  { matrix, target }: Pick<TrainingSet, "matrix" | "target">,
  rows: Int32Array,
): { matrix: Matrix; target: Float64Array } {
  const picked = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return { matrix: { ...matrix, columns: matrix.columns.map(picked) }, target: picked(target) };
}
